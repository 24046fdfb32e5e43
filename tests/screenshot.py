"""Take the pictures of docs: the real page over the sample reports. `make picture` runs it."""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.desk.texts import text as desk_text
from assistant.drafting.matrix_texts import text as matrices_text
from assistant.drafting.texts import text as drafting_text
from evals.texts import text as evals_text
from tests.browsing import CHROMIUM, QUIET, started

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "page.png"
VIEWS = ROOT / "docs" / "views"
QUESTION = "Hvad siger leverandørerne om digitale møder?"
SAMPLE_SET = ROOT / "evals" / "sets" / "samples.jsonl"
SIZES = {"desktop": (1280, 800), "phone": (390, 844)}  # CSS pixels
QUALITY = 60  # of WebP; text stays sharp


def main() -> None:
    """Serve the sample reports from an index of their own, and keep what is seen of each view."""
    VIEWS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        kildesvar = Path(sys.executable).with_name("kildesvar")
        index = ("--index", folder / "index")
        subprocess.run([kildesvar, "build", ROOT / "corpus" / "reports", *index], cwd=folder, check=True)
        subprocess.run([kildesvar, "eval", "run", SAMPLE_SET, *index], cwd=folder, check=True)
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(QUIET))
        with started(folder) as url:
            take_readme(browser, url)
            for size in SIZES:
                for scheme in ("light", "dark"):
                    take_views(browser, url, size, scheme)
        browser.close()


def take_readme(browser: Browser, url: str) -> None:
    """The picture of the README: an answer with its sources."""
    page = browser.new_page(viewport={"width": 1120, "height": 900}, device_scale_factor=2)
    opened(page, url)
    ask(page)
    page.evaluate("document.activeElement.blur(); document.querySelector('#latest').scrollIntoView()")
    page.wait_for_timeout(500)  # the page's own scrolling and fading
    page.screenshot(path=PICTURE)
    page.close()


def take_views(browser: Browser, url: str, size: str, scheme: str) -> None:
    """The six views in one size and scheme of colours."""
    width, height = SIZES[size]
    page = browser.new_page(viewport={"width": width, "height": height}, color_scheme=scheme, device_scale_factor=1.5)
    opened(page, url)
    ask(page)
    page.evaluate("document.activeElement.blur(); document.querySelector('#latest').scrollIntoView()")
    keep(page, f"spoerg-{size}-{scheme}")
    page.locator("#latest a.cite").first.click()
    page.locator("#viewer img").wait_for()
    page.wait_for_function("[...document.querySelectorAll('#viewer img')].every((image) => image.naturalWidth)")
    keep(page, f"kilden-{size}-{scheme}")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name=drafting_text("tab", "da")).click()
    page.get_by_label(drafting_text("topic", "da")).fill("digitale møder")
    page.get_by_role("button", name=drafting_text("make", "da")).click()
    expect(page.locator("#drafting h2")).to_be_focused()
    page.locator("#drafting .line").first.get_by_role("button", name=drafting_text("write", "da")).click()
    page.keyboard.type("Mødet virker, når der er en dagsorden: Det vil vi skrive ind i de nye aftaler.")
    page.locator("#drafting .chart").wait_for()
    page.evaluate("document.activeElement.blur(); document.querySelector('#drafting .title').scrollIntoView()")
    keep(page, f"udkast-{size}-{scheme}")
    page.get_by_role("tab", name=matrices_text("tab", "da")).click()
    page.get_by_label(matrices_text("topics", "da")).fill("digitale møder\nkontaktperson\ntransport")
    page.get_by_role("button", name=matrices_text("make", "da")).click()
    expect(page.locator("#comparing h2")).to_be_focused()
    page.evaluate("document.activeElement.blur()")
    keep(page, f"sammenlign-{size}-{scheme}")
    page.get_by_role("tab", name=desk_text("tab", "da")).click()
    page.locator("#desk .counts").wait_for()
    keep(page, f"rapporter-{size}-{scheme}")
    page.get_by_role("tab", name=evals_text("tab", "da")).click()
    expect(page.locator("#runs")).to_contain_text(re.compile("samples"))
    keep(page, f"evaluering-{size}-{scheme}")
    page.close()


def opened(page: Page, url: str) -> None:
    page.goto(url)
    page.locator("#header h1").wait_for(timeout=120_000)


def ask(page: Page) -> None:
    page.locator("#question textarea").fill(QUESTION)
    page.locator("#question textarea").press("Enter")
    page.locator("#latest .sources").wait_for()


def keep(page: Page, name: str) -> None:
    """Keep what is seen, as a file of some tens of kilobytes."""
    page.wait_for_timeout(500)  # the page's own scrolling and fading
    picture = VIEWS / f"{name}.png"
    page.screenshot(path=picture)
    Image.open(picture).save(picture.with_suffix(".webp"), quality=QUALITY, method=6)
    picture.unlink()


if __name__ == "__main__":
    main()
