"""From whom a draft's statements come, and from when."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.drafting.outlining import key_of
from assistant.drafting.records import Draft
from assistant.drafting.shapes import Shape
from corpus.records import Report


@dataclass(frozen=True, slots=True)
class Spread:
    """How many statements stand in the reports of each organisation and year.

    Attributes:
        organisations: of the reports that were gone through, in order.
        years: of these reports, as words, in order; those without a year last.
        counts: a row an organisation, in it a number a year; None where there is no report. A statement that stands in
            several reports counts for each of them.
        has_shared: whether one does.
    """

    organisations: tuple[str, ...]
    years: tuple[str, ...]
    counts: tuple[tuple[int | None, ...], ...]
    has_shared: bool


def spread(draft: Draft, reports: Mapping[str, Report], language: str) -> Spread:
    """Count a draft's statements.

    Args:
        draft: as it was made, or as somebody has worked on it.
        reports: those in the index, by id.
        language: "da" or "en", for what has no year.
    """
    places = {
        name: (reports[name].organisation, key_of(reports[name], Shape.YEAR, language))
        for name in draft.coverage.searched
    }
    said = [{places[draft.citations[number - 1].report] for number in each.citations} for each in draft.statements]
    counted = Counter(place for of_statement in said for place in of_statement)
    organisations, years = (tuple(sorted(set(names))) for names in zip(*places.values(), strict=True))
    counts = (
        tuple(counted[name, year] if (name, year) in places.values() else None for year in years)
        for name in organisations
    )
    return Spread(organisations, years, tuple(counts), any(len(of_statement) > 1 for of_statement in said))
