"""The way from a topic to a Draft."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.assistant import Assistant
from assistant.citing import cite
from assistant.composing import Extract, nearest
from assistant.drafting.choosing import choose_all
from assistant.drafting.contrasts import compare
from assistant.drafting.grouping import group
from assistant.drafting.naming import name_groups
from assistant.drafting.records import Draft, Section
from assistant.drafting.searching import search_all
from assistant.drafting.shapes import Shape
from assistant.judging import NEAR
from assistant.question import Question, understand
from assistant.records import Citation, Coverage, Filters, Stage, Status
from assistant.sources import source_name
from assistant.texts import text
from corpus.records import Report
from index.keywords import terms, words_of
from index.records import Hit
from index.search import Index


@dataclass(frozen=True, slots=True)
class _Group:
    """What becomes a section."""

    heading: str
    extracts: tuple[Extract, ...]


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
        topic: a few words, or a question; years and organisations in it become filters.
        filters: which reports to go through; None admits all.
        shape: what the sections are.
        on_stage: told each stage before it begins.

    Returns:
        The draft; every citation's quote stands word for word on the page it names. NOT_FOUND and without sections
        where no report writes about the topic.

    Raises:
        IndexUnusable, StoreUnreachable: the index went away.
    """
    tell = on_stage or (lambda stage: None)
    with assistant.opened() as index:
        tell(Stage.SEARCHING)
        asked = understand(topic, (), index.reports(), filters or Filters())
        found = search_all(asked, index)
        tell(Stage.READING)
        sure = assistant.confidence(asked, found, index)
        extracts = choose_all(found.sentences, shape) if sure >= NEAR else []
        tell(Stage.WRITING)
        sections, citations, dropped = _sections(_groups(extracts, found.hits, shape, asked, index), index)
        _, near, _ = cite([] if sections else nearest(found), index)
        admitted = tuple(report.id for report in index.reports(asked.scope.filters))
        cited = {citation.report for citation in citations}
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
            unknown=tuple(word for word in words_of(topic) if not any(map(index.knows, terms(word)))),
            coverage=Coverage(admitted, tuple(report for report in admitted if report in cited)),
            filters=asked.scope.filters,
            mentions=asked.scope.mentions,
            dropped=dropped,
            stamp=assistant.stamp(index),
        )


def _groups(
    extracts: Sequence[Extract], hits: Sequence[Hit], shape: Shape, asked: Question, index: Index
) -> list[_Group]:
    if shape is Shape.THEME:
        return _by_theme(extracts, hits, asked, index)
    by_key: dict[str, list[Extract]] = {}
    for extract in extracts:
        by_key.setdefault(_key(extract.hit.report, shape, asked.language), []).append(extract)
    return [_Group(key, tuple(of_key)) for key, of_key in sorted(by_key.items())]


def _key(report: Report, shape: Shape, language: str) -> str:
    """The heading under which what a report says stands."""
    if shape is Shape.YEAR:
        return str(report.year) if report.year else text("undated", language)
    return report.organisation if shape is Shape.SUPPLIER else source_name(report)


def _by_theme(extracts: Sequence[Extract], hits: Sequence[Hit], asked: Question, index: Index) -> list[_Group]:
    """Groups named by their own words, that with the most statements first; what has no name of its own last."""
    if not extracts:
        return []
    vectors = np.stack([_vector(extract, index) for extract in extracts]) - _manner(extracts, hits, index)
    groups = [[extracts[row] for row in rows] for rows in group(vectors)]
    named = zip(name_groups(groups, asked.searched, text("and", asked.language)), groups, strict=True)
    ordered = sorted(named, key=lambda pair: (not pair[0], -len(pair[1])))
    rest = [extract for name, of_name in ordered if not name for extract in of_name]
    sections = [_Group(name, tuple(of_name)) for name, of_name in ordered if name]
    return [*sections, _Group(text("draft_rest", asked.language), tuple(rest))] if rest else sections


def _vector(extract: Extract, index: Index) -> np.ndarray:
    """The mean of its sentences' vectors."""
    starts = {sentence.start for sentence in extract.sentences}
    within = [sentence.start in starts for sentence in extract.hit.passage.sentences]
    return np.asarray(index.sentence_vectors(extract.hit)[within].mean(axis=0))


def _manner(extracts: Sequence[Extract], hits: Sequence[Hit], index: Index) -> np.ndarray:
    """For each extract the mean of all sentences of its report: how it speaks, which would else group by report."""
    by_report: dict[str, list[np.ndarray]] = {}
    for hit in hits:
        by_report.setdefault(hit.report.id, []).append(index.sentence_vectors(hit))
    means = {report: np.concatenate(vectors).mean(axis=0) for report, vectors in by_report.items()}
    return np.stack([means[extract.hit.report.id] for extract in extracts])


def _sections(groups: Sequence[_Group], index: Index) -> tuple[tuple[Section, ...], tuple[Citation, ...], int]:
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
