"""A matrix of themes as Word, Markdown, CSV and Excel."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from docx import Document as open_document
from openpyxl import load_workbook

from assistant.assistant import Assistant
from assistant.documents.files import as_bytes
from assistant.documents.matrix import matrix_document
from assistant.documents.records import Document, Run, Table
from assistant.drafting.matrix import Matrix, compare_themes
from corpus.records import by_id

DAY = date(2026, 3, 1)
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", " \t=1+1", '=HYPERLINK("https://elsewhere.example")')


@pytest.fixture(scope="module")
def matrix(assistant: Assistant) -> Matrix:
    return compare_themes(assistant, ["digitale møder"])


def rows_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_form_has_the_same_cells(matrix: Matrix, assistant: Assistant) -> None:
    document = matrix_document(matrix, "da", by_id(assistant.reports()), DAY)
    header, *rows = rows_of(as_bytes(document, ".csv"))
    assert header == ["Tema", *matrix.columns]
    sheet = load_workbook(BytesIO(as_bytes(document, ".xlsx"))).active
    assert [[cell.value for cell in row] for row in sheet.rows] == [header, *rows]
    (table,) = open_document(BytesIO(as_bytes(document, ".docx"))).tables
    assert [cell.text for cell in table.rows[0].cells] == header
    filled = [(row, place) for row, of in enumerate(matrix.rows) for place, cell in enumerate(of.cells) if cell]
    for row, place in filled:
        cell, said = matrix.rows[row].cells[place], rows[row][place + 1]
        assert said.startswith("1 udsagn" if len(cell) == 1 else f"{len(cell)} udsagn")
        assert cell[0].quote in said and f"{cell[0].organisation} {cell[0].year}" in said
    assert as_bytes(document, ".md").decode().count("\n[^") == len(filled)


def test_what_would_be_a_formula_is_text() -> None:
    cells = tuple((Run(words),) for words in FORMULAS)
    document = Document("Titel", (), (Table(FORMULAS, (cells,)),), "da", DAY)
    for row in rows_of(as_bytes(document, ".csv")):
        assert all(cell.startswith("'") for cell in row)
    sheet = load_workbook(BytesIO(as_bytes(document, ".xlsx"))).active
    for row in sheet.rows:
        assert [(cell.data_type, cell.value) for cell in row] == [("s", words.strip()) for words in FORMULAS]


def test_a_matrix_without_themes_says_so(assistant: Assistant) -> None:
    matrix = compare_themes(assistant, ["rumfart på Mars"])
    assert "Det står der ikke noget om i rapporterne." in as_bytes(matrix_document(matrix, "da"), ".md").decode()
