"""What was chosen, divided into sections: by theme, supplier or year."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from assistant.composing import Extract
from assistant.drafting.feedback import manners
from assistant.drafting.grouping import group
from assistant.drafting.naming import name_groups
from assistant.drafting.shapes import Shape
from assistant.question import Question
from assistant.records import Citation
from assistant.sources import source_name
from assistant.texts import text
from corpus.records import Report
from index.records import Hit
from index.search import Index

# Fewer statements are read at one go: headings between them would be more than they are.
_FEWEST_TO_DIVIDE = 6


@dataclass(frozen=True, slots=True)
class Group:
    """What becomes a section."""

    heading: str
    extracts: tuple[Extract, ...]


def outline(
    extracts: Sequence[Extract], hits: Sequence[Hit], shape: Shape, asked: Question, index: Index
) -> list[Group]:
    """Divide what was chosen into sections.

    Args:
        extracts: what was chosen.
        hits: all passages that were gone through.
        shape: what the sections are.
        asked: the topic.
        index: which holds the vectors.

    Returns:
        The groups in the order to read them in; none empty, no two of one heading.
    """
    if shape is Shape.THEME:
        return _by_theme(extracts, hits, asked, index)
    by_key: dict[str, list[Extract]] = {}
    for extract in extracts:
        by_key.setdefault(key_of(extract.hit.report, shape, asked.language), []).append(extract)
    return [Group(key, tuple(of_key)) for key, of_key in sorted(by_key.items())]


def key_of(report: Report | Citation, shape: Shape, language: str) -> str:
    """The heading under which what a report says stands, by supplier or year."""
    if shape is Shape.YEAR:
        return str(report.year) if report.year else text("undated", language)
    return report.organisation if shape is Shape.SUPPLIER else source_name(report)


def _by_theme(extracts: Sequence[Extract], hits: Sequence[Hit], asked: Question, index: Index) -> list[Group]:
    """Groups named by their own words, that with the most statements first; what has no name of its own last."""
    if len(extracts) < _FEWEST_TO_DIVIDE:
        return [Group(text("draft_all", asked.language), tuple(extracts))] if extracts else []
    manner = manners(hits, index)
    vectors = np.stack([_vector(extract, index) - manner[extract.hit.report.id] for extract in extracts])
    groups = [[extracts[row] for row in rows] for rows in group(vectors)]
    if len(groups) == 1:
        return [Group(text("draft_all", asked.language), tuple(extracts))]
    named = zip(name_groups(groups, asked.searched), groups, strict=True)
    ordered = sorted(named, key=lambda pair: (not pair[0], -len(pair[1])))
    sections = [Group(name, tuple(of_name)) for name, of_name in ordered if name]
    rest = tuple(extract for name, of_name in ordered if not name for extract in of_name)
    key = "draft_rest" if sections else "draft_all"
    return [*sections, Group(text(key, asked.language), rest)] if rest else sections


def _vector(extract: Extract, index: Index) -> np.ndarray:
    """The mean of its sentences' vectors."""
    starts = {sentence.start for sentence in extract.sentences}
    within = [sentence.start in starts for sentence in extract.hit.passage.sentences]
    return np.asarray(index.sentence_vectors(extract.hit)[within].mean(axis=0))
