"""The pages of a PDF as they look: a picture of each, and where on it every character stands.

pdfium looks at them in a process of its own: a page can be made to keep it busy for ever, or to break it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.drawing import Area
from corpus.processes import LimitedProcess

# Of processor time and memory for one page; the slowest of a report takes half a second and 100 MB.
_SECONDS = 15
_MEGABYTES = 2000

_PROCESS = LimitedProcess(_SECONDS, _MEGABYTES)


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character of a page.

    Attributes:
        text: as pdfium gives it: white space where there is a gap or a line ends, U+0002 for a hyphen at a line's end.
        area: what it takes up, in parts of the page's width and height; without extent where pdfium put the character
            in.
    """

    text: str
    area: Area


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it looks.

    Attributes:
        width: in points, as it is shown.
        height: in points.
        glyphs: its characters in the order of the file.
    """

    width: float
    height: float
    glyphs: tuple[Glyph, ...] = field(repr=False)


def draw_page(data: bytes, number: int, longest_side: int, passwords: Sequence[str] = ()) -> bytes:
    """A picture of a page.

    Args:
        data: the file.
        number: of the page, 1-based.
        longest_side: of the picture, in pixels.
        passwords: to try where the file is locked.

    Returns:
        A PNG.

    Raises:
        UnreadableReport: DAMAGED, LOCKED, TOO_SLOW, TOO_LARGE or CRASHED.
    """
    from corpus.pdfium import draw

    return _PROCESS.call(draw, data, number, longest_side, passwords)


def read_sheet(data: bytes, number: int, passwords: Sequence[str] = ()) -> Sheet:
    """How large a page is, and where its characters stand.

    Args:
        data: the file.
        number: of the page, 1-based.
        passwords: to try where the file is locked.

    Raises:
        UnreadableReport: DAMAGED, LOCKED, TOO_SLOW, TOO_LARGE or CRASHED.
    """
    from corpus.pdfium import read

    return _PROCESS.call(read, data, number, passwords)
