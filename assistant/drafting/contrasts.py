"""What changed over the years, and where organisations differ: statements of one section side by side."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from assistant.drafting.records import Comparison, Contrast, Section
from assistant.records import Citation, Statement
from assistant.sources import source_name

# How Danish and English say that others see it otherwise.
_DIFFERS = re.compile(
    r"(?i)\b(?:derimod|omvendt|modsat|uenig\w*|i modsætning til|til forskel fra|(?:mens|hvorimod) (?:andre|vi|de)"
    r"|delte meninger|disagree\w*|whereas|in contrast|on the other hand)\b"
)


def compare(sections: Sequence[Section], citations: Sequence[Citation]) -> tuple[Comparison, ...]:
    """Set the statements of each section side by side, year by year, and where one says that it sees it otherwise.

    Args:
        sections: by theme, each with its statements in the order of the years.
        citations: in the order of their numbers.
    """

    def source(statement: Statement) -> Citation:
        return citations[statement.citations[0] - 1]

    found: list[Comparison] = []
    for section in sections:
        dated = [statement for statement in section.statements if source(statement).year]
        years = [(str(year), _best(group, citations)) for year, group in groupby(dated, lambda s: source(s).year)]
        if len(years) > 1:
            found.append(Comparison(Contrast.CHANGE, section.heading, tuple(years)))
        found += [
            Comparison(
                Contrast.DIFFERENCE,
                section.heading,
                tuple((source_name(source(each)), each) for each in pair),
            )
            for pair in _differing(section, citations)
        ]
    return tuple(found)


def _differing(section: Section, citations: Sequence[Citation]) -> Iterator[tuple[Statement, Statement]]:
    """Statements that say that they differ, each with the best of another organisation."""
    for statement in section.statements:
        own = citations[statement.citations[0] - 1].organisation
        others = [each for each in section.statements if citations[each.citations[0] - 1].organisation != own]
        if others and _DIFFERS.search(statement.text):
            yield statement, _best(others, citations)


def _best(statements: Iterator[Statement] | Sequence[Statement], citations: Sequence[Citation]) -> Statement:
    return max(statements, key=lambda statement: citations[statement.citations[0] - 1].score)
