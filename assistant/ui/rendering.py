"""An answer as HTML. Every word of a report, a question or a model is escaped: none of them is trusted."""

import json
from collections.abc import Iterable, Mapping, Sequence
from html import escape

from assistant.records import Answer, Citation, Stage, Statement, Status
from assistant.sources import by_report, coverage_line, filter_names, names_read, source_name, words_line
from assistant.texts import text
from assistant.ui.actions.rendering import render_actions
from assistant.ui.citations import render_links, render_sources, spoken
from assistant.ui.prose import render_fallback, render_prose, render_written
from assistant.ui.saying import say
from assistant.writing.stream import Written
from corpus.records import Report

_NAMED_ORGANISATIONS = 5  # one line of the header

_HELPED = (Status.NOT_FOUND, Status.PERSONAL_DATA, Status.ERROR)


def render_turn(
    answer: Answer, turn: int, page_language: str, reports: Mapping[str, Report], *, latest: bool = False
) -> str:
    """Return a question with its answer, the words around it in the answer's language.

    Args:
        answer: what `ask` returned.
        turn: 0-based position in the conversation; keeps the ids of its sources apart from other turns'.
        page_language: "da" or "en", of the actions under it.
        reports: the reports in the index by id, for their titles and languages.
        latest: whether it is the last: its sources are open, and what was read from it can be taken away.
    """
    language = answer.language
    status = f'<p class="status status-{answer.status.value}">{say(f"status_{answer.status.value}", language)}</p>'
    basis = _gaps(answer, language) + _coverage(answer, language, reports) + _filters(answer, language, reports, latest)
    doubt = _help(answer, language) + _unknown(answer, language)
    return (
        f'<article class="turn" lang="{language}">{_question(answer.question, language)}'
        f'<div class="answer">{status}{doubt}{_said(answer, turn, language, reports)}'
        f'<div class="basis">{basis}</div></div>{render_actions(answer, turn, page_language)}'
        f"{render_sources(answer, turn, language, reports, latest)}</article>"
    )


def render_progress(question: str, stage: Stage, language: str, written: Sequence[Written] = ()) -> str:
    """Return a question whose answer is under way, with what a language model has written of it so far.

    Args:
        question: as it was asked.
        stage: what is being done.
        language: "da" or "en", of the answer to come.
        written: its sentences so far.
    """
    return (
        f'<article class="turn" lang="{language}">{_question(question, language)}'
        f'<p class="stage" data-stage="{stage.value}">{say(f"stage_{stage.value}", language)}</p>'
        f"{render_written(written) if written else ''}</article>"
    )


def render_announcement(answer: Answer, reports: Mapping[str, Report]) -> str:
    """Return what a screen reader says when the answer is there: its status and statements, not its sources.

    Args:
        answer: what `ask` returned.
        reports: those in the index by id: a quote is spoken in its report's language.
    """
    cited = {citation.number: citation for citation in answer.citations}
    said = [render_line(f"status_{answer.status.value}", answer.language)]
    for statement in answer.statements:
        quoted = "" if answer.is_prose else spoken(cited[statement.citations[0]].report, reports)
        said.append(f"<p{quoted}>{escape(statement.text)}</p>")
    return f'<div lang="{answer.language}">{"".join(said)}</div>'


def render_line(key: str, language: str, **values: object) -> str:
    """Return one text of the table as a paragraph."""
    return f'<p lang="{language}">{say(key, language, **values)}</p>'


def render_header(reports: Sequence[Report], language: str, *, in_prose: bool = False) -> str:
    """Return the page's title, what it is for, and what has been read."""
    tagline = say("tagline_prose" if in_prose else "tagline", language)
    corpus = f'<p class="corpus">{escape(_corpus(reports, language))}</p>' if reports else ""
    return f'<h1>{say("title", language)}</h1><p class="tagline">{tagline}</p>{corpus}'


def render_empty(language: str) -> str:
    """Return what an index without reports shows in place of a conversation."""
    command = f"<code>{say('empty_command', language)}</code>"
    return (
        f'<section class="empty"><h2>{say("empty", language)}</h2>'
        f"<p>{text('empty_help', language, command=command)}</p></section>"
    )


def _question(question: str, language: str) -> str:
    return f'<h2 class="question"><span class="unseen">{say("you_asked", language)}: </span>{escape(question)}</h2>'


def _help(answer: Answer, language: str) -> str:
    if answer.status not in _HELPED:
        return ""
    return f'<p class="help">{say(f"help_{answer.status.value}", language)}</p>'


