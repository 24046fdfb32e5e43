"""The way from a topic to a Draft."""

from collections.abc import Callable, Sequence

from assistant.assistant import Assistant
from assistant.citing import cite
from assistant.composing import nearest
from assistant.drafting.choosing import admitted, choose_all, reports_about
from assistant.drafting.contrasts import compare
from assistant.drafting.outlining import Group, outline
from assistant.drafting.records import Draft, Section
from assistant.drafting.searching import search_all
from assistant.drafting.shapes import Shape
from assistant.drafting.subject import subject_of
from assistant.judging import NEAR, SURE, unknown_words
from assistant.question import understand
from assistant.records import Citation, Coverage, Filters, Stage, Status
from index.search import Index


def draft(
    assistant: Assistant,
    topic: str,
    filters: Filters | None = None,
    shape: Shape = Shape.THEME,
    on_stage: Callable[[Stage], None] | None = None,
) -> Draft:
    """Gather all that the reports say about a topic; verbatim, grouped, and always the same for the same index.

    Args:
        assistant: whose reports they are.
        topic: a few words, or a question; years and organisations in it become filters. Personal data in it is masked,
            as `Assistant.masked` does.
        filters: which reports to go through; None admits all.
        shape: what the sections are.
        on_stage: told each stage before it begins.

    Returns:
        The draft; every citation's quote stands word for word on the page it names. NOT_FOUND and without sections
        where no report writes about the topic, or where the shape admits nothing of what they write.

    Raises:
        IndexUnusable, StoreUnreachable: the index went away.
    """
    tell = on_stage or (lambda stage: None)
    with assistant.opened() as index:
        tell(Stage.SEARCHING)
        asked = understand(assistant.masked(topic), (), index.reports(), filters or Filters(), vocabulary=index)
        found = search_all(asked, index)
        tell(Stage.READING)
        sure = assistant.confidence(asked, found, index)
        about = choose_all(found.sentences, subject_of(asked, index)) if sure >= NEAR else []
        tell(Stage.WRITING)
        groups = outline(admitted(about, shape), found.hits, shape, asked, index)
        sections, citations, dropped = _sections(groups, index)
        _, near, _ = cite([] if sections else nearest(found), index)
        searched = tuple(report.id for report in index.reports(asked.scope.filters))
        unknown = unknown_words(asked, index) if sure < SURE else ()
        saying = reports_about(found.sentences, about) if about else set()
        return Draft(
            topic=asked.words,
            language=asked.language,
            shape=shape,
            status=Status.ANSWERED if sections else Status.NOT_FOUND,
            confidence=sure,
            sections=sections,
            comparisons=compare(sections, citations) if shape is Shape.THEME else (),
            citations=citations,
            nearest=tuple(near),
            unknown=unknown,
            instead=asked.instead if unknown else (),
            coverage=Coverage(searched, tuple(report for report in searched if report in saying)),
            filters=asked.scope.filters,
            mentions=asked.scope.mentions,
            dropped=dropped,
            stamp=assistant.stamp(index),
        )


def _sections(groups: Sequence[Group], index: Index) -> tuple[tuple[Section, ...], tuple[Citation, ...], int]:
    """The groups with their statements verified and cited, in the order of the years; the best first within one."""
    sections: list[Section] = []
    citations: list[Citation] = []
    dropped = 0
    for of_group in groups:
        ordered = sorted(of_group.extracts, key=lambda each: (each.hit.report.year or 0, -each.score))
        statements, cited, lost = cite(ordered, index, first=len(citations) + 1)
        citations += cited
        dropped += lost
        if statements:
            sections.append(Section(of_group.heading, tuple(statements)))
    return tuple(sections), tuple(citations), dropped
