"""Headings: which lines are, and on which level."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.lines import Line

_LONGEST = 160  # letters in a heading
_BOLD_SIZE = 0.98  # of the body; bold text smaller than the body is a caption
_PLAIN_SIZE = 1.3  # of the body; text that is not bold is a heading only where it is as large as this
_NEXT_LEVEL = 1.2  # times as large as the headings of the next level


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A line of the file's own outline.

    Attributes:
        title: as the file has it.
        page: 1-based number of the page that it points to.
        level: 1 for the highest.
    """

    title: str
    page: int
    level: int


def body_size(lines: Sequence[Line]) -> float:
    """The font size of most of the letters that are not bold, in points; 0 where all are."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if not line.bold:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def is_heading(style: Line, text: str, body: float) -> bool:
    """Whether a block is a heading by its type.

    Args:
        style: the line that shows its type.
        text: the whole block.
        body: the font size of the text around it, in points.
    """
    if len(text) > _LONGEST or not any(letter.isalpha() for letter in text):
        return False
    if style.bold:
        return style.size >= _BOLD_SIZE * body and not text.rstrip().endswith((".", ";", ","))
    return style.size >= _PLAIN_SIZE * body and not text.rstrip().endswith((".", ":", ";", ","))


def reduce_title(title: str) -> str:
    """A title's letters and digits in lower case, to compare it with another."""
    return "".join(letter for letter in title.lower() if letter.isalnum())


def rank_sizes(sizes: Mapping[float, int | None]) -> dict[float, int]:
    """The level of every size of heading.

    Args:
        sizes: each font size of a heading in the document, with its level in the outline where it is there.

    Returns:
        The level of each size; sizes that are nearly the same have the same level.
    """
    levels: dict[float, int] = {}
    last: float | None = None
    for size in sorted(sizes, reverse=True):
        known = sizes[size]
        above = max(levels.values(), default=0)
        if known is not None:
            levels[size] = known
        elif last is None or last / size >= _NEXT_LEVEL:
            levels[size] = above + 1
        else:
            levels[size] = levels[last]
        last = size
    return levels
