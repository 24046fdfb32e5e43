"""The page served for real, and a real browser to look at it with."""

import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import uvicorn
from playwright.sync_api import Browser, Page, sync_playwright

from assistant.assistant import Assistant
from assistant.ui.server import build_app

CHROMIUM = shutil.which("chromium")
# What Chromium asks its maker about on its own would drown what the page asks.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def page_url(assistant: Assistant) -> Iterator[str]:
    """The address of the page over the sample reports."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        server = uvicorn.Server(uvicorn.Config(build_app(assistant), log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip("no chromium on this machine")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        yield browser
        browser.close()


Open = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser) -> Iterator[Open]:
    """Opens an address in a browser of its own; in the end nothing has asked another host, and no script failed."""
    asked: list[str] = []
    failures: list[str] = []
    with ExitStack() as stack:

        def opened(url: str, **context: object) -> Page:
            page = stack.enter_context(browser.new_context(**context)).new_page()
            page.set_default_timeout(20_000)
            page.on("request", lambda request: asked.append(request.url))
            page.on("pageerror", lambda error: failures.append(str(error)))
            page.on("console", lambda message: failures.append(message.text) if message.type == "error" else None)
            page.goto(url)
            page.locator("#header h1").wait_for()
            return page

        yield opened
    assert {urlsplit(url).hostname for url in asked if not url.startswith("data:")} == {"127.0.0.1"}
    assert failures == []


@pytest.fixture
def page(open_page: Open, page_url: str) -> Page:
    """The page, in a browser that prefers Danish and light colours."""
    return open_page(page_url, locale="da-DK", color_scheme="light")


@pytest.fixture
def start() -> Iterator[Callable[[str], tuple[subprocess.Popen[str], str]]]:
    """Starts an assistant without luck in a process of its own; returns the process and the page's address."""
    with ExitStack() as stack:

        def started(luck: str) -> tuple[subprocess.Popen[str], str]:
            script = [sys.executable, "-m", "tests.assistant.ui.unlucky", luck]
            root = Path(__file__).parents[3]
            process = stack.enter_context(subprocess.Popen(script, stdout=subprocess.PIPE, text=True, cwd=root))
            stack.callback(process.kill)
            assert process.stdout
            return process, process.stdout.readline().strip()

        yield started
