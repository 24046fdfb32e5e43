"""The page served for real, in a thread or in a process of its own."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Page

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.ui.drafts.tab import drafts_tab
from assistant.ui.guard import Guard
from assistant.ui.matrices.tab import matrices_tab
from assistant.ui.server import build_app
from assistant.users_file import Users, add_user
from tests.assistant.ui.guarding import CHEAP, PASSWORD, Behind, Clock
from tests.browsing import Open, served


@pytest.fixture(scope="session")
def page_url(assistant: Assistant) -> Iterator[str]:
    """The address of the page over the sample reports."""
    with served(Guard(build_app(assistant), Access())) as url:
        yield url


@pytest.fixture(scope="session")
def drafts_url(assistant: Assistant) -> Iterator[str]:
    """The address of the page with the tabs of drafts and comparisons."""
    with served(Guard(build_app(assistant, [drafts_tab(assistant), matrices_tab(assistant)]), Access())) as url:
        yield url


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


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A users file with a reader and an editor."""
    path = tmp_path / "users.txt"
    add_user(path, "anna", "reader", PASSWORD, cost=CHEAP)
    add_user(path, "bo", "editor", PASSWORD, cost=CHEAP)
    return path


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def behind() -> Behind:
    return Behind()


@pytest.fixture
def guard(path: Path, clock: Clock, behind: Behind) -> Guard:
    return Guard(behind, Access(Users(path)), clock)
