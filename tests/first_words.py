"""How long a language model's first words take to stand on the page: `python -m tests.first_words [TIMES]`.

The model is scripted, and says when it sends them; the browser says when they are shown.
"""

import json
import statistics
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from assistant.drafting.texts import text
from corpus.samples import SAMPLE_REPORTS
from corpus.settings import ReadingSettings
from index.build import build
from index.settings import IndexSettings
from tests.browsing import CHROMIUM, QUIET, started
from tests.chat_server import Received, Said, chat_server, streamed

QUESTION = "Hvad siger leverandørerne om digitale møder?"
TOPIC = "digitale møder"

# From a click on the first selector until words stand in the second; the paint that follows is waited for.
# Milliseconds since the epoch.
SHOWN = """([clicked, shown]) => new Promise((resolve) => {
  const look = () => [...document.querySelectorAll(shown)].some((each) => each.textContent.trim())
    ? requestAnimationFrame(() => resolve(performance.timeOrigin + performance.now())) : requestAnimationFrame(look);
  document.querySelector(clicked).click();
  requestAnimationFrame(look);
})"""

# A small model on a good machine: it reads for a second, and then writes twenty tokens in one.
READS_SECONDS, TOKEN_SECONDS = 1.0, 0.05
_PLAN_TOKENS = 3
PACE = "KILDESVAR_SERVE__QUESTIONS_PER_MINUTE"


def say(received: Received) -> Said:
    """A plan in three tokens, and then a sentence in words."""
    key = json.loads(received.prompt.splitlines()[-1])["passages"][0]["key"]
    words = "Leverandørerne skriver om de digitale møder i rapporterne".split()
    pieces = ["KIL", "DER:", f" [{key}]\n", words[0], *(f" {word}" for word in words[1:]), f" [{key}]."]
    return replace(streamed(*pieces, pause=TOKEN_SECONDS), seconds=READS_SECONDS)


def main() -> None:
    """Measure each wait as often as asked, ten times unless said otherwise."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 10
    waits: dict[str, list[float]] = {"answer": [], "opening of a draft": []}
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright, chat_server(say) as server:
        folder = Path(name)
        build([SAMPLE_REPORTS], IndexSettings(folder=folder / "index"), ReadingSettings())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        model = {"KILDESVAR_LLM__BASE_URL": server.url, "KILDESVAR_LLM__MODEL": "scripted", PACE: "1000"}
        with started(folder, **model) as url, browser.new_page() as page:
            page.goto(url)
            page.locator(".example").first.wait_for(timeout=120_000)  # found in the background
            for _ in range(times):
                for wait, measure in (("answer", of_answer), ("opening of a draft", of_opening)):
                    shown = measure(page)
                    waits[wait].append(shown - 1000 * server.received[-1].sent[_PLAN_TOKENS])
        browser.close()
    for wait, milliseconds in waits.items():
        print(
            f"first word to the screen, {wait}: median {statistics.median(milliseconds):.0f} ms of "
            f"{len(milliseconds)}, {min(milliseconds):.0f} to {max(milliseconds):.0f}"
        )


def of_answer(page: Page) -> float:
    """Ask, and return when the first words are shown."""
    page.get_by_role("tab", name="Spørg").click()
    page.locator("#question textarea").fill(QUESTION)
    shown = _shown(page, "#send", "#latest .written.coming")
    page.locator("#latest .answer").wait_for()
    return shown


def of_opening(page: Page) -> float:
    """Have the sections of a draft opened, and return when the first words are shown."""
    page.get_by_role("tab", name="Udkast").click()
    if not page.locator("#drafting .work").is_visible():
        page.locator("#drafting [name=topic]").fill(TOPIC)
        page.locator("#drafting .about [type=submit]").click()
    page.locator("#drafting [data-do=openings]:enabled").wait_for()
    shown = _shown(page, "#drafting [data-do=openings]", "#drafting .written.coming")
    page.locator("#drafting [data-do=openings]").click()  # the other sections need not be waited for
    page.locator("#drafting .openings .under-way").filter(has_text=text("open_stopped", "da")).wait_for()
    return shown


def _shown(page: Page, clicked: str, shown: str) -> float:
    milliseconds: float = page.evaluate(SHOWN, [clicked, shown])
    return milliseconds


if __name__ == "__main__":
    main()
