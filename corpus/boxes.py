"""Boxes: text on a painted ground of its own, beside the running text or between its paragraphs."""

from collections.abc import Sequence

from corpus.drawing import Area, Drawing
from corpus.lines import Line

_TOUCH = 2.0  # points; edges nearer than this are one edge
_PAGE_SHARE = 0.5  # of the page: a larger ground belongs to the page, not to a box


def find_boxes(drawing: Drawing, lines: Sequence[Line]) -> list[Area]:
    """The boxes of a page that hold text.

    Args:
        drawing: the page.
        lines: its text, without running heads and footers.

    Returns:
        The outermost box of each nest, from the top; the cells of tables and grounds of pages are none.
    """
    grounds = [area for area in drawing.fills if not _is_ground(area, drawing.page)]
    cells = set(find_cells(grounds))
    boxes = [area for area in grounds if area not in cells and _holds_text(area, lines)]
    outer = [area for area in set(boxes) if not any(_inside(area, other) for other in set(boxes) - {area})]
    return sorted(outer, key=lambda area: (area.top, area.left))


def find_cells(fills: Sequence[Area]) -> list[Area]:
    """Those of the painted rectangles that share a whole edge with another, as the cells of a table do."""
    areas = set(fills)
    return [area for area in areas if any(_adjoin(area, other) for other in areas - {area})]


def lines_in(area: Area, lines: Sequence[Line]) -> list[Line]:
    """The lines that stand in an area."""
    return [line for line in lines if area.holds(line.left, line.baseline - line.size / 3)]


def _is_ground(area: Area, page: Area) -> bool:
    reaches_edge = area.left <= _TOUCH or area.right >= page.right - _TOUCH
    return reaches_edge or area.width * area.height > _PAGE_SHARE * page.width * page.height


def _holds_text(area: Area, lines: Sequence[Line]) -> bool:
    # A bold line on a ground is a heading with a coloured bar.
    held = lines_in(area, lines)
    return bool(held) and not all(line.bold for line in held)


def _inside(area: Area, other: Area) -> bool:
    return other.holds(area.left + _TOUCH, area.top + _TOUCH) and other.holds(area.right - _TOUCH, area.bottom - _TOUCH)


def _adjoin(one: Area, other: Area) -> bool:
    return _side_by_side(one, other) or _stacked(one, other)


def _side_by_side(one: Area, other: Area) -> bool:
    level = abs(one.top - other.top) < _TOUCH and abs(one.bottom - other.bottom) < _TOUCH
    return level and (abs(one.right - other.left) < _TOUCH or abs(other.right - one.left) < _TOUCH)


def _stacked(one: Area, other: Area) -> bool:
    flush = abs(one.left - other.left) < _TOUCH and abs(one.right - other.right) < _TOUCH
    return flush and (abs(one.bottom - other.top) < _TOUCH or abs(other.bottom - one.top) < _TOUCH)
