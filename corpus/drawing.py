"""What is drawn on a PDF page: runs of text, painted rectangles and ruled lines, where they stand.

Every measure is in points, from the upper left corner of the page as a reader sees it: y grows downward.
"""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pypdf import PageObject

Matrix = list[float]

_SHOW_TEXT = {b"Tj", b"TJ", b"'", b'"'}
_FILL = {b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"}
_EVEN_ODD = {b"f*", b"B*", b"b*"}
_STROKE = {b"S", b"s", b"B", b"B*", b"b", b"b*"}
_RULE_THICKNESS = 3.0  # points; a filled rectangle as thin as this is drawn as a line


@dataclass(frozen=True, slots=True)
class Run:
    """Text shown by one operator of the page.

    Attributes:
        text: as the file has it; never white space only.
        left: where its first character starts.
        baseline: the height of the line it stands on.
        size: of the font.
        bold: whether its font is.
        italic: whether its font is.
        fixed: whether all letters of its font are equally wide.
        spaced: whether there is a gap between it and the run before it on its line.
    """

    text: str
    left: float
    baseline: float
    size: float
    bold: bool
    italic: bool
    fixed: bool
    spaced: bool


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle on the page; a ruled line is one without height."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From left to right."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From top to bottom."""
        return self.bottom - self.top

    def holds(self, x: float, y: float) -> bool:
        """Whether the point lies in it or on its edge."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class OnArea:
    """What fills an area of the page has the area's edges."""

    __slots__ = ()
    area: Area

    @property
    def left(self) -> float:
        """The left edge."""
        return self.area.left

    @property
    def right(self) -> float:
        """The right edge."""
        return self.area.right

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.area.top

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.area.bottom

    @property
    def level(self) -> float:
        """The height at which it is read: its upper edge."""
        return self.area.top


@dataclass(frozen=True, slots=True)
class Drawing:
    """All that is drawn on one page.

    Attributes:
        page: the page itself, from 0, 0.
        runs: in the order of the file.
        fills: painted rectangles.
        rules: horizontal lines.
        pictures: how many pictures the page shows.
        in_order: whether the runs are as they are read, column after column; a file may draw them in any order.
    """

    page: Area
    runs: tuple[Run, ...]
    fills: tuple[Area, ...]
    rules: tuple[Area, ...]
    pictures: int
    in_order: bool = False


def read_drawing(page: "PageObject") -> Drawing:
    """Read a page once.

    Args:
        page: of an open, decrypted reader. Its content stream is replaced by one that gives the same text.

    Returns:
        What is drawn on it, text in forms included.
    """
    pen = _Pen(page)
    _break_runs(page)
    page.extract_text(visitor_operand_before=pen.see_operator, visitor_text=pen.see_text)
    return Drawing(
        page=pen.area,
        runs=tuple(pen.runs),
        fills=tuple(pen.fills),
        rules=tuple(pen.rules),
        pictures=pen.pictures,
    )


def _break_runs(page: "PageObject") -> None:
    # pypdf hands over text a line at a time, the cells of a table row run together. An "end of text" ahead
    # and after each showing operator makes it hand over every piece with its own place, and the spaces that it
    # adds for gaps by themselves; the text is the same.
    from pypdf.generic import ContentStream, NameObject

    if page.get("/Contents") is None:
        return
    contents = ContentStream(page["/Contents"].get_object(), page.pdf, "bytes")
    operations = []
    for operands, operator in contents.operations:
        shows = operator in _SHOW_TEXT
        operations += [([], b"ET"), (operands, operator), ([], b"ET")] if shows else [(operands, operator)]
    contents.operations = operations
    page[NameObject("/Contents")] = contents


class _Pen:
    """Follows pypdf over a page and keeps what it sees."""

    def __init__(self, page: "PageObject") -> None:
        box = page.cropbox
        self._corners = (float(box.left), float(box.bottom), float(box.right), float(box.top))
        self._turn = page.rotation % 360
        width, height = self._corners[2] - self._corners[0], self._corners[3] - self._corners[1]
        self.area = Area(0, 0, height, width) if self._turn in (90, 270) else Area(0, 0, width, height)
        self.runs: list[Run] = []
        self.fills: list[Area] = []
        self.rules: list[Area] = []
        self.pictures = 0
        self._spaced = False
        self._path: list[Area] = []
        self._point: tuple[float, float] = (0.0, 0.0)

    def see_text(self, text: str, cm: Matrix, tm: Matrix, font: Any, size: float) -> None:  # noqa: ANN401
        shown = text.rstrip("\n")
        if not shown.strip():
            self._spaced = self._spaced or bool(text)
            return
        matrix = _multiply(tm, cm)
        left, baseline = self._place(matrix[4], matrix[5])
        name = str(font.get("/BaseFont", "")) if font else ""
        self.runs.append(
            Run(
                text=shown,
                left=left,
                baseline=baseline,
                size=round(abs(size) * math.hypot(matrix[2], matrix[3]), 2),
                bold=any(word in name for word in ("Bold", "Black", "Heavy", "Semibold")),
                italic=any(word in name for word in ("Italic", "Oblique")),
                fixed=any(word in name for word in ("Courier", "Mono", "Typewriter", "CMTT")),
                spaced=self._spaced,
            )
        )
        self._spaced = text.endswith("\n")

    def see_operator(self, operator: bytes, operands: list[Any], cm: Matrix, _tm: Matrix) -> None:
        if operator == b"re" and len(operands) == 4:
            x, y, width, height = (float(number) for number in operands)
            self._path.append(self._span(cm, (x, y), (x + width, y + height)))
        elif operator == b"m" and len(operands) == 2:
            self._point = (float(operands[0]), float(operands[1]))
        elif operator == b"l" and len(operands) == 2:
            end = (float(operands[0]), float(operands[1]))
            self._path.append(self._span(cm, self._point, end))
            self._point = end
        elif operator == b"n":
            self._path = []
        elif operator in _FILL or operator in _STROKE:
            self._paint(operator)
        elif operator in (b"Do", b"INLINE IMAGE", b"BI"):
            self.pictures += 1

    def _paint(self, operator: bytes) -> None:
        # The even-odd rule paints only what lies between two nested rectangles: a frame, not a ground.
        framed = operator in _EVEN_ODD and len(self._path) > 1
        for area in self._path:
            if area.height <= _RULE_THICKNESS < area.width:
                self.rules.append(area)
            elif operator in _FILL and not framed and area.width > _RULE_THICKNESS:
                self.fills.append(area)
        self._path = []

    def _span(self, cm: Matrix, start: tuple[float, float], end: tuple[float, float]) -> Area:
        corners = [self._place(cm[0] * x + cm[2] * y + cm[4], cm[1] * x + cm[3] * y + cm[5]) for x, y in (start, end)]
        (x1, y1), (x2, y2) = corners
        return Area(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))

    def _place(self, x: float, y: float) -> tuple[float, float]:
        left, bottom, right, top = self._corners
        if self._turn == 90:
            return y - bottom, x - left
        if self._turn == 180:
            return right - x, y - bottom
        if self._turn == 270:
            return top - y, right - x
        return x - left, top - y


def _multiply(first: Matrix, second: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    p, q, r, s, t, u = second
    return [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
