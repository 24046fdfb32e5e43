"""What everybody can use: axe-core's findings, and the page by keyboard alone."""

import pytest
from playwright.sync_api import Page, expect

from assistant.drafting.matrix_texts import text as matrices_text
from assistant.drafting.texts import text as drafting_text
from assistant.texts import text
from tests.assistant.ui.asking import ask
from tests.assistant.ui.drafting import announced, lines, make_draft, opened, said
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_grave(open_page: Open, page_url: str, scheme: str, width: int) -> None:
    page = open_page(page_url, color_scheme=scheme, locale="da-DK", viewport={"width": width, "height": 844})
    page.locator(".example").first.wait_for()  # the last to be drawn
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_grave_in_a_draft_and_a_comparison(
    open_page: Open, drafts_url: str, scheme: str, width: int
) -> None:
    page = opened(open_page, drafts_url, color_scheme=scheme, viewport={"width": width, "height": 844})
    page.locator("#drafting .scope summary").click()
    found = {"choosing": grave_faults(page)}
    make_draft(page)
    lines(page).first.get_by_role("button", name=drafting_text("write", "da")).click()
    page.keyboard.type("Egen tekst")
    page.get_by_label(drafting_text("find_label", "da")).fill("kontaktperson")
    page.keyboard.press("Enter")
    page.locator("#drafting .found .statement").first.wait_for()
    page.locator("#drafting .chart").wait_for()
    found["made"] = grave_faults(page)
    page.get_by_role("tab", name=matrices_text("tab", "da")).click()
    page.get_by_label(matrices_text("topics", "da")).fill("digitale møder")
    page.get_by_role("button", name=matrices_text("make", "da")).click()
    page.locator("#comparing details summary").first.click()
    found["compared"] = grave_faults(page)
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


@pytest.mark.parametrize("width", [1280, 390])
def test_a_draft_is_made_and_worked_on_by_keyboard(open_page: Open, drafts_url: str, width: int) -> None:
    page = opened(open_page, drafts_url, viewport={"width": width, "height": 844})
    page.get_by_role("tab", name=drafting_text("tab", "da")).focus()
    tab_to(page, "#drafting .scope summary")
    page.keyboard.press("Enter")
    tab_to(page, "#drafting .scope [name=year]")
    page.keyboard.press("Space")
    tab_to(page, "#drafting [name=topic]")
    page.keyboard.type("digitale møder")
    page.keyboard.press("Enter")
    expect(page.locator("#drafting h2")).to_be_focused()
    page.locator("#drafting .chart").wait_for()
    tab_to(page, "#drafting .chart .dots")
    tab_to(page, "#drafting [data-do=down]")
    page.keyboard.press("Enter")
    expect(announced(page)).to_contain_text("Flyttet til plads")
    before = said(page)
    tab_to(page, "#drafting [data-do=remove]")
    page.keyboard.press("Enter")
    assert len(said(page)) == len(before) - 1
    page.keyboard.press("Control+z")
    assert said(page) == before
    tab_to(page, "#drafting [data-do=write]")
    page.keyboard.press("Enter")
    page.keyboard.type("Egen tekst")
    assert "Egen tekst" in said(page)
    tab_to(page, "#drafting [data-do=download]", "Shift+Tab")
    with page.expect_download():
        page.keyboard.press("Enter")
