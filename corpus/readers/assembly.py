"""Clean runs of text to pages: what the readers of Word, Markdown and plain text share."""

import unicodedata
from collections.abc import Sequence

from corpus.errors import UnreadableReport
from corpus.faults import FaultCode
from corpus.records import Block, BlockRole, Page, PageFlag

# Control characters, invisible format characters (soft hyphens, direction marks), halves of surrogate pairs.
_UNSEEN = frozenset(["Cc", "Cf", "Cs"])
_BETWEEN_BLOCKS = "\n"
_BETWEEN_CELLS = "\t"


def clean(text: str) -> str:
    """The text in Unicode NFC, with single spaces and without characters that nobody sees."""
    words = " ".join(text.split())
    return unicodedata.normalize("NFC", "".join(c for c in words if unicodedata.category(c) not in _UNSEEN))


class PageAssembler:
    """Collects blocks in reading order and lays them out as the text of pages."""

    def __init__(self) -> None:
        self._pages: list[Page] = []
        self._blocks: list[Block] = []
        self._text = ""
        self._has_picture = False

    def add(self, text: str, role: BlockRole, *, level: int = 0, box: bool = False, continues: bool = False) -> None:
        """Append a block; text that is empty once cleaned leaves none."""
        self._append(clean(text), role, level, box, continues)

    def add_row(self, cells: Sequence[str]) -> None:
        """Append a table's row, its cells parted by tabulators."""
        self._append(_BETWEEN_CELLS.join(map(clean, cells)).strip(), BlockRole.TABLE_ROW, 0, False, False)

    def add_picture(self) -> None:
        """Note a picture, so that a page with nothing else still counts as one."""
        self._has_picture = True

    def break_page(self) -> None:
        """Begin a new page; on a page that holds nothing yet, do nothing."""
        if self._text or self._has_picture:
            number = len(self._pages) + 1
            flags = frozenset() if self._text else frozenset([PageFlag.NO_TEXT])
            self._pages.append(Page(number, str(number), self._text, tuple(self._blocks), flags))
            self._blocks, self._text, self._has_picture = [], "", False

    def pages(self) -> tuple[Page, ...]:
        """All pages, in order.

        Raises:
            UnreadableReport: NO_TEXT, where no page has any.
        """
        self.break_page()
        if not any(page.text for page in self._pages):
            raise UnreadableReport(FaultCode.NO_TEXT)
        return tuple(self._pages)

    def _append(self, text: str, role: BlockRole, level: int, box: bool, continues: bool) -> None:
        if not text:
            return
        self._text += _BETWEEN_BLOCKS if self._text else ""
        start = len(self._text)
        self._text += text
        self._blocks.append(Block(start, len(self._text), role, level, box, continues))
