"""The addresses of sources: what they give, what they refuse, and what hostile or changed files do there."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from playwright.sync_api import Browser, expect
from pydantic import SecretStr

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.texts import text
from assistant.ui.guard import Guard
from assistant.ui.server import build_app
from assistant.ui.source.addresses import Place
from corpus.records import Span
from corpus.settings import ReadingSettings
from corpus.sheets import draw_page
from index.build import build
from index.settings import IndexSettings
from tests.browsing import Open, served

canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab makes the files of these tests")

EVIL = "<img src=x onerror=window.hit=1>\"'&</p><script>window.hit=2</script>"
PASSWORD = "hemmelig"  # noqa: S105
SENTENCE = "Mentorerne på havnen mødes med borgerne hver torsdag i kabyssen."


@dataclass(frozen=True)
class Desk:
    """Reports that a test may change, their index, and the page over it."""

    reports: Path
    assistant: Assistant
    url: str

    def place(self, report: str, words: str) -> Place:
        """The first page's stretch with these words."""
        page = self.assistant.page(report, 1)
        start = page.text.index(words)
        return Place.marking(page, Span(1, start, start + len(words)))

    def view(self, report: str, words: str = SENTENCE, **query: str) -> str:
        """The viewer's page with those words marked."""
        place = str(self.place(report, words))
        return httpx.get(f"{self.url}kilde/{report}/side/1", params={"sted": place, **query}).raise_for_status().text


def write(path: Path, *lines: str, title: str = "", encrypt: str | None = None) -> None:
    pdf = canvas.Canvas(str(path), pagesize=(595, 842), encrypt=encrypt)
    pdf.setTitle(title)
    pdf.setFont("Helvetica", 11)
    for place, line in enumerate(lines):
        pdf.drawString(60, 700 - 40 * place, line)
    pdf.save()


