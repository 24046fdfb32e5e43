"""What changed over the years, and where organisations differ: statements of one section side by side."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from assistant.drafting.records import Comparison, Contrast, Section
from assistant.records import Citation, Statement
from assistant.sources import source_name

# How Danish and English say that others see it otherwise.
_DIFFERS = re.compile(
    r"(?i)\b(?:derimod|omvendt|uenig\w*|(?:mens|hvorimod) (?:andre|vi|de)"
    r"|delte meninger|disagree\w*|whereas|in contrast|on the other hand)\b"
)


def compare(sections: Sequence[Section], citations: Sequence[Citation]) -> tuple[Comparison, ...]:
    """Set the statements of each section side by side, year by year, and where one says that it sees it otherwise.

    Args:
        sections: by theme, each with its statements in the order of the years.
        citations: in the order of their numbers.
    """
    found: list[Comparison] = []
    for section in sections:
        dated = [statement for statement in section.statements if _source(statement, citations).year]
        by_year = groupby(dated, lambda statement: _source(statement, citations).year)
        years = tuple((str(year), _best(group, citations)) for year, group in by_year)
        if len(years) > 1:
            found.append(Comparison(Contrast.CHANGE, section.heading, years))
        for pair in _differing(section, citations):
            sides = tuple((source_name(_source(statement, citations)), statement) for statement in pair)
            found.append(Comparison(Contrast.DIFFERENCE, section.heading, sides))
    return tuple(found)


def _differing(section: Section, citations: Sequence[Citation]) -> Iterator[tuple[Statement, Statement]]:
    """Statements that say that they differ, each with the best of another organisation."""
    for statement in section.statements:
        own = _source(statement, citations).organisation
        others = [each for each in section.statements if _source(each, citations).organisation != own]
        if others and _DIFFERS.search(statement.text):
            yield statement, _best(others, citations)


def _best(statements: Iterable[Statement], citations: Sequence[Citation]) -> Statement:
    return max(statements, key=lambda statement: _source(statement, citations).score)


def _source(statement: Statement, citations: Sequence[Citation]) -> Citation:
    return citations[statement.citations[0] - 1]
