"""The Word layout: real headings, lists, a table, quotes and core properties."""

import re
import zipfile
from datetime import datetime
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Pt, RGBColor

from corpus.sample_sources.markup import Element, Kind, Source

DARK = RGBColor(0x5B, 0x2A, 0x4E)
STYLES = {
    Kind.H1: "Heading 1",
    Kind.H2: "Heading 2",
    Kind.TEXT: "Normal",
    Kind.QUOTE: "Intense Quote",
    Kind.CREDIT: "Caption",
}
EARLIEST = (1980, 1, 1, 0, 0, 0)  # the first moment a zip file can name


def set_word(source: Source, target: Path) -> None:
    """Set `source` as a Word file at `target`."""
    document = Document()
    _dress(document)
    _write_properties(document, source)
    document.add_paragraph(source.facts["title"], style="Title")
    document.add_paragraph(source.facts["subject"], style="Subtitle")
    for element, following in pairwise((*source.elements, Element(Kind.TEXT))):
        _add(document, element, following)
    _save(document, target)


def _dress(document: Any) -> None:  # noqa: ANN401
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(11)
    normal.paragraph_format.space_after = Pt(8)
    for name in ("Title", "Heading 1", "Heading 2", "Intense Quote"):
        document.styles[name].font.color.rgb = DARK


def _write_properties(document: Any, source: Source) -> None:  # noqa: ANN401
    made = datetime.fromisoformat(source.facts["created"]).replace(hour=9, minute=30)
    properties = document.core_properties
    properties.title = source.facts["title"]
    properties.author = properties.last_modified_by = source.facts["author"]
    properties.subject = source.facts["subject"]
    properties.language = "da-DK"
    properties.comments = "Opdigtet eksempelrapport"
    properties.created = properties.modified = made


def _add(document: Any, element: Element, following: Element) -> None:  # noqa: ANN401
    if element.kind is Kind.BREAK:
        return
    if element.kind is Kind.TABLE:
        _add_table(document, element.rows)
        if following.kind is Kind.BREAK:
            document.add_page_break()
        return
    if element.kind is Kind.ITEM:
        style = "List Bullet" if element.mark == "•" else "List Number"
    else:
        style = STYLES[element.kind]
    paragraph = document.add_paragraph(style=style)
    for words in re.split(r"(\*\*.+?\*\*)", element.text):
        paragraph.add_run(words.strip("*")).bold = True if words.startswith("**") else None
    if following.kind is Kind.BREAK:
        paragraph.add_run().add_break(WD_BREAK.PAGE)


def _add_table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:  # noqa: ANN401
    table = document.add_table(rows=0, cols=len(rows[0]), style="Light Grid Accent 1")
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words


def _save(document: Any, target: Path) -> None:  # noqa: ANN401
    """Save without the clock's time in the zip file, so that setting a report twice gives the same bytes."""
    buffer = BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fixed:
        for name in made.namelist():
            fixed.writestr(zipfile.ZipInfo(name, EARLIEST), made.read(name), zipfile.ZIP_DEFLATED)
