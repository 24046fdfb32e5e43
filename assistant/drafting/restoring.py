"""The way back from what a browser has kept of a draft: each quote is looked up on its page."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.assistant import Assistant
from assistant.citing import joined, quote_at
from assistant.drafting.kept import KeptDraft, KeptSection, KeptSentence, KeptStatement, KeptText
from assistant.drafting.records import Draft, OwnText, Section
from assistant.records import Citation, Coverage, Statement, Status
from assistant.writing.findings import Source
from assistant.writing.inference import Inference
from assistant.writing.verifying import verify
from corpus.records import Report, by_id
from index.search import Index


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
        found = tuple(_headed(quote_at(each.span, reports[each.report], index), index) for each in kept.citations)
    except KeyError:
        return ()
    if any(quote.quote != each.quote for quote, each in zip(found, kept.citations, strict=True)):
        return ()
    says = any(joined(found[:count], index) == kept.text for count in range(1, len(found) + 1))
    return found if says else ()


def sources_of(
    kept: KeptSentence, index: Index, reports: Mapping[str, Report]
) -> tuple[tuple[Citation, ...], tuple[Source, ...]]:
    """The citations of the statements that a sentence cites, and what it is to be verified against.

    Returns:
        Both empty where one of the statements does not stand in the reports.
    """
    found = [look_up(each, index, reports) for each in kept.sources]
    if not all(found):
        return (), ()
    sources = (source_of(cited[0], each.text) for cited, each in zip(found, kept.sources, strict=True))
    return tuple(citation for cited in found for citation in cited), tuple(sources)


def source_of(citation: Citation, text: str) -> Source:
    """A statement as what it carries is verified against it: its words and the headings that they stand under."""
    return Source(citation.organisation, citation.year, ". ".join([*citation.headings, text]))


def restore(kept: KeptDraft, assistant: Assistant) -> Draft:
    """Make a draft of what was kept. What no longer stands in the reports is left out, and counted in `dropped`.

    A sentence of an opening that its statements do not carry, as when somebody has changed it, is own text.

    Raises:
        IndexUnusable, StoreUnreachable: the index went away.
    """
    with assistant.opened() as index:
        reports = by_id(index.reports())
        found = _Found(index, reports)
        sections = [(found.section(each), found.opening(each)) for each in kept.sections]
        stamp = assistant.stamp(index)
    citations = tuple(found.citations)
    # Verified when others may ask again, for that takes longer than all else.
    opened = tuple(
        replace(section, opening=tuple(_verified(*each, assistant.inference) for each in opening))
        for section, opening in sections
        if section.statements or section.own
    )
    return Draft(
        topic=kept.topic,
        language=kept.language,
        shape=kept.shape,
        status=Status.ANSWERED if citations else Status.NOT_FOUND,
        confidence=1.0 if citations else 0.0,
        sections=opened,
        citations=citations,
        coverage=_coverage(kept, reports, citations),
        filters=kept.filters,
        mentions=kept.mentions,
        unknown=kept.unknown,
        instead=kept.instead,
        writing=kept.writing.writing if kept.writing and any(section.opening for section in opened) else None,
        dropped=found.dropped,
        stamp=stamp,
    )


class _Found:
    """What stands in the reports of a kept draft, as it is looked up.

    Attributes:
        citations: so far.
        dropped: how much was left out.
    """

    def __init__(self, index: Index, reports: Mapping[str, Report]) -> None:
        self.index = index
        self.reports = reports
        self.citations: list[Citation] = []
        self.dropped = 0

    def section(self, kept: KeptSection) -> Section:
        """A section with its statements and what was written between them, without its opening."""
        statements: list[Statement] = []
        own: list[OwnText] = []
        for line in kept.lines:
            if isinstance(line, KeptText):
                own.append(OwnText(line.own, before=len(statements)))
            elif found := look_up(line, self.index, self.reports):
                statements.append(Statement(line.text, tuple(map(self._add, found))))
            else:
                self.dropped += 1
        return Section(kept.heading, tuple(statements), tuple(own))

    def opening(self, kept: KeptSection) -> list[tuple[Statement, tuple[Source, ...]]]:
        """The sentences that open a section, each with what it is still to be verified against."""
        sentences = []
        for each in kept.opening:
            found, sources = sources_of(each, self.index, self.reports)
            if not found:
                self.dropped += 1
            elif each.text.strip():
                sentences.append((Statement(each.text, tuple(dict.fromkeys(map(self._numbered, found)))), sources))
        return sentences

    def _add(self, citation: Citation) -> int:
        self.citations.append(replace(citation, number=len(self.citations) + 1))
        return len(self.citations)

    def _numbered(self, citation: Citation) -> int:
        """The number of the citation of the same words, which are cited already where their statement still stands."""
        same = (each.number for each in self.citations if (each.report, each.span) == (citation.report, citation.span))
        return next(same, 0) or self._add(citation)


def _verified(sentence: Statement, sources: tuple[Source, ...], inference: Inference | None) -> Statement | OwnText:
    return OwnText(sentence.text, before=0) if verify(sentence.text, sources, inference) else sentence


def _headed(citation: Citation, index: Index) -> Citation:
    """The citation with the headings that its words stand under."""
    for passage in index.stored(citation.report).passages:
        spans = (span for sentence in passage.sentences for span in sentence.spans)
        if any(span.page == citation.page and span.start <= citation.span.start < span.end for span in spans):
            return replace(citation, headings=passage.headings)
    return citation


def _coverage(kept: KeptDraft, reports: Mapping[str, Report], citations: Sequence[Citation]) -> Coverage:
    """Where was searched when the draft was made, and where something was found then or has been added since.

    That somebody has removed what a report says does not make it silent.
    """
    found = {*kept.coverage.found, *(citation.report for citation in citations)}
    searched = {*kept.coverage.searched, *found}
    return Coverage(
        tuple(name for name in reports if name in searched), tuple(name for name in reports if name in found)
    )
