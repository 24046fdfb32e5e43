"""How long somebody waits, measured in a browser: `python -m tests.timing [TIMES]` prints medians over the samples."""

import statistics
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from corpus.samples import SAMPLE_REPORTS
from corpus.settings import ReadingSettings
from index.build import build
from index.settings import IndexSettings
from tests.browsing import CHROMIUM, QUIET, started

QUESTION = "Hvad siger leverandørerne om digitale møder?"

# Milliseconds from a click on the first selector until the second is shown; the paint that follows is waited for.
UNTIL = """([clicked, shown]) => new Promise((resolve) => {
  const began = performance.now();
  const look = () => [...document.querySelectorAll(shown)].some((each) => each.naturalWidth !== 0)
    ? requestAnimationFrame(() => resolve(performance.now() - began)) : requestAnimationFrame(look);
  document.querySelector(clicked).click();
  requestAnimationFrame(look);
})"""


def main() -> None:
    """Measure each wait as often as asked, ten times unless said otherwise."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    waits: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        build([SAMPLE_REPORTS], IndexSettings(folder=folder / "index"), ReadingSettings())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        for _ in range(times):
            measure(browser, folder, waits)
        browser.close()
    for wait, milliseconds in waits.items():
        print(
            f"{wait}: median {statistics.median(milliseconds):.0f} ms of {len(milliseconds)}, "
            f"{min(milliseconds):.0f} to {max(milliseconds):.0f}"
        )


def measure(browser: Browser, folder: Path, waits: dict[str, list[float]]) -> None:
    """Start the command once, and add what each wait took."""

    def note(wait: str, milliseconds: float) -> None:
        waits.setdefault(wait, []).append(milliseconds)

    began = time.perf_counter()
    with started(folder) as url, browser.new_page() as page:
        page.goto(url)
        page.locator("#question").wait_for()
        note("command to a box for the question", 1000 * (time.perf_counter() - began))
        page.locator("#header h1").wait_for(timeout=120_000)
        note("command to the whole page", 1000 * (time.perf_counter() - began))
        page.locator(".example").first.wait_for()  # found in the background, which would hold the answer up
        ask(page)
        page.locator("#new").click()
        page.locator(".turn").wait_for(state="detached")
        note("click to the answer", ask(page))
        note("click to the picture of a source", page.evaluate(UNTIL, ["#latest a.cite", "#viewer img"]))


def ask(page: Page) -> float:
    """Ask, and return the milliseconds until the answer is shown."""
    page.locator("#question textarea").fill(QUESTION)
    milliseconds: float = page.evaluate(UNTIL, ["#send", "#latest .answer"])
    return milliseconds


if __name__ == "__main__":
    main()
