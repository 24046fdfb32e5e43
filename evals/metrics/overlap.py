"""When a piece of a report and a gold quote are the same place: the one rule behind retrieval and citations."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from evals.gold import Gold, Place

SUBSTANTIAL = 0.5
"""The share of the shorter of two pieces of text that the other must hold for them to be the same place."""

Unit = tuple[Place, ...]
"""A piece of a report that is ranked: one place, or one a page (or sentence) where it has several."""


def length(unit: Unit) -> int:
    """Characters in a unit."""
    return sum(place.end - place.start for place in unit)


def common(unit: Unit, place: Place) -> int:
    """Characters of a place that stand in a unit."""
    return sum(
        max(0, min(part.end, place.end) - max(part.start, place.start))
        for part in unit
        if (part.report, part.page) == (place.report, place.page)
    )


def is_at(unit: Unit, gold: Gold) -> bool:
    """Whether a unit overlaps a gold quote substantially: by half of the shorter of the two.

    A passage is at a quote when it holds half of it; a sentence within a long quote is at it, and so is a sentence
    around a short one. Where the quote's words stand in several places, one of them is enough.
    """
    return any(common(unit, place) >= SUBSTANTIAL * min(length(unit), length((place,))) > 0 for place in gold.places)


def grade_of(unit: Unit, golds: Sequence[Gold]) -> int:
    """The highest grade of the gold quotes that a unit is at; 0 where it is at none."""
    return max((gold.grade for gold in golds if is_at(unit, gold)), default=0)


def found_at(gold: Gold, ranked: Iterable[Unit]) -> int | None:
    """The 1-based rank by which half of a gold quote's characters have been seen; None where they never are.

    Several units may share in it: a quote of two sentences is found when the first of them is half of it, else by both.
    """
    unseen = {place: set(range(place.start, place.end)) for place in gold.places}
    for rank, unit in enumerate(ranked, start=1):
        for place, left in unseen.items():
            for part in unit:
                if (part.report, part.page) == (place.report, place.page):
                    left.difference_update(range(max(part.start, place.start), min(part.end, place.end)))
            if len(left) <= (1 - SUBSTANTIAL) * length((place,)):
                return rank
    return None


class Units:
    """All units of one sort in the index, to be judged against gold quotes.

    Args:
        units: each with its id.
    """

    def __init__(self, units: Mapping[str, Unit]) -> None:
        self._units = units
        self._on_page: dict[tuple[str, int], dict[str, None]] = defaultdict(dict)
        for name, unit in units.items():
            for place in unit:
                self._on_page[place.report, place.page][name] = None

    def judge(self, golds: Sequence[Gold]) -> dict[str, int]:
        """The grade of every unit that is at one of the gold quotes, by its id.

        A quote that no unit is at cannot be found, and must not vanish from the denominator: it is judged under an id
        of its own, `unreached:` and its number.
        """
        judged: dict[str, int] = {}
        for number, gold in enumerate(golds):
            near = dict.fromkeys(
                name for place in gold.places for name in self._on_page.get((place.report, place.page), ())
            )
            reached = [name for name in near if is_at(self._units[name], gold)] or [f"unreached:{number}"]
            judged |= {name: max(gold.grade, judged.get(name, 0)) for name in reached}
        return judged
