"""What all tests share: no network, one index of the sample reports, and one browser."""

import asyncio
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_socket import enable_socket, socket_allow_hosts

from assistant.assistant import Assistant
from corpus.settings import ReadingSettings
from index.build import build
from index.settings import IndexSettings
from tests.browsing import CHROMIUM, QUIET, Open
from tests.sharing import made_once

# What Chromium says of a change that is refused with a sentence; the page shows it.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of (409|422)")
# What Gradio says of the requests that a page has under way when it is reloaded, before the new one comes.
LEFT = re.compile(r"AbortError: signal is aborted without reason|Unexpected error Connection errored out\.")
# How long a page may take for one thing while other tests keep the machine busy.
PATIENCE_MS = 60_000
SAMPLE_REPORTS = Path(__file__).parents[1] / "corpus" / "reports"


@pytest.fixture(autouse=True)
def _only_this_machine() -> Iterator[None]:
    """Tests reach servers on this machine and nothing else."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    yield
    enable_socket()


class _Loops(asyncio.DefaultEventLoopPolicy):
    """Remembers every event loop that is made."""

    def __init__(self) -> None:
        super().__init__()
        self.made: list[asyncio.AbstractEventLoop] = []

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        self.made.append(super().new_event_loop())
        return self.made[-1]


@pytest.fixture(scope="session", autouse=True)
def _event_loops() -> Iterator[None]:
    """Gradio makes loops with every page that it builds, and closes none: that is done here."""
    loops = _Loops()
    asyncio.set_event_loop_policy(loops)
    yield
    asyncio.set_event_loop_policy(None)
    for loop in loops.made:
        loop.close()


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """The settings of an index over the sample reports, built once with the default model."""

    def make(folder: Path) -> None:
        build([SAMPLE_REPORTS], IndexSettings(folder=folder), ReadingSettings())

    made = made_once(tmp_path_factory, "samples-built", make)
    return IndexSettings(folder=shutil.copytree(made, tmp_path_factory.mktemp("sample-index") / "index"))


@pytest.fixture(scope="session")
def assistant(sample_index: IndexSettings) -> Iterator[Assistant]:
    """An assistant over the sample reports."""
    assistant = Assistant(sample_index)
    yield assistant
    assistant.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens an address in a browser of its own; in the end nothing has asked another host, and no script failed."""
    asked: list[str] = []
    failures: list[str] = []
    with ExitStack() as stack:

        def forget_what_was_left(_: object) -> None:
            if any(failure.startswith("AbortError") for failure in failures):
                failures[:] = [failure for failure in failures if not LEFT.match(failure)]

        def opened(url: str, **context: object) -> Page:
            page = stack.enter_context(browser.new_context(**context)).new_page()
            page.set_default_timeout(PATIENCE_MS)
            page.on("request", lambda request: asked.append(request.url))
            page.on("pageerror", lambda error: failures.append(str(error)))
            page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
            page.on("framenavigated", forget_what_was_left)
            page.goto(url)
            page.locator("#header h1").wait_for(timeout=180_000)  # a command that has just begun loads first
            return page

        yield opened
    assert {urlsplit(url).hostname for url in asked if not url.startswith("data:")} == {"127.0.0.1"}
    assert [failure for failure in failures if not REFUSED.match(failure)] == []
