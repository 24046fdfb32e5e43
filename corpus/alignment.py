"""The letters of a clean page beside those of the page as it is drawn.

A clean page holds its letters in the order in which they are read, the file in the order in which they were drawn. So
they are set beside each other block by block, the longest first; a letter that is drawn belongs to one block at most.
Of a block whose letters are drawn more than once only that place counts which touches the place of a neighbour.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpus.letters import BREAK, HYPHENS, Letters, pair
from corpus.records import Block

_MOST_PIECES = 12  # of a block that is not drawn in one run; a column's end or a list's markers make two or three
_SURE_LETTERS = 20  # fewer may stand in a running head as well, which the clean text does not have

_WITHOUT_HYPHENS = str.maketrans("", "", HYPHENS + BREAK)


def align(blocks: Sequence[Block], clean: Letters, drawn: Letters) -> "Alignment":
    """Find out which drawn letters the blocks are.

    Args:
        blocks: of a page.
        clean: the letters of its clean text.
        drawn: the letters of the page as it is drawn.
    """
    alignment = Alignment(_ranges(blocks, clean), clean, drawn)
    alignment.place_unique()
    alignment.place_in_pieces()
    alignment.place_neighbours()
    return alignment


def _ranges(blocks: Sequence[Block], clean: Letters) -> list[range]:
    """The letters of each block; between blocks there are none."""
    ranges, at = [], 0
    for block in blocks:
        first = at
        while at < len(clean.sources) and clean.sources[at] < block.end:
            at += 1
        ranges.append(range(first, at))
    return ranges


class Alignment:
    """Which drawn letters are the letters of each block, as far as it is known. Use `align`."""

    def __init__(self, blocks: Sequence[range], clean: Letters, drawn: Letters) -> None:
        self._blocks = blocks
        self._clean = clean.text
        self._drawn = drawn.text
        self._starts = drawn.starts
        self._solid = drawn.text.translate(_WITHOUT_HYPHENS)
        self._solid_places = [i for i, letter in enumerate(drawn.text) if letter not in HYPHENS + BREAK]
        self._places: dict[int, list[int]] = {}
        self._taken: set[int] = set()

    def places(self, start: int, end: int) -> list[int]:
        """The drawn letters of clean letters, with the hyphens that break their words; none where one is unknown."""
        found: list[int] = []
        for number, block in enumerate(self._blocks):
            lower, upper = max(block.start, start), min(block.stop, end)
            if lower >= upper:
                continue
            known = self._places.get(number)
            part = known[lower - block.start : upper - block.start] if known else self._only_place(lower, upper)
            if not part:
                return []
            found += self._with_breaks(part)
        return found

    def place_unique(self) -> None:
        """Place the blocks that are drawn once, the longest first."""
        times = Counter(self._words(block) for block in self._blocks)
        for number in sorted(range(len(self._blocks)), key=lambda number: -len(self._blocks[number])):
            words = self._words(self._blocks[number])
            found = list(self._untaken(words))
            if times[words] == 1 and len(found) == 1:
                self._take(number, found[0])

    def place_in_pieces(self) -> None:
        """Place the blocks that are drawn in whole lines, though not one after the other, if in one way only."""
        for number, block in enumerate(self._blocks):
            words = self._words(block)
            if number not in self._places and words and not any(self._untaken(words)):
                ways = [way for at in sorted(self._starts) for way in self._ways(words, at, _MOST_PIECES)]
                if len(ways) == 1 and len(set(ways[0])) == len(ways[0]):
                    self._take(number, ways[0])

    def place_neighbours(self) -> None:
        """Place the blocks that are drawn more than once and touch one whose place is known."""
        before = -1
        while len(self._places) > before:
            before = len(self._places)
            for number, block in enumerate(self._blocks):
                if number not in self._places:
                    found = [way for way in self._untaken(self._words(block)) if self._touches(number, way)]
                    if len(found) == 1:
                        self._take(number, found[0])

    def _words(self, block: range) -> str:
        return self._clean[block.start : block.stop]

    def _take(self, number: int, places: list[int]) -> None:
        self._places[number] = places
        self._taken.update(places)

    def _touches(self, number: int, places: list[int]) -> bool:
        before, after = self._places.get(number - 1), self._places.get(number + 1)
        return bool(before and before[-1] + 1 == places[0]) or bool(after and places[-1] + 1 == after[0])

    def _only_place(self, start: int, end: int) -> list[int]:
        """The place of letters that the clean page has once and the drawn page has once; none for others."""
        words = self._clean[start:end]
        if len(words) < _SURE_LETTERS or self._clean.find(words, self._clean.find(words) + 1) >= 0:
            return []
        found = list(self._untaken(words))
        return found[0] if len(found) == 1 else []

    def _untaken(self, words: str) -> Iterator[list[int]]:
        """Each run of drawn letters of no known block that is equal to the words."""
        solid = words.translate(_WITHOUT_HYPHENS)
        leading = len(words) - len(words.lstrip(HYPHENS))
        at = self._solid.find(solid) if solid else -1
        while at >= 0:
            places = pair(words, self._drawn, self._solid_places[at] - leading)
            if len(places) == len(words) and self._taken.isdisjoint(places):
                yield places
            at = self._solid.find(solid, at + 1)

    def _ways(self, words: str, at: int, pieces: int) -> list[list[int]]:
        """The ways to find the words in whole lines, of which the first starts at a place; two are too many."""
        run = pair(words, self._drawn, at)
        if not self._taken.isdisjoint(run):
            return []
        rest = words[len(run) :]
        while run and not self._ends_line(run[-1]):
            rest = words[len(run) - 1 :]
            run.pop()
        if not run or not rest or pieces == 1:
            return [run] if run and not rest else []
        ways: list[list[int]] = []
        for start in sorted(self._starts):
            if start < at or start > run[-1] + 1:
                ways += [run + way for way in self._ways(rest, start, pieces - 1)]
                if len(ways) > 1:
                    break
        return ways

    def _ends_line(self, place: int) -> bool:
        after = place + 1
        if self._drawn[after : after + 1] == BREAK:
            after += 1
        return after in self._starts or after >= len(self._drawn)

    def _with_breaks(self, places: list[int]) -> list[int]:
        filled = places[:1]
        for place in places[1:]:
            if place == filled[-1] + 2 and self._drawn[place - 1] == BREAK:
                filled.append(place - 1)
            filled.append(place)
        return filled
