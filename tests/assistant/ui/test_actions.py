"""What can be done with an answer: copy it, take it away, and say whether it was any good."""

import json
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import httpx
import pytest
from docx import Document
from playwright.sync_api import Page, expect

from assistant.assistant import Assistant
from assistant.feedback import FILE
from assistant.sources import page_name, source_name
from assistant.texts import text
from assistant.ui.conversations.records import Conversation, to_kept
from index.settings import IndexSettings
from tests.assistant.ui.asking import ask
from tests.browsing import Open

QUESTION = "Hvad anbefaler leverandørerne om civilsamfundet?"


@pytest.fixture
def ratings(sample_index: IndexSettings) -> Iterator[Path]:
    """Where ratings are kept; none at first."""
    path = sample_index.folder / FILE
    path.unlink(missing_ok=True)
    yield path
    path.unlink(missing_ok=True)


def test_the_answer_is_copied_with_its_numbered_sources(open_page: Open, page_url: str, assistant: Assistant) -> None:
    page = open_page(page_url, permissions=["clipboard-read", "clipboard-write"])
    ask(page, QUESTION)
    page.locator("#latest [data-act=copy]").click()
    expect(page.locator("#latest .done")).to_have_text(text("action_copied", "da"))
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    answer = assistant.ask(QUESTION)
    assert copied[0] == QUESTION
    assert [f"{each.text} {''.join(f'[{n}]' for n in each.citations)}" in copied for each in answer.statements]
    assert copied[-len(answer.citations) :] == [
        f"[{each.number}] {source_name(each)}, {each.title}, {page_name(each, 'da')}" for each in answer.citations
    ]


def test_it_is_downloaded_as_word_and_as_markdown_with_footnotes(page: Page, assistant: Assistant) -> None:
    ask(page, QUESTION)
    ask(page, "Hvad er fleksjob?")
    answer = assistant.ask(QUESTION)
    page.locator("#earlier .sources").first.wait_for()
    with page.expect_download() as word:
        page.locator("#earlier [data-act=docx]").click()
    written = Document(BytesIO(Path(word.value.path()).read_bytes()))
    assert written.core_properties.title == QUESTION
    assert answer.statements[0].text in "\n".join(paragraph.text for paragraph in written.paragraphs)
    with page.expect_download() as markdown:
        page.locator("#earlier [data-act=md]").click()
    lines = Path(markdown.value.path()).read_text(encoding="utf-8")
    assert lines.startswith(f"# {QUESTION}\n") and lines.count("\n[^") == len(answer.citations)
    assert (word.value.suggested_filename, markdown.value.suggested_filename) == ("kildesvar.docx", "kildesvar.md")


def test_what_is_taken_away_is_in_the_language_of_the_question(open_page: Open, page_url: str) -> None:
    page = open_page(page_url, permissions=["clipboard-read", "clipboard-write"])
    ask(page, "What do the suppliers recommend about civil society?")
    page.locator("#latest [data-act=copy]").click()
    expect(page.locator("#latest .done")).to_have_text(text("action_copied", "da"))
    copied = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert text("sources", "en") in copied and text("status_answered", "en") in copied
    with page.expect_download() as markdown:
        page.locator("#latest [data-act=md]").click()
    lines = Path(markdown.value.path()).read_text(encoding="utf-8").splitlines()
    assert f"{text('status_answered', 'en')}:" in lines and f"## {text('coverage_found', 'en')}" in lines


def test_a_rating_is_kept_without_question_and_name(page: Page, ratings: Path, assistant: Assistant) -> None:
    ask(page, QUESTION)
    page.locator("#latest").get_by_role("button", name=text("rate_bad", "da")).click()
    expect(page.locator("#latest .reasons .kept")).to_have_text(text("rate_kept", "da"))
    assert not ratings.exists()  # nothing before a reason is given
    page.get_by_role("button", name=text("rate_incomplete", "da")).click()
    expect(page.locator("#latest .done")).to_have_text(text("rate_done", "da"))
    expect(page.locator("#latest .thumb.bad")).to_have_attribute("aria-pressed", "true")
    page.locator("#latest").get_by_role("button", name=text("rate_good", "da")).click()
    expect(page.locator("#latest .thumb.good")).to_have_attribute("aria-pressed", "true")
    bad, good = map(json.loads, ratings.read_text(encoding="utf-8").splitlines())
    answer = assistant.ask(QUESTION)
    assert set(bad) == {"time", "verdict", "reason", "index", "generation", "cited"}
    assert (bad["verdict"], bad["reason"], good["verdict"], good["reason"]) == ("bad", "incomplete", "good", None)
    assert bad["index"] == answer.stamp["index"]
    assert bad["cited"] == [{"report": each.report, "page": each.page} for each in answer.citations]
    assert QUESTION not in ratings.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("answer.docx", "{}", 422),
        ("answer.md", "nothing", 422),
        ("answer.md", "x" * 1_100_000, 413),
        ("answer/rating", "{}", 422),
        ("answer/rating", '{"verdict":"bad","reason":"any words","index":"a","generation":1,"cited":[]}', 422),
        (
            "answer/rating",
            '{"verdict":"bad","reason":null,"index":"a","generation":1,"cited":[{"report":"Anna","page":1}]}',
            422,
        ),
    ],
)
def test_what_is_no_answer_and_no_rating_is_refused(
    page_url: str, ratings: Path, path: str, body: str, status: int
) -> None:
    assert httpx.post(f"{page_url}{path}", content=body).status_code == status
    assert not ratings.exists()


def test_an_answer_that_cannot_be_traced_makes_no_document(page_url: str, assistant: Assistant) -> None:
    from dataclasses import replace

    _, kept = to_kept(Conversation("1", (replace(assistant.ask(QUESTION), stamp={"built_at": "never"}),)))
    assert httpx.post(f"{page_url}answer.docx", content=kept.encode()).status_code == 422
