"""A document between what was found and the file it is written to."""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

# A number below it does not get the largest dot, though no other is larger.
_FEW = 4
# What XML 1.0 does not allow, and half characters. A report's text, a file's name and a question may hold any.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Run:
    """Words, and the footnotes that follow them.

    Attributes:
        text: plain text, of any origin; what writes it to a file makes it harmless there.
        notes: plain text of each footnote.
    """

    text: str
    notes: tuple[str, ...] = ()


Line: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading below the title; level 1 is the highest."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    runs: Line


@dataclass(frozen=True, slots=True)
class Items:
    """A list with a bullet before each line."""

    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has a cell for each column."""

    header: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """Numbers as dots, in rows and columns.

    Attributes:
        caption: what it shows.
        note: how it is to be read.
        columns: their names.
        rows: each a name, and a number for each column; None where there is none to tell.
        nothing: what a 0 means, for who hears it.
        missing: what None means, likewise.
    """

    caption: str
    note: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]
    nothing: str
    missing: str

    def size(self, count: int) -> float:
        """How wide a number's dot is, 0 to 1: its area is as the number, that of the largest as `_FEW` at the least."""
        most = max(count or 0 for _, counts in self.rows for count in counts)
        return math.sqrt(count / max(most, _FEW))


Block: TypeAlias = Heading | Paragraph | Items | Table | Chart


@dataclass(frozen=True, slots=True)
class Document:
    """What `to_docx`, `to_markdown` and `to_html` write.

    Attributes:
        title: stands at the top, and in the file's properties.
        cover: lines below the title: when, from what, and how it was made.
        blocks: in the order to read them in.
        language: "da" or "en", of what Kildesvar says; the spell-checker goes by it.
        made: the day.
        is_wide: whether its pages lie on their side, for a table of many columns.
    """

    title: str
    cover: tuple[str, ...]
    blocks: tuple[Block, ...]
    language: str
    made: date
    is_wide: bool = False


def numbered(runs: Line, notes: list[str]) -> Iterator[tuple[str, range]]:
    """Each run's text with the numbers of its footnotes, which are added to the notes."""
    for run in runs:
        before = len(notes)
        notes += run.notes
        yield run.text, range(before + 1, len(notes) + 1)


def plain(words: str) -> str:
    """Words on one line, with a replacement character where one stood that no document may hold."""
    return re.sub(r"\s+", " ", _ILLEGAL.sub("\ufffd", words))
