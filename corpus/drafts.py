"""What a page's lines are put together to before their text is cleaned: blocks, boxes, the page's layout."""

from dataclasses import dataclass

from corpus.drawing import Area, OnArea
from corpus.lines import Line
from corpus.records import BlockRole
from corpus.tables import Row


@dataclass(frozen=True, slots=True)
class Draft:
    """A block before its text is cleaned.

    Attributes:
        lines: as they stand; for a row of a table those of all cells.
        role: what the block is.
        box: whether it stands in a box.
        cells: of a row of a table; empty for all else.
    """

    lines: tuple[Line, ...]
    role: BlockRole = BlockRole.PARAGRAPH
    box: bool = False
    cells: Row = ()

    @property
    def style(self) -> Line:
        """The line that shows the block's type: the first that is not a number of its own."""
        return next((line for line in self.lines if not line.is_marker), self.lines[0])

    @property
    def text(self) -> str:
        """The lines' texts, put together without care for hyphens."""
        return " ".join(line.text for line in self.lines)


@dataclass(frozen=True, slots=True)
class Box(OnArea):
    """A box and the lines in it."""

    area: Area
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """The blocks of a page.

    Attributes:
        drafts: in reading order.
        columns: whether the running text stands in columns.
        body_size: the font size of most of the page's text, in points.
    """

    drafts: tuple[Draft, ...]
    columns: bool
    body_size: float
