"""An answer as HTML. Every word of a report, a question or a model is escaped: none of them is trusted."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from assistant.records import Answer, Citation, Stage, Statement, Status
from assistant.sources import page_name, scope_names, source_name
from assistant.texts import text
from assistant.ui.saying import say
from assistant.ui.source.addresses import Place, view_address
from corpus.records import Report

_NAMED_ORGANISATIONS = 5  # one line of the header

_HELPED = (Status.NOT_FOUND, Status.PERSONAL_DATA, Status.ERROR)


def mark_quotes(passage: str, quotes: Mapping[int, str]) -> str:
    """Return the passage as HTML with each quote in a mark element.

    Args:
        passage: text of a report.
        quotes: words of it, by the number of their citation.

    Returns:
        Escaped HTML. A quote is marked where its words stand in the passage one by one, whatever the white space
        between them; else it is not marked, for a mark that is only near the truth is untrue. Where two quotes
        overlap the earlier one is marked.
    """
    passage = unicodedata.normalize("NFC", passage)
    parts, end = [], 0
    for start, stop, number in sorted(_places(passage, quotes)):
        if start >= end:
            mark = f'<mark data-number="{number}">{escape(passage[start:stop])}</mark>'
            parts += [escape(passage[end:start]), mark]
            end = stop
    return "".join([*parts, escape(passage[end:])])


def _places(passage: str, quotes: Mapping[int, str]) -> Iterator[tuple[int, int, int]]:
    """Where each quote stands first (start, end, number), for those that stand there."""
    for number, quote in quotes.items():
        words = map(re.escape, unicodedata.normalize("NFC", quote).split())
        found = re.search(r"\s+".join(words), passage)
        if found and found.group():
            yield *found.span(), number


def render_turn(
    answer: Answer, turn: int, language: str, reports: Mapping[str, Report], *, latest: bool = False
) -> str:
    """Return a question with its answer.

    Args:
        answer: what `ask` returned.
        turn: 0-based position in the conversation; keeps the ids of its sources apart from other turns'.
        language: of the words around the answer, "da" or "en".
        reports: the reports in the index by id, for their titles and languages.
        latest: whether its list of sources is open.
    """
    status = f'<p class="status status-{answer.status.value}">{say(f"status_{answer.status.value}", language)}</p>'
    basis = _gaps(answer, language) + _coverage(answer, language, reports) + _filters(answer, language, reports)
    return (
        f'<article class="turn">{_question(answer.question, language)}'
        f'<div class="answer">{status}{_help(answer, language)}{_statements(answer, turn, language, reports)}'
        f'<div class="basis">{basis}</div></div>{_sources(answer, turn, language, reports, latest)}</article>'
    )


def render_progress(question: str, stage: Stage, language: str) -> str:
    """Return a question whose answer is under way."""
    return (
        f'<article class="turn">{_question(question, language)}'
        f'<p class="stage" data-stage="{stage.value}">{say(f"stage_{stage.value}", language)}</p></article>'
    )


def render_announcement(answer: Answer, language: str) -> str:
    """Return what a screen reader says when the answer is there: its status and statements, not its sources."""
    said = [text(f"status_{answer.status.value}", language), *(statement.text for statement in answer.statements)]
    return "".join(f"<p>{escape(line)}</p>" for line in said)


def render_line(key: str, language: str) -> str:
    """Return one text of the table as a paragraph."""
    return f"<p>{say(key, language)}</p>"


def render_header(reports: Sequence[Report], language: str) -> str:
    """Return the page's title, what it is for, and what has been read."""
    corpus = f'<p class="corpus">{escape(_corpus(reports, language))}</p>' if reports else ""
    return f'<h1>{say("title", language)}</h1><p class="tagline">{say("tagline", language)}</p>{corpus}'


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


def _statements(answer: Answer, turn: int, language: str, reports: Mapping[str, Report]) -> str:
    cited = {citation.number: citation for citation in answer.citations}

    def report_of(statement: Statement) -> str:
        return cited[statement.citations[0]].report

    groups = []
    for _, said in groupby(answer.statements, key=report_of):
        statements = list(said)
        first = cited[statements[0].citations[0]]
        lines = "".join(_statement(statement, turn, language, cited) for statement in statements)
        groups.append(
            f'<section class="said"><h3>{escape(source_name(first))}</h3>'
            f"<div{_language_of(first, reports)}>{lines}</div></section>"
        )
    return "".join(groups)


def _statement(statement: Statement, turn: int, language: str, cited: Mapping[int, Citation]) -> str:
    links = "".join(
        f'<a class="cite" {_opening(cited[number], [cited[other] for other in statement.citations])} '
        f'href="#{_anchor(turn, number)}" title="{escape(_label(cited[number], language))}">'
        f'[{number}]</a> <span class="at">{escape(text("page", language, page=cited[number].page_label))}</span>'
        for number in statement.citations
    )
    return f'<p class="statement">{escape(statement.text)}<span class="cites">&#8288;{links}</span></p>'