def _unknown(answer: Answer, language: str) -> str:
    """Above the answer: whether it is one is for the reader to judge."""
    line = words_line(answer.unknown, answer.instead, language)
    return f'<p class="unknown">{escape(line)}</p>' if line else ""


def _said(answer: Answer, turn: int, language: str, reports: Mapping[str, Report]) -> str:
    """The statements: in prose, or in quotes with why they are that where a language model was asked."""
    if answer.is_prose:
        return render_prose(answer, turn, language)
    note = render_fallback(answer.writing, language) if answer.writing else ""
    return note + _statements(answer, turn, language, reports)


def _statements(answer: Answer, turn: int, language: str, reports: Mapping[str, Report]) -> str:
    cited = {citation.number: citation for citation in answer.citations}
    groups = []
    for first, statements in by_report(answer.statements, answer.citations):
        lines = "".join(_statement(statement, turn, language, cited) for statement in statements)
        groups.append(
            f'<section class="said"><h3>{escape(source_name(first))}</h3>'
            f"<div{spoken(first.report, reports)}>{lines}</div></section>"
        )
    return "".join(groups)


def _statement(statement: Statement, turn: int, language: str, cited: Mapping[int, Citation]) -> str:
    return f'<p class="statement">{escape(statement.text)}{render_links(statement, cited, turn, language)}</p>'


def _coverage(answer: Answer, language: str, reports: Mapping[str, Report]) -> str:
    searched, found = answer.coverage.searched, answer.coverage.found
    if not searched:
        return ""
    line = escape(coverage_line(answer.coverage, language))
    if not found:
        return f'<p class="coverage">{line}</p>'
    missing = [report for report in searched if report not in found]
    lists = _names("coverage_found", found, language, reports) + _names(
        "coverage_not_found", missing, language, reports
    )
    return f'<details class="coverage"><summary>{line}</summary>{lists}</details>'


def _names(key: str, ids: Sequence[str], language: str, reports: Mapping[str, Report]) -> str:
    if not ids:
        return ""
    items = "".join(
        f"<li{spoken(name, reports)}>{escape(reports[name].title if name in reports else name)}</li>" for name in ids
    )
    return f"<p>{say(key, language)}</p><ul>{items}</ul>"


def _filters(answer: Answer, language: str, reports: Mapping[str, Report], latest: bool) -> str:
    chosen = "".join(f"<li>{escape(name)}</li>" for name in filter_names(answer.chosen, language, reports).values())
    read = names_read(answer, language)
    chips = "".join(
        f"<li>{_chip(value, name, language) if latest else escape(name)}</li>" for value, name in read.items()
    )
    if latest and len(read) > 1:
        chips += f'<li class="all">{_asking_without(read, say("widen", language))}</li>'
    return _chips("filters_user", chosen, language) + _chips("filters_question", chips, language)


def _chips(key: str, items: str, language: str) -> str:
    return f'<div class="filters"><p>{say(key, language)}</p><ul>{items}</ul></div>' if items else ""


def _chip(value: str, name: str, language: str) -> str:
    label = f'{escape(name)}<span class="unseen"> – {say("ask_without", language)}</span>'
    return _asking_without((value,), label)


def _asking_without(values: Iterable[str], label: str) -> str:
    """A button that asks again without some of what was read from the question."""
    return f'<button type="button" data-ignore="{escape(json.dumps([*values]))}">{label}</button>'


def _gaps(answer: Answer, language: str) -> str:
    return f'<p class="gaps">{say("gaps", language, gaps=", ".join(answer.gaps))}</p>' if answer.gaps else ""


def _corpus(reports: Sequence[Report], language: str) -> str:
    read = text("report", language) if len(reports) == 1 else text("reports", language, count=len(reports))
    names = sorted({report.organisation for report in reports})
    if len(names) > _NAMED_ORGANISATIONS:
        rest = len(names) - _NAMED_ORGANISATIONS + 1
        names = [*names[: _NAMED_ORGANISATIONS - 1], text("organisations_more", language, count=rest)]
    organisations = f" {text('and', language)} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    years = sorted({report.year for report in reports if report.year})
    if not years:
        return text("corpus_undated", language, reports=read, organisations=organisations)
    span = str(years[0]) if len(years) == 1 else f"{years[0]}\u2060–\u2060{years[-1]}"
    return text("corpus", language, reports=read, organisations=organisations, years=span)
