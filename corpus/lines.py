"""Lines: runs of text put together where they stand beside each other on one baseline."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from corpus.drawing import Run

_SAME_BASELINE = 0.35  # of the font size: a tick or a raised mark stands this much off its line
_CELL_GAP = 0.9  # of the font size: a wider gap than between words, so another cell or column
# Word's bullets are characters of the Symbol font, and a code that no letter has is a bullet (ISO 32000-1, D.2).
_BULLETS = "•◦○▪■●‣\uf0b7\uf0a7\x7f"
_MARKER = re.compile(rf"^(?:[{_BULLETS}–—✓*-]|\(?(?:\d{{1,2}}|[a-zA-Z])[.)])$")
_BULLET = re.compile(rf"^[{_BULLETS}]\s*\S")
_ITEM = re.compile(rf"^(?:[{_BULLETS}]\s*|[–—*-]\s+|\d{{1,2}}[.)]\s+|[a-z][.)]\s+)\S")

# Mean widths of letters in the common text faces, in parts of the font size. The file's own widths are not
# read: they are needed only to see where a line ends to within a letter or two.
_WIDTHS = {"ijl.,:;'|!": 0.26, "ftrI ()[]-/": 0.32, "mwMW%@æÆ—": 0.85, "ABCDEFGHJKLNOPQRSTUVXYZØÅ": 0.69}
_LETTER_WIDTHS = {letter: width for letters, width in _WIDTHS.items() for letter in letters}
_OTHER_WIDTH = 0.54
_FIXED_WIDTH = 0.6


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text on one baseline within one column or cell.

    Attributes:
        text: its runs, put together as they stood.
        left: where it starts, in points from the left edge of the page.
        right: where it ends, estimated from the letters.
        baseline: in points from the top of the page.
        size: the font size of most of its letters.
        bold: whether all its letters are.
        italic: whether all its letters are.
        order: its place in the order of the file.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    order: int

    @property
    def top(self) -> float:
        """The upper edge of its letters."""
        return self.baseline - self.size

    @property
    def bottom(self) -> float:
        """The line it stands on."""
        return self.baseline

    @property
    def level(self) -> float:
        """The height at which it is read: words of different sizes on one baseline are one line."""
        return self.baseline

    @property
    def is_marker(self) -> bool:
        """Whether it is only a bullet or a number, set apart from its text."""
        return bool(_MARKER.match(self.text.strip()))

    @property
    def starts_bullet(self) -> bool:
        """Whether it starts with a bullet, which nothing but an item of a list does."""
        return bool(_BULLET.match(self.text))

    @property
    def starts_item(self) -> bool:
        """Whether it starts as an item of a list may: with a bullet, a dash, or a number."""
        return bool(_ITEM.match(self.text))


def assemble_lines(runs: Iterable[Run]) -> list[Line]:
    """Put runs together to lines.

    Args:
        runs: of one page, in the order of the file.

    Returns:
        The lines in the order of the file; a lone marker is put before the text that it marks.
    """
    groups: list[list[Run]] = []
    for run in runs:
        if groups and _follows(groups[-1], run):
            groups[-1].append(run)
        else:
            groups.append([run])
    return _attach_markers([_make_line(group, order) for order, group in enumerate(groups)])


def _estimate_width(text: str, run: Run) -> float:
    # Right to about a tenth.
    if run.fixed:
        return run.size * _FIXED_WIDTH * len(text)
    return run.size * sum(_LETTER_WIDTHS.get(letter, _OTHER_WIDTH) for letter in text)


def _follows(group: list[Run], run: Run) -> bool:
    last = group[-1]
    if abs(run.baseline - last.baseline) > _SAME_BASELINE * max(run.size, last.size):
        return False
    if run.left < last.left:
        return False
    # Runs that touch may all carry the place of the first of them, so only a gap that was seen is measured.
    return not run.spaced or run.left - _end(group) < _CELL_GAP * run.size


def _end(group: list[Run]) -> float:
    start = group[-1].left
    shown = "".join(run.text for run in group if run.left == start)
    return start + _estimate_width(shown.rstrip(), group[-1])


def _make_line(group: list[Run], order: int) -> Line:
    text = group[0].text
    for run in group[1:]:
        text += f" {run.text}" if run.spaced and not text.endswith(" ") else run.text
    sizes: Counter[float] = Counter()
    for run in group:
        sizes[run.size] += len(run.text.strip())
    worded = [run for run in group if any(letter.isalnum() for letter in run.text)] or group
    return Line(
        text=text.strip(),
        left=group[0].left,
        right=_end(group),
        baseline=group[0].baseline,
        size=sizes.most_common(1)[0][0],
        bold=all(run.bold for run in worded),
        italic=all(run.italic for run in worded),
        order=order,
    )


def _attach_markers(lines: list[Line]) -> list[Line]:
    attached: list[Line] = []
    taken: dict[int, Line] = {}
    for marker in (line for line in lines if line.is_marker):
        if (owner := _owner(marker, lines)) is not None and owner.order not in taken:
            taken[owner.order] = marker
    markers = {marker.order for marker in taken.values()}
    for line in lines:
        if line.order in markers:
            continue
        if (mark := taken.get(line.order)) is not None:
            line = replace(line, text=f"{mark.text.strip()} {line.text}", left=mark.left)
        attached.append(line)
    return attached


def _owner(marker: Line, lines: list[Line]) -> Line | None:
    # The text that a marker marks stands on its baseline, to its right, and nearer than four letters.
    reach = 4 * marker.size
    beside = [
        line
        for line in lines
        if not line.is_marker
        and abs(line.baseline - marker.baseline) <= _SAME_BASELINE * line.size
        and 0 < line.left - marker.left <= reach
    ]
    return min(beside, key=lambda line: line.left, default=None)