def _coverage(answer: Answer, language: str, reports: Mapping[str, Report]) -> str:
    searched, found = answer.coverage.searched, answer.coverage.found
    if not searched:
        return ""
    if not found:
        return f'<p class="coverage">{say("searched", language, searched=len(searched))}</p>'
    missing = [report for report in searched if report not in found]
    lists = _names("coverage_found", found, language, reports) + _names(
        "coverage_not_found", missing, language, reports
    )
    line = say("coverage", language, found=len(found), searched=len(searched))
    return f'<details class="coverage"><summary>{line}</summary>{lists}</details>'


def _names(key: str, ids: Sequence[str], language: str, reports: Mapping[str, Report]) -> str:
    if not ids:
        return ""
    items = "".join(f"<li>{escape(reports[name].title if name in reports else name)}</li>" for name in ids)
    return f"<p>{say(key, language)}</p><ul>{items}</ul>"


def _filters(answer: Answer, language: str, reports: Mapping[str, Report]) -> str:
    names = scope_names(answer, language, reports)
    if not names:
        return ""
    source = "question" if answer.is_narrowed else "user"
    chips = "".join(f"<li>{escape(name)}</li>" for name in names)
    return f'<div class="filters"><p>{say(f"filters_{source}", language)}</p><ul>{chips}</ul></div>'


def _gaps(answer: Answer, language: str) -> str:
    return f'<p class="gaps">{say("gaps", language, gaps=", ".join(answer.gaps))}</p>' if answer.gaps else ""


def _sources(answer: Answer, turn: int, language: str, reports: Mapping[str, Report], latest: bool) -> str:
    shown = answer.citations or answer.nearest
    if not shown:
        return ""
    key = "sources" if answer.citations else "nearest"
    note = "" if answer.citations else f'<p class="note">{say("nearest_note", language)}</p>'
    places: dict[tuple[str, str], list[Citation]] = {}
    for citation in shown:  # quotes of one passage share a card, which would else repeat it
        places.setdefault((citation.report, citation.passage), []).append(citation)
    cards = "".join(_source(citations, turn, language, reports) for citations in places.values())
    return (
        f'<details class="sources {key}"{" open" if latest else ""}>'
        f"<summary><h3>{say(key, language)}</h3></summary>{note}<ol>{cards}</ol></details>"
    )


def _source(citations: Sequence[Citation], turn: int, language: str, reports: Mapping[str, Report]) -> str:
    first = citations[0]
    spoken = _language_of(first, reports)
    numbers = "".join(
        f'<span class="number" id="{_anchor(turn, each.number)}">{each.number}</span>' for each in citations
    )
    at = {each.page: each for each in reversed(citations)}
    pages = ", ".join(_page_link(at[page], citations, turn, language) for page in sorted(at))
    path = "".join(f"<li>{escape(heading)}</li>" for heading in first.headings)
    quoted = mark_quotes(first.passage, {each.number: each.quote for each in citations})
    return (
        f'<li class="source{" shared" if len(citations) > 1 else ""}" tabindex="-1">'
        f'<p class="place"><span class="numbers">{numbers}</span> '
        f"<b>{escape(source_name(first))}</b> <cite{spoken}>{escape(first.title)}</cite> "
        f'<span class="pages">{pages}</span></p>'
        f'<ol class="headings"{spoken}>{path}</ol><blockquote{spoken}>{quoted}</blockquote></li>'
    )


def _page_link(citation: Citation, citations: Sequence[Citation], turn: int, language: str) -> str:
    return (
        f'<a class="page" {_opening(citation, citations)} href="#{_anchor(turn, citation.number)}" '
        f'title="{escape(_label(citation, language))}">{escape(page_name(citation, language))}</a>'
    )


def _opening(citation: Citation, together: Sequence[Citation]) -> str:
    """The attribute by which the viewer opens a citation, with the quotes of the same report that go with it."""
    others = [other for other in together if other.report == citation.report and other is not citation]
    places = [Place.of(each) for each in (citation, *others)]
    return f'data-source="{escape(view_address(citation.report, citation.page, places))}"'


def _anchor(turn: int, number: int) -> str:
    return f"source-{turn}-{number}"


def _label(citation: Citation, language: str) -> str:
    link = text("source_link", language, number=citation.number)
    return f"{link}: {source_name(citation)}, {page_name(citation, language)}"


def _language_of(citation: Citation, reports: Mapping[str, Report]) -> str:
    """The attribute by which a screen reader speaks a report's words in the report's language."""
    report = reports.get(citation.report)
    return f' lang="{escape(report.language)}"' if report else ""


def _corpus(reports: Sequence[Report], language: str) -> str:
    names = sorted({report.organisation for report in reports})
    if len(names) > _NAMED_ORGANISATIONS:
        rest = len(names) - _NAMED_ORGANISATIONS + 1
        names = [*names[: _NAMED_ORGANISATIONS - 1], text("organisations_more", language, count=rest)]
    organisations = f" {text('and', language)} ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    years = sorted({report.year for report in reports if report.year})
    if not years:
        return text("corpus_undated", language, count=len(reports), organisations=organisations)
    span = str(years[0]) if len(years) == 1 else f"{years[0]}\u2060–\u2060{years[-1]}"
    return text("corpus", language, count=len(reports), organisations=organisations, years=span)
