"""The tab of drafts as somebody uses it, in a real browser."""

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.documents.texts import text as document_text
from assistant.drafting.texts import text
from assistant.ui.drafts.tab import drafts_tab
from assistant.ui.guard import Guard
from assistant.ui.server import build_app
from assistant.users_file import Users
from tests.assistant.ui.drafting import announced, lines, make_draft, opened, opened_again, said, show_drafts
from tests.assistant.ui.guarding import PASSWORD
from tests.browsing import Open, served

KEPT = "Object.entries(localStorage).filter(([key]) => key.startsWith('kildesvar-draft:'))"


@pytest.fixture
def page(open_page: Open, drafts_url: str) -> Page:
    page = opened(open_page, drafts_url)
    make_draft(page)
    return page


def test_a_draft_is_made_edited_and_there_again_after_a_reload(page: Page) -> None:
    first, second, *_ = before = said(page)
    expect(announced(page)).to_have_text(text("made", "da", count=len(before)))
    expect(page.locator("#drafting h2")).to_have_text("Digitale møder")
    lines(page).first.get_by_role("button", name=text("down", "da")).click()
    assert said(page)[:2] == [second, first]
    expect(lines(page).nth(1).get_by_role("button", name=text("down", "da"))).to_be_focused()
    page.keyboard.press("Alt+ArrowUp")
    assert said(page) == before
    lines(page).first.get_by_role("button", name=text("remove", "da")).click()
    assert said(page) == before[1:]
    expect(announced(page)).to_have_text(text("removed", "da"))
    expect(lines(page).first.get_by_role("button", name=text("remove", "da"))).to_be_focused()
    lines(page).first.get_by_role("button", name=text("write", "da")).click()
    page.keyboard.type("Min <b>egen</b> tekst")
    edited = [second, "Min <b>egen</b> tekst", *before[2:]]
    assert said(page) == edited
    expect(lines(page).nth(1)).to_contain_text(text("own", "da"))
    page = opened_again(page)
    expect(lines(page)).to_have_count(len(edited))
    assert said(page) == edited
    page.get_by_text("English", exact=True).click()
    expect(lines(page).nth(1)).to_contain_text(text("own", "en"))


def test_the_chart_follows_what_stands_in_the_draft(page: Page) -> None:
    numbers = "(cells) => cells.map((cell) => Number(cell.innerText) || 0).reduce((one, other) => one + other)"
    chart = page.locator("#drafting .chart tbody td")
    expect(chart).to_have_count(4 * 3)
    before = len(said(page))
    assert chart.evaluate_all(numbers) == before
    first = page.get_by_role("row", name=lines(page).first.locator(".by").inner_text().split(" 20")[0])
    was = first.inner_text()
    with page.expect_response("**/draft/chart*"):
        lines(page).first.get_by_role("button", name=text("remove", "da")).click()
    expect(first).not_to_have_text(was)
    assert chart.evaluate_all(numbers) == before - 1
    with page.expect_response("**/draft/chart*"):
        page.keyboard.press("Control+z")
    expect(first).to_have_text(was, use_inner_text=True)
    page.get_by_text("English", exact=True).click()
    expect(page.get_by_text(document_text("spread", "en"))).to_be_visible()


def test_edits_are_undone_and_done_again(page: Page) -> None:
    first, second, third, *rest = before = said(page)
    lines(page).nth(1).get_by_role("button", name=text("remove", "da")).click()
    assert said(page) == [first, third, *rest]
    lines(page).nth(1).get_by_role("button", name=text("remove", "da")).click()
    assert said(page) == [first, *rest]
    page.keyboard.press("Control+z")
    page.keyboard.press("Control+z")
    assert said(page) == before
    heading = page.get_by_label(text("section", "da")).first
    was = heading.input_value()
    heading.fill("Mit afsnit")
    page.get_by_role("button", name=text("undo", "da")).click()
    expect(heading).to_have_value(was)
    page.get_by_role("button", name=text("redo", "da")).click()
    expect(heading).to_have_value("Mit afsnit")
    page.get_by_role("button", name=text("delete", "da")).click()
    expect(lines(page)).to_have_count(0)
    assert page.evaluate(KEPT) == []
    page.get_by_role("button", name=text("undo", "da")).click()
    assert said(page) == before
    assert len(page.evaluate(KEPT)) == 1


