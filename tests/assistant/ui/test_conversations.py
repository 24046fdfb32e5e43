"""Conversations as the browser keeps them: several, and nowhere else."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.records import Turn
from assistant.texts import text
from assistant.ui.conversations.records import Conversation, read_kept, to_kept
from assistant.ui.guard import Guard
from assistant.ui.server import build_app
from assistant.users_file import Users, add_user
from tests.assistant.ui.asking import ask
from tests.assistant.ui.guarding import CHEAP, PASSWORD
from tests.browsing import Open, served

FIRST = "Hvad anbefaler leverandørerne om civilsamfundet?"
SECOND = "Hvilken rolle spiller lønnede timer?"
PHONE = {"width": 390, "height": 844}
KEYS = "Object.keys(localStorage).filter((key) => key.startsWith('kildesvar:'))"
EVIL = "<img src=x onerror=window.hit=1></h2><script>window.hit=1</script>"


def titles(page: Page) -> list[str]:
    return page.locator("#conversations .pick").all_inner_texts()


def turns(page: Page) -> list[str]:
    written: list[str] = page.locator(".turn").evaluate_all("(all) => all.map((each) => each.outerHTML)")
    return written


def begin(page: Page) -> None:
    page.get_by_role("button", name=text("new_conversation", "da")).click()
    expect(page.locator(".turn")).to_have_count(0)


def test_a_reload_brings_back_the_conversation_as_it_was(page: Page, assistant: Assistant) -> None:
    ask(page, FIRST)
    ask(page, SECOND)
    before = turns(page)
    page.reload()
    expect(page.locator("#latest .question")).to_contain_text(SECOND)
    assert turns(page) == before
    follow_up = "Og hvad siger de om virksomhederne?"
    history = [Turn("user", FIRST), Turn("user", SECOND)]
    ask(page, follow_up)
    expected = assistant.ask(follow_up, history)
    expect(page.locator("#latest .statement")).to_have_count(len(expected.statements))
    assert titles(page) == [FIRST]


def test_several_are_listed_newest_first_opened_and_deleted(page: Page) -> None:
    ask(page, FIRST)
    begin(page)
    ask(page, SECOND)
    assert titles(page) == [SECOND, FIRST]
    expect(page.locator("#conversations .kept")).to_have_text(text("conversations_kept", "da"))
    page.locator("#conversations .pick", has_text=FIRST).click()
    expect(page.locator("#latest .question")).to_contain_text(FIRST)
    expect(page.locator("#conversations [aria-current]")).to_have_text(FIRST)
    page.get_by_role("button", name=text("conversations_delete", "da", title=FIRST)).click()
    expect(page.locator(".turn")).to_have_count(0)
    assert titles(page) == [SECOND]
    page.get_by_role("button", name=text("conversations_delete_all", "da")).click()
    expect(page.get_by_role("button", name=text("conversations_no", "da"))).to_be_focused()
    assert len(page.evaluate(KEYS)) == 1
    page.get_by_role("button", name=text("conversations_yes", "da")).click()
    expect(page.locator("#conversations")).to_be_hidden()
    assert page.evaluate(KEYS) == []


def test_a_phone_has_them_in_a_sheet_that_the_keyboard_reaches(open_page: Open, page_url: str) -> None:
    page = open_page(page_url, viewport=PHONE)
    ask(page, FIRST)
    begin(page)
    ask(page, SECOND)
    page.locator("#list").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog", name=text("conversations", "da"))).to_be_visible()
    small = page.locator("#conversations button").evaluate_all(
        "(all) => all.map((each) => each.getBoundingClientRect()).filter((box) => Math.min(box.height, box.width) < 44)"
    )
    assert small == []
    page.locator("#conversations .pick").nth(1).focus()
    page.keyboard.press("Enter")
    expect(page.locator("#latest .question")).to_contain_text(FIRST)
    expect(page.locator("dialog[open]")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]


def test_two_tabs_keep_both_of_what_they_say(page: Page) -> None:
    ask(page, FIRST)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("#conversations .pick").click()
    expect(other.locator("#latest .question")).to_contain_text(FIRST)
    ask(other, SECOND)
    ask(page, "Hvad er fleksjob?")  # this tab knows nothing of the other's question
    page.reload()
    expect(page.locator("#latest .question")).to_contain_text("Hvad er fleksjob?")
    assert titles(page) == [FIRST, FIRST]
    page.locator("#conversations .pick").nth(1).click()
    expect(page.locator("#latest .question")).to_contain_text(SECOND)


@pytest.mark.parametrize(
    "tamper",
    [
        "() => 'no json at all'",
        "(kept) => JSON.stringify({ ...kept, answers: [{ ...kept.answers[0], citations: [] }] })",
        "(kept) => JSON.stringify({ ...kept, answers: [{ ...kept.answers[0], status: 'certain' }] })",
        "(kept) => JSON.stringify({ ...kept, answers: 7 })",
    ],
)
def test_what_was_tampered_with_is_dropped_with_a_sentence(page: Page, tamper: str) -> None:
    ask(page, FIRST)
    change(page, tamper)
    page.reload()
    expect(page.locator("#notice")).to_have_text(text("conversations_wrong", "da"))
    expect(page.locator(".turn")).to_have_count(0)
    assert page.evaluate(KEYS) == []
    ask(page, SECOND)


def test_what_a_browser_kept_is_text_whatever_it_holds(page: Page) -> None:
    ask(page, FIRST)
    evil = json.dumps(EVIL)
    change(
        page,
        f"""(kept) => JSON.stringify({{ ...kept, answers: kept.answers.map((answer) => ({{ ...answer, question: {evil},
        gaps: [{evil}], mentions: [{evil}], unknown: [{evil}], ignored: [{evil}], text: {evil},
        citations: answer.citations.map((each) => ({{ ...each, report: {evil}, title: {evil}, organisation: {evil},
          page_label: {evil}, quote: {evil}, passage: {evil}, headings: [{evil}] }})),
        statements: answer.statements.map((each) => ({{ ...each, text: {evil} }})) }})) }})""",
        title=EVIL,
    )
    page.reload()
    expect(page.locator("#latest .question")).to_contain_text(EVIL)
    assert titles(page) == [EVIL]
    page.locator("#latest [data-act=copy]").click()
    expect(page.locator(".turn :is(img, script, svg), #conversations :is(img, script)")).to_have_count(0)
    assert page.evaluate("window.hit") is None


def change(page: Page, tamper: str, title: str = "x") -> None:
    """Change the one kept conversation by a function of it in JavaScript."""
    page.evaluate(
        f"""(title) => {{ const [key] = {KEYS}; const record = localStorage.getItem(key);
        const kept = JSON.parse(record.slice(record.indexOf("\\n") + 1));
        localStorage.setItem(key, JSON.stringify({{ kept: 1, title }}) + "\\n" + ({tamper})(kept)); }}""",
        title,
    )


def test_the_oldest_go_where_there_is_no_room(page: Page) -> None:
    page.evaluate(
        """() => { for (let i = 0; i < 55; i++) localStorage.setItem(
        `kildesvar::${i}`, JSON.stringify({ kept: i + 1, title: `nr. ${i}` }) + "\\n" + "x".repeat(80_000)); }"""
    )
    ask(page, FIRST)
    shown = titles(page)
    assert shown[0] == FIRST and shown[1] == "nr. 54"
    assert len(shown) <= 50 and page.evaluate(f"{KEYS}.reduce((sum, key) => sum + localStorage[key].length, 0)") <= 4e6


def test_where_the_browser_keeps_nothing_it_is_said_and_the_answer_stands(page: Page) -> None:
    page.evaluate(
        """() => { const keep = Storage.prototype.setItem; Storage.prototype.setItem = function (...given) {
        if (this === localStorage) throw new DOMException("full", "QuotaExceededError");
        keep.apply(this, given); }; }"""
    )
    page.locator("#question textarea").fill(FIRST)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#notice")).to_have_text(text("conversations_full", "da"))
    page.locator("#latest .answer").wait_for()


@pytest.fixture(scope="module")
def login_url(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    path: Path = tmp_path_factory.mktemp("users") / "users.txt"
    add_user(path, "anna", "reader", PASSWORD, cost=CHEAP)
    add_user(path, "bo", "editor", PASSWORD, cost=CHEAP)
    with served(Guard(build_app(assistant), Access(Users(path)))) as url:
        yield url


def log_in(page: Page, name: str) -> None:
    page.locator("#name").fill(name)
    page.locator("#password").fill(PASSWORD)
    page.locator("#password").press("Enter")
    page.locator("#header h1").wait_for()


def test_users_of_one_browser_do_not_see_each_others_and_logging_out_leaves_nothing(
    browser: Browser, login_url: str
) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.goto(login_url)
        log_in(page, "anna")
        ask(page, FIRST)
        expect(page.locator("#conversations .kept")).to_have_text(text("conversations_kept_for_user", "da"))
        context.clear_cookies()  # her session ends without a logout
        page.goto(login_url)
        log_in(page, "bo")
        expect(page.locator("#conversations")).to_be_hidden()
        expect(page.locator(".turn")).to_have_count(0)
        ask(page, SECOND)
        page.get_by_role("button", name="Log ud").click()
        log_in(page, "bo")
        expect(page.locator("#conversations")).to_be_hidden()
        page.get_by_role("button", name="Log ud").click()
        log_in(page, "anna")
        assert titles(page) == [FIRST]


def test_what_is_kept_is_read_again_and_bounded(assistant: Assistant) -> None:
    answer = assistant.ask(FIRST)
    conversation = Conversation("1-2", (answer,))
    assert read_kept(to_kept(conversation)[1]) == conversation
    longest, kept = to_kept(Conversation("1-2", (answer,) * 200))
    assert 10 < len(longest.answers) < 200 and read_kept(kept) == longest
    assert read_kept(kept + " " * 1_000_000) is None


def test_an_answer_in_neither_language_is_not_read(assistant: Assistant) -> None:
    for language in ("sv", '"><b>'):
        _, kept = to_kept(Conversation("1-2", (replace(assistant.ask(FIRST), language=language),)))
        assert read_kept(kept) is None
