"""The time before the page is there, as a browser and a program see it."""

import json
import subprocess
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from playwright.sync_api import Browser, Page, expect

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.desk.building import Building
from assistant.desk.texts import text as desk_text
from assistant.texts import text
from assistant.ui.guard import Guard
from assistant.ui.opening import Opening
from assistant.ui.server import build_app
from assistant.users_file import Users
from corpus.errors import IndexUnusable
from tests.assistant.conftest import COMMAND, Run
from tests.browsing import grave_faults, served

QUESTION = "Hvor mange makkerpar var der i 2024?"
SLOW = 120_000  # milliseconds; a busy machine takes its time to load Gradio
NAVIGATION = {"sec-fetch-mode": "navigate", "sec-fetch-site": "none", "accept": "text/html"}


@dataclass
class Load:
    """A load that takes until a test lets it end, in one way or another."""

    make: Callable[[], FastAPI]
    may_end: threading.Event = field(default_factory=threading.Event)
    building: Building | None = None
    has_ended: bool = False

    def __call__(self) -> FastAPI:
        self.may_end.wait()
        return self.make()

    def end(self) -> None:
        self.has_ended = True

    @contextmanager
    def served(self, access: Access | None = None) -> Iterator[str]:
        opening = Opening(self, lambda: self.building, self.end)
        with served(Guard(opening, access or Access())) as url:
            try:
                yield url
            finally:
                self.may_end.set()


@pytest.fixture
def opened(browser: Browser) -> Iterator[Callable[..., Page]]:
    contexts = []

    def opening(url: str, **options: object) -> Page:
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.goto(url)
        return page

    yield opening
    for context in contexts:
        context.close()


def test_a_question_that_is_asked_before_the_page_is_there_is_answered(
    assistant: Assistant, opened: Callable[..., Page]
) -> None:
    load = Load(lambda: build_app(assistant))
    with load.served() as url, ThreadPoolExecutor() as threads:
        page = opened(url)
        expect(page.get_by_role("status")).to_have_text(text("opening", "da"))
        health = httpx.get(f"{url}health")
        assert (health.status_code, health.text, httpx.post(f"{url}health").status_code) == (503, "opening", 405)
        asked = threads.submit(httpx.post, f"{url}gradio_api/call/v2/ask", json={"question": QUESTION}, timeout=60)
        box = page.get_by_label(text("question_label", "da"))
        expect(box).to_be_focused()
        box.fill(QUESTION)
        box.press("Enter")
        expect(page.locator("#kept")).to_have_text(text("opening_kept", "da"))
        assert grave_faults(page) == []
        assert not asked.done()
        load.may_end.set()
        page.locator("#latest .answer").wait_for(timeout=SLOW)
        expect(page.locator("#latest .question")).to_contain_text(QUESTION)
        expect(page.locator("#latest .statement").first).to_contain_text("41 makkerpar")
        assert "event_id" in asked.result().json()
        health = httpx.get(f"{url}health")
        assert (health.status_code, health.text) == (200, "ready")
        assert page.evaluate("sessionStorage.getItem('kildesvar-waiting')") is None


def test_what_is_half_written_stands_in_the_box_of_the_page(assistant: Assistant, opened: Callable[..., Page]) -> None:
    load = Load(lambda: build_app(assistant))
    with load.served() as url:
        page = opened(url, viewport={"width": 390, "height": 844})
        page.get_by_role("link", name="English").click()
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.get_by_label(text("question_label", "en")).fill("Hvor mange <b>")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        load.may_end.set()
        page.locator("#header h1").wait_for(timeout=SLOW)
        expect(page.locator("#question textarea")).to_have_value("Hvor mange <b>")
        expect(page.locator(".turn")).to_have_count(0)


def test_it_shows_how_far_the_reports_are_read(opened: Callable[..., Page]) -> None:
    load = Load(FastAPI, building=Building("encoding", "<img src=x onerror=alert(1)>.pdf", 30, 120))
    with load.served() as url:
        page = opened(url)
        expect(page.locator("#step .step")).to_have_text(
            desk_text("stage_encoding", "da", file="<img src=x onerror=alert(1)>.pdf", done=30, total=120)
        )
        assert page.locator("#step progress").evaluate("(bar) => bar.value / bar.max") == 0.25
        expect(page.get_by_role("status")).to_have_text(desk_text("built_part", "da", percent=25))


def fail() -> FastAPI:
    raise IndexUnusable("There is no index in /srv/<b>; make one.")


def test_a_load_that_fails_is_told_with_a_next_step(opened: Callable[..., Page]) -> None:
    load = Load(fail)
    with load.served() as url:
        page = opened(url)
        load.may_end.set()
        step = page.locator("#step")
        for words in (text("opening_failed", "da"), text("opening_failed_help", "da"), "no index in /srv/<b>; make"):
            expect(step).to_contain_text(words)
        expect(page.get_by_role("status")).to_contain_text(text("opening_failed_help", "da"))
        expect(page.locator("form")).to_be_hidden()
        answer = httpx.post(f"{url}gradio_api/call/v2/ask", json={"question": QUESTION})
        assert (answer.status_code, answer.json()) == (503, {"detail": text("opening_failed", "da")})
        assert load.has_ended


def test_a_stranger_sees_the_login_and_a_reader_no_folders(path: Path) -> None:
    load = Load(fail)
    with load.served(Access(Users(path))) as url, httpx.Client(base_url=url) as client:
        assert client.get("/", headers=NAVIGATION).headers["location"] == "/login"
        assert (client.get("opening").status_code, client.get("health").status_code) == (401, 503)
        client.post("login", data={"name": "anna", "password": "Rødgrød med fløde"})
        assert text("opening", "da") in client.get("/", headers=NAVIGATION).text
        load.may_end.set()
        events = client.get("opening?lang=en").text
        told = json.loads(events.partition("event: failed\ndata: ")[2])
        assert text("opening_failed", "en") in told["html"] and "/srv" not in events


def test_the_command_ends_where_it_cannot_open(run: Run, tmp_path: Path) -> None:
    done = run("serve", "--port", "0", "--index", tmp_path / "index", "--reports", tmp_path / "gone")
    assert done.returncode == 1
    assert "gone" in done.stderr and "Traceback" not in done.stderr


def test_the_command_listens_behind_the_guard_before_it_reads(tmp_path: Path) -> None:
    command = [COMMAND, "serve", "--port", "0", "--index", tmp_path / "index"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout
            url = process.stdout.readline().split()[-1]
            assert httpx.get(url, headers=NAVIGATION | {"sec-fetch-site": "cross-site"}).status_code == 200
            assert httpx.get(f"{url}health").text == "opening"
            assert httpx.get(f"{url}opening", headers={"origin": "http://example.com"}).status_code == 403
            assert httpx.get(f"{url}health", headers={"host": "example.com"}).status_code == 421
        finally:
            process.terminate()
    assert process.returncode == 0
