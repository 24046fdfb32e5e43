"""The top of the whole page, with all its tabs: there is room for everything in every window and both languages."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.texts import text
from assistant.ui.drafts.tab import drafts_tab
from assistant.ui.matrices.tab import matrices_tab
from assistant.ui.reports.tab import reports_tab
from assistant.ui.server import build_app
from evals.ui.tab import evaluation_tab
from index.settings import IndexSettings
from tests.assistant.ui.asking import ask
from tests.browsing import Open, served

WIDTHS = (320, 360, 390, 500, 640, 768, 1024, 1280, 1440)  # CSS pixels
TABS = 5
APART = 16  # CSS pixels between the tabs and the buttons on the same line

# What stands over something else, too near to it, or outside the window, once nothing moves any more.
CROWDED = """async (apart) => {
  const moving = document.getAnimations().filter((each) => each.effect.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(moving.map((each) => each.finished));
  const seen = (selector) => [...document.querySelectorAll(selector)]
    .filter((element) => element.checkVisibility())
    .map((element) => ({ name: element.textContent.trim(), box: element.getBoundingClientRect() }));
  const isNear = ({ box: one }, { box: other }, room) =>
    one.left < other.right + room && other.left < one.right + room && one.top < other.bottom && other.top < one.bottom;
  const tabs = seen("[role=tab]"), buttons = seen("#list, #new, #language label");
  const outside = [...tabs, ...buttons].filter(({ box }) => box.left < -1 || box.right > innerWidth + 1);
  const near = (one, others, room) => others.filter((other) => isNear(one, other, room)).map((other) => [one, other]);
  const beside = tabs.flatMap((tab) => near(tab, buttons, apart));
  const over = buttons.flatMap((button, i) => near(button, buttons.slice(i + 1), 0));
  const found = [...outside.map((each) => [each]), ...beside, ...over];
  return found.map((those) => those.map(({ name }) => name).join(" | "));
}"""


@pytest.fixture(scope="module")
def url(assistant: Assistant, sample_index: IndexSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    settings, runs = Settings(index=sample_index), tmp_path_factory.mktemp("runs")
    tabs = [drafts_tab(assistant), matrices_tab(assistant), reports_tab(settings)]
    with served(build_app(assistant, [*tabs, evaluation_tab(assistant, settings, Path("none"), runs)])) as address:
        yield address


def crowded(page: Page) -> dict[int, list[str]]:
    """What has too little room, by the width of the window."""
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        expect(page.get_by_role("tab")).to_have_count(TABS)
        found[width] = page.evaluate(CROWDED, APART)
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found[width].append("the page is wider than the window")
    return {width: names for width, names in found.items() if names}


@pytest.mark.parametrize("language", ["da", "en"])
def test_nothing_stands_over_something_else_or_outside(open_page: Open, url: str, language: str) -> None:
    page = open_page(url, locale="da-DK", viewport={"width": 1280, "height": 800})
    page.get_by_text(text("language_name", language), exact=True).click()
    expect(page.locator("html")).to_have_attribute("lang", language)
    assert crowded(page) == {}
    page.set_viewport_size({"width": 1280, "height": 800})
    ask(page, "Hvad er fleksjob?")
    page.reload()  # a new answer is scrolled to, and the tabs are then under what stays at the top
    page.locator("#latest .answer").wait_for()
    assert crowded(page) == {}
    page.set_viewport_size({"width": 320, "height": 640})
    page.get_by_role("button", name=text("new_conversation", language)).click()  # a sign there, with the same name
    expect(page.locator(".turn")).to_have_count(0)
    page.get_by_role("tab").last.click()
    assert crowded(page) == {}


def test_a_tab_that_is_chosen_leaves_the_others_where_they_are(open_page: Open, url: str) -> None:
    page = open_page(url, locale="da-DK", viewport={"width": 1280, "height": 800})
    places = "(tabs) => tabs.map((tab) => tab.getBoundingClientRect().left)"
    before = page.get_by_role("tab").evaluate_all(places)
    for number in range(TABS):
        page.get_by_role("tab").nth(number).click()
        expect(page.get_by_role("tab").nth(number)).to_have_attribute("aria-selected", "true")
        assert page.get_by_role("tab").evaluate_all(places) == before
