"""Markdown to a document on one page: headings, lists, tables and quotes, without the marks."""

import re
from collections.abc import Sequence
from pathlib import Path

from corpus.readers.assembly import PageAssembler
from corpus.readers.plain import read_text
from corpus.records import BlockRole, Document, Properties
from corpus.settings import ReadingSettings

_FRONT_MATTER = re.compile(r"\A---[^\S\n]*\n(.*?\n)(?:---|\.\.\.)[^\S\n]*(?:\n|\Z)", re.DOTALL)
_FRONT_MATTER_LINE = re.compile(r"^(\w+):(.*)$", re.MULTILINE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

# The files are untrusted: no pattern below may take more than linear time, hence the bounds.
_COMMENT = re.compile(r"<!--(?:(?!<!--).)*?-->", re.DOTALL)
_FENCE = re.compile(r"```|~~~")
_HEADING = re.compile(r"(#{1,6})(?=\s|$)")
_UNDERLINE = re.compile(r"=+|-+")
_RULE = re.compile(r"(?:[-*_]\s*){3,}")
_BULLET = re.compile(r"[-*+]\s+(?:\[[ xX]\]\s+)?")
_NUMBERED = re.compile(r"\d{1,3}[.)]\s+")
_QUOTED = re.compile(r"(?:>\s?)+")
_ROW_RULE = re.compile(r"\|(?:\s*:?-+:?\s*\|?)+")

# Marks within a line, each with what is left of it; images say nothing that can be quoted.
_TARGET = r"(?:\([^()\s]{0,2000}(?:\s+\"[^\"]{0,500}\")?\)|\[[^\[\]]{0,500}\])"
_INLINE = (
    (re.compile(r"!\[[^\[\]]{0,500}\]" + _TARGET), ""),
    (re.compile(r"\[([^\[\]]{0,500})\]" + _TARGET), r"\1"),
    (re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]*>"), " "),
    (re.compile(r"(\*{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)(_{1,3})(?=\S)(.{1,1000}?)(?<=\S)\1(?!\w)"), r"\2"),
    (re.compile(r"~~(?=\S)(.{1,1000}?)(?<=\S)~~"), r"\1"),
    (re.compile(r"(`{1,3})(.{1,1000}?)\1"), r"\2"),
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_ASIDE = 0xE000  # where Unicode has its private characters
_PUT_ASIDE = re.compile("[\ue021-\ue07e]")


def read_markdown(path: Path, settings: ReadingSettings) -> Document:
    """Read a Markdown file; its front matter, where it has one, gives title, author and year.

    Args:
        path: the file.
        settings: of no meaning for this format.

    Returns:
        The document, on one page.

    Raises:
        UnreadableReport: EMPTY, NOT_THE_FORMAT or NO_TEXT.
        OSError: the file cannot be opened.
    """
    text = read_text(path)
    properties = Properties()
    front_matter = _FRONT_MATTER.match(text)
    if front_matter:
        properties = _properties(front_matter[1])
        text = text[front_matter.end() :]
    writer = _Writer()
    for line in _COMMENT.sub("", text).split("\n"):
        writer.take(line.strip())
    return Document(writer.finish().pages(), properties)


def _properties(front_matter: str) -> Properties:
    said = {key.lower(): value.strip().strip("\"'") for key, value in _FRONT_MATTER_LINE.findall(front_matter)}
    year = _YEAR.search(said.get("date", ""))
    return Properties(said.get("title", ""), said.get("author", ""), int(year[0]) if year else None)


def _unmarked(line: str) -> str:
    """The line without marks; a mark behind a backslash is put out of the way while the others go."""
    line = _ESCAPED.sub(lambda match: chr(ord(match[1]) + _ASIDE), line)
    for mark, kept in _INLINE:
        line = mark.sub(kept, line)
    return _PUT_ASIDE.sub(lambda match: chr(ord(match[0]) - _ASIDE), line)


class _Writer:
    """Takes a file's lines one by one and turns runs of them into blocks."""

    def __init__(self) -> None:
        self._assembler = PageAssembler()
        self._lines: list[str] = []
        self._role = BlockRole.PARAGRAPH
        self._in_code = False

    def take(self, line: str) -> None:
        """Read the next line, white space around it left out."""
        if _FENCE.match(line):
            self._flush()
            self._in_code = not self._in_code
        elif self._in_code:
            self._assembler.add(line, BlockRole.PARAGRAPH)
        elif not line:
            self._flush()
        elif heading := _HEADING.match(line):
            self._flush()
            text = line[heading.end() :].rstrip("#")
            self._assembler.add(_unmarked(text), BlockRole.HEADING, level=len(heading[1]))
        elif self._lines and self._role is BlockRole.PARAGRAPH and _UNDERLINE.fullmatch(line):
            self._underline(1 if line[0] == "=" else 2)
        elif _RULE.fullmatch(line) or _ROW_RULE.fullmatch(line):
            self._flush()
        elif line.startswith("|"):
            self._flush()
            self._assembler.add_row(_cells(line))
        else:
            self._take_text(line)

    def finish(self) -> PageAssembler:
        """Close the last block and hand over what was collected."""
        self._flush()
        return self._assembler

    def _take_text(self, line: str) -> None:
        quoted = _QUOTED.match(line)
        if quoted:
            self._begin(BlockRole.QUOTE, new=not line[quoted.end() :].strip())
            line = line[quoted.end() :]
        elif bullet := _BULLET.match(line):
            self._begin(BlockRole.LIST_ITEM, new=True)
            line = line[bullet.end() :]
        elif _NUMBERED.match(line):
            self._begin(BlockRole.LIST_ITEM, new=True)
        elif not self._lines:
            self._role = BlockRole.PARAGRAPH
        self._lines.append(line)

    def _begin(self, role: BlockRole, new: bool) -> None:
        if new or role is not self._role:
            self._flush()
        self._role = role

    def _underline(self, level: int) -> None:
        self._assembler.add(_unmarked(" ".join(self._lines)), BlockRole.HEADING, level=level)
        self._lines = []

    def _flush(self) -> None:
        self._assembler.add(_unmarked(" ".join(self._lines)), self._role)
        self._lines, self._role = [], BlockRole.PARAGRAPH


def _cells(line: str) -> Sequence[str]:
    return [_unmarked(cell) for cell in re.split(r"(?<!\\)\|", line.strip("|"))]
