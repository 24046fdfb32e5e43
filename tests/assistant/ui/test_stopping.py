"""An answer that takes its time is stopped, and nothing of it stays behind."""

import time
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Page, expect

from assistant.assistant import Assistant
from assistant.texts import text
from assistant.ui.server import build_app
from tests.assistant.ui.asking import Slow, answered, ask
from tests.browsing import Open, served

FIRST = "Hvad anbefaler leverandørerne om civilsamfundet?"
SECOND = "Hvilken rolle spiller lønnede timer?"
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def slow_url(assistant: Assistant) -> Iterator[tuple[Slow, str]]:
    slow = Slow(assistant)
    with served(build_app(slow)) as url:
        yield slow, url


@pytest.fixture
def slow(slow_url: tuple[Slow, str]) -> Slow:
    slow, _ = slow_url
    slow.go_on.set()
    slow.asked.clear()
    slow.ended.clear()
    return slow


def wait_until(is_so: Callable[[], bool]) -> None:
    for _ in range(400):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("it never came to be so")


def begin(page: Page, slow: Slow, question: str) -> None:
    """Ask, and wait until the answer is under way."""
    slow.go_on.clear()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#latest .stage")).to_have_text(text("stage_writing", "da"))


def expect_stopped(page: Page, slow: Slow, question: str) -> None:
    box = page.locator("#question textarea")
    expect(box).to_have_value(question)
    expect(box).to_be_focused()
    expect(page.locator(".stage")).to_have_count(0)
    expect(page.locator("#announcer")).to_have_text(text("stopped", "da"), use_inner_text=True)  # what is told aloud
    wait_until(lambda: question in slow.ended)


@pytest.mark.parametrize("how", ["click", "Escape", "Enter"])
def test_stopping_puts_the_question_back_and_leaves_the_conversation(
    open_page: Open, slow_url: tuple[Slow, str], slow: Slow, how: str
) -> None:
    page = open_page(slow_url[1], **({"viewport": PHONE} if how == "click" else {}))
    ask(page, FIRST)
    begin(page, slow, SECOND)
    stop = page.get_by_role("button", name=text("stop", "da"), exact=True)
    expect(page.locator("#send")).to_be_hidden()
    if how == "click":
        stop.click()
    elif how == "Escape":
        page.keyboard.press("Escape")
    else:
        stop.focus()
        page.keyboard.press("Enter")
    expect_stopped(page, slow, SECOND)
    expect(page.locator(".turn .question")).to_have_count(1)
    expect(page.locator("#latest .question")).to_contain_text(FIRST)
    expect(stop).to_be_hidden()
    slow.go_on.set()
    page.locator("#question textarea").press("Enter")
    answered(page, SECOND)
    expect(page.locator(".turn .question")).to_have_count(2)


def test_one_question_is_under_way_at_a_time_in_a_tab_and_others_are_not_held_up(
    open_page: Open, slow_url: tuple[Slow, str], slow: Slow
) -> None:
    page, other = open_page(slow_url[1]), open_page(slow_url[1])
    begin(page, slow, FIRST)
    page.locator("#question textarea").fill(SECOND)
    page.locator("#question textarea").press("Enter")
    begin(other, slow, "Hvad er fleksjob?")
    slow.go_on.set()
    answered(page, FIRST)
    answered(other, "Hvad er fleksjob?")
    assert SECOND not in slow.asked
    expect(page.locator("#question textarea")).to_have_value(SECOND)


@pytest.mark.parametrize("leave", ["close", "new"])
def test_who_leaves_leaves_no_work_behind(open_page: Open, slow_url: tuple[Slow, str], slow: Slow, leave: str) -> None:
    page = open_page(slow_url[1])
    ask(page, FIRST)
    begin(page, slow, SECOND)
    if leave == "close":
        page.close()
    else:
        page.get_by_role("button", name=text("new_conversation", "da")).click()
        expect(page.locator(".turn")).to_have_count(0)
    wait_until(lambda: SECOND in slow.ended)
    slow.go_on.set()


def test_another_language_while_an_answer_is_under_way(open_page: Open, slow_url: tuple[Slow, str], slow: Slow) -> None:
    page = open_page(slow_url[1])
    begin(page, slow, FIRST)
    page.get_by_text("English", exact=True).click()
    expect(page.locator("#stop")).to_have_text(text("stop", "en"))
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#latest .stage")).to_have_count(1)
    slow.go_on.set()
    answered(page, FIRST)
