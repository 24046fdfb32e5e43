"""The routes of the tab alone, and the whole page as the command serves it, over reports that a test may change."""

import os
import re
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from fastapi import FastAPI
from playwright.sync_api import Page, expect

from assistant.access import Access
from assistant.audit import Audit
from assistant.desk.desk import Desk
from assistant.desk.texts import text
from assistant.settings import PREFIX, ServeSettings, Settings
from assistant.ui.guard import Guard
from assistant.ui.middleware import OwnPage
from assistant.ui.reports.routes import report_routes
from index.settings import IndexSettings
from tests.assistant.conftest import COMMAND
from tests.browsing import Open, served

ServeRoutes = Callable[..., str]
ServePage = Callable[..., str]


@pytest.fixture
def serve_routes(library: Path) -> Iterator[ServeRoutes]:
    """Serves the routes behind the guard, with settings of the section `serve`; returns the address."""
    with ExitStack() as stack:

        def serving(access: Access | None = None, **options: object) -> str:
            serve = ServeSettings.model_validate(options)
            desk = Desk(Settings(index=IndexSettings(folder=library / "index"), serve=serve))
            stack.callback(desk.builder.close)
            audit = Audit(library / "audit.jsonl")
            app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
            app.add_middleware(OwnPage, routes=report_routes(desk, serve, audit))
            app.add_middleware(Guard, access=access or Access(), audit=audit)
            return stack.enter_context(served(app))

        yield serving


@pytest.fixture
def url(serve_routes: ServeRoutes) -> str:
    return serve_routes()


@pytest.fixture
def serve_page(tmp_path: Path) -> Iterator[ServePage]:
    """Runs `kildesvar serve` over a folder with `reports` and `index`, and settings; returns the address."""
    with ExitStack() as stack:

        def serving(folder: Path, *arguments: str | Path, **settings: object) -> str:
            environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
            environment |= {f"{PREFIX}SERVE__{name}".upper(): str(value) for name, value in settings.items()}
            command = [COMMAND, "serve", "--port", "0", "--index", folder / "index", *arguments]
            process = stack.enter_context(
                subprocess.Popen(command, cwd=tmp_path, env=environment, stdout=subprocess.PIPE, text=True)
            )
            stack.callback(process.terminate)
            assert process.stdout
            return next(found.group() for line in process.stdout if (found := re.search(r"http://\S+", line)))

        yield serving


@pytest.fixture
def page(serve_page: ServePage, open_page: Open, library: Path) -> Page:
    """The page, opened at the tab of reports."""
    return opened(open_page, serve_page(library))


def opened(open_page: Open, url: str, **context: object) -> Page:
    page = open_page(url, **{"locale": "da-DK", "color_scheme": "light", **context})
    show_reports(page)
    return page


def show_reports(page: Page) -> None:
    page.get_by_role("tab", name=text("tab", "da")).click()
    expect(page.get_by_role("heading", level=1, name=text("heading", "da"))).to_be_visible()
    page.locator("#desk .counts, #desk .fault").first.wait_for()


def wait_until_built(page: Page) -> None:
    """Wait for the build that is going on; it loads the model, which takes its time on a busy machine."""
    page.locator("#desk .reading :is(.done, .fault)").wait_for(timeout=180_000)
