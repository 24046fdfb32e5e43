"""The source viewer in a real browser: what is marked is looked at in pixels."""

import io
from collections.abc import Iterator

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from assistant.assistant import Assistant
from assistant.records import Citation
from assistant.texts import text
from tests.assistant.ui.asking import ask
from tests.browsing import CONTRAST, Open

QUESTION = "Hvad anbefaler leverandørerne om civilsamfundet?"
UNANSWERED = "Hvad koster en kop kaffe på Mars?"
OF_WORD_FILE = "Hvad skriver Brofæste i 2025 om digitale møder?"
PHONE = {"width": 390, "height": 844}


def open_source(page: Page, citation: Locator) -> Locator:
    """Click a citation and wait until its page is there."""
    citation.click()
    return settled(page)


def settled(page: Page) -> Locator:
    """The viewer, once its page has been fetched and its picture drawn."""
    viewer = page.locator("#viewer")
    expect(viewer.locator(".view-head")).to_be_visible()
    expect(viewer.locator("[aria-busy]")).to_have_count(0)
    page.wait_for_function("[...document.querySelectorAll('#viewer img')].every((image) => image.naturalWidth)")
    page.wait_for_function(
        "document.querySelector('#viewer').getAnimations().every((each) => each.playState === 'finished')"
    )
    return viewer


def first_in_pdf(page: Page, citations: tuple[Citation, ...], assistant: Assistant) -> tuple[Locator, Citation]:
    """The first citation of a PDF: its link and what it cites."""
    files = {report.id: report.file for report in assistant.reports()}
    citation = next(citation for citation in citations if files[citation.report].endswith(".pdf"))
    return page.locator("#latest a.cite", has_text=f"[{citation.number}]"), citation


@pytest.fixture
def opened(page: Page, assistant: Assistant) -> Iterator[tuple[Page, Citation]]:
    """The page with the viewer open on the first citation of a PDF."""
    ask(page, QUESTION)
    link, citation = first_in_pdf(page, assistant.ask(QUESTION).citations, assistant)
    open_source(page, link)
    yield page, citation


def pixels(page: Page, locator: Locator) -> NDArray[np.int_]:
    """What is seen of an element, shape (height, width, 3)."""
    image = Image.open(io.BytesIO(locator.screenshot(animations="disabled")))
    return np.asarray(image.convert("RGB")).astype(int)


