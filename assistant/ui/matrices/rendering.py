"""The tab of comparisons as HTML: the form, and the table with the sources of each cell."""

import json
from collections.abc import Mapping, Sequence
from html import escape

from assistant import texts
from assistant.documents import texts as document_texts
from assistant.documents.files import TABLE_ENDINGS
from assistant.drafting import texts as drafting_texts
from assistant.drafting.matrix import Matrix, Row
from assistant.drafting.matrix_texts import text
from assistant.drafting.shapes import Side
from assistant.records import Citation, Filters
from assistant.sources import coverage_line, page_name, scope_names, source_name
from assistant.ui.scope.rendering import render_scope
from assistant.ui.source.addresses import citation_address
from corpus.records import Report

_FOR_SCRIPT = ("topics_blank", "under_way", "made", "file", "downloaded")
_SHADES = 4


def render_shell(reports: Sequence[Report], language: str) -> str:
    """Return all but the table.

    Args:
        reports: those in the index.
        language: of the tab.
    """
    body = (
        render_scope(reports, Filters(), language) + _form(language) + '<section class="compared" hidden></section>'
        if reports
        else f'<p class="help">{_say("no_reports", language)}</p>'
    )
    words = {key: text(key, language) for key in _FOR_SCRIPT} | {"offline": drafting_texts.text("offline", language)}
    return (
        f'<div id="comparing" data-words="{escape(json.dumps(words))}">'
        f'<h1>{_say("heading", language)}</h1><p class="help">{_say("help", language)}</p>{body}'
        '<div class="unseen announcer" role="status" aria-live="polite"></div></div>'
    )


def _form(language: str) -> str:
    sides = "".join(f'<option value="{side}">{_say(f"by_{side}", language)}</option>' for side in Side)
    return (
        f'<form class="about" novalidate><label>{_say("topics", language)}<textarea name="topics" rows="3" '
        f'placeholder="{_say("topics_placeholder", language)}"></textarea></label>'
        f'<label>{_say("by", language)}<select name="by">{sides}</select></label>'
        f'<button type="submit" class="main">{_say("make", language)}</button>'
        '<p class="under-way"></p><p class="told" role="alert"></p></form>'
    )


def render_matrix(matrix: Matrix, reports: Mapping[str, Report], language: str) -> str:
    """Return a matrix as a table whose cells link to their sources.

    Args:
        matrix: from `compare_themes`.
        reports: those in the index, by id.
        language: "da" or "en", of all but the quotes.
    """
    title = document_texts.text("compared", language, topics=", ".join(matrix.topics))
    lines = [f"{coverage_line(matrix.coverage, language)}."]
    if narrowed := scope_names(matrix, language, reports):
        source = "question" if matrix.filters.source == "question" else "user"
        lines.append(f"{texts.text(f'filters_{source}', language)}: {', '.join(narrowed)}.")
    about = "".join(f"<p>{escape(line)}</p>" for line in lines)
    said = any(cell for row in matrix.rows for cell in row.cells)
    nothing = f"<p>{escape(document_texts.text('matrix_empty', language))}</p>"
    table = _files(language) + _table(matrix, reports, language) if said else nothing
    return f'<h2 class="title" tabindex="-1">{escape(title)}</h2><div class="coverage">{about}</div>{table}'


def _files(language: str) -> str:
    buttons = "".join(
        f'<button type="button" data-ending="{ending[1:]}">{_say(ending[1:], language)}</button>'
        for ending in TABLE_ENDINGS
    )
    label = _say("download", language)
    return f'<p class="files" role="group" aria-label="{label}"><span aria-hidden="true">{label}</span>{buttons}</p>'


def _table(matrix: Matrix, reports: Mapping[str, Report], language: str) -> str:
    most = max(len(cell) for row in matrix.rows for cell in row.cells)
    columns = "".join(f'<th scope="col">{escape(column)}</th>' for column in matrix.columns)
    rows = "".join(_row(row, matrix.columns, most, reports, language) for row in matrix.rows)
    return (
        f'<div class="table" role="region" tabindex="0" aria-label="{_say("table", language)}" '
        f'style="--columns: {len(matrix.columns)}"><table><thead><tr>'
        f'<th scope="col">{escape(document_texts.text("theme", language))}</th>{columns}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(row: Row, columns: Sequence[str], most: int, reports: Mapping[str, Report], language: str) -> str:
    cells = "".join(
        # On a phone a column has no head; each cell names its own.
        f'<td data-column="{escape(column)}" data-shade="{_shade(len(cell), most)}">'
        f"{_cell(cell, reports, language)}</td>"
        for column, cell in zip(columns, row.cells, strict=True)
    )
    return f'<tr><th scope="row">{escape(row.theme)}</th>{cells}</tr>'


def _shade(count: int, most: int) -> int:
    """0 where nothing is said, else 1 to `_SHADES`: how much is said, of the most that a cell has."""
    return -(-count * _SHADES // most)


def _cell(cell: Sequence[Citation], reports: Mapping[str, Report], language: str) -> str:
    if not cell:
        return f'<p class="count">{escape(document_texts.text("no_statements", language))}</p>'
    count = document_texts.text(
        "count_statements_one" if len(cell) == 1 else "count_statements", language, count=len(cell)
    )
    strongest, *others = (_statement(each, reports, language) for each in cell)
    more = "".join(f"<li>{other}</li>" for other in others)
    rest = f"<details><summary>{_say('others', language, count=len(others))}</summary><ul>{more}</ul></details>"
    return f'<p class="count">{count}</p>{strongest}{rest if others else ""}'


def _statement(citation: Citation, reports: Mapping[str, Report], language: str) -> str:
    page = page_name(citation, language)
    label = f"{source_name(citation)}, {page}"
    quoted = reports[citation.report].language if citation.report in reports else language
    address = escape(citation_address(citation, (citation,)))
    return (
        f'<p class="statement"><span lang="{quoted}">{escape(citation.quote)}</span> <a class="cite" href="{address}" '
        f'data-source="{address}" title="{escape(label)}">{escape(label)}</a></p>'
    )


def _say(key: str, language: str, **values: object) -> str:
    return escape(text(key, language, **values))
