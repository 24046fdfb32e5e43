"""Themes against suppliers and years."""

import pytest

from assistant.assistant import Assistant
from assistant.drafting.matrix import Matrix, compare_themes
from assistant.drafting.records import Draft
from assistant.drafting.shapes import Side
from assistant.records import Filters


@pytest.fixture(scope="module")
def matrix(assistant: Assistant) -> Matrix:
    return compare_themes(assistant, ["digitale møder"])


def test_every_statement_of_the_draft_counts_for_each_supplier_that_makes_it(matrix: Matrix, drafted: Draft) -> None:
    assert matrix.columns == ("Brofæste", "Engholm Kommune", "Havnelauget", "Trædestenen")
    assert [row.theme for row in matrix.rows] == [section.heading for section in drafted.sections]
    for row, section in zip(matrix.rows, drafted.sections, strict=True):
        cited = [
            {drafted.citations[number - 1].organisation for number in each.citations} for each in section.statements
        ]
        assert [len(cell) for cell in row.cells] == [sum(name in of for of in cited) for name in matrix.columns]


def test_a_cell_begins_with_its_strongest_quote_which_stands_on_its_page(matrix: Matrix, assistant: Assistant) -> None:
    filled = [cell for row in matrix.rows for cell in row.cells if cell]
    assert any(len(cell) > 1 for cell in filled)
    for cell in filled:
        assert [each.score for each in cell] == sorted((each.score for each in cell), reverse=True)
        for each in cell:
            page = assistant.page(each.report, each.page).text
            assert each.quote == " ".join(page[each.span.start : each.span.end].split())


def test_themes_that_are_given_are_the_rows_also_where_nothing_is_said(assistant: Assistant) -> None:
    matrix = compare_themes(assistant, ["digitale møder", "rumfart på Mars"], Filters(year=(2024, 2025)), Side.YEAR)
    assert matrix.columns == ("2024", "2025")
    assert [row.theme for row in matrix.rows] == ["digitale møder", "rumfart på Mars"]
    assert all(matrix.rows[0].cells)
    assert not any(matrix.rows[1].cells)
    assert {each.year for each in matrix.rows[0].cells[0]} == {2024}
