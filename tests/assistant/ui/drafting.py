"""A draft made and read in a browser."""

from playwright.sync_api import Locator, Page, expect

from assistant.drafting.texts import text
from tests.browsing import Open


def opened(open_page: Open, url: str, **context: object) -> Page:
    page = open_page(url, **{"locale": "da-DK", "color_scheme": "light", **context})
    show_drafts(page)
    return page


def show_drafts(page: Page) -> None:
    page.get_by_role("tab", name=text("tab", "da")).click()
    page.locator("#drafting form.about").wait_for()


def opened_again(page: Page) -> Page:
    """The page as it is after it was left; of requests that a reload would cut off Gradio complains."""
    again = page.context.new_page()
    again.goto(page.url)
    page.close()
    show_drafts(again)
    return again


def make_draft(page: Page, topic: str = "digitale møder") -> None:
    page.get_by_label(text("topic", "da")).fill(topic)
    page.get_by_role("button", name=text("make", "da")).click()
    expect(page.locator("#drafting h2")).to_be_focused()


def lines(page: Page) -> Locator:
    return page.locator("#drafting .sheet .line")


def said(page: Page) -> list[str]:
    return page.locator("#drafting .line .statement > span:first-child, #drafting .own textarea").evaluate_all(
        "(elements) => elements.map((element) => element.value ?? element.textContent)"
    )


def announced(page: Page) -> Locator:
    return page.locator("#drafting .announcer")
