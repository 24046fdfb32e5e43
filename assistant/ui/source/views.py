"""What the viewer shows of a page: its text, how it looks, and where on it the quotes stand."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from assistant.ui.asking import Answering
from assistant.ui.source.addresses import Place
from corpus.drawing import Area
from corpus.errors import OriginalGone, UnreadableReport
from corpus.marks import find_marks
from corpus.records import Block, Page, Report
from corpus.sheets import Sheet, draw_page, read_sheet
from index.originals import Original
from index.records import StoredReport

logger = logging.getLogger(__name__)

SIDE = 1700  # pixels of a picture's longer side: twice the 72 dots an inch in which A4 is measured
LARGE_SIDE = 3400  # for a closer look, and for screens with finer dots
_KEPT_PICTURES = 48  # a few hundred kilobytes each
_KEPT_SHEETS = 48

Value = TypeVar("Value")


class Trouble(StrEnum):
    """Why a page or its marks cannot be shown as they should be; each has its sentence among the texts."""

    GONE = "gone"
    UNDRAWN = "undrawn"
    UNMARKED = "unmarked"
    STALE = "stale"


@dataclass(frozen=True, slots=True)
class View:
    """A page of a report with what is marked on it.

    Attributes:
        report: the report.
        page: the page's clean text.
        places: all that are marked, on whatever page; the one that was asked for first.
        quoted: those of them that stand on this page.
        passage: the blocks of this page in which the passage of the first quote stands; empty where nothing is quoted.
        sheet: how large the page is; None where it cannot be shown as it looks.
        marks: for each quote the areas on the page, in parts of its width and height.
        troubles: what is to be said about it.
    """

    report: Report
    page: Page
    places: tuple[Place, ...] = ()
    quoted: tuple[Place, ...] = ()
    passage: tuple[Block, ...] = ()
    sheet: Sheet | None = None
    marks: tuple[tuple[Area, ...], ...] = ()
    troubles: tuple[Trouble, ...] = ()


class Views:
    """Looks pages up. Safe to use from several threads.

    Args:
        assistant: who knows the reports.
    """

    def __init__(self, assistant: Answering) -> None:
        self._assistant = assistant
        self._pictures = _Kept[bytes](_KEPT_PICTURES)
        self._sheets = _Kept[Sheet](_KEPT_SHEETS)

    def view(self, report_id: str, number: int, places: Sequence[Place]) -> View:
        """A page with places marked on it; whatever is wrong with its file is one of the view's troubles.

        Raises:
            KeyError: there is no such report, or no such page in it.
        """
        stored = self._assistant.stored(report_id)
        page = stored.page(number)
        asked = [place for place in places if place.span.page == number]
        quoted = tuple(place for place in asked if place.stands_on(page))
        troubles = [Trouble.STALE] if len(quoted) < len(asked) else []
        sheet: Sheet | None = None
        marks: tuple[tuple[Area, ...], ...] = ()
        if is_pdf(stored.report):
            try:
                sheet = self._sheet(report_id, number)
                marks = tuple(find_marks(page, sheet.glyphs, place.span.start, place.span.end) for place in quoted)
                troubles += [] if all(marks) else [Trouble.UNMARKED]
            except OriginalGone:
                troubles.append(Trouble.GONE)
            except UnreadableReport as error:
                logger.warning("A page cannot be drawn: %s", error.code)
                troubles.append(Trouble.UNDRAWN)
        passage = _passage(stored, page, quoted)
        return View(stored.report, page, tuple(places), quoted, passage, sheet, marks, tuple(troubles))

    def picture(self, report_id: str, number: int, *, large: bool = False) -> bytes:
        """A page as PNG.

        Raises:
            KeyError: there is no such report, it is no PDF, or there is no such page in it.
            OriginalGone, UnreadableReport: it cannot be shown.
        """
        original = self._pdf(report_id, number)
        side = LARGE_SIDE if large else SIDE
        return self._pictures.get(
            (original.sha256, number, side), lambda: draw_page(original.data, number, side, original.passwords)
        )

    def pdf(self, report_id: str) -> bytes:
        """The file of a report.

        Raises:
            KeyError: there is no such report, or it is no PDF.
            OriginalGone: it cannot be shown.
        """
        return self._pdf(report_id, 1).data

    def _sheet(self, report_id: str, number: int) -> Sheet:
        original = self._pdf(report_id, number)
        return self._sheets.get(
            (original.sha256, number, 0), lambda: read_sheet(original.data, number, original.passwords)
        )

    def _pdf(self, report_id: str, number: int) -> Original:
        stored = self._assistant.stored(report_id)
        if not is_pdf(stored.report):
            raise KeyError(f"{report_id} is no PDF")
        stored.page(number)
        return self._assistant.original(report_id)


def is_pdf(report: Report) -> bool:
    """Whether the report's pages have a look of their own."""
    return report.file.lower().endswith(".pdf")


def _passage(stored: StoredReport, page: Page, quoted: Sequence[Place]) -> tuple[Block, ...]:
    """The blocks of the page that hold something of the passages in which the quotes stand."""
    spans = [
        [span for sentence in passage.sentences for span in sentence.spans if span.page == page.number]
        for passage in stored.passages
    ]
    around = [
        span
        for each in spans
        if any(_overlap(span.start, span.end, place) for span in each for place in quoted)
        for span in each
    ]
    return tuple(
        block for block in page.blocks if any(span.start < block.end and block.start < span.end for span in around)
    )


def _overlap(start: int, end: int, place: Place) -> bool:
    return start < place.span.end and place.span.start < end


class _Kept(Generic[Value]):
    """What was made last, by the file's digest, the page and the size."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[tuple[str, int, int], Value] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: tuple[str, int, int], make: Callable[[], Value]) -> Value:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
        value = make()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value
