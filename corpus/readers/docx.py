"""Word files to documents, by what their paragraphs and styles are."""

import re
import zlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from corpus.errors import UnreadableReport
from corpus.faults import FaultCode
from corpus.readers.assembly import PageAssembler
from corpus.readers.wordml import CONTROLS, NOT_RUNNING, PAGE_BREAK, PICTURES, Node, W, children, text_of
from corpus.records import BlockRole, Document, Properties
from corpus.settings import ReadingSettings

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0"
# A locked Word file is an OLE file with a stream of this name.
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
# A small zip can unpack to more than the machine holds. What a part of XML becomes in memory is several times its size.
_MEMORY_PER_BYTE = 4

# What the template that python-docx writes into says of itself, and of no report.
_TEMPLATE_AUTHOR = "python-docx"
_TEMPLATE_CREATED = datetime(2013, 12, 23, 23, 15, tzinfo=UTC)

_HEADING_STYLE = re.compile(r"heading ([1-9])")
_CONTENTS_STYLE = re.compile(r"toc ?(?:\d|heading)")
_QUOTE_STYLES = ("quote", "intense quote")
_LIST_STYLES = ("list bullet", "list number")
# The outline levels 0 to 8 are headings.
_BODY_OUTLINE_LEVEL = 9
# The number of the list that takes a paragraph out of its style's list.
_NO_LIST = "0"


def read_docx(path: Path, settings: ReadingSettings) -> Document:
    """Read a Word file.

    Args:
        path: the file.
        settings: how much memory a file may take.

    Returns:
        The document, in pages where Word has left the places of its page breaks, else on one page.

    Raises:
        UnreadableReport: EMPTY, NOT_THE_FORMAT, LOCKED, DAMAGED, TOO_LARGE or NO_TEXT.
        OSError: the file cannot be opened.
    """
    _check(path, settings.megabytes_per_file)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        word = docx.Document(str(path))
        if word.element.getroottree().docinfo.doctype:
            raise UnreadableReport(FaultCode.NOT_THE_FORMAT)  # no entities in Word files (ECMA-376, part 2, 8.1.4)
        walker = _Walker(word)
        walker.walk(word.element.body)
    except (KeyError, ValueError) as error:
        raise UnreadableReport(FaultCode.NOT_THE_FORMAT) from error  # a zip without a Word document in it
    except (BadZipFile, EOFError, OSError, PackageNotFoundError, SyntaxError, zlib.error) as error:
        # A place that cannot be sought is an OSError; lxml's errors are SyntaxErrors.
        raise UnreadableReport(FaultCode.DAMAGED) from error
    return Document(walker.assembler.pages(), _properties(word), _running_lines(word))


def _check(path: Path, megabytes: int) -> None:
    """Tell what is wrong with files that python-docx would only stumble over."""
    content = path.read_bytes()
    if not content:
        raise UnreadableReport(FaultCode.EMPTY)
    if content.startswith(_OLE_START) and _LOCKED_STREAM in content:
        raise UnreadableReport(FaultCode.LOCKED)
    if not content.startswith(_ZIP_START):
        raise UnreadableReport(FaultCode.NOT_THE_FORMAT)
    try:
        with ZipFile(path) as package:
            unpacked = sum(member.file_size for member in package.infolist()) // 1_000_000
    except BadZipFile as error:
        raise UnreadableReport(FaultCode.DAMAGED) from error
    if unpacked * _MEMORY_PER_BYTE > megabytes:
        raise UnreadableReport(FaultCode.TOO_LARGE, f"{unpacked} MB")


def _properties(word: "WordDocument") -> Properties:
    core = word.core_properties
    author = "" if core.author == _TEMPLATE_AUTHOR else core.author
    created = None if core.created == _TEMPLATE_CREATED else core.created
    return Properties(core.title, author, created.year if created else None)


def _running_lines(word: "WordDocument") -> tuple[str, ...]:
    parts = [
        part
        for section in word.sections
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer)
        if not part.is_linked_to_previous
    ]
    lines = (" ".join(text_of(paragraph).split()) for part in parts for paragraph in part._element.iter(W + "p"))
    return tuple(dict.fromkeys(line for line in lines if line))


