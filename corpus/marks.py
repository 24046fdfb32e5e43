"""Where a stretch of clean text stands on the page as it looks: exactly there, or nowhere.

Equal are letters after canonical decomposition, ligatures taken apart; white space and what nobody sees does not count,
nor does a hyphen at a line's end. Which of several equal places is meant `alignment` tells.
"""

from collections.abc import Iterator, Sequence

from corpus.alignment import align
from corpus.drawing import Area
from corpus.letters import clean_letters, drawn_letters
from corpus.records import Page
from corpus.sheets import Glyph

_SAME_LINE = 0.5  # of the lower of two letters; two on one line share more of their height
_WORD_GAP = 3  # mean widths of a line's letters; what stands further apart is marked each for itself


def find_marks(page: Page, glyphs: Sequence[Glyph], start: int, end: int) -> tuple[Area, ...]:
    """Find the areas of the page that a stretch of its clean text takes up.

    Args:
        page: the clean page.
        glyphs: the characters of the same page, in the order of the file.
        start: first character in the page's clean text.
        end: one past the last.

    Returns:
        One area a line, in parts of the page's width and height, together over exactly the characters of the stretch
        and the hyphens that break its words; none where not every letter of it is found, or not for certain.
    """
    whole = clean_letters(page.text)
    drawn = drawn_letters("".join(glyph.text for glyph in glyphs), set(_line_starts(glyphs)))
    wanted = [i for i, source in enumerate(whole.sources) if start <= source < end]
    if not wanted:
        return ()
    places = align(page.blocks, whole, drawn).places(wanted[0], wanted[-1] + 1)
    chosen = dict.fromkeys(drawn.sources[place] for place in places)
    return tuple(_lines([glyphs[i].area for i in chosen]))


def _line_starts(glyphs: Sequence[Glyph]) -> Iterator[int]:
    """The characters that stand below, or far from, the one before them: a line begins, be it in the next column."""
    line: list[Area] = []
    for i, glyph in enumerate(glyphs):
        if glyph.text.isspace() or not _has_extent(glyph.area):
            continue
        if not line or not _goes_on(line, glyph.area):
            yield i
            line = []
        line.append(glyph.area)


def _has_extent(area: Area) -> bool:
    return area.width > 0 and area.height > 0


def _lines(areas: Sequence[Area]) -> Iterator[Area]:
    """The areas of letters put together to those of lines."""
    line: list[Area] = []
    for area in areas:
        if not _has_extent(area):
            continue
        if line and not _goes_on(line, area):
            yield _around(line)
            line = []
        line.append(area)
    if line:
        yield _around(line)


def _goes_on(line: Sequence[Area], area: Area) -> bool:
    last = line[-1]
    shared = min(last.bottom, area.bottom) - max(last.top, area.top)
    if shared < _SAME_LINE * min(last.height, area.height):
        return False
    mean = (line[-1].right - line[0].left) / len(line)
    return last.left <= area.left <= last.right + _WORD_GAP * mean


def _around(areas: Sequence[Area]) -> Area:
    return Area(
        min(area.left for area in areas),
        min(area.top for area in areas),
        max(area.right for area in areas),
        max(area.bottom for area in areas),
    )
