"""The records that the stages of reading pass on: Document, Page, Block, Report, Passage, Sentence."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """Who speaks in a report: one supplier, or somebody across suppliers."""

    SUPPLIER = "supplier"
    CROSS_CUTTING = "cross-cutting"


class PageFlag(StrEnum):
    """What a reader noticed about a page; OCR_UNSURE stands beside OCR where many of its words are doubtful."""

    NO_TEXT = "no_text"
    TWO_COLUMNS = "two_columns"
    OCR = "ocr"
    OCR_UNSURE = "ocr_unsure"


class BlockRole(StrEnum):
    """What a block of text is on its page; CONTENTS is a line of a table of contents."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_ROW = "table_row"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) in the clean text of page `page` (1-based)."""

    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A run of clean text with one role on one page.

    Attributes:
        start: first character in the page's clean text.
        end: one past the last character.
        role: what the block is.
        level: 1 for the highest heading, 2 below it...; 0 for all that is not a heading.
        box: whether the block stands in a box or column of its own beside the running text.
        continues: whether its first sentence began in the paragraph before it (on an earlier page).
    """

    start: int
    end: int
    role: BlockRole = BlockRole.PARAGRAPH
    level: int = 0
    box: bool = False
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader sees it.

    Attributes:
        number: 1-based position in the file.
        label: the number printed on the page, or its position where none is.
        text: the clean text. Cleaning removes and joins but never adds a character other than white space.
        blocks: the text's blocks in reading order; between them stands white space only.
        flags: what the reader noticed.
        confidence: mean of its words where OCR read them, 0 to 1; None where the file has the text.
    """

    number: int
    label: str
    text: str
    blocks: tuple[Block, ...]
    flags: frozenset[PageFlag] = frozenset()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Properties:
    """What a file says of itself; empty or None where it says nothing.

    Attributes:
        title: the title in the file's metadata.
        author: the author in the file's metadata.
        created_year: the year in which the file says that it was made.
    """

    title: str = ""
    author: str = ""
    created_year: int | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """What a reader makes of one file.

    Attributes:
        pages: in order; at least one has text.
        properties: what the file says of itself.
        running_lines: the running heads and footers that were left out, one of each, as they stood.
    """

    pages: tuple[Page, ...]
    properties: Properties = Properties()
    running_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """Who wrote a file, when, and what it is.

    Attributes:
        id: the file's stem unless the catalogue names it; unique in an index.
        title: as printed on its cover or in its metadata.
        organisation: who wrote it.
        year: the year it is about; None where nothing tells.
        kind: one supplier, or across suppliers.
        language: ISO 639-1 code, "da" or "en".
        file: the path below the folder of reports, with forward slashes.
        sha256: of the file's bytes, 64 hexadecimal digits.
        page_count: number of pages.
        inferred: the names of those attributes that no catalogue gives, in alphabetical order.
        confidence: mean of the pages that OCR read, 0 to 1; None where it read none.
        cpr_numbers: how many different civil registration numbers were found in it, of which nothing else is kept; 0
            too where the detector is not installed, and in an index of an earlier version.
    """

    id: str
    title: str
    organisation: str
    year: int | None
    kind: Kind
    language: str
    file: str
    sha256: str
    page_count: int
    inferred: tuple[str, ...] = ()
    confidence: float | None = None
    cpr_numbers: int = 0


def by_id(reports: Iterable[Report]) -> dict[str, Report]:
    """The reports by their ids, in their order."""
    return {report.id: report for report in reports}


@dataclass(frozen=True, slots=True)
class Sentence:
    """The unit that is quoted.

    Attributes:
        text: the words, white space made single.
        spans: where it stands; one span, or one a page where it runs over a page break.
        start: first character in its passage's text.
        end: one past the last.
        role: of the block it comes from.
    """

    text: str
    spans: tuple[Span, ...]
    start: int
    end: int
    role: BlockRole = BlockRole.PARAGRAPH


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences under one heading, small enough for the embedding model.

    Attributes:
        id: the report's id, "#", and the passage's 0-based number in it.
        report: the report's id.
        headings: the heading path, outermost first; empty where there is none.
        text: its sentences, a line a block.
        sentences: in order; every character of the text but white space belongs to one.
    """

    id: str
    report: str
    headings: tuple[str, ...]
    text: str
    sentences: tuple[Sentence, ...] = field(repr=False)

    @property
    def number(self) -> int:
        """The passage's 0-based number in its report."""
        return int(self.id.rpartition("#")[2])

    @property
    def page(self) -> int:
        """The 1-based page on which the passage starts."""
        return self.sentences[0].spans[0].page
