"""A draft as a browser keeps it while somebody works on it, and the way back: each quote is looked up on its page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from assistant.assistant import Assistant
from assistant.citing import joined, quote_at
from assistant.drafting.records import Draft, OwnText, Section
from assistant.drafting.shapes import Shape
from assistant.records import Citation, Coverage, Filters, Statement, Status
from corpus.records import Report, Span
from index.search import Index

LONGEST_TOPIC = 1000
"""Characters; more than the embedding model reads."""

_MOST = 2000  # lines of a section, sections, reports: far more than anybody reads


@dataclass(frozen=True, slots=True)
class KeptCitation:
    """Words, and where they stood in a report when they were quoted."""

    report: str
    span: Span
    quote: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement; its words are those of its first citations, the others say the same elsewhere."""

    text: str
    citations: Annotated[tuple[KeptCitation, ...], Field(min_length=1, max_length=_MOST)]


@dataclass(frozen=True, slots=True)
class KeptText:
    """What the user has written."""

    own: Annotated[str, Field(max_length=100_000)]


@dataclass(frozen=True, slots=True)
class KeptSection:
    """A heading, and what stands below it in order."""

    heading: Annotated[str, Field(max_length=1000)]
    lines: Annotated[tuple[KeptStatement | KeptText, ...], Field(max_length=_MOST)]


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What is kept of a Draft, whose fields these are; the rest is found again in the index."""

    topic: Annotated[str, Field(max_length=LONGEST_TOPIC)]
    language: Literal["da", "en"]
    shape: Shape
    sections: Annotated[tuple[KeptSection, ...], Field(max_length=_MOST)]
    filters: Filters
    mentions: Annotated[tuple[str, ...], Field(max_length=_MOST)]
    coverage: Coverage


_KEPT = TypeAdapter(KeptDraft)


def keep(draft: Draft) -> KeptDraft:
    """What is kept of a draft that nobody has worked on yet."""
    sections = (
        KeptSection(section.heading, tuple(keep_statement(each, draft.citations) for each in section.statements))
        for section in draft.sections
    )
    return KeptDraft(
        topic=draft.topic,
        language="en" if draft.language == "en" else "da",
        shape=draft.shape,
        sections=tuple(sections),
        filters=draft.filters,
        mentions=draft.mentions,
        coverage=draft.coverage,
    )


def keep_statement(statement: Statement, citations: tuple[Citation, ...]) -> KeptStatement:
    """What is kept of a statement; the citations are in the order of their numbers."""
    cited = (citations[number - 1] for number in statement.citations)
    return KeptStatement(statement.text, tuple(KeptCitation(each.report, each.span, each.quote) for each in cited))


def read_kept(content: bytes) -> KeptDraft | None:
    """Return a draft that a browser has kept; None where it is none. Its quotes are still to be looked up."""
    try:
        return _KEPT.validate_json(content)
    except ValidationError:
        return None


def look_up(kept: KeptStatement, index: Index, reports: Mapping[str, Report]) -> tuple[Citation, ...]:
    """The citations of a statement, without numbers, made anew from the pages that they name.

    Args:
        kept: of whatever origin.
        index: where it is looked up.
        reports: those in the index, by id.

    Returns:
        Empty unless every quote stands word for word at its place, and the statement's words are those of the quotes.
    """
    try:
        found = tuple(quote_at(each.span, reports[each.report], index) for each in kept.citations)
    except KeyError:
        return ()
    if any(quote.quote != each.quote for quote, each in zip(found, kept.citations, strict=True)):
        return ()
    says = any(joined(found[:count], index) == kept.text for count in range(1, len(found) + 1))
    return found if says else ()


def restore(kept: KeptDraft, assistant: Assistant) -> Draft:
    """Make a draft of what was kept. What no longer stands in the reports is left out, and counted in `dropped`.

    Raises:
        IndexUnusable, StoreUnreachable: the index went away.
    """
    with assistant.opened() as index:
        reports = {report.id: report for report in index.reports()}
        sections, citations, dropped = _sections(kept, index, reports)
        return Draft(
            topic=kept.topic,
            language=kept.language,
            shape=kept.shape,
            status=Status.ANSWERED if citations else Status.NOT_FOUND,
            confidence=1.0 if citations else 0.0,
            sections=sections,
            citations=citations,
            coverage=_coverage(kept, reports, citations),
            filters=kept.filters,
            mentions=kept.mentions,
            dropped=dropped,
            stamp=assistant.stamp(index),
        )


def _sections(
    kept: KeptDraft, index: Index, reports: Mapping[str, Report]
) -> tuple[tuple[Section, ...], tuple[Citation, ...], int]:
    """The sections with what stands in the reports and what was written, its citations, and how much was left out."""
    sections: list[Section] = []
    citations: list[Citation] = []
    dropped = 0
    for section in kept.sections:
        statements: list[Statement] = []
        own: list[OwnText] = []
        for line in section.lines:
            if isinstance(line, KeptText):
                own.append(OwnText(line.own, before=len(statements)))
            elif found := look_up(line, index, reports):
                numbered = [replace(each, number=i) for i, each in enumerate(found, start=len(citations) + 1)]
                citations += numbered
                statements.append(Statement(line.text, tuple(each.number for each in numbered)))
            else:
                dropped += 1
        if statements or own:
            sections.append(Section(section.heading, tuple(statements), tuple(own)))
    return tuple(sections), tuple(citations), dropped


def _coverage(kept: KeptDraft, reports: Mapping[str, Report], citations: Sequence[Citation]) -> Coverage:
    """Where was searched when the draft was made, and where something was found then or has been added since.

    That somebody has removed what a report says does not make it silent.
    """
    found = {*kept.coverage.found, *(citation.report for citation in citations)}
    searched = {*kept.coverage.searched, *found}
    return Coverage(
        tuple(name for name in reports if name in searched), tuple(name for name in reports if name in found)
    )