def test_a_draft_that_does_not_come_whole_leaves_the_one_before(page: Page) -> None:
    before = said(page)

    def break_off(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body="".join(answer.text().splitlines(keepends=True)[:-2]))

    page.route("**/draft/new?*", break_off)
    page.get_by_label(text("topic", "da")).fill("civilsamfundet")
    page.get_by_role("button", name=text("make", "da")).click()
    expect(page.get_by_text(text("offline", "da"))).to_be_visible()
    assert said(page) == before
    lines(page).first.get_by_role("button", name=text("remove", "da")).click()
    assert said(page) == before[1:]


def test_a_statement_is_added_from_the_search_and_the_file_holds_it(page: Page) -> None:
    page.get_by_label(text("find_label", "da")).fill("kontaktperson")
    page.keyboard.press("Enter")
    found = page.locator("#drafting .found li").first
    words = found.locator(".statement > span").first.inner_text()
    page.get_by_label(text("to", "da")).select_option(label=text("new_section", "da"))
    found.get_by_role("button", name=text("add", "da")).click()
    expect(announced(page)).to_have_text(text("added", "da", heading=text("new_section", "da")))
    assert said(page)[-1] == words
    with page.expect_download() as download:
        page.get_by_role("button", name="Markdown").click()
    assert download.value.suggested_filename == "udkast.md"
    written = Path(download.value.path()).read_text(encoding="utf-8")
    assert f"## {text('new_section', 'da')}\n\n- {words[:15]}" in written.replace("\\", "")


def test_a_citation_opens_its_page(page: Page) -> None:
    lines(page).first.locator("a.cite").first.click()
    expect(page.locator("#viewer .view-body")).to_contain_text("Side")
    page.keyboard.press("Escape")
    expect(lines(page).first.locator("a.cite").first).to_be_focused()


def test_what_somebody_put_into_the_browser_is_marked_and_never_becomes_markup(page: Page) -> None:
    [[key, value]] = page.evaluate(KEPT)
    kept = json.loads(value)
    kept["topic"] = kept["sections"][0]["heading"] = "<img src=x onerror=window.hit=1>"
    kept["sections"][0]["lines"][0]["text"] = "<img src=x onerror=window.hit=1>"
    page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, json.dumps(kept)])
    page = opened_again(page)
    expect(lines(page).first).to_contain_text(text("gone", "da"))
    page.get_by_role("button", name="Word").click()
    expect(page.get_by_text(text("dropped_one", "da"))).to_be_visible()
    expect(page.locator("#drafting img")).to_have_count(0)
    assert page.evaluate("window.hit") is None
    page.evaluate("(key) => localStorage.setItem(key, '{]')", key)
    page = opened_again(page)
    expect(page.get_by_text(text("malformed", "da"))).to_be_visible()


def test_a_logout_leaves_nothing_behind(browser: Browser, assistant: Assistant, path: Path) -> None:
    app = build_app(assistant, [drafts_tab(assistant)])
    with served(Guard(app, Access(Users(path)))) as url, browser.new_context() as context:
        page = context.new_page()
        page.goto(url)
        page.locator("#name").fill("anna")
        page.locator("#password").fill(PASSWORD)
        page.locator("#password").press("Enter")
        show_drafts(page)
        make_draft(page)
        expect(page.locator("#drafting .kept")).to_have_text(text("kept_for_user", "da"))
        assert [key for key, _ in page.evaluate(KEPT)] == ["kildesvar-draft:anna"]
        page.get_by_role("button", name="Log ud").click()
        page.locator("#name").wait_for()
        assert page.evaluate(KEPT) == []