def yellow(seen: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Where a marker pen went over white paper: red and green as the paper, blue gone."""
    return (seen[..., 0] > 240) & (seen[..., 1] > 200) & (seen[..., 2] < 160)


def dark(seen: NDArray[np.int_]) -> NDArray[np.bool_]:
    """Where there is ink, marked or not."""
    return seen.max(axis=-1) < 130


def marked_boxes(page: Page, sheet: Locator) -> list[tuple[int, int, int, int]]:
    """The marks that are in sight, in pixels of the sheet's screenshot: left, top, right, bottom."""
    frame = sheet.bounding_box()
    assert frame
    found = []
    for rectangle in sheet.locator(".now rect").all():
        box = rectangle.bounding_box()
        assert box
        left, top = box["x"] - frame["x"], box["y"] - frame["y"]
        edges = (round(left), round(top), round(left + box["width"]), round(top + box["height"]))
        if edges[1] >= 0 and edges[3] <= frame["height"] and edges[0] >= 0 and edges[2] <= frame["width"]:
            found.append(edges)
    assert found
    return found


def test_the_quote_is_marked_on_the_picture_of_its_page(opened: tuple[Page, Citation]) -> None:
    page, citation = opened
    viewer = page.locator("#viewer")
    for part in (citation.organisation, str(citation.year), citation.title):
        expect(viewer.locator(".view-head")).to_contain_text(part)
    expect(viewer.locator(".view-number")).to_contain_text(str(citation.page))
    assert " ".join(viewer.locator(".view-text > div mark").all_inner_texts()).split() == citation.quote.split()
    sheet = viewer.locator(".view-sheet")
    seen = pixels(page, sheet)
    boxes = marked_boxes(page, sheet)
    inside = np.zeros(seen.shape[:2], dtype=bool)
    for left, top, right, bottom in boxes:
        inside[max(0, top - 1) : bottom + 1, max(0, left - 1) : right + 1] = True
        mark = seen[top + 1 : bottom - 1, left + 1 : right - 1]
        assert yellow(mark).mean() > 0.4  # the paper between the letters
        assert dark(mark).mean() > 0.02  # the words, as dark as they were
    assert yellow(seen)[~inside].mean() < 0.001


def test_without_the_marks_the_same_words_are_black_on_white(opened: tuple[Page, Citation]) -> None:
    page, _ = opened
    sheet = page.locator("#viewer .view-sheet")
    boxes = marked_boxes(page, sheet)
    page.add_style_tag(content="#viewer svg { visibility: hidden; }")
    seen = pixels(page, sheet)
    assert not yellow(seen).any()
    for left, top, right, bottom in boxes:
        assert dark(seen[top:bottom, left:right]).mean() > 0.02


def test_the_pages_before_and_after_are_a_click_away(opened: tuple[Page, Citation]) -> None:
    page, citation = opened
    viewer = page.locator("#viewer")
    pdf = viewer.get_by_role("link", name=text("view_pdf", "da"))
    expect(pdf).to_have_attribute("href", f"/kilde/{citation.report}.pdf#page={citation.page}")
    expect(pdf).to_have_attribute("target", "_blank")
    viewer.get_by_role("button", name=text("view_after", "da")).click()
    expect(viewer.locator(".view-number")).to_contain_text(f"Side {citation.page + 1} af")
    settled(page)
    expect(viewer.locator(".view-sheet rect")).to_have_count(0)
    expect(pdf).to_have_attribute("href", f"/kilde/{citation.report}.pdf#page={citation.page + 1}")
    back = viewer.get_by_role("button", name=text("view_before", "da"))
    for number in range(citation.page, 0, -1):
        back.click()
        expect(viewer.locator(".view-number")).to_contain_text(f"Side {number} af")
        if number == citation.page:
            settled(page)
            expect(viewer.locator(".view-sheet .now rect").first).to_be_visible()
    expect(back).to_have_attribute("aria-disabled", "true")
    expect(back).to_be_focused()


def test_zoom_keeps_the_mark_on_its_words(opened: tuple[Page, Citation]) -> None:
    page, _ = opened
    viewer = page.locator("#viewer")
    width = "document.querySelector('#viewer .view-paper').getBoundingClientRect().width"
    before = page.evaluate(width)
    for _ in range(4):
        viewer.get_by_role("button", name=text("view_nearer", "da")).click()
    assert page.evaluate(width) == pytest.approx(3 * before, rel=0.01)
    viewer.locator(".now rect").first.evaluate("(mark) => mark.scrollIntoView({ block: 'center', inline: 'start' })")
    page.wait_for_function("document.querySelector('#viewer img').currentSrc.endsWith('stor=1')")
    settled(page)
    sheet = viewer.locator(".view-sheet")
    seen, frame, mark = pixels(page, sheet), sheet.bounding_box(), viewer.locator(".now rect").first.bounding_box()
    assert frame and mark
    left, top = max(0, round(mark["x"] - frame["x"])), round(mark["y"] - frame["y"])
    strip = seen[top + 2 : top + round(mark["height"]) - 2, left + 2 : left + 300]
    assert yellow(strip).mean() > 0.4
    assert dark(strip).mean() > 0.02
    viewer.get_by_role("button", name=text("view_fit", "da")).click()
    assert page.evaluate(width) == pytest.approx(before, rel=0.01)
    viewer.get_by_role("button", name=text("view_farther", "da")).click()
    assert page.evaluate(width) == pytest.approx(0.75 * before, rel=0.03)


def test_it_is_opened_used_and_closed_by_keyboard_alone(page: Page, assistant: Assistant) -> None:
    ask(page, QUESTION)
    link, citation = first_in_pdf(page, assistant.ask(QUESTION).citations, assistant)
    link.focus()
    page.keyboard.press("Enter")
    viewer = settled(page)
    expect(viewer).to_be_focused()
    expect(link).to_have_attribute("aria-current", "true")
    names = []
    for _ in range(9):
        page.keyboard.press("Tab")
        names.append(page.evaluate("document.activeElement.dataset.do ?? document.activeElement.className"))
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"
    assert names == "view-close before after zoom-out zoom-fit zoom-in pdf view-sheet".split() + [""]  # the summary
    viewer.locator("[data-do=after]").focus()
    page.keyboard.press("Enter")
    expect(viewer.locator(".view-number")).to_contain_text(f"Side {citation.page + 1} af")
    expect(viewer.locator("[data-do=after]")).to_be_focused()
    page.keyboard.press("Escape")
    expect(viewer).to_be_hidden()
    expect(link).to_be_focused()
    expect(page.locator("[aria-current=true]")).to_have_count(0)
    assert page.locator("#latest .question").count() == 1  # the page was not left


def test_the_next_citation_takes_the_place_of_the_last(page: Page) -> None:
    ask(page, QUESTION)
    links = page.locator("#latest a.cite")
    open_source(page, links.first)
    first = page.locator("#viewer .view-text mark").first.inner_text()
    links.nth(1).click()
    expect(page.locator("#viewer .view-text mark").first).not_to_have_text(first)
    page.locator("#viewer .view-close").click()
    expect(page.locator("#viewer")).to_be_hidden()
    expect(links.nth(1)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_it_is_a_sheet_over_the_answer(
    open_page: Open, page_url: str, assistant: Assistant, scheme: str
) -> None:
    page = open_page(page_url, color_scheme=scheme, viewport=PHONE)
    ask(page, QUESTION)
    link, _ = first_in_pdf(page, assistant.ask(QUESTION).citations, assistant)
    viewer = open_source(page, link)
    box = viewer.bounding_box()
    assert box
    assert (box["x"], box["width"]) == (0, 390)
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    assert viewer.evaluate("(dialog) => dialog.matches(':modal')")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    seen = pixels(page, viewer.locator(".view-sheet"))
    assert all(
        yellow(seen[top + 1 : bottom - 1, left + 1 : right - 1]).mean() > 0.25
        for left, top, right, bottom in marked_boxes(page, viewer.locator(".view-sheet"))
    )
    page.mouse.click(195, 10)  # what is behind it
    expect(viewer).to_be_hidden()
    expect(link).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_words_can_be_read(open_page: Open, page_url: str, scheme: str) -> None:
    page = open_page(page_url, color_scheme=scheme, viewport={"width": 1280, "height": 800})
    ask(page, QUESTION)
    viewer = open_source(page, page.locator("#latest a.cite").first)
    measured = viewer.locator(":is(p, h2, h3, mark, a, summary, button:not([aria-disabled]))").evaluate_all(CONTRAST)
    measured += page.locator("a.cite[aria-current]").evaluate_all(CONTRAST)
    assert len(measured) > 10
    assert [(ratio, name) for ratio, name in measured if ratio < 4.5] == []
    answer, panel = page.locator("#latest .answer").bounding_box(), viewer.bounding_box()
    assert answer and panel
    assert answer["x"] + answer["width"] <= panel["x"]  # the answer stays in sight beside it


def test_it_speaks_english_on_the_english_page(opened: tuple[Page, Citation]) -> None:
    page, citation = opened
    page.get_by_text("English", exact=True).click()
    viewer = page.locator("#viewer")
    expect(viewer.locator(".view-number")).to_contain_text(f"Page {citation.page} of")
    expect(viewer.get_by_role("button", name=text("view_close", "en"))).to_be_visible()
    expect(viewer.locator("h2")).to_have_attribute("lang", "da")


def test_a_report_that_is_no_pdf_is_shown_as_text(page: Page, assistant: Assistant) -> None:
    ask(page, OF_WORD_FILE)
    citation = assistant.ask(OF_WORD_FILE).citations[0]
    assert citation.report == "brofaeste-2025"
    viewer = open_source(page, page.locator("#latest a.cite").first)
    expect(viewer.locator(":is(img, .view-pdf)")).to_have_count(0)
    assert " ".join(viewer.locator("mark:not(.also)").all_inner_texts()).split() == citation.quote.split()
    shown = "".join(viewer.locator(".view-whole").inner_text().split())
    assert shown == "".join(assistant.page(citation.report, citation.page).text.split())


def test_the_nearest_passages_can_be_looked_at_too(page: Page) -> None:
    ask(page, UNANSWERED)
    link = page.locator("#latest .source a.page").first
    open_source(page, link)
    expect(page.locator("#viewer mark").first).to_be_attached()


def test_a_page_that_cannot_be_fetched_is_a_sentence(browser: Browser, page_url: str) -> None:
    page = browser.new_page()  # apart from the fixture, for here a request is meant to fail
    page.goto(page_url)
    ask(page, QUESTION)
    link = page.locator("#latest a.cite").first
    link.evaluate("(link) => { link.dataset.source = '/kilde/unknown/side/1'; }")
    link.click()
    expect(page.locator("#viewer .view-note")).to_have_text(text("view_failed", "da"))
    page.keyboard.press("Escape")
    expect(link).to_be_focused()
    page.close()
