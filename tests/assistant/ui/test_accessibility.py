"""What everybody can use: axe-core's findings, and the page by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from assistant.texts import text
from tests.browsing import Open, grave_faults

QUESTION = "Hvad anbefaler leverandørerne om civilsamfundet?"
UNANSWERED = "Hvad koster en kop kaffe på Mars?"

# What has the focus: its role or kind, and whether that is seen, be it on the label that stands for it.
FOCUSED = """() => {
  const element = document.activeElement;
  const seen = [element, element.closest("label"), element.closest("#box, form")].filter(Boolean);
  return [element.getAttribute("role") ?? element.tagName.toLowerCase(), seen.some((each) => {
    const style = getComputedStyle(each);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2) || each.id === "box";
  })];
}"""


def ask(page: Page, question: str) -> None:
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#latest .question")).to_contain_text(question)
    page.locator("#latest .answer").wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_grave(open_page: Open, page_url: str, scheme: str, width: int) -> None:
    page = open_page(page_url, color_scheme=scheme, locale="da-DK", viewport={"width": width, "height": 844})
    found = {"empty": grave_faults(page)}
    ask(page, QUESTION)
    found["answered"] = grave_faults(page)
    page.locator("#latest a.cite").first.click()
    page.locator("#viewer .view-head").wait_for()
    expect(page.locator("#viewer [aria-busy]")).to_have_count(0)
    found["source"] = grave_faults(page)
    page.keyboard.press("Escape")
    ask(page, UNANSWERED)
    found["not found"] = grave_faults(page)
    assert {view: faults for view, faults in found.items() if faults} == {}


def tab_to(page: Page, wanted: str, key: str = "Tab") -> list[str]:
    """Press Tab until what is wanted has the focus; return what had it on the way, all of it seen."""
    passed = []
    for _ in range(60):
        page.keyboard.press(key)
        kind, is_seen = page.evaluate(FOCUSED)
        if kind == "body":  # the browser's own bar is between the last and the first
            continue
        assert is_seen, f"the focus on {kind} cannot be seen: {page.evaluate('document.activeElement.outerHTML')[:200]}"
        passed.append(kind)
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return passed
    raise AssertionError(f"{wanted} cannot be reached by {key}: {passed}")


@pytest.mark.parametrize("width", [1280, 390])
def test_everything_is_done_by_keyboard(open_page: Open, page_url: str, width: int) -> None:
    page = open_page(page_url, locale="da-DK", viewport={"width": width, "height": 844})
    expect(page.get_by_label(text("question_label", "da"))).to_be_focused()
    page.keyboard.type(QUESTION)
    page.keyboard.press("Enter")
    page.locator("#latest .answer").wait_for()
    expect(page.locator('.announcer[role="status"][aria-live="polite"]')).to_contain_text(text("status_answered", "da"))
    page.locator("#latest .question").evaluate("(heading) => { heading.tabIndex = -1; heading.focus(); }")
    assert "a" in tab_to(page, "a.cite")
    opener = page.evaluate("document.activeElement.dataset.source")
    page.keyboard.press("Enter")
    page.locator("#viewer .view-head").wait_for()
    expect(page.locator("#viewer")).to_be_focused()
    tab_to(page, "#viewer .view-close", "Tab" if width == 1280 else "Shift+Tab")
    if width == 390:  # a sheet over the answer keeps the focus within
        for _ in range(30):
            page.keyboard.press("Tab")
            assert page.evaluate(
                "document.activeElement.closest('#viewer') !== null || document.activeElement === document.body"
            )
    page.keyboard.press("Escape")
    expect(page.locator("#viewer")).to_be_hidden()
    assert page.evaluate("document.activeElement.dataset.source") == opener
    tab_to(page, "#question textarea")
    page.keyboard.type("Hvad koster en kop kaffe på Mars?")
    tab_to(page, "#send")
    page.keyboard.press("Enter")
    page.locator("#latest .status-not_found").wait_for()
