"""Pages of a PDF by pdfium, which may be used by one thread at a time and is not to be trusted; see `sheets`."""

import ctypes
import struct
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.drawing import Area
from corpus.errors import UnreadableReport
from corpus.faults import FaultCode
from corpus.sheets import Glyph, Sheet

if TYPE_CHECKING:
    from pypdfium2 import PdfDocument, PdfPage, PdfTextPage

_PNG_EFFORT = 1  # of 9; more makes the picture smaller, and takes several times as long
_POINTS_ACROSS = 100_000  # of the grid that pdfium rounds places on the page to


def draw(data: bytes, number: int, longest_side: int, passwords: Sequence[str] = ()) -> bytes:
    """A picture of a page; see `sheets.draw_page`."""
    with _opened(data, number, passwords) as page:
        bitmap = page.render(scale=longest_side / max(page.get_size()), rev_byteorder=True)
        try:
            pixels = bitmap.to_numpy().copy()  # pdfium takes its own back
        finally:
            bitmap.close()
    return _png(pixels)


def read(data: bytes, number: int, passwords: Sequence[str] = ()) -> Sheet:
    """A page's size and characters; see `sheets.read_sheet`."""
    with _opened(data, number, passwords) as page:
        place = _Placing(page)
        words = page.get_textpage()
        try:
            glyphs = tuple(_glyph(words, i, place) for i in range(words.count_chars()))
            return Sheet(page.get_width(), page.get_height(), glyphs)
        finally:
            words.close()


def _glyph(words: "PdfTextPage", i: int, place: "_Placing") -> Glyph:
    from pypdfium2 import raw

    # The loose box is as high as the line and as wide as the advance, so that those of a word meet.
    left, bottom, right, top = words.get_charbox(i, loose=True)
    return Glyph(chr(raw.FPDFText_GetUnicode(words, i)), place.area(left, bottom, right, top))


class _Placing:
    """From points of the file to parts of the page as it is shown, whatever its crop box and rotation."""

    def __init__(self, page: "PdfPage") -> None:
        origin, right, up = (self._shown(page, x, y) for x, y in ((0, 0), (1000, 0), (0, 1000)))
        self._origin = origin
        self._right = ((right[0] - origin[0]) / 1000, (right[1] - origin[1]) / 1000)
        self._up = ((up[0] - origin[0]) / 1000, (up[1] - origin[1]) / 1000)

    @staticmethod
    def _shown(page: "PdfPage", x: float, y: float) -> tuple[float, float]:
        from pypdfium2 import raw

        across, down = ctypes.c_int(), ctypes.c_int()
        raw.FPDF_PageToDevice(page, 0, 0, _POINTS_ACROSS, _POINTS_ACROSS, 0, x, y, across, down)
        return across.value / _POINTS_ACROSS, down.value / _POINTS_ACROSS

    def area(self, left: float, bottom: float, right: float, top: float) -> Area:
        corners = [
            tuple(self._origin[i] + x * self._right[i] + y * self._up[i] for i in (0, 1))
            for x, y in ((left, bottom), (right, top))
        ]
        (x1, y1), (x2, y2) = corners
        return Area(min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2))


def _png(pixels: NDArray[np.uint8]) -> bytes:
    """Pixels of shape (height, width, 3) as PNG (ISO/IEC 15948), each row with a leading 0: no filter.

    On pages of text that is smaller than with the filters of an image library, and done in a third of the time.
    """
    height, width, _ = pixels.shape
    rows = np.zeros((height, 1 + 3 * width), dtype=np.uint8)
    rows[:, 1:] = pixels.reshape(height, -1)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits a colour, red, green and blue
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows.tobytes(), _PNG_EFFORT)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


@contextmanager
def _opened(data: bytes, number: int, passwords: Sequence[str]) -> Iterator["PdfPage"]:
    """A page of the file; pdfium's errors are mapped."""
    import pypdfium2

    try:
        document = _unlocked(data, passwords)
        try:
            page = document[number - 1]
            try:
                if min(page.get_size()) <= 0:
                    raise UnreadableReport(FaultCode.DAMAGED, "a page without extent")
                yield page
            finally:
                page.close()  # before its document
        finally:
            document.close()
    except (pypdfium2.PdfiumError, IndexError) as error:
        raise UnreadableReport(FaultCode.DAMAGED, type(error).__name__) from error


def _unlocked(data: bytes, passwords: Sequence[str]) -> "PdfDocument":
    from pypdfium2 import PdfDocument, PdfiumError, raw

    for password in (None, *passwords):
        try:
            return PdfDocument(data, password=password)
        except PdfiumError as error:
            if error.err_code != raw.FPDF_ERR_PASSWORD:
                raise
    raise UnreadableReport(FaultCode.LOCKED)
