"""A page served for real, and a real browser to look at it with."""

import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path

import axe_playwright_python
import uvicorn
from playwright.sync_api import Page
from starlette.types import ASGIApp

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

Open = Callable[..., Page]

# The contrast, by WCAG 2.2, of each element's text with the first opaque background behind it.
CONTRAST = """(elements) => elements.filter((element) => element.checkVisibility()).map((element) => {
  const rgb = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = (colour) => rgb(colour).slice(0, 3).map((part) => part / 255)
    .map((part) => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)
    .reduce((sum, part, place) => sum + part * [0.2126, 0.7152, 0.0722][place], 0);
  let behind = element;
  while (rgb(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
  const pair = [getComputedStyle(element).color, getComputedStyle(behind).backgroundColor].map(light).sort();
  return [(Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05), element.className || element.id];
})"""


# What still fades in cannot be read yet, so that ends first.
_AXE = """async () => {
  const moving = document.getAnimations().filter((each) => each.effect.getComputedTiming().iterations !== Infinity);
  await Promise.allSettled(moving.map((each) => each.finished));
  const found = await axe.run({ resultTypes: ["violations"] });
  return found.violations
    .filter((each) => ["serious", "critical"].includes(each.impact))
    .map((each) => `${each.id}: ${each.nodes[0].html.slice(0, 200)}`);
}"""


def grave_faults(page: Page) -> list[str]:
    """What axe-core finds wrong with the page as it is, of serious or critical impact: the rule and an element."""
    page.evaluate(_axe())
    found: list[str] = page.evaluate(_AXE)
    return found


@cache
def _axe() -> str:
    return files(axe_playwright_python).joinpath("axe.min.js").read_text(encoding="utf-8")


@contextmanager
def started(folder: Path, **settings: str) -> Iterator[str]:
    """Run the command as a user does, in a folder that holds the index; gives the page's address.

    Args:
        folder: where it runs.
        settings: in its environment; there are no others.
    """
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KILDESVAR_")} | settings
    command = [Path(sys.executable).with_name("kildesvar"), "serve", "--port", "0", "--index", folder / "index"]
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield next(found.group() for line in server.stdout if (found := re.search(r"http://\S+", line)))
    finally:
        server.terminate()
        server.wait(timeout=60)


@contextmanager
def served(app: ASGIApp) -> Iterator[str]:
    """Serve a page in a thread; gives its address."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
        server.should_exit = True
        thread.join()
