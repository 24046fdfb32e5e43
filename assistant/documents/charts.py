"""A chart of dots as HTML: a table, so that it is read aloud cell by cell, whose cells are drawn and numbered."""

from html import escape

from assistant.documents.records import Chart, plain

CHART_STYLE = """
.chart { margin: 1.25rem 0 0; font-family: system-ui, sans-serif; font-size: .875rem; line-height: 1.3; }
.chart figcaption { font-weight: 600; }
.chart .dots { overflow-x: auto; margin-top: .35rem; }
.chart .dots:focus-visible { outline: 2px solid; outline-offset: 2px; border-radius: 4px; }
.chart table { width: auto; margin: 0; table-layout: auto; border-collapse: collapse; }
.chart :is(th, td) { padding: 0 1.1rem 0 0; border: 0; background: none; font-weight: 400; vertical-align: middle; }
.chart tbody tr { border-top: 1px solid var(--line); }
.chart th { color: var(--soft); text-align: left; }
.chart tbody th { min-width: 6.5rem; color: inherit; overflow-wrap: anywhere; }
.chart thead th { padding-bottom: .2rem; font-variant-numeric: tabular-nums; }
.chart td { height: 2rem; min-width: 2.8rem; white-space: nowrap; font-variant-numeric: tabular-nums; }
.chart svg { display: inline-block; vertical-align: middle; width: 2rem; height: 1.75rem; margin-right: .2rem; }
.chart svg { fill: var(--accent); }
.chart .none { color: var(--soft); }
.chart .none svg { fill: none; stroke: var(--edge); }
.chart .missing { padding-left: .75rem; color: var(--soft); }
.chart .aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.chart .note { margin: .4rem 0 0; color: var(--soft); text-wrap: balance; }
@media (forced-colors: active) { .chart svg { fill: CanvasText; } .chart .none svg { stroke: CanvasText; } }
@media (max-width: 40rem) { .chart :is(th, td) { padding-right: .4rem; } }
@media print { .chart .dots { overflow: visible; } .chart { break-inside: avoid; } }
""".strip()
"""Its colours are the custom properties accent, edge, line and soft of the page that it stands on."""

_LARGEST = 13  # the radius in the drawing of 28 by 28 that stands in a cell
_RING = 3.5  # of nothing


def chart_html(chart: Chart) -> str:
    """Write a chart as a figure; the page that it stands on needs the `CHART_STYLE`."""
    columns = "".join(f'<th scope="col">{_words(name)}</th>' for name in chart.columns)
    rows = "".join(
        f'<tr><th scope="row">{_words(name)}</th>{"".join(_cell(count, chart) for count in counts)}</tr>'
        for name, counts in chart.rows
    )
    caption = _words(chart.caption)
    return (
        f'<figure class="chart"><figcaption>{caption}</figcaption>'
        f'<div class="dots" role="region" tabindex="0" aria-label="{caption}"><table>'
        f"<thead><tr><td></td>{columns}</tr></thead><tbody>{rows}</tbody></table></div>"
        f'<p class="note">{_words(chart.note)}</p></figure>'
    )


def _cell(count: int | None, chart: Chart) -> str:
    if count is None:
        return f'<td class="missing"><span aria-hidden="true">–</span>{_aloud(chart.missing)}</td>'
    if not count:
        return f'<td class="none">{_dot(_RING)}<span aria-hidden="true">0</span>{_aloud(chart.nothing)}</td>'
    return f"<td>{_dot(_LARGEST * chart.size(count))}{count}</td>"


def _dot(radius: float) -> str:
    return f'<svg viewBox="-14 -14 28 28" aria-hidden="true"><circle r="{radius:.1f}"/></svg>'


def _aloud(words: str) -> str:
    return f'<span class="aloud">{_words(words)}</span>'


def _words(words: str) -> str:
    return escape(plain(words))
