"""The sources of an answer as HTML, and the links that open them. Every word of a report is escaped."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from html import escape

from assistant.records import Answer, Citation, Statement
from assistant.sources import page_name, source_name
from assistant.texts import text
from assistant.ui.saying import say
from assistant.ui.source.addresses import citation_address
from corpus.records import Report


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


def render_sources(answer: Answer, turn: int, language: str, reports: Mapping[str, Report], latest: bool) -> str:
    """Return the passages that an answer cites, or those that come nearest; arguments as of `render_turn`."""
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
    said_in = spoken(first.report, reports)
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
        f"<b>{escape(source_name(first))}</b> <cite{said_in}>{escape(first.title)}</cite> "
        f'<span class="pages">{pages}</span></p>'
        f'<ol class="headings"{said_in}>{path}</ol><blockquote{said_in}>{quoted}</blockquote></li>'
    )


def render_links(statement: Statement, cited: Mapping[int, Citation], turn: int, language: str) -> str:
    """Return the numbers of a statement's citations, each a link that opens it with the others."""
    together = [cited[number] for number in statement.citations]
    links = "".join(_link(citation, together, turn, language) for citation in together)
    return f'<span class="cites">&#8288;{links}</span>'


def _link(citation: Citation, citations: Sequence[Citation], turn: int, language: str) -> str:
    """The number of a citation in the text, which opens it with those of the same sentence, and its page."""
    return (
        f'<a class="cite" {_opening(citation, citations)} href="#{_anchor(turn, citation.number)}" '
        f'title="{escape(_label(citation, language))}">[{citation.number}]</a> '
        f'<span class="at">{escape(text("page", language, page=citation.page_label))}</span>'
    )


def _page_link(citation: Citation, citations: Sequence[Citation], turn: int, language: str) -> str:
    return (
        f'<a class="page" {_opening(citation, citations)} href="#{_anchor(turn, citation.number)}" '
        f'title="{escape(_label(citation, language))}">{escape(page_name(citation, language))}</a>'
    )


def _opening(citation: Citation, together: Sequence[Citation]) -> str:
    """The attribute by which the viewer opens a citation, with the quotes of the same report that go with it."""
    return f'data-source="{escape(citation_address(citation, together))}"'


def _anchor(turn: int, number: int) -> str:
    return f"source-{turn}-{number}"


def _label(citation: Citation, language: str) -> str:
    link = text("source_link", language, number=citation.number)
    return f"{link}: {source_name(citation)}, {page_name(citation, language)}"


def spoken(report_id: str, reports: Mapping[str, Report]) -> str:
    """The attribute by which a screen reader speaks a report's words in the report's language."""
    report = reports.get(report_id)
    return f' lang="{escape(report.language)}"' if report else ""