class _Walker:
    """Walks the body of a Word document and hands its blocks to an assembler."""

    def __init__(self, word: "WordDocument") -> None:
        self.assembler = PageAssembler()
        self._styles = {style.style_id: style for style in word.styles}
        self._notes = _footnotes(word)

    def walk(self, parent: Node, box: bool = False) -> None:
        """Take the paragraphs and tables of `parent` in order."""
        for child in parent:
            if child.tag == W + "p":
                self._take_paragraph(child, box)
            elif child.tag == W + "tbl":
                self._take_table(child)
            elif child.tag in CONTROLS:
                self.walk(child, box)

    def _take_table(self, table: Node) -> None:
        for row in children(table, W + "tr"):
            cells = list(children(row, W + "tc"))
            if len(cells) == 1:
                self.walk(cells[0], box=True)  # a table with one cell is a frame around text
                continue
            texts = [text_of(cell) for cell in cells]
            if any(text.startswith(PAGE_BREAK) for text in texts):
                self.assembler.break_page()
            self.assembler.add_row(texts)

    def _take_paragraph(self, paragraph: Node, box: bool) -> None:
        role, level = self._role(paragraph)
        if paragraph.find(f"{W}pPr/{W}pageBreakBefore") is not None:
            self.assembler.break_page()
        if paragraph.find(f".//{W}drawing") is not None or paragraph.find(f".//{W}pict") is not None:
            self.assembler.add_picture()
        before = ""
        for number, part in enumerate(text_of(paragraph).split(PAGE_BREAK)):
            if number:
                self.assembler.break_page()
            self.assembler.add(part, role, level=level, box=box, continues=_is_cut_off(before))
            before = part.strip() or before
        for node in paragraph.iter(*PICTURES, W + "footnoteReference"):
            if node.tag in PICTURES:
                self._take_text_boxes(node)
            else:
                self.assembler.add(self._notes.get(node.get(W + "id"), ""), BlockRole.PARAGRAPH, box=True)

    def _take_text_boxes(self, picture: Node) -> None:
        if next(picture.iterancestors(*NOT_RUNNING), None) is None:
            for text_box in picture.iter(W + "txbxContent"):
                self.walk(text_box, box=True)

    def _role(self, paragraph: Node) -> tuple[BlockRole, int]:
        """What a paragraph is, and its level where it is a heading; the nearest style that tells decides."""
        properties = paragraph.find(W + "pPr")
        elements = [properties] if properties is not None else []
        names = []
        for style in self._style_chain(paragraph):
            names.append((style.name or "").lower())
            elements += style.element.findall(W + "pPr")
        for name in names:
            if name == "title":
                return BlockRole.HEADING, 1
            if heading := _HEADING_STYLE.fullmatch(name):
                return BlockRole.HEADING, int(heading[1])
            if _CONTENTS_STYLE.fullmatch(name):
                return BlockRole.CONTENTS, 0
            if name in _QUOTE_STYLES:
                return BlockRole.QUOTE, 0
        outline = _first_value(elements, "outlineLvl")
        if outline.isdigit() and int(outline) < _BODY_OUTLINE_LEVEL:
            return BlockRole.HEADING, int(outline) + 1
        is_listed = _first_value(elements, f"numPr/{W}numId") not in ("", _NO_LIST)
        return (BlockRole.LIST_ITEM if is_listed or _is_list(names) else BlockRole.PARAGRAPH), 0

    def _style_chain(self, paragraph: Node) -> Iterator[Any]:
        """The paragraph's style and those that it is based on; a file may base two styles on each other."""
        element = paragraph.find(f"{W}pPr/{W}pStyle")
        style = self._styles.get(element.get(W + "val")) if element is not None else None
        seen = set()
        while style is not None and style.style_id not in seen:
            seen.add(style.style_id)
            yield style
            style = getattr(style, "base_style", None)


def _is_cut_off(text: str) -> bool:
    """Whether text goes on after its end: there is some, and no stop closes it."""
    return bool(text) and not text.rstrip("\"'”’»«)").endswith((".", "!", "?", "…", ":"))


def _first_value(elements: Sequence[Node], path: str) -> str:
    """The value at the path below the first of the elements that has one, or empty."""
    values = (element.find(W + path) for element in elements)
    return next((value.get(W + "val", "") for value in values if value is not None), "")


def _is_list(names: Sequence[str]) -> bool:
    return any(name.startswith(_LIST_STYLES) for name in names)


def _footnotes(word: "WordDocument") -> dict[str, str]:
    """The text of each footnote by its id."""
    from docx.oxml.parser import parse_xml

    parts = [
        relation.target_part
        for relation in word.part.rels.values()
        if relation.reltype.endswith("/footnotes") and not relation.is_external
    ]
    notes = [note for part in parts for note in parse_xml(part.blob).iter(W + "footnote")]
    return {note.get(W + "id", ""): text_of(note) for note in notes if note.get(W + "type") is None}
