"""A document as a Word file."""

from datetime import datetime, time
from io import BytesIO
from typing import Any

from docx import Document as new_document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as WordParagraph

from assistant.documents.dots import add_dots
from assistant.documents.footnotes import Footnotes
from assistant.documents.records import Block, Chart, Document, Heading, Items, Line, Paragraph, Table, plain

_LANGUAGES = {"da": "da-DK", "en": "en-GB"}
# The accent and the soft ink of the page.
_ACCENT, _SOFT = RGBColor(0x0A, 0x5A, 0x66), RGBColor(0x5A, 0x60, 0x68)
_FONT = "Calibri"
# Points of the title and of the headings below it.
_SIZES = {"Title": 22, "Heading 1": 15, "Heading 2": 12.5}


def to_docx(document: Document) -> bytes:
    """Write a document as a Word file (.docx), with real headings and footnotes and without personal data."""
    word = new_document()
    _set_language(word, _LANGUAGES[document.language])
    _dress(word)
    if document.is_wide:
        _lay_on_side(word)
    _describe(word, document)
    word.add_paragraph(plain(document.title), style="Title")
    for line in document.cover:
        last = word.add_paragraph(plain(line), style="Subtitle")
        last.paragraph_format.space_after = Pt(0 if line is not document.cover[-1] else 14)
    notes = Footnotes(word)
    for block in document.blocks:
        _add(word, block, notes)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def _add(word: WordDocument, block: Block, notes: Footnotes) -> None:
    if isinstance(block, Heading):
        word.add_heading(plain(block.text), block.level)
    elif isinstance(block, Paragraph):
        _write(word.add_paragraph(), block.runs, notes)
    elif isinstance(block, Items):
        for line in block.lines:
            _write(word.add_paragraph(style="List Bullet"), line, notes)
    elif isinstance(block, Chart):
        add_dots(word, block, _ACCENT, _SOFT)
    else:
        _add_table(word, block, notes)


def _add_table(word: WordDocument, block: Table, notes: Footnotes) -> None:
    """A table whose header is repeated on each page."""
    table = word.add_table(rows=1, cols=len(block.header), style="Table Grid")
    for cell, name in zip(table.rows[0].cells, block.header, strict=True):
        cell.paragraphs[0].add_run(plain(name)).bold = True
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in block.rows:
        for cell, line in zip(table.add_row().cells, row, strict=True):
            _write(cell.paragraphs[0], line, notes)


def _write(paragraph: WordParagraph, runs: Line, notes: Footnotes) -> None:
    for run in runs:
        paragraph.add_run(plain(run.text))
        for number, note in enumerate(run.notes):
            if number:
                notes.divide(paragraph)
            notes.add(paragraph, plain(note))


def _set_language(word: WordDocument, language: str) -> None:
    """Set the language of all styles, and have Word check the spelling when it opens the file."""
    for node in word.styles.element.iter(qn("w:lang")):
        node.set(qn("w:val"), language)
    settings = word.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), language)
    settings.remove(settings.find(qn("w:proofState")))  # the template's: that all has been checked


def _dress(word: WordDocument) -> None:
    """A4, one typeface, the colours of the page, and page numbers."""
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(25)
    normal = word.styles["Normal"]
    normal.font.size, normal.paragraph_format.space_after = Pt(11), Pt(6)
    for name in ("Normal", "Subtitle", *_SIZES):
        _set_font(word.styles[name])
    for name, size in _SIZES.items():
        word.styles[name].font.size, word.styles[name].font.color.rgb = Pt(size), _ACCENT
    cover = word.styles["Subtitle"]
    cover.font.size, cover.font.color.rgb, cover.font.italic = Pt(9.5), _SOFT, False
    word.styles["Title"].element.find(f".//{qn('w:bottom')}").set(qn("w:color"), str(_ACCENT))
    for name, tag in (("Subtitle", "w:spacing"), ("List Bullet", "w:contextualSpacing")):
        node = word.styles[name].element.find(f".//{qn(tag)}")
        node.getparent().remove(node)  # letters set apart; items without space between them
    word.styles["List Bullet"].paragraph_format.space_after = Pt(6)
    _number_pages(section.footer.paragraphs[0])


def _lay_on_side(word: WordDocument) -> None:
    section = word.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width


def _set_font(style: Any) -> None:  # noqa: ANN401  # python-docx has no types
    """Name the typeface; the template's styles name a theme's, which would win."""
    style.font.name = _FONT
    fonts = style.element.rPr.rFonts
    for key in [key for key in fonts.attrib if key.endswith("Theme")]:
        del fonts.attrib[key]


def _number_pages(footer: WordParagraph) -> None:
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer._p.append(OxmlElement("w:fldSimple", {qn("w:instr"): "PAGE"}))


def _describe(word: WordDocument, document: Document) -> None:
    properties = word.core_properties
    properties.title, properties.comments = plain(document.title)[:255], ""  # python-docx takes no more
    properties.author = properties.last_modified_by = "Kildesvar"
    properties.language = _LANGUAGES[document.language]
    properties.created = properties.modified = datetime.combine(document.made, time())
