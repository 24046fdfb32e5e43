"""Take the README's picture: the real page with a real answer from the sample reports. `make picture` runs it."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "page.png"
QUESTION = "Hvad siger leverandørerne om digitale møder?"
WIDTH, HEIGHT = 1120, 900  # CSS pixels; drawn twice as fine


def main() -> None:
    """Serve the sample reports from an index of their own, ask, and keep what is seen."""
    with tempfile.TemporaryDirectory() as folder:
        kildesvar = str(Path(sys.executable).with_name("kildesvar"))
        command = [kildesvar, "serve", "--port", "0", "--index", str(Path(folder, "index"))]
        environment = {name: value for name, value in os.environ.items() if not name.startswith("KILDESVAR_")}
        server = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)
        try:
            take(address(server))
        finally:
            server.terminate()
            server.wait(timeout=30)


def address(server: subprocess.Popen[str]) -> str:
    """The address that the server prints once it listens."""
    assert server.stdout is not None
    for line in server.stdout:
        if found := re.search(r"http://\S+", line):
            return found.group()
    raise SystemExit("The server ended before it listened.")


def take(url: str) -> None:
    """Ask the question on the page and take its picture."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=2)
        page.goto(url)
        box = page.locator("#question textarea")
        box.fill(QUESTION)
        box.press("Enter")
        page.locator("#latest .sources").wait_for()
        page.evaluate("document.activeElement.blur(); document.querySelector('#latest').scrollIntoView()")
        page.wait_for_timeout(500)  # the page's own scrolling and fading
        page.screenshot(path=PICTURE)
        browser.close()


if __name__ == "__main__":
    main()
