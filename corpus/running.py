"""Running heads and footers: what stands in the margin of page after page."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.cleaning import clean_text
from corpus.drawing import Area
from corpus.lines import Line

_MARGIN = 0.12  # of the page's height: heads and footers stand this near to its edge
_SHARE = 0.4  # of the pages: covers and dividers go without
_NUMBER = re.compile(r"\d+")
_SAME_HEIGHT = 3.0  # points


@dataclass(frozen=True, slots=True)
class Margins:
    """What the margins of a document hold.

    Attributes:
        lines: the running lines of each page.
        distinct: one of each that has letters, as it stood first.
        labels: the number printed on each page; empty where none is.
    """

    lines: tuple[frozenset[Line], ...]
    distinct: tuple[str, ...]
    labels: tuple[str, ...]


def find_running_lines(pages: Sequence[tuple[Area, Sequence[Line]]], body_size: float) -> Margins:
    """Find the heads and footers of a document.

    Args:
        pages: the area and the lines of each page.
        body_size: the font size of most of the document's text; heads and footers are not larger.

    Returns:
        The running lines, and the page numbers among them.
    """
    bands: dict[tuple[int, float], list[tuple[int, Line]]] = defaultdict(list)
    for number, (area, lines) in enumerate(pages):
        for line in lines:
            if _in_margin(line, area) and line.size <= body_size:
                bands[round(line.baseline / _SAME_HEIGHT), line.size].append((number, line))
    found: list[set[Line]] = [set() for _ in pages]
    for band in bands.values():
        if _repeats(band, len(pages)):
            for number, line in band:
                found[number].add(line)
    return Margins(lines=tuple(map(frozenset, found)), distinct=_distinct(found), labels=_find_labels(found))


def _in_margin(line: Line, area: Area) -> bool:
    return not area.height * _MARGIN < line.baseline < area.height * (1 - _MARGIN)


def _repeats(band: list[tuple[int, Line]], page_count: int) -> bool:
    # Body text may start at the same height on every page, but then every page says something else. A head
    # that names the chapter says the same on some of the pages.
    texts = {_NUMBER.sub("#", line.text) for _, line in band}
    count = len({number for number, _ in band})
    return count >= max(2, _SHARE * page_count) and 2 * len(texts) <= len(band)


def _distinct(found: list[set[Line]]) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for lines in found:
        for line in sorted(lines, key=lambda line: (line.baseline, line.left)):
            if any(letter.isalpha() for letter in line.text):
                kept.setdefault(_NUMBER.sub("#", line.text), clean_text(line.text))
    return tuple(kept.values())


def _find_labels(found: list[set[Line]]) -> tuple[str, ...]:
    # A year in a footer is a number too; the page number is the one that counts up with the pages.
    numbers = [{int(n) for line in lines for n in _NUMBER.findall(line.text)} for lines in found]
    offsets = Counter(number - place for place, here in enumerate(numbers) for number in here)
    if not offsets:
        return ("",) * len(found)
    offset, _ = offsets.most_common(1)[0]
    return tuple(str(place + offset) if place + offset in here else "" for place, here in enumerate(numbers))
