"""How far a run is, and past runs, as HTML. What a set or a file name says is escaped: none of it is trusted."""

from collections.abc import Sequence
from datetime import datetime
from html import escape

from evals.measures import AT_CHARACTERS, AUROC, BOTH
from evals.runs import Past
from evals.summary import Figure, Summary
from evals.texts import text
from evals.ui.reports import report_address
from evals.ui.runner import Progress

KEY_FIGURES = (
    AT_CHARACTERS,
    "vital_recall",
    f"citation_precision{BOTH}",
    "truthfulness",
    AUROC.name,
    "quote_fidelity",
)
"""The measures that the table of runs shows."""

_PARTS = 4  # a screen reader is told of every quarter; more would be chatter


def say(key: str, language: str, **values: object) -> str:
    """One text of the table, escaped."""
    return escape(text(key, language, **values))


def number(value: float, language: str, digits: int = 2, sign: str = "") -> str:
    """A figure as the language writes it, such as 0,87 or −0.03."""
    written = f"{value:{sign}.{digits}f}".replace("-", "−")
    return written.replace(".", ",") if language == "da" else written


def interval(low: float | None, high: float | None, language: str, sign: str = "") -> str:
    """The interval around a figure."""
    if low is None or high is None:
        return text("no_interval", language)
    return text("interval", language, low=number(low, language, sign=sign), high=number(high, language, sign=sign))


def when(summary: Summary, language: str) -> str:
    """The time at which a run began, on this machine's clock."""
    return text("time", language, time=datetime.fromisoformat(summary.started_at).astimezone())


def sets_of(summary: Summary) -> str:
    """The file names of what a run asked."""
    return ", ".join(each.file for each in summary.sets)


def render_heading(language: str) -> str:
    """The head of the tab, and what it is for."""
    return f'<h1>{say("run", language)}</h1><p class="help">{say("run_help", language)}</p>'


def render_section(title: str, words: str, language: str) -> str:
    """The head of a part of the tab, and what there is to say of it."""
    return f'<h2>{say(title, language)}</h2><p class="help">{say(words, language)}</p>'


def render_hint(key: str, language: str) -> str:
    """A text that asks for something first."""
    return f'<p class="hint">{say(key, language)}</p>'


def render_fault(title: str, sentence: str, language: str) -> str:
    """What went wrong.

    Args:
        title: that it did.
        sentence: an error's own, which is English; empty where only the log knows.
        language: of the tab.
    """
    told = f'<p lang="en">{escape(sentence)}</p>' if sentence else f"<p>{say('failed_help', language)}</p>"
    return f'<div class="fault"><p class="status-error">{escape(title)}</p>{told}</div>'


def render_progress(progress: Progress | None, language: str) -> str:
    """How far the latest run is, or how it ended; nothing before the first."""
    if progress is None:
        return ""
    if progress.error is not None:
        return render_fault(text("failed", language, set=progress.set), progress.error, language)
    if progress.name is not None:
        line = say("done", language, set=progress.set, total=progress.total)
        return f'<p class="done">{line} {_link(progress.name, say("open_report", language))}</p>'
    name = say("progress", language, set=progress.set)
    value = f' value="{progress.done}" max="{progress.total}"' if progress.total else ""
    return (
        f'<div class="progress"><p>{name}</p><progress{value} aria-label="{name}"></progress>'
        f'<p class="step">{_step(progress, language)}</p></div>'
    )


def announce(progress: Progress | None, language: str) -> str:
    """What a screen reader says of it."""
    if progress is None:
        return ""
    if progress.error is not None:
        return f"<p>{say('failed', language, set=progress.set)}</p>"
    if progress.name is not None:
        return f"<p>{say('done', language, set=progress.set, total=progress.total)}</p>"
    part = _PARTS * progress.done // progress.total if progress.total else 0
    if not part:
        return f"<p>{say('started', language, set=progress.set)}</p>"
    return f"<p>{say('asked_part', language, percent=100 * part // _PARTS)}</p>"


def render_runs(runs: Sequence[Past], language: str) -> str:
    """The table of past runs."""
    if not runs:
        return render_section("runs", "runs_none", language)
    names = ["when", *(f"key_{name}" for name in KEY_FIGURES)]
    head = "".join(f'<th scope="col">{say(name, language)}</th>' for name in names)
    rows = "".join(_row(past, names, language) for past in runs)
    table = f'<table class="runs"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
    return render_section("runs", "runs_help", language) + table


def _step(progress: Progress, language: str) -> str:
    if not progress.total:
        return say("reading", language)
    key = "asked" if progress.done < progress.total else "figuring"
    return say(key, language, done=progress.done, total=progress.total)


def _row(past: Past, names: Sequence[str], language: str) -> str:
    summary = past.summary
    if summary is None:
        return (
            f'<tr><th scope="row">{escape(past.name)}</th>'
            f'<td class="unreadable" colspan="{len(names) - 1}">{say("unreadable", language)}</td></tr>'
        )
    time = when(summary, language)
    link = _link(past.name, say("open_report", language), say("open_report_of", language, when=time))
    asked = say("asked_of", language, sets=sets_of(summary), count=summary.n)
    cells = [_figure(summary.metrics.get(name), language) for name in KEY_FIGURES]
    filled = "".join(
        f'<td data-label="{say(name, language)}">{cell}</td>' for name, cell in zip(names[1:], cells, strict=True)
    )
    return f'<tr><th scope="row">{escape(time)}<small>{asked}</small>{link}</th>{filled}</tr>'


def _figure(figure: Figure | None, language: str) -> str:
    if figure is None or figure.value is None:
        return "–"
    around = escape(interval(figure.low, figure.high, language))
    return f"<b>{number(figure.value, language)}</b><small>{around}</small>"


def _link(name: str, words: str, label: str = "") -> str:
    attribute = f' aria-label="{label}"' if label else ""
    # From the page's own base, so that the page may be served below a path.
    address = escape(report_address(name).lstrip("/"))
    return f'<a href="{address}" target="_blank" rel="noopener"{attribute}>{words}</a>'
