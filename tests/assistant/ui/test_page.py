"""The page as somebody uses it, in a real browser over the sample reports."""

import re
import subprocess
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from assistant.assistant import Assistant
from assistant.records import Turn
from assistant.sources import coverage_line
from assistant.texts import text
from tests.browsing import CONTRAST, Open

Start = Callable[[str], tuple[subprocess.Popen[str], str]]

QUESTION = "Hvad anbefaler leverandørerne om civilsamfundet?"
IN_ENGLISH = "What do the suppliers recommend about civil society?"
UNANSWERED = "Hvad koster en kop kaffe på Mars?"


def ask(page: Page, question: str) -> None:
    """Type a question, press Enter, and wait for its answer."""
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#latest .question")).to_contain_text(question)
    page.locator("#latest .answer").wait_for()


def squeezed(words: str) -> str:
    return " ".join(words.split())


def test_it_opens_in_danish_and_says_what_it_is_for(page: Page) -> None:
    expect(page).to_have_title("Kildesvar")
    expect(page.locator("html")).to_have_attribute("lang", "da")
    expect(page.get_by_role("heading", level=1)).to_have_text("Kildesvar")
    expect(page.locator("#header")).to_contain_text(text("tagline", "da"))
    expect(page.get_by_label(text("question_label", "da"))).to_be_focused()
    expect(page.locator("footer")).to_have_count(0)


def test_an_answer_is_quotes_with_numbers_and_sources(page: Page, assistant: Assistant) -> None:
    answer = assistant.ask(QUESTION)
    ask(page, QUESTION)
    said = [squeezed(words) for words in page.locator("#latest .statement").all_inner_texts()]
    pages = {citation.number: citation.page_label for citation in answer.citations}
    assert said == [
        squeezed(f"{statement.text}\u2060")
        + " ".join(f"[{number}] s. {pages[number]}" for number in statement.citations)
        for statement in answer.statements
    ]
    marks = page.locator("#latest mark")
    expect(marks).to_have_count(len(answer.citations))
    shown = {mark.get_attribute("data-number"): squeezed(mark.text_content() or "") for mark in marks.all()}
    assert shown == {str(citation.number): squeezed(citation.quote) for citation in answer.citations}
    place = page.locator("#latest .place").first
    for part in (answer.citations[0].organisation, str(answer.citations[0].year), answer.citations[0].title, "s. "):
        expect(place).to_contain_text(part)
    expect(page.locator("#latest .coverage summary")).to_have_text(coverage_line(answer.coverage, "da"))


def test_an_example_is_asked_by_a_click(page: Page) -> None:
    example = page.locator(".example").first
    question = example.inner_text()
    example.click()
    expect(page.locator("#latest .question")).to_contain_text(question)
    page.locator("#latest .answer").wait_for()
    expect(page.locator("#examples")).to_be_hidden()


def test_a_follow_up_stands_below_and_a_new_conversation_is_empty(page: Page, assistant: Assistant) -> None:
    first = assistant.ask(QUESTION)
    history = (Turn("user", QUESTION), Turn("assistant", first.text))
    follow_up = "Og hvad siger de om virksomhederne?"
    ask(page, QUESTION)
    ask(page, follow_up)
    expect(page.locator("#earlier .question")).to_contain_text(QUESTION)
    expect(page.locator("#latest .statement")).to_have_count(len(assistant.ask(follow_up, history).statements))
    page.get_by_role("button", name=text("new_conversation", "da")).click()
    expect(page.locator(".turn")).to_have_count(0)
    expect(page.locator("#examples")).to_be_visible()


def test_what_was_read_from_the_question_is_shown_and_taken_away_by_a_click(page: Page) -> None:
    ask(page, "Hvad anbefalede Brofæste i 2023 om digitale møder?")
    page.get_by_role("button", name="Spørg alle rapporter i stedet").click()
    expect(page.locator("#latest .filters")).to_have_count(0)
    expect(page.locator(".turn")).to_have_count(1)
    expect(page.locator("#latest .coverage summary")).to_contain_text("af 5 rapporter")


def test_a_comparison_says_of_what_nothing_was_found(page: Page) -> None:
    ask(page, "Hvordan har synet på digitale møder udviklet sig fra 2022 til 2025?")
    expect(page.locator("#latest .gaps")).to_have_text("Intet fundet for: 2022")
    expect(page.locator("#latest .status")).to_have_text("Rapporterne svarer på en del af spørgsmålet")


def test_what_the_reports_do_not_say_is_not_claimed(page: Page) -> None:
    ask(page, UNANSWERED)
    expect(page.locator("#latest .status")).to_have_text(text("status_not_found", "da"))
    expect(page.locator("#latest .nearest h3")).to_have_text(text("nearest", "da"))
    expect(page.locator("#latest :is(.statement, .cite)")).to_have_count(0)


def test_a_blank_question_is_answered_with_a_hint(page: Page) -> None:
    page.locator("#question textarea").fill("   ")
    page.get_by_role("button", name=text("send", "da"), exact=True).click()
    expect(page.locator("#note")).to_have_text(text("note_blank", "da"))
    expect(page.locator(".turn")).to_have_count(0)


