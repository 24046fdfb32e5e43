"""The light markup in which the sample reports are written.

A closing line of `:::` ends a box. An example of each:

```
key: value        facts about the report, up to the first blank line
# ## ###          headings
- item / 1. item  list items
| a | b |         table rows, the first of them the head
> words           a quote; `>> somebody` says whose
::: Title ... ::: a box
===               a new page
**bold** *italic*
```
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Kind(StrEnum):
    """What an element is."""

    H1 = "h1"
    H2 = "h2"
    H3 = "h3"
    TEXT = "text"
    ITEM = "item"
    TABLE = "table"
    QUOTE = "quote"
    CREDIT = "credit"
    BOX = "box"
    BREAK = "break"


@dataclass(frozen=True, slots=True)
class Element:
    """One thing on a page.

    Attributes:
        kind: what it is.
        text: its words; of a box, the title; empty for a table.
        mark: what stands before a list item: a bullet, or a number with its full stop.
        rows: the cells of a table, head first.
        inside: the elements of a box.
    """

    kind: Kind
    text: str = ""
    mark: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    inside: tuple["Element", ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One report as it was written: the facts above its text, and the text."""

    facts: dict[str, str]
    elements: tuple[Element, ...]


_STARTS = (("### ", Kind.H3), ("## ", Kind.H2), ("# ", Kind.H1), (">> ", Kind.CREDIT), ("> ", Kind.QUOTE))
_ITEM = re.compile(r"(-|\d+\.) (.+)")


def read_source(path: Path) -> Source:
    """Read one report from `path` (UTF-8)."""
    head, _, body = path.read_text(encoding="utf-8").partition("\n\n")
    facts = dict(line.split(": ", 1) for line in head.splitlines())
    lines = iter(line.strip() for line in body.splitlines())
    return Source(facts, tuple(_elements(lines)))


def read_pages(source: Source) -> list[list[Element]]:
    """The elements between page breaks."""
    pages: list[list[Element]] = [[]]
    for element in source.elements:
        if element.kind is Kind.BREAK:
            pages.append([])
        else:
            pages[-1].append(element)
    return pages


def to_inline(text: str) -> str:
    """`text` with ReportLab's tags for bold and italic, and its ampersands escaped."""
    text = text.replace("&", "&amp;")
    text = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", text)
    return re.sub(r"\*(.+?)\*", r"<i>\1</i>", text)


def _elements(lines: Iterator[str]) -> Iterator[Element]:
    rows: list[tuple[str, ...]] = []
    for line in lines:
        if line.startswith("|"):
            rows.append(tuple(cell.strip() for cell in line.strip("|").split("|")))
            continue
        if rows:
            yield Element(Kind.TABLE, rows=tuple(rows))
            rows = []
        if line == ":::":
            return
        if line.startswith("::: "):
            yield Element(Kind.BOX, line[4:], inside=tuple(_elements(lines)))
        elif line:
            yield _element(line)
    if rows:
        yield Element(Kind.TABLE, rows=tuple(rows))


def _element(line: str) -> Element:
    if line == "===":
        return Element(Kind.BREAK)
    for start, kind in _STARTS:
        if line.startswith(start):
            return Element(kind, line[len(start) :])
    if item := _ITEM.fullmatch(line):
        return Element(Kind.ITEM, item[2], mark="•" if item[1] == "-" else item[1])
    return Element(Kind.TEXT, line)
