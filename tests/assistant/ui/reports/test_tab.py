"""The tab of reports as somebody uses it: the real command, a real browser, real builds."""

import json
import os
import re
from pathlib import Path

import httpx
from playwright.sync_api import FilePayload, Locator, Page, expect

from assistant.desk.texts import text
from assistant.texts import text as page_text
from corpus.faults import Fault, FaultCode, describe
from corpus.samples import SAMPLE_REPORTS
from index.settings import IndexSettings
from tests.assistant.ui.reports.conftest import ServePage, opened, show_reports, wait_until_built
from tests.browsing import CONTRAST, Open, grave_faults

HAVNELAUGET, BROKEN = "havnelauget-2024.pdf", "<img src=x onerror=window.hit=1>.pdf"
QUESTION = "Hvor mange makkerpar var der i 2024?"


def payload(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def row(page: Page, file: str) -> Locator:
    return page.locator("#desk tbody tr", has=page.get_by_text(file, exact=True))


def ask(page: Page, question: str) -> None:
    page.get_by_role("tab", name=page_text("tab_ask", "da")).click()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#latest .question")).to_contain_text(question)
    page.locator("#latest .answer").wait_for()


def test_the_table_shows_what_there_is_and_files_names_are_text(page: Page) -> None:
    havnelauget = row(page, HAVNELAUGET)
    expect(havnelauget.locator("th")).to_contain_text("Erfaringsopsamling 2024: Et arbejdsfællesskab ved vandet")
    expect(havnelauget.locator("td").nth(0)).to_have_text("HavnelaugetLeverandør")
    expect(havnelauget.locator("td").nth(1)).to_have_text("2024")
    expect(havnelauget.locator("td").nth(2)).to_have_text("6")
    expect(havnelauget.locator("td time")).to_have_text(re.compile(r"^\d\d\.\d\d\.20\d\d$"))
    expect(havnelauget.locator(".inferred")).to_have_count(4)
    expect(havnelauget).to_contain_text("Læst i filen: titel, organisation, år, type.")
    expect(page.locator("#desk .counts li")).to_have_text(
        ["2 rapporter", "14 sider", re.compile("stykker"), "1 ikke læst"]
    )
    fault = page.locator("#desk .faults li")
    what, remedy = describe(Fault(BROKEN, FaultCode.DAMAGED), "da")
    for words in (BROKEN, what, remedy):
        expect(fault).to_contain_text(words)
    expect(page.locator("#desk .duplicates li")).to_contain_text(f"kopi.pdf har samme indhold som {HAVNELAUGET}")
    page.get_by_text("English", exact=True).click()
    expect(page.locator("#desk .counts li").first).to_have_text("2 reports")
    expect(page.get_by_role("button", name=text("build", "en"))).to_be_visible()
    assert page.evaluate("window.hit") is None
    expect(page.locator("#desk img")).to_have_count(0)


def test_good_and_bad_files_are_uploaded_read_and_told_of(
    serve_page: ServePage, open_page: Open, library: Path
) -> None:
    page = opened(open_page, serve_page(library, upload_megabytes=1))
    good = (SAMPLE_REPORTS / "brofaeste-2023.pdf").read_bytes()
    page.locator("#desk input[type=file]").set_input_files(
        [
            payload("ny <b>å.pdf", good),
            payload("afkortet.pdf", good[:4000]),
            payload("igen.pdf", (SAMPLE_REPORTS / HAVNELAUGET).read_bytes()),
            payload("program.exe", b"MZ"),
            payload("stor.pdf", b"x" * 1_100_000),
        ]
    )
    outcomes = page.locator("#desk .uploads p")
    expect(outcomes).to_have_text(
        [
            text("upload_kept", "da"),
            text("upload_kept", "da"),
            text("upload_there", "da", name=HAVNELAUGET),
            text("upload_type", "da", name="program.exe", endings=".docx, .markdown, .md, .pdf, .txt"),
            text("upload_large", "da", name="stor.pdf", megabytes=1),
        ]
    )
    expect(page.locator("#desk progress")).to_be_visible()
    second = page.evaluate(
        "() => fetch('reports/build', { method: 'POST', body: '{}' }).then((answer) => answer.json())"
    )
    assert second == {"sentence": text("busy", "da"), "detail": ""}
    ask(page, QUESTION)  # the old index answers meanwhile
    expect(page.locator("#latest .statement").first).to_contain_text("41 makkerpar")
    page.reload()
    page.locator("#header h1").wait_for()
    show_reports(page)
    wait_until_built(page)
    expect(page.locator("#desk .uploads li")).to_have_count(0)
    expect(page.locator("#desk .done")).to_have_text(text("built", "da", added=1, removed=0))
    expect(page.locator("#desk .announcer[role=status][aria-live=polite]")).to_have_text(
        text("built", "da", added=1, removed=0)
    )
    expect(row(page, "ny <b>å.pdf").locator("td").first).to_contain_text("Brofæste")
    expect(page.locator("#desk .faults li", has_text="afkortet.pdf")).to_contain_text(
        describe(Fault("", FaultCode.DAMAGED), "da")[1]
    )
    expect(page.locator("#desk .waiting")).to_have_count(0)
    ask(page, "Hvad siger Brofæste om digitale møder?")
    expect(page.locator("#latest .said h3").first).to_have_text("Brofæste 2023")
    assert (library / "reports" / "ny <b>å.pdf").read_bytes() == good


def test_a_year_is_corrected_counts_and_is_taken_back(page: Page, library: Path) -> None:
    row(page, HAVNELAUGET).get_by_role("button", name=re.compile("^Ret ")).click()
    dialog = page.get_by_role("dialog", name=text("edit_heading", "da"))
    year = dialog.get_by_label(text("field_year", "da"), exact=True)
    year.fill("24")
    dialog.get_by_role("button", name=text("save", "da")).click()
    expect(dialog.locator("#edit-year-wrong")).to_have_text(text("wrong_year", "da"))
    expect(year).to_be_focused()
    year.fill("2019")
    year.press("Enter")
    expect(dialog).to_be_hidden()
    wait_until_built(page)
    expect(row(page, HAVNELAUGET).locator("td").nth(1)).to_have_text("2019")
    expect(row(page, HAVNELAUGET).locator("td").nth(1).locator(".known")).to_be_visible()
    catalogue = library / "reports" / "reports.toml"
    assert catalogue.read_text(encoding="utf-8") == f'["{HAVNELAUGET}"]\nyear = 2019\n'
    ask(page, "Hvor mange makkerpar var der i 2019?")
    expect(page.locator("#latest .filters li")).to_contain_text(["2019"])
    expect(page.locator("#latest .coverage").first).to_contain_text(page_text("coverage_one", "da"))
    show_reports(page)
    row(page, HAVNELAUGET).get_by_role("button", name=re.compile("^Ret ")).click()
    dialog.get_by_role("button", name=text("take_back_of", "da", field=text("field_year", "da"))).click()
    dialog.get_by_role("button", name=text("save", "da")).click()
    expect(row(page, HAVNELAUGET).locator("td").nth(1)).to_have_text("2024", timeout=180_000)
    assert catalogue.read_text(encoding="utf-8") == ""


def test_a_report_is_removed_after_a_question(page: Page, library: Path) -> None:
    button = row(page, HAVNELAUGET).get_by_role("button", name=re.compile("^Fjern "))
    button.click()
    dialog = page.get_by_role("dialog", name=text("remove_heading", "da"))
    expect(dialog).to_contain_text("Erfaringsopsamling 2024: Et arbejdsfællesskab ved vandet")
    expect(dialog.get_by_role("button", name=text("cancel", "da"))).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(button).to_be_focused()
    assert (library / "reports" / HAVNELAUGET).exists()
    for file in ("kopi.pdf", HAVNELAUGET):
        page.locator("#desk li, #desk tbody tr", has=page.get_by_text(file, exact=True)).get_by_role(
            "button", name=re.compile("^Fjern ")
        ).click()
        dialog.get_by_role("button", name=text("remove", "da")).click()
        expect(dialog).to_be_hidden()
    expect(page.locator("#desk tbody tr")).to_have_count(1, timeout=180_000)
    assert sorted(os.listdir(library / "reports" / ".removed")) == [HAVNELAUGET, "kopi.pdf"]
    ask(page, QUESTION)
    expect(page.locator("#latest .said h3", has_text="Havnelauget")).to_have_count(0)


def test_an_empty_index_takes_its_first_report_here(serve_page: ServePage, open_page: Open, tmp_path: Path) -> None:
    (tmp_path / "reports").mkdir()
    page = open_page(serve_page(tmp_path, "--reports", tmp_path / "reports"), locale="da-DK")
    expect(page.locator("#latest")).to_contain_text(page_text("empty", "da"))
    assert grave_faults(page) == []
    expect(page.locator("#question")).to_be_hidden()
    show_reports(page)
    expect(page.locator("#desk .none")).to_contain_text(text("none_upload", "da"))
    good = SAMPLE_REPORTS / HAVNELAUGET
    page.locator("#desk input[type=file]").set_input_files(good)
    wait_until_built(page)
    expect(row(page, HAVNELAUGET)).to_be_visible()
    ask(page, QUESTION)  # without loading the page again
    expect(page.locator("#latest .statement").first).to_contain_text("41 makkerpar")


def test_it_fits_can_be_read_and_is_used_by_keyboard(serve_page: ServePage, open_page: Open, library: Path) -> None:
    url = serve_page(library)
    for scheme in ("light", "dark"):
        page = opened(open_page, url, color_scheme=scheme)
        for width in (1280, 390, 360):
            page.set_viewport_size({"width": width, "height": 844})
            assert grave_faults(page) == []
            measured = page.locator("#desk :is(p, h1, h2, th, td, small, b, span, button, li, code):not(.unseen)")
            ratios = measured.evaluate_all(CONTRAST) + page.get_by_role("tab").evaluate_all(CONTRAST)
            assert len(ratios) > 60
            assert [(ratio, name) for ratio, name in ratios if ratio < 4.5] == []
            assert page.evaluate("document.documentElement.scrollWidth") == width
            tab, choice = (
                page.get_by_role("tab").last.bounding_box(),
                page.locator("#language label").first.bounding_box(),
            )
            assert tab and choice
            assert tab["x"] + tab["width"] <= choice["x"] or tab["y"] >= choice["y"] + choice["height"]
        for name in ("edit", "remove"):
            page.locator(f"#desk tbody [data-do={name}]").first.focus()
            page.keyboard.press("Enter")
            shown = page.locator(f"dialog.{name} :is(h2, p, label, input, select, button, span)").evaluate_all(CONTRAST)
            assert [(ratio, what) for ratio, what in shown if ratio < 4.5] == []
            page.keyboard.press("Escape")
            expect(page.locator("dialog[open]")).to_have_count(0)
    stops = []
    page.get_by_role("tab", name=text("tab", "da")).focus()
    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.dataset.do ?? document.activeElement.type"))
    assert [stop for stop in stops if stop in ("file", "build", "remove", "edit")][:5] == [
        "file",
        "build",
        "remove",
        "edit",
        "remove",
    ]


def test_the_samples_are_explained_and_the_tab_adds_no_endpoint(
    serve_page: ServePage, open_page: Open, index_copy: IndexSettings
) -> None:
    url = serve_page(index_copy.folder.parent)
    page = opened(open_page, url)
    expect(page.locator("#desk .obstacle code")).to_have_text(text("serve_command", "da"))
    expect(page.locator("#desk tbody tr")).to_have_count(5)
    expect(page.locator("#desk :is(button, input, dialog)")).to_have_count(0)
    described = httpx.get(f"{url}gradio_api/info").json()
    assert list(described["named_endpoints"]) == ["/ask"]
    assert json.dumps(described["unnamed_endpoints"]) == "{}"
