"""Word files to documents, by what their paragraphs and styles are."""

import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias
from zipfile import BadZipFile, ZipFile

from corpus.errors import UnreadableReport
from corpus.faults import FaultCode
from corpus.readers.assembly import PageAssembler
from corpus.records import BlockRole, Document, Properties
from corpus.settings import ReadingSettings

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_Node: TypeAlias = Any  # an element of lxml, which has no types

_ZIP_START = b"PK\x03\x04"
_OLE_START = b"\xd0\xcf\x11\xe0"
# A locked Word file is an OLE file with a stream of this name.
_LOCKED_STREAM = "EncryptedPackage".encode("utf-16-le")
# A small zip can unpack to more than the machine holds; no report comes near this.
_UNPACKED_BYTES = 500_000_000

# The author in the template that python-docx writes into; its creation date is the template's too.
_TEMPLATE_AUTHOR = "python-docx"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Text boxes are read on their own; a fallback repeats, for old programs, what stands beside it.
_NOT_RUNNING = (_W + "txbxContent", _FALLBACK, _W + "del", _W + "moveFrom")
_CONTROLS = (_W + "sdt", _W + "sdtContent", _W + "customXml", _W + "ins", _W + "moveTo")
_SPACES = (_W + "tab", _W + "br", _W + "cr", _W + "p")
_PICTURES = (_W + "drawing", _W + "pict")
_PAGE_BREAK = "\f"

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
        settings: of no meaning for this format.

    Returns:
        The document, in pages where Word has left the places of its page breaks, else on one page.

    Raises:
        UnreadableReport: EMPTY, NOT_THE_FORMAT, LOCKED, DAMAGED or NO_TEXT.
        OSError: the file cannot be opened.
    """
    _check(path)
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    try:
        word = docx.Document(str(path))
        walker = _Walker(word)
        walker.walk(word.element.body)
    except (KeyError, ValueError) as error:
        raise UnreadableReport(FaultCode.NOT_THE_FORMAT) from error  # a zip without a Word document in it
    except (BadZipFile, EOFError, PackageNotFoundError, SyntaxError, zlib.error) as error:  # lxml's are SyntaxErrors
        raise UnreadableReport(FaultCode.DAMAGED) from error
    return Document(walker.assembler.pages(), _properties(word), _running_lines(word))


def _check(path: Path) -> None:
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
            unpacked = sum(member.file_size for member in package.infolist())
    except BadZipFile as error:
        raise UnreadableReport(FaultCode.DAMAGED) from error
    if unpacked > _UNPACKED_BYTES:
        raise UnreadableReport(FaultCode.DAMAGED, f"{unpacked // 1_000_000} MB")


def _properties(word: "WordDocument") -> Properties:
    core = word.core_properties
    if core.author == _TEMPLATE_AUTHOR:
        return Properties(core.title)
    return Properties(core.title, core.author, core.created.year if core.created else None)


def _running_lines(word: "WordDocument") -> tuple[str, ...]:
    parts = [
        part
        for section in word.sections
        for part in (section.header, section.first_page_header, section.footer, section.first_page_footer)
        if not part.is_linked_to_previous
    ]
    lines = (" ".join(_text(paragraph).split()) for part in parts for paragraph in part._element.iter(_W + "p"))
    return tuple(dict.fromkeys(line for line in lines if line))


def _nodes(element: _Node) -> Iterator[_Node]:
    """All that is below an element in document order; what stands in text boxes or was deleted is left out."""
    for child in element:
        if child.tag not in _NOT_RUNNING:
            yield child
            yield from _nodes(child)


def _text(element: _Node) -> str:
    """The text below an element; a page break shows as a form feed."""
    return "".join(_characters(node) for node in _nodes(element))


def _characters(node: _Node) -> str:
    if node.tag == _W + "t":
        return node.text or ""
    if node.tag == _W + "noBreakHyphen":
        return "-"
    if node.tag == _W + "lastRenderedPageBreak" or node.get(_W + "type") == "page":
        return _PAGE_BREAK
    return " " if node.tag in _SPACES else ""


def _children(parent: _Node, tag: str) -> Iterator[_Node]:
    """The children of one kind, those in content controls too."""
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTROLS:
            yield from _children(child, tag)


class _Walker:
    """Walks the body of a Word document and hands its blocks to an assembler."""

    def __init__(self, word: "WordDocument") -> None:
        self.assembler = PageAssembler()
        self._styles = {style.style_id: style for style in word.styles}
        self._notes = _footnotes(word)

    def walk(self, parent: _Node, box: bool = False) -> None:
        """Take the paragraphs and tables of `parent` in order."""
        for child in parent:
            if child.tag == _W + "p":
                self._take_paragraph(child, box)
            elif child.tag == _W + "tbl":
                self._take_table(child)
            elif child.tag in _CONTROLS:
                self.walk(child, box)

    def _take_table(self, table: _Node) -> None:
        for row in _children(table, _W + "tr"):
            cells = list(_children(row, _W + "tc"))
            if len(cells) == 1:
                self.walk(cells[0], box=True)  # a table with one cell is a frame around text
                continue
            texts = [_text(cell) for cell in cells]
            if any(text.startswith(_PAGE_BREAK) for text in texts):
                self.assembler.break_page()
            self.assembler.add_row(texts)

    def _take_paragraph(self, paragraph: _Node, box: bool) -> None:
        role, level = self._role(paragraph)
        if paragraph.find(f"{_W}pPr/{_W}pageBreakBefore") is not None:
            self.assembler.break_page()
        begun = False
        for number, part in enumerate(_text(paragraph).split(_PAGE_BREAK)):
            if number:
                self.assembler.break_page()
            self.assembler.add(part, role, level=level, box=box, continues=begun)
            begun = begun or bool(part.strip())
        for node in paragraph.iter(*_PICTURES, _W + "footnoteReference"):
            if node.tag in _PICTURES:
                self.assembler.add_picture()
                self._take_text_boxes(node)
            else:
                self.assembler.add(self._notes.get(node.get(_W + "id"), ""), BlockRole.PARAGRAPH, box=True)

    def _take_text_boxes(self, picture: _Node) -> None:
        if next(picture.iterancestors(*_NOT_RUNNING), None) is None:
            for text_box in picture.iter(_W + "txbxContent"):
                self.walk(text_box, box=True)

    def _role(self, paragraph: _Node) -> tuple[BlockRole, int]:
        """What a paragraph is, and its level where it is a heading; the nearest style that tells decides."""
        properties = paragraph.find(_W + "pPr")
        elements = [properties] if properties is not None else []
        names = []
        for style in self._style_chain(paragraph):
            names.append((style.name or "").lower())
            elements += style.element.findall(_W + "pPr")
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
        is_listed = _first_value(elements, f"numPr/{_W}numId") not in ("", _NO_LIST)
        return (BlockRole.LIST_ITEM if is_listed or _is_list(names) else BlockRole.PARAGRAPH), 0

    def _style_chain(self, paragraph: _Node) -> Iterator[Any]:
        """The paragraph's style and those that it is based on; a file may base two styles on each other."""
        element = paragraph.find(f"{_W}pPr/{_W}pStyle")
        style = self._styles.get(element.get(_W + "val")) if element is not None else None
        seen = set()
        while style is not None and style.style_id not in seen:
            seen.add(style.style_id)
            yield style
            style = getattr(style, "base_style", None)


def _first_value(elements: Sequence[_Node], path: str) -> str:
    """The value at the path below the first of the elements that has one, or empty."""
    values = (element.find(_W + path) for element in elements)
    return next((value.get(_W + "val", "") for value in values if value is not None), "")


def _is_list(names: Sequence[str]) -> bool:
    return any(name.startswith(_LIST_STYLES) for name in names)


def _footnotes(word: "WordDocument") -> dict[str, str]:
    """The text of each footnote by its id."""
    from docx.oxml.parser import parse_xml

    parts = [relation.target_part for relation in word.part.rels.values() if relation.reltype.endswith("/footnotes")]
    notes = [note for part in parts for note in parse_xml(part.blob).iter(_W + "footnote")]
    return {note.get(_W + "id", ""): _text(note) for note in notes if note.get(_W + "type") is None}