@pytest.fixture(scope="module")
def desk(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    # The browser comes first: where no event loop runs yet, Gradio makes some of its own and leaves them open.
    folder = tmp_path_factory.mktemp("desk")
    reports = folder / "reports"
    reports.mkdir()
    write(reports / "evil.pdf", SENTENCE, EVIL, "Der er 41 makkerpar.", title=EVIL)
    for number, name in enumerate(["changed", "removed", "replaced"]):
        write(reports / f"{name}.pdf", SENTENCE, f"Der er {number} hold.")
    write(reports / "locked.pdf", SENTENCE, "Huset er stort.", encrypt=PASSWORD)
    (reports / "notes.txt").write_text(f"Noter\n\n{SENTENCE} {EVIL}\n", encoding="utf-8")
    (reports / "reports.toml").write_text(f"['evil.pdf']\ntitle = '''{EVIL}'''\norganisation = '''{EVIL}'''\n")
    (folder / "secret.pdf").write_bytes((reports / "changed.pdf").read_bytes())
    settings = IndexSettings(folder=folder / "index")
    build([reports], settings, ReadingSettings(passwords=(SecretStr(PASSWORD),)))
    assistant = Assistant(settings)
    with served(Guard(build_app(assistant), Access())) as url:
        yield Desk(reports, assistant, url)
    assistant.close()


@pytest.mark.parametrize(
    "path",
    [
        "kilde/../secret.pdf",
        "kilde/..%2fsecret.pdf",
        "kilde/..%2Fsecret/side/1.png",
        "kilde/%2e%2e%2fsecret.pdf",
        "kilde/..%5csecret.pdf",
        "kilde/%00.pdf",
        "kilde/evil.pdf.pdf",
        "kilde/evil.pdf/side/1",
        "kilde/unknown.pdf",
        "kilde/unknown/side/1",
        "kilde/unknown/side/1.png",
        "kilde/evil/side/0",
        "kilde/evil/side/2",
        "kilde/evil/side/2.png",
        "kilde/evil/side/99999999999999999999.png",
        "kilde/evil/side/-1",
        "kilde/evil/side/x.png",
        "kilde/evil/",
        "kilde/evil",
        "kilde/",
        "kilde/notes.pdf",
        "kilde/notes/side/1.png",
        "kilde/reports.toml",
    ],
)
def test_only_pages_of_reports_in_the_index_are_given(desk: Desk, path: str) -> None:
    with httpx.Client(base_url=desk.url) as client:
        url = httpx.URL(desk.url).copy_with(raw_path=f"/{path}".encode())
        answer = client.send(client.build_request("GET", url))
    assert answer.status_code == 404
    assert "no-cache" in answer.headers.get("cache-control", "no-cache")
    assert answer.headers["content-type"].startswith("text/plain")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_but_reading_is_answered(desk: Desk, method: str) -> None:
    assert httpx.request(method, f"{desk.url}kilde/evil/side/1").status_code in (404, 405)


@pytest.mark.parametrize(
    ("path", "kind", "begins"),
    [
        ("kilde/evil.pdf", "application/pdf", b"%PDF-"),
        ("kilde/evil/side/1.png", "image/png", b"\x89PNG"),
        ("kilde/evil/side/1", "text/html; charset=utf-8", b"<header"),
    ],
)
def test_each_comes_as_what_it_is_and_may_load_nothing(desk: Desk, path: str, kind: str, begins: bytes) -> None:
    answer = httpx.get(f"{desk.url}{path}")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["content-security-policy"].startswith("default-src 'none'")
    assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
    assert answer.content.startswith(begins)
    if kind.endswith("pdf"):
        assert answer.headers["content-disposition"] == "inline; filename*=UTF-8''evil.pdf"


@pytest.mark.parametrize(("query", "side"), [("", 1700), ("?stor=1", 3400), ("?stor=1000000", 1700)])
def test_a_picture_has_one_of_two_sizes(desk: Desk, query: str, side: int) -> None:
    picture = httpx.get(f"{desk.url}kilde/evil/side/1.png{query}").content
    assert int.from_bytes(picture[20:24], "big") == pytest.approx(side, abs=1)  # the height, by ISO/IEC 15948


def test_a_file_that_was_changed_or_removed_is_not_shown_as_the_source(desk: Desk) -> None:
    write(desk.reports / "changed.pdf", SENTENCE, "Der er 7 hold.")
    (desk.reports / "removed.pdf").unlink()
    (desk.reports / "replaced.pdf").unlink()
    (desk.reports / "replaced.pdf").symlink_to(desk.reports.parent / "secret.pdf")
    for report in ("changed", "removed", "replaced"):
        shown = desk.view(report)
        assert text("view_gone", "da") in shown
        assert f"<mark>{SENTENCE}</mark>" in shown
        assert "<img" not in shown
        assert ".pdf" not in shown
        assert httpx.get(f"{desk.url}kilde/{report}.pdf").status_code == 404
        assert httpx.get(f"{desk.url}kilde/{report}/side/1.png").status_code == 404


def test_a_file_that_was_moved_back_is_shown_again(desk: Desk, tmp_path: Path) -> None:
    assert text("view_gone", "da") not in desk.view("evil")
    shutil.move(desk.reports / "evil.pdf", tmp_path / "evil.pdf")
    assert text("view_gone", "da") in desk.view("evil")  # though its picture was kept
    shutil.move(tmp_path / "evil.pdf", desk.reports / "evil.pdf")
    assert "<rect" in desk.view("evil")


def test_a_locked_file_is_shown_to_those_who_gave_its_password(desk: Desk) -> None:
    shown = desk.view("locked", sprog="en")
    assert text("view_undrawn", "en") in shown
    assert f"<mark>{SENTENCE}</mark>" in shown
    assert "Traceback" not in shown
    original = desk.assistant.original("locked")
    assert draw_page(original.data, 1, 100, (PASSWORD,)).startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "place",
    ["1.0.10.000000000000", "2.0.10.000000000000", "1.0.10", "x", "<script>", "1.99999.9999999.000000000000", ""],
)
def test_what_is_asked_to_be_marked_must_stand_there(desk: Desk, place: str) -> None:
    shown = httpx.get(f"{desk.url}kilde/notes/side/1", params={"sted": place}).text
    assert "<mark" not in shown
    assert "<script" not in shown
    assert (text("view_stale", "da") in shown) == (place.startswith("1.") and len(place) > 10)


def test_what_a_file_and_the_catalogue_say_is_text(desk: Desk, open_page: Open) -> None:
    page = open_page(desk.url)
    expect(page.locator("html")).to_have_attribute("lang", "da")  # the greeting has ended
    for report in ("evil", "notes"):
        address = f"/kilde/{report}/side/1?sted={quote(str(desk.place(report, SENTENCE)))}"
        page.evaluate(
            """(address) => {
              document.querySelector('#planted')?.remove();
              document.body.insertAdjacentHTML('beforeend', '<a id="planted" href="#">x</a>');
              document.querySelector('#planted').dataset.source = address;
              document.querySelector('#planted').click();
            }""",
            address,
        )
        expect(page.locator("#viewer .view-head")).to_contain_text("Noter" if report == "notes" else EVIL)
        if report == "evil":
            page.locator("#viewer summary").click()
        expect(page.locator("#viewer :is(.view-whole, details)")).to_contain_text(EVIL)
        expect(page.locator("#viewer :is(script, [onerror], img[src=x])")).to_have_count(0)
    assert page.evaluate("window.hit") is None
