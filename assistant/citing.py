"""The statements of an answer, each cited and checked against its pages, and the answer as Markdown."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Protocol

from assistant.composing import Extract
from assistant.markdown import escape
from assistant.records import Citation, Statement, Status
from assistant.sources import by_report, source_name
from assistant.texts import text
from corpus.records import Page, Report, Span


class Pages(Protocol):
    """Where quotes are read anew."""

    def page(self, report_id: str, number: int) -> Page:
        """A page of a report; numbers are 1-based."""


def cite(extracts: Iterable[Extract], pages: Pages, first: int = 1) -> tuple[list[Statement], list[Citation], int]:
    """Make a statement of each extract, with a citation for each stretch of a page it stands on and for each echo.

    A statement whose words are not found, as they are, on the page that it names is left out.

    Args:
        extracts: what is quoted.
        pages: where it stands.
        first: the number of the first citation.

    Returns:
        Statements, citations numbered from there, and how many statements were left out.
    """
    statements: list[Statement] = []
    citations: list[Citation] = []
    dropped = 0
    for found in extracts:
        quotes = _quotes(found, pages)
        if _letters(quote.quote for quote in quotes) != _letters(sentence.text for sentence in found.sentences):
            dropped += 1
            continue
        echoes = [Extract(echo.hit, (echo.sentence,), echo.score) for echo in found.echoes]
        cited = quotes + [quote for echo in echoes for quote in _quotes(echo, pages)]
        numbered = [replace(quote, number=len(citations) + i) for i, quote in enumerate(cited, start=first)]
        citations += numbered
        statements.append(Statement(joined(quotes, pages), tuple(quote.number for quote in numbered)))
    return statements, citations, dropped


def joined(quotes: Sequence[Citation], pages: Pages) -> str:
    """The words of an extract, with a mark where words on the page stand between them; a bullet is none."""
    said = quotes[0].quote
    for before, quote in pairwise(quotes):
        page = pages.page(quote.report, quote.page).text
        between = page[before.span.end : quote.span.start] if before.page == quote.page else ""
        said += (" [...] " if any(map(str.isalnum, between)) else " ") + quote.quote
    return said


def to_markdown(
    status: Status, statements: Sequence[Statement], citations: Sequence[Citation], gaps: Sequence[str], language: str
) -> str:
    """The answer as Markdown: under each report its statements with their [numbers], then what nothing was found of."""
    lines: list[str] = []
    for source, said in by_report(statements, citations):
        lines += ["", f"**{escape(source_name(source))}**", ""]
        lines += [f"- {escape(each.text)} {''.join(f'[{number}]' for number in each.citations)}" for each in said]
    if gaps:
        lines += ["", text("gaps", language, gaps=escape(", ".join(gaps)))]
    return "\n".join([text(f"status_{status.value}", language) + ":", *lines])


def prose_to_markdown(status: Status, statements: Sequence[Statement], gaps: Sequence[str], language: str) -> str:
    """The answer in prose as Markdown: its sentences with their [numbers], then what nothing was found of."""
    said = [f"{escape(each.text)} {''.join(f'[{number}]' for number in each.citations)}" for each in statements]
    lines = [text(f"status_{status.value}", language) + ":", "", " ".join(said)]
    if gaps:
        lines += ["", text("gaps", language, gaps=escape(", ".join(gaps)))]
    return "\n".join(lines)


def _quotes(found: Extract, pages: Pages) -> list[Citation]:
    """The extract as it stands on its pages, read there anew; one citation for each unbroken stretch."""
    passage = found.hit.passage
    return [
        replace(
            quote_at(span, found.hit.report, pages), passage=passage.text, headings=passage.headings, score=found.score
        )
        for span in _stretches(found, pages)
    ]


def quote_at(span: Span, report: Report, pages: Pages) -> Citation:
    """The words that stand at a place of a report, without a number, a passage or a score.

    Raises:
        KeyError: the report has no such page.
    """
    page = pages.page(report.id, span.page)
    return Citation(
        number=0,
        report=report.id,
        title=report.title,
        organisation=report.organisation,
        year=report.year,
        page=span.page,
        page_label=page.label,
        quote=" ".join(page.text[span.start : span.end].split()),
        passage="",
        headings=(),
        score=0.0,
        span=span,
    )


def _stretches(found: Extract, pages: Pages) -> list[Span]:
    """The extract's places, joined where nothing but white space stands between them."""
    stretches: list[Span] = []
    for span in (span for sentence in found.sentences for span in sentence.spans):
        last = stretches[-1] if stretches else None
        between = pages.page(found.hit.report.id, span.page).text[last.end : span.start] if last else ""
        if last and last.page == span.page and last.end <= span.start and not between.strip():
            stretches[-1] = Span(span.page, last.start, span.end)
        else:
            stretches.append(span)
    return stretches


def _letters(texts: Iterable[str]) -> str:
    """All but white space, which the page may lack between two sentences."""
    return "".join("".join(words.split()) for words in texts)
