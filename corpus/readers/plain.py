"""Plain text to a document: paragraphs between blank lines, pages between form feeds."""

import re
from pathlib import Path

from corpus.errors import UnreadableReport
from corpus.faults import FaultCode
from corpus.readers.assembly import PageAssembler
from corpus.records import BlockRole, Document
from corpus.settings import ReadingSettings

# A heading is one short line between blank lines that does not end as a sentence does.
_HEADING_CHARACTERS = 80
_SENTENCE_ENDS = (".", ",", ";", ":", "!", "?", "…", "”", '"', "«", "»")

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*\n)+")
_BULLET = re.compile(r"^\s*[-*•‣▪–]\s+")
_NUMBER = re.compile(r"^\s*\d{1,2}[.)]\s+")

# How files begin that are something else under a text file's name.
_OTHER_FORMATS = (b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf")


def read_plain(path: Path, settings: ReadingSettings) -> Document:
    """Read a text file in UTF-8 or, failing that, in Windows-1252.

    Args:
        path: the file.
        settings: of no meaning for this format.

    Returns:
        The document; a form feed begins a page.

    Raises:
        UnreadableReport: EMPTY, NOT_THE_FORMAT or NO_TEXT.
        OSError: the file cannot be opened.
    """
    assembler = PageAssembler()
    for page in read_text(path).split("\f"):
        assembler.break_page()
        paragraphs = [paragraph for paragraph in _BLANK_LINES.split(page) if paragraph.strip()]
        for paragraph in paragraphs:
            _add_paragraph(assembler, paragraph.strip("\n"), alone=len(paragraphs) == 1)
    return Document(assembler.pages())


def read_text(path: Path) -> str:
    r"""A text file's characters, with "\n" at the end of each line.

    Raises:
        UnreadableReport: EMPTY, or NOT_THE_FORMAT where the bytes are no text.
        OSError: the file cannot be opened.
    """
    content = path.read_bytes()
    if not content:
        raise UnreadableReport(FaultCode.EMPTY)
    if b"\0" in content or content.startswith(_OTHER_FORMATS):
        raise UnreadableReport(FaultCode.NOT_THE_FORMAT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as error:
            raise UnreadableReport(FaultCode.NOT_THE_FORMAT) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _add_paragraph(assembler: PageAssembler, paragraph: str, alone: bool) -> None:
    lines = [line for line in paragraph.split("\n") if any(map(str.isalnum, line))]
    if len(lines) == 1 and not alone and _looks_like_heading(lines[0].strip()):
        assembler.add(lines[0], BlockRole.HEADING, level=1)
        return
    run: list[str] = []
    role = BlockRole.PARAGRAPH
    for line in lines:
        if _BULLET.match(line) or _NUMBER.match(line):
            assembler.add(" ".join(run), role)
            run, role = [], BlockRole.LIST_ITEM
        run.append(_BULLET.sub("", line) if not run else line)
    assembler.add(" ".join(run), role)


def _looks_like_heading(line: str) -> bool:
    if len(line) > _HEADING_CHARACTERS or line.endswith(_SENTENCE_ENDS) or _BULLET.match(line):
        return False
    return line[0].isupper() or line[0].isdigit()
