"""Tables of contents: entries with the number of a page at the end of a row of dots or of white space."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.cleaning import has_leader, strip_leader
from corpus.lines import Line

_FEWEST_ENTRIES = 3
_SAME_EDGE = 4.0  # points; page numbers stand under each other as near as this
_LONGEST_ENTRY = 3  # lines


@dataclass(frozen=True, slots=True)
class Contents:
    """What a page has of a table of contents.

    Attributes:
        lines: the page's lines, without dots and without the numbers of pages.
        entries: those of them that are part of an entry.
        ends: those of them that end an entry.
    """

    lines: tuple[Line, ...]
    entries: frozenset[Line] = frozenset()
    ends: frozenset[Line] = frozenset()


def strip_contents(lines: Sequence[Line]) -> Contents:
    """Take dots and page numbers off the entries of a table of contents.

    Args:
        lines: of one page.

    Returns:
        All other lines as they are.
    """
    worded = [line for line in lines if line.text.strip(" .…·_")]
    numbers = _find_numbers(worded)
    led = {line for line in worded if has_leader(line.text)}
    if len(led) < _FEWEST_ENTRIES and not numbers:
        return Contents(tuple(worded))
    kept = {line: replace(line, text=strip_leader(line.text)) for line in worded if line not in numbers}
    heights = [line.baseline for line in numbers]
    ends = {
        kept[line]
        for line in kept
        if line in led or any(abs(line.baseline - height) < line.size / 2 for height in heights)
    }
    reach = max((number.right for number in numbers), default=max(line.right for line in worded))
    ends = {line for line in ends if line.left < reach}
    return Contents(
        lines=tuple(kept.values()),
        entries=frozenset(_find_entries(list(kept.values()), ends, reach)),
        ends=frozenset(ends),
    )


def _find_numbers(lines: Sequence[Line]) -> set[Line]:
    # Page numbers stand under each other and never fall.
    found = sorted((line for line in lines if line.text.isdigit()), key=lambda line: line.baseline)
    for first in found:
        column = [line for line in found if abs(line.right - first.right) < _SAME_EDGE]
        values = [int(line.text) for line in column]
        beside = all(_has_entry(number, lines) for number in column)
        if len(column) >= _FEWEST_ENTRIES and values == sorted(values) and beside:
            return set(column)
    return set()


def _has_entry(number: Line, lines: Sequence[Line]) -> bool:
    return any(
        line.left < number.left and abs(line.baseline - number.baseline) < number.size / 2
        for line in lines
        if not line.text.isdigit()
    )


def _find_entries(lines: list[Line], ends: set[Line], reach: float) -> set[Line]:
    sizes = {line.size for line in ends}
    left = min(line.left for line in ends)
    top = min(line.baseline for line in ends) - _LONGEST_ENTRY * max(sizes)
    bottom = max(line.baseline for line in ends)
    return {
        line for line in lines if line.size in sizes and left - 1 <= line.left < reach and top < line.baseline <= bottom
    }
