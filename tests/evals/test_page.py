"""The page of a run: it asks for nothing, shows every question, sorts and filters, and does not run what it shows."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from evals.page_rows import number
from evals.plots import Dot, Line, curves, dots, histogram
from evals.run import Run


@pytest.fixture(scope="module")
def html(sample_run: Run) -> str:
    return (sample_run.folder / "report.html").read_text(encoding="utf-8")


def test_the_page_names_no_other_place(html: str) -> None:
    without_text = re.sub(r">[^<]*<", "><", html)
    assert re.findall(r"(?:https?:)?//[a-z][^\s\"']*", without_text) == []
    assert "default-src 'none'" in html
    assert html.count("<html") == html.count("</html>") == 1


def test_every_question_its_gold_and_its_citations_are_shown(html: str, sample_run: Run) -> None:
    for row in sample_run.rows:
        shown = [row.asked.question.question, *(gold.quote for gold in row.asked.golds)]
        shown += [citation.quote for citation in row.asked.answer.citations]
        assert [words for words in shown if escape(words) not in html] == []


def test_all_plots_and_figures_are_there(html: str, sample_run: Run) -> None:
    titles = re.findall(r"<figcaption>([^<]+)", html)
    assert titles == ["By kind", "By language", "Recall against k", "Risk against coverage", "Latency"]
    assert html.count("<svg") == len(titles)
    rows = re.findall(r"<tr><td>[^<]+</td><td class=\"n\">", html)
    assert len(rows) == len(sample_run.summary.metrics)


def test_plots_write_no_markup_of_their_own() -> None:
    svg = dots({"<b>": [Dot(0.5, 0.4, 0.6, "<i>"), Dot(None, None, None, "")]}, '"x"')
    assert "<b>" not in svg and "<i>" not in svg and 'aria-label="&quot;x&quot;"' in svg
    assert svg.count("<circle") == 1


def test_plots_at_their_edges() -> None:
    assert histogram([0.0], {}, "x", "ms").count("<rect") == 1
    assert histogram([0.4, 9999.0, 12.0], {"p50": 12.0}, "x", "ms").count("<rect") == 2
    assert "<path" in curves([Line("a", [(1, 1.0)])], "x", "k", [1, 20])
    assert (number(None), number(0.125), number(3.0, 0)) == ("–", "0.12", "3")


def looked_at(path: Path) -> dict[str, Any]:
    """What a reader sees on a telephone who chooses a kind, sorts by what went wrong, and opens the worst question."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 375, "height": 800})
        page.goto(path.as_uri())
        rows = page.locator("#questions > tbody:visible")
        seen: dict[str, Any] = {"all": rows.count()}
        page.select_option("#kind", "unanswerable")
        seen |= {"unanswerable": rows.count(), "count": page.text_content("#count")}
        page.select_option("#kind", "")
        header = page.get_by_role("button", name="What went wrong")
        header.click()
        header.click()
        seen |= {"worst": rows.first.locator(".tag").count(), "closed": rows.first.locator(".more").is_visible()}
        rows.first.locator(".q button").click()
        seen |= {"open": rows.first.locator(".more").is_visible()}
        seen |= {"width": page.evaluate("document.documentElement.scrollWidth")}
        browser.close()
    return seen


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no chromium on this machine")
def test_the_page_filters_sorts_opens_and_fits_a_telephone(sample_run: Run) -> None:
    # In a thread of its own: Playwright allows one browser a thread, and other tests keep one open in this one.
    with ThreadPoolExecutor(max_workers=1) as thread:
        seen = thread.submit(looked_at, sample_run.folder / "report.html").result()
    n = len(sample_run.rows)
    unanswerable = sum(row.asked.question.kind == "unanswerable" for row in sample_run.rows)
    assert seen == {
        "all": n,
        "unanswerable": unanswerable,
        "count": f"{unanswerable} of {n} questions",
        "worst": max(len(row.faults) for row in sample_run.rows),
        "closed": False,
        "open": True,
        "width": 375,
    }
