"""A chart of dots in a Word file: a table, whose words can be read and edited, with a picture of a dot in each cell."""

from functools import cache
from io import BytesIO
from typing import Any

from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table
from docx.text.paragraph import Paragraph

from assistant.documents.records import Chart, plain

_ACROSS = 20.0  # points: the picture
_LARGEST, _NOTHING = 0.96, 0.25  # of that: the largest dot, and the ring where nothing is said
_PIXELS = 160  # across: sharp in print
_NAME, _COLUMN, _WIDEST = 50, 20, 160  # millimetres: of the names, of a column, of all together


def add_dots(word: Document, chart: Chart, accent: RGBColor, soft: RGBColor) -> None:
    """Add a chart with its caption and its note.

    Args:
        word: to which it is added.
        chart: what it shows.
        accent: the dots' colour.
        soft: the note's, and that of what is not there.
    """
    caption = word.add_paragraph()
    caption.add_run(plain(chart.caption)).bold = True
    caption.paragraph_format.keep_with_next = True
    table = word.add_table(rows=1, cols=1 + len(chart.columns))
    for cell, name in zip(table.rows[0].cells[1:], chart.columns, strict=True):
        cell.paragraphs[0].add_run(plain(name)).font.color.rgb = soft
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for name, counts in chart.rows:
        first, *others = table.add_row().cells
        first.paragraphs[0].add_run(plain(name))
        for cell, count in zip(others, counts, strict=True):
            _add_count(cell.paragraphs[0], count, chart, accent, soft)
    _set_in_order(table)
    note = word.add_paragraph().add_run(plain(chart.note))
    note.font.size, note.font.color.rgb = Pt(9.5), soft


def _set_in_order(table: Table) -> None:
    """Narrow columns, close rows that stay with the note below, and in each row all middles on one line."""
    years = min(_COLUMN, (_WIDEST - _NAME) / (len(table.columns) - 1))
    table.autofit = False
    for place, column in enumerate(table.columns):
        column.width = Mm(years if place else _NAME)
        for cell in column.cells:
            cell.width = column.width  # Word goes by the cells, LibreOffice by the columns
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            form = cell.paragraphs[0].paragraph_format
            form.space_after, form.keep_with_next = Pt(0), True
            cell.paragraphs[0]._p.pPr.append(OxmlElement("w:textAlignment", {qn("w:val"): "center"}))


def _add_count(paragraph: Paragraph, count: int | None, chart: Chart, accent: RGBColor, soft: RGBColor) -> None:
    if count is None:
        paragraph.paragraph_format.left_indent = Pt(_ACROSS / 3)  # under the dots
        paragraph.add_run("–").font.color.rgb = soft
    elif count:
        _add_dot(paragraph, _dot(_LARGEST * chart.size(count), str(accent)), str(count))
        paragraph.add_run(f" {count}")
    else:
        _add_dot(paragraph, _dot(_NOTHING, str(soft), is_ring=True), chart.nothing)
        paragraph.add_run(" 0").font.color.rgb = soft


def _add_dot(paragraph: Paragraph, dot: bytes, words: str) -> None:
    """Add a picture with words for who cannot see it, and no room around it."""
    drawn: Any = paragraph.add_run().add_picture(BytesIO(dot), width=Pt(_ACROSS))
    drawn._inline.docPr.set("descr", words)
    for side in "TBLR":
        drawn._inline.set(f"dist{side}", "0")


@cache
def _dot(size: float, colour: str, *, is_ring: bool = False) -> bytes:
    """A PNG of a dot in the middle; the document keeps one of each, however often it stands there."""
    from PIL import Image, ImageDraw

    middle = 2 * _PIXELS  # drawn four times as large and made smaller, its edge is smooth
    shape = Image.new("L", (2 * middle, 2 * middle), 0)
    ImageDraw.Draw(shape).circle(
        (middle, middle), size * middle, fill=None if is_ring else 255, outline=255, width=middle // 12
    )
    dot = Image.new("RGB", (_PIXELS, _PIXELS), f"#{colour}")
    dot.putalpha(shape.resize((_PIXELS, _PIXELS)))
    content = BytesIO()
    dot.save(content, "PNG")
    return content.getvalue()
