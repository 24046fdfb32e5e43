"""The order in which the pieces of a page are read: from the top, and column after column."""

from collections.abc import Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """Anything that stands somewhere on a page, in points from its upper left corner."""

    @property
    def left(self) -> float:
        """The left edge."""

    @property
    def right(self) -> float:
        """The right edge."""

    @property
    def top(self) -> float:
        """The upper edge."""

    @property
    def bottom(self) -> float:
        """The lower edge."""

    @property
    def level(self) -> float:
        """The height at which it is read; pieces of one level are read from the left."""


Piece = TypeVar("Piece", bound=Placed)

_SAME_EDGE = 3.0  # points; pieces that start as near as this to each other start at one edge
_FEWEST = 3  # pieces that a column must have on either side of a gutter
_OVERHANG = 4.0  # points by which the estimated end of a line may reach into the gutter


def read_order(pieces: Sequence[Piece]) -> tuple[list[Piece], bool]:
    """Sort pieces as they are read.

    Args:
        pieces: of one page or of one part of it.

    Returns:
        The pieces in order, and whether they stand in columns.
    """
    gutter = _find_gutter(pieces)
    if gutter is None:
        return sorted(pieces, key=lambda piece: (round(piece.level), piece.left)), False
    ordered: list[Piece] = []
    band: list[Piece] = []
    for piece in sorted(pieces, key=lambda piece: piece.level):
        if _spans(piece, gutter):
            ordered += _read_band(band, gutter)
            ordered.append(piece)
            band = []
        else:
            band.append(piece)
    return ordered + _read_band(band, gutter), True


def _read_band(band: list[Piece], gutter: float) -> list[Piece]:
    left = [piece for piece in band if piece.left < gutter - _SAME_EDGE]
    right = [piece for piece in band if piece.left >= gutter - _SAME_EDGE]
    return read_order(left)[0] + read_order(right)[0]


def _find_gutter(pieces: Sequence[Piece]) -> float | None:
    # A gutter lies left of an edge at which several pieces start, with pieces beside them that end before it.
    edges = sorted({round(piece.left, 1) for piece in pieces})
    for edge in edges[1:]:
        right = [piece for piece in pieces if piece.left >= edge - _SAME_EDGE]
        left = [piece for piece in pieces if piece.right <= edge + _OVERHANG and piece.left < edge - _SAME_EDGE]
        starts = [piece for piece in right if abs(piece.left - edge) < _SAME_EDGE]
        if min(len(starts), len(left)) >= _FEWEST and _beside(left, right, pieces, edge):
            return edge
    return None


def _beside(left: list[Piece], right: list[Piece], pieces: Sequence[Piece], edge: float) -> bool:
    # Both sides must be read down for a while with nothing that runs across between.
    across = [piece for piece in pieces if _spans(piece, edge)]
    top = max(min(piece.top for piece in left), min(piece.top for piece in right))
    bottom = min(max(piece.bottom for piece in left), max(piece.bottom for piece in right))
    crossing = sum(1 for piece in across if top < piece.bottom and piece.top < bottom)
    both = [sum(1 for piece in side if top - 1 <= piece.bottom and piece.top <= bottom + 1) for side in (left, right)]
    return top < bottom and crossing == 0 and min(both) >= _FEWEST - 1


def _spans(piece: Piece, gutter: float) -> bool:
    return piece.left < gutter - _SAME_EDGE and piece.right > gutter + _OVERHANG
