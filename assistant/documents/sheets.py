"""The tables of a document as CSV and as an Excel workbook, where no cell is a formula."""

import csv
from collections.abc import Iterator
from io import BytesIO, StringIO

from assistant.documents.records import Document, Line, Table, plain

_FORMULA = ("=", "+", "-", "@")  # what a spreadsheet takes for the beginning of one
_WIDTH = 44  # of a column, in characters


def to_csv(document: Document) -> bytes:
    """Write the tables with commas between the cells, in UTF-8 with the mark that Excel knows it by.

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    written = StringIO(newline="")
    csv.writer(written).writerows([_harmless(cell) for cell in row] for row in _rows(document))
    return written.getvalue().encode("utf-8-sig")


def to_xlsx(document: Document) -> bytes:
    """Write the tables to one sheet, every cell as text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    for number, row in enumerate(_rows(document), start=1):
        for place, words in enumerate(row, start=1):
            cell = sheet.cell(number, place, words)
            cell.data_type = "s"  # else a formula where the words begin as one
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.font = Font(bold=number == 1 or place == 1)
            sheet.column_dimensions[cell.column_letter].width = _WIDTH
    sheet.freeze_panes = "B2"
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def _rows(document: Document) -> Iterator[list[str]]:
    for table in (block for block in document.blocks if isinstance(block, Table)):
        yield [plain(name).strip() for name in table.header]
        yield from ([_words(cell) for cell in row] for row in table.rows)


def _words(cell: Line) -> str:
    return plain("".join(run.text for run in cell)).strip()


def _harmless(words: str) -> str:
    return f"'{words}" if words.startswith(_FORMULA) else words
