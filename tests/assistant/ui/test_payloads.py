"""Text that would run, load or disguise itself, wherever somebody else may have written it: it shows as text."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.desk.texts import text as desk_text
from assistant.drafting.matrix_texts import text as matrices_text
from assistant.drafting.texts import text as draft_text
from assistant.settings import Settings
from assistant.ui.drafts.tab import drafts_tab
from assistant.ui.guard import Guard
from assistant.ui.matrices.tab import matrices_tab
from assistant.ui.reports.tab import reports_tab
from assistant.ui.server import build_app
from assistant.ui.source.addresses import view_address
from corpus.settings import ReadingSettings
from index.build import build
from index.settings import IndexSettings
from tests.assistant.ui.drafting import lines, make_draft, opened, opened_again, said
from tests.browsing import Open, served

FILE = Path(__file__).with_name("payloads.jsonl")
PAYLOADS = [json.loads(line)["text"] for line in FILE.read_text(encoding="utf-8").splitlines()]
LONGEST_QUESTION = 1000
KEPT_DRAFT = "kildesvar-draft:"
# What our own pages never hold in these places, and a payload would bring.
BROUGHT = ":is(script, img, svg, math, iframe, object, embed, video, audio, style, link, meta, base, form, input, s, a)"
# Where the page shows others' words.
OF_DRAFT = "#drafting .title, #drafting .statement > span:first-child, #drafting .chart th"
SHOWN = f".question, blockquote, .headings, cite, #desk li, #desk td, #comparing .statement > span, {OF_DRAFT}"

# Follows a link to a source, as an answer would have one.
FOLLOW = """(address) => {
  const link = document.createElement("a");
  link.dataset.source = address;
  document.querySelector("main").append(link);
  document.querySelector("#viewer .view-body")?.replaceChildren();
  link.click();
}"""


def bare(words: str) -> str:
    """The words without white space and what cannot be seen, which is cleaned away or replaced."""
    hidden = "\N{REPLACEMENT CHARACTER}"
    seen = (c for c in unicodedata.normalize("NFC", words) if unicodedata.category(c)[0] != "C" and c not in hidden)
    return "".join("".join(seen).split())


def name_of(payload: str) -> str:
    """A file name that holds as much of a payload as file systems take; one that begins with a dot is passed by."""
    return "Om " + payload.replace("/", "\N{DIVISION SLASH}").replace("\0", "").encode()[:150].decode(errors="ignore")


def questions() -> list[str]:
    """All payloads in as few questions as they fit in."""
    asked = [""]
    for payload in PAYLOADS:
        if len(asked[-1]) + len(payload) >= LONGEST_QUESTION:
            asked.append("")
        asked[-1] += f" {payload}"
    return asked


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Assistant]]:
    """The page over reports with payloads in their texts, titles, headings and names; its address and assistant."""
    folder = tmp_path_factory.mktemp("hostile")
    reports = folder / "reports"
    reports.mkdir()
    text = "\n".join(["Makkerpar", *PAYLOADS]).replace("\0", "")  # with it, a file is no text
    (reports / f"{name_of(PAYLOADS[0])}.txt").write_text(text, encoding="utf-8")
    for payload in PAYLOADS[1::30]:
        words = (
            f"# Rapport {payload}\n\n## Afsnit {payload}\n\nMakkerparrene mødes hver uge, siger {payload} fra Søborg.\n"
        )
        (reports / f"{name_of(payload)}.md").write_text(words, encoding="utf-8")
    for payload in PAYLOADS:
        (reports / f"{name_of(payload)}.pdf").write_bytes(b"%PDF-1.7\n")
    settings = Settings(index=IndexSettings(folder=folder / "index"))
    build([reports], settings.index, ReadingSettings())
    assistant = Assistant(settings.index)
    with served(
        Guard(build_app(assistant, [drafts_tab(assistant), matrices_tab(assistant), reports_tab(settings)]), Access())
    ) as url:
        yield url, assistant
    assistant.close()


def assert_all_shown(shown: str) -> None:
    shown = bare(shown)
    assert [payload for payload in PAYLOADS if bare(payload) not in shown] == []


def assert_nothing_ran(page: Page, opened: list[str]) -> None:
    assert (page.evaluate("window.hit"), opened) == (None, [])
    expect(page.locator(f":is({SHOWN}) {BROUGHT}")).to_have_count(0)


def test_there_are_enough_of_every_kind() -> None:
    kinds = [json.loads(line)["kind"] for line in FILE.read_text(encoding="utf-8").splitlines()]
    assert len(set(PAYLOADS)) > 140 and min(map(kinds.count, kinds)) >= 6


def test_payloads_are_text_wherever_they_come_from(hostile: tuple[str, Assistant], open_page: Open) -> None:
    url, assistant = hostile
    page, opened = open_page(url, locale="da-DK"), []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.on("popup", lambda popup: opened.append(popup.url))
    for question in (*questions(), "Hvad skriver makkerparrene i 2024?"):
        turns = page.locator(".turn:has(.answer)").count()
        page.locator("#question textarea").fill(question)
        page.locator("#question textarea").press("Enter")
        expect(page.locator(".turn:has(.answer)")).to_have_count(turns + 1)
    assert_all_shown(" ".join(page.locator(".question").all_text_contents()))
    assert_nothing_ran(page, opened)
    read = ""
    for report in assistant.reports():
        for number in range(1, report.page_count + 1):
            address = view_address(report.id, number, [])
            page.evaluate(FOLLOW, address)
            page.locator("#viewer .view-text").wait_for(state="attached")
            read += page.locator("#viewer").text_content() or ""
    assert_all_shown(read)
    assert_nothing_ran(page, opened)
    page.keyboard.press("Escape")
    page.get_by_role("tab", name=desk_text("tab", "da")).click()
    page.locator("#desk .faults").wait_for()
    shown = bare(page.locator("#desk").text_content() or "")
    assert [payload for payload in PAYLOADS if bare(name_of(payload)) not in shown] == []
    assert_nothing_ran(page, opened)


def test_payloads_are_text_in_a_draft_and_in_its_files(hostile: tuple[str, Assistant], open_page: Open) -> None:
    page, shown = opened(open_page, hostile[0]), []
    page.on("dialog", lambda dialog: (shown.append(dialog.message), dialog.dismiss()))
    make_draft(page, "makkerparrene")
    kept = json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEPT_DRAFT))
    cited = next(line for section in kept["sections"] for line in section["lines"])
    forged = [{"text": payload, "citations": [{**cited["citations"][0], "quote": payload}]} for payload in PAYLOADS]
    kept["sections"] += [{"heading": payload[:1000], "lines": [{"own": payload}]} for payload in PAYLOADS]
    kept["sections"].append({"heading": "Opdigtet", "lines": forged})
    page.evaluate("([key, kept]) => localStorage.setItem(key, JSON.stringify(kept))", [KEPT_DRAFT, kept])
    page = opened_again(page)
    expect(lines(page).last).to_contain_text(draft_text("gone", "da"))
    assert_all_shown(" ".join(said(page)))
    assert_nothing_ran(page, shown)
    del kept["sections"][-1]
    page.evaluate("([key, kept]) => localStorage.setItem(key, JSON.stringify(kept))", [KEPT_DRAFT, kept])
    page = opened_again(page)
    expect(lines(page).last.locator("textarea")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="HTML").click()
    page.set_content(Path(download.value.path()).read_text(encoding="utf-8"))
    assert_all_shown(page.locator("body").text_content() or "")
    assert_nothing_ran(page, shown)


def test_payloads_are_text_in_a_comparison(hostile: tuple[str, Assistant], open_page: Open) -> None:
    page, shown = open_page(hostile[0], locale="da-DK"), []
    page.on("dialog", lambda dialog: (shown.append(dialog.message), dialog.dismiss()))
    page.get_by_role("tab", name=matrices_text("tab", "da")).click()
    payloads = [" ".join(payload.split()) for payload in PAYLOADS[::12] if "\0" not in payload][:11]
    page.get_by_label(matrices_text("topics", "da")).fill("\n".join(["makkerparrene", *payloads]))
    page.get_by_role("button", name=matrices_text("make", "da")).click()
    expect(page.locator("#comparing h2")).to_be_focused()
    table = bare(page.locator("#comparing .compared").text_content() or "")
    assert [payload for payload in payloads if bare(payload) not in table] == []
    expect(page.locator("#comparing .statement").filter(has_text="Makkerparrene mødes")).not_to_have_count(0)
    assert_nothing_ran(page, shown)