def test_english_is_one_click_away_and_remembered(page: Page) -> None:
    ask(page, QUESTION)
    page.get_by_text("English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#latest [data-act=copy]")).to_have_text(text("action_copy", "en"))
    expect(page.locator("#latest .status")).to_have_text(text("status_answered", "da"))  # it was asked in Danish
    expect(page.get_by_role("button", name=text("send", "en"), exact=True)).to_be_visible()
    expect(page.locator(".example").first).to_contain_text("What do the reports say")
    page.reload()
    expect(page.locator("#header")).to_contain_text(text("tagline", "en"))
    expect(page.locator("html")).to_have_attribute("lang", "en")


def test_a_question_in_the_other_language_is_answered_in_it_and_the_page_stays(page: Page) -> None:
    ask(page, IN_ENGLISH)
    expect(page.locator("#announcer div[lang]")).to_have_attribute("lang", "en")
    for is_kept in (False, True):  # as it comes, and as the browser has kept it
        if is_kept:
            page.reload()
        latest = page.locator("#latest")
        expect(latest.locator(".turn")).to_have_attribute("lang", "en")
        expect(latest.locator(".status")).to_have_text(text("status_answered", "en"))
        expect(latest.locator(".coverage summary")).to_contain_text("Found in")
        expect(latest.locator(".sources h3")).to_have_text(text("sources", "en"))
        expect(latest.locator(".at").first).to_contain_text("p. ")
        expect(latest.locator("blockquote").first).to_have_attribute("lang", "da")
        expect(latest.locator(".answer-actions")).to_have_attribute("lang", "da")
        expect(latest.locator("[data-act=copy]")).to_have_text(text("action_copy", "da"))
        expect(page.locator("html")).to_have_attribute("lang", "da")
    ask(page, "2023?")  # goes on in English
    expect(page.locator("#latest .turn")).to_have_attribute("lang", "en")
    ask(page, QUESTION)
    expect(page.locator("#latest .status")).to_have_text(text("status_answered", "da"))
    expect(page.locator("#earlier .status").first).to_have_text(text("status_answered", "en"))


def test_words_of_neither_language_are_answered_in_that_of_the_page(page: Page) -> None:
    page.get_by_text("English", exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    ask(page, "IPS mentor 2023")
    expect(page.locator("#latest .turn")).to_have_attribute("lang", "en")


def test_the_answer_is_announced(page: Page) -> None:
    ask(page, UNANSWERED)
    expect(page.locator('#announcer[role="status"][aria-live="polite"]')).to_have_text(
        text("status_not_found", "da"), use_inner_text=True
    )


def test_a_question_is_text_whatever_it_holds(page: Page) -> None:
    for payload in (
        "<img src=x onerror=window.hit=1>",
        "</h2></article><script>window.hit=1</script>",
        "${window.hit=1} {{constructor.constructor('window.hit=1')()}} <%= window.hit=1 %>",
        "[x](javascript:window.hit=1) ![y](http://203.0.113.1/y.png)",
        "\"><svg/onload=window.hit=1> '-window.hit=1-'",
    ):
        ask(page, payload)
    assert page.evaluate("window.hit") is None
    expect(page.locator(".question")).to_have_count(5)
    expect(page.locator(".turn :is(img, script, svg)")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_fits_and_can_be_read(open_page: Open, page_url: str, scheme: str, width: int) -> None:
    page = open_page(page_url, color_scheme=scheme, viewport={"width": width, "height": 844})
    expect(page.locator("body")).to_have_class("dark" if scheme == "dark" else "")
    measured = page.locator("main :is(p, label, label span, button, h1)").evaluate_all(CONTRAST)
    ask(page, QUESTION)
    ask(page, UNANSWERED)
    page.locator("summary").first.click()
    page.locator("#earlier .sources summary").click()
    measured += page.locator("main :is(p, b, cite, a, span, button, h2, h3, li, mark, blockquote)").evaluate_all(
        CONTRAST
    )
    assert len(measured) > 50
    assert [(ratio, name) for ratio, name in measured if ratio < 4.5] == []
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_an_index_without_reports_says_what_to_do(start: Start, open_page: Open) -> None:
    _, url = start("empty")
    page = open_page(url)
    expect(page.locator("#latest")).to_contain_text(text("empty", "da"))
    expect(page.locator("#latest code")).to_have_text(text("empty_command", "da"))
    expect(page.locator("#question")).to_be_hidden()


def test_an_error_is_a_sentence_with_a_next_step(start: Start, open_page: Open) -> None:
    _, url = start("broken")
    page = open_page(url)
    ask(page, QUESTION)
    expect(page.locator("#latest .status")).to_have_text(text("status_error", "da"))
    expect(page.locator("#latest .help")).to_have_text(text("help_error", "da"))
    assert not re.search("Traceback|IndexUnusable|gone", page.content())
