"""The tab of comparisons, asked over HTTP and used in a real browser."""

import csv
from io import StringIO
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.assistant import Assistant
from assistant.documents.texts import text as document_text
from assistant.drafting.matrix import Matrix, compare_themes
from assistant.drafting.matrix_texts import text
from tests.browsing import Open

TOPICS = ("digitale møder", "giraffer")


@pytest.fixture(scope="module")
def matrix(assistant: Assistant) -> Matrix:
    return compare_themes(assistant, TOPICS)


@pytest.fixture
def page(open_page: Open, drafts_url: str) -> Page:
    page = open_page(drafts_url, locale="da-DK", color_scheme="light")
    page.get_by_role("tab", name=text("tab", "da")).click()
    page.get_by_label(text("topics", "da")).fill("\n".join(TOPICS))
    page.get_by_role("button", name=text("make", "da")).click()
    expect(page.locator("#comparing h2")).to_be_focused()
    return page


def test_the_table_has_what_each_says_and_opens_its_sources(page: Page, matrix: Matrix) -> None:
    expect(page.locator("#comparing .announcer")).to_have_text(text("made", "da"))
    assert page.locator("#comparing thead th").all_inner_texts()[1:] == list(matrix.columns)
    for row, theme in zip(page.locator("#comparing tbody tr").all(), matrix.rows, strict=True):
        assert row.locator("th").inner_text() == theme.theme
        for cell, citations in zip(row.locator("td").all(), theme.cells, strict=True):
            assert cell.locator(".statement > span").all_text_contents() == [each.quote for each in citations]
            expect(cell.locator(".count")).to_contain_text(str(len(citations)) if citations else "intet")
    page.locator("#comparing td a.cite").first.click()
    expect(page.locator("#viewer mark").first).to_be_visible()
    marked = " ".join(page.locator("#viewer mark").all_text_contents())
    quote = next(cell[0].quote for cell in matrix.rows[0].cells if cell)
    assert "".join(quote.split()) in "".join(marked.split())


def test_the_table_follows_the_language_and_becomes_a_file(page: Page, matrix: Matrix, tmp_path: Path) -> None:
    page.get_by_text("English", exact=True).click()
    expect(page.locator("#comparing thead th").first).to_have_text(document_text("theme", "en"))
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    assert download.value.suggested_filename == "comparison.csv"
    written = tmp_path / "comparison.csv"
    download.value.save_as(written)
    header, *rows = csv.reader(StringIO(written.read_text(encoding="utf-8-sig")))
    assert (header, [row[0] for row in rows]) == (["Theme", *matrix.columns], list(TOPICS))


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ({"topics": " \n "}, "topics_blank"),
        ({}, "topics_blank"),
        ({"topics": "møder\n" * 13}, "topics_many"),
        ({"topics": "m" * 100_000}, "topics_blank"),
        ({"topics": "m" * 10_000}, "topics_many"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(drafts_url: str, asked: dict[str, str], key: str) -> None:
    refused = httpx.post(f"{drafts_url}compare/new", json=asked)
    values = {"most": 12, "longest": 1000} if key == "topics_many" else {}
    assert (refused.status_code, refused.json()["sentence"]) == (422, text(key, "da", **values))


def test_years_of_the_chosen_reports_are_compared(drafts_url: str) -> None:
    asked = {"topics": "digitale møder", "filters": {"year": [2024, 2025]}, "by": "year"}
    html = httpx.post(f"{drafts_url}compare/new?language=en", json=asked, timeout=60).json()["html"]
    assert '<th scope="col">2024</th><th scope="col">2025</th></tr>' in html
    assert "Chosen by you: 2024, 2025." in html
