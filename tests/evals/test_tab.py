"""The tab of evaluations as somebody uses it, in a real browser over the sample reports."""

import http.client
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest
from playwright.sync_api import Page, expect

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.ui.guard import Guard
from assistant.ui.server import build_app
from evals.run import Run
from evals.texts import text
from evals.ui.tab import evaluation_tab
from tests.browsing import CONTRAST, Open, grave_faults, served
from tests.evals.conftest import SAMPLE_SET
from tests.evals.test_cli import kildesvar

BROKEN = '{"question": "Hvad?"}'
COUNT = 8


@pytest.fixture(scope="module")
def runs(sample_run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of two runs: the sample run, and a later one whose answers were made wrong by hand."""
    folder = tmp_path_factory.mktemp("past")
    for name in ("before", "after"):
        shutil.copytree(sample_run.folder, folder / name)
    lines = (folder / "after" / "scores.jsonl").read_text(encoding="utf-8").splitlines()
    (folder / "after" / "scores.jsonl").write_text("".join(map(made_wrong, lines)), encoding="utf-8")
    summary = json.loads((folder / "after" / "summary.json").read_text(encoding="utf-8"))
    summary["started_at"] = "2099-01-02T12:00:00+00:00"
    (folder / "after" / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    (folder / "outside.html").write_text("secret", encoding="utf-8")
    return folder


def made_wrong(line: str) -> str:
    score = json.loads(line)
    if score["truth"] in ("perfect", "acceptable"):
        score["truth"] = "incorrect"
        score["metrics"] |= {"vital_recall": 0.0, "truthfulness": -1.0}
    return f"{json.dumps(score)}\n"


@pytest.fixture(scope="module")
def url(
    assistant: Assistant, settings: Settings, runs: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    sets = tmp_path_factory.mktemp("sets")
    lines = SAMPLE_SET.read_text(encoding="utf-8").splitlines(keepends=True)
    (sets / "few.jsonl").write_text("".join(lines[: COUNT - 2] + lines[-2:]), encoding="utf-8")
    (sets / "broken.jsonl").write_text(BROKEN, encoding="utf-8")
    with served(Guard(build_app(assistant, [evaluation_tab(assistant, settings, sets, runs)]), Access())) as address:
        yield address


def opened(open_page: Open, url: str, **context: object) -> Page:
    page = open_page(url, **{"locale": "da-DK", "color_scheme": "light", **context})
    page.get_by_role("tab", name=text("tab", "da")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(text("run", "da"))
    return page


@pytest.fixture
def page(open_page: Open, url: str) -> Page:
    return opened(open_page, url)


def choose(page: Page, label: str, option: str | re.Pattern[str]) -> None:
    page.get_by_label(label, exact=True).click()
    page.get_by_role("option", name=option).click()
    expect(page.get_by_role("listbox")).to_have_count(0)


def compare(page: Page) -> None:
    """Compare the run before with the one after, which is the latest and so chosen, whatever was run meanwhile."""
    choose(page, text("before", "da"), re.compile(r"^(?!.*2099).*samples\.jsonl"))
    page.get_by_role("button", name=text("do_compare", "da")).click()
    page.locator("#comparison .differences").wait_for()


def test_a_run_is_counted_then_listed_and_its_report_opens(page: Page) -> None:
    expect(page.locator(".runs tbody tr")).to_have_count(2)
    choose(page, text("set", "da"), "few.jsonl")
    page.get_by_role("button", name=text("start", "da")).click()
    expect(page.locator(f'progress[max="{COUNT}"]')).to_be_visible()
    expect(page.get_by_role("button", name=text("start", "da"))).to_be_disabled()
    expect(page.locator("#evaluation .announcer[role=status][aria-live=polite]")).not_to_be_empty()
    page.locator("#run-status .done").wait_for()
    expect(page.locator("#run-status .done")).to_contain_text(text("done", "da", set="few.jsonl", total=COUNT))
    row = page.locator(".runs tbody tr", has_text="few.jsonl")
    expect(row).to_contain_text(text("asked_of", "da", sets="few.jsonl", count=COUNT))
    expect(row.locator("td b")).to_have_count(6)
    with page.context.expect_page() as new:
        row.get_by_role("link").click()
    report = new.value
    expect(report.get_by_role("heading", level=1)).to_have_text("few.jsonl")
    expect(report.locator("#count")).to_have_text(f"{COUNT} of {COUNT} questions")  # its script has run
    report.get_by_role("button", name="Question", exact=True).click()
    assert report.evaluate("window.opener") is None


def test_a_broken_set_gives_its_sentence_and_it_stays(page: Page) -> None:
    choose(page, text("set", "da"), "broken.jsonl")
    page.get_by_role("button", name=text("start", "da")).click()
    fault = page.locator("#run-status .fault")
    expect(fault).to_contain_text(text("failed", "da", set="broken.jsonl"))
    expect(fault.locator("[lang=en]")).to_have_text(
        "broken.jsonl, line 1, field answerable: missing; say true or false, or give a quote."
    )
    page.get_by_role("tab").first.click()
    page.get_by_role("tab", name=text("tab", "da")).click()
    expect(fault).to_be_visible()
    expect(page.locator(".toast-body")).to_have_count(0)
    expect(page.get_by_role("button", name=text("start", "da"))).to_be_enabled()


def test_two_runs_are_compared_in_either_language(page: Page, sample_run: Run) -> None:
    compare(page)
    truthfulness = page.locator(".differences tr", has_text=text("figure_truthfulness", "da"))
    expect(truthfulness.locator(".tag.worse")).to_have_text(text("verdict_worse", "da"))
    expect(page.locator(".differences tbody tr").first.locator(".tag")).to_be_visible()  # what is sure comes first
    wrong = [row for row in sample_run.rows if row.truth in ("perfect", "acceptable")]
    expect(page.locator(".flips li")).to_have_count(len(wrong))
    expect(page.locator(".flips li").first).to_contain_text(f"→ {text('ending_incorrect', 'da')}")
    page.get_by_text("English", exact=True).click()
    truthfulness = page.locator(".differences tr", has_text=text("figure_truthfulness", "en"))
    expect(truthfulness.locator(".tag.worse")).to_have_text(text("verdict_worse", "en"))
    expect(page.get_by_role("tab", name=text("tab", "en"))).to_be_visible()
    expect(page.get_by_role("button", name=text("do_compare", "en"))).to_be_visible()
    expect(page.get_by_label(text("after", "en"), exact=True)).to_have_value(re.compile("2099-01-02 .*samples.jsonl"))
    assert "helt" not in page.locator("#evaluation").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read(open_page: Open, url: str, scheme: str) -> None:
    page = opened(open_page, url, color_scheme=scheme)
    compare(page)
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 844})
        assert grave_faults(page) == []
        measured = page.locator("#evaluation :is(p, h1, h2, h3, th, td, small, b, a, span, button, li, input)")
        ratios = measured.evaluate_all(CONTRAST) + page.get_by_role("tab").evaluate_all(CONTRAST)
        assert len(ratios) > 100
        assert [(ratio, name) for ratio, name in ratios if ratio < 4.5] == []
        assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_report_may_load_nothing_and_be_framed_by_nobody(url: str) -> None:
    report = httpx.get(f"{url}evaluation/before/report.html")
    assert report.status_code == 200 and report.text.startswith("<!doctype html>")
    policy = report.headers["content-security-policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "sandbox" in policy
    assert report.headers["x-content-type-options"] == "nosniff"
    assert "unsafe-eval" not in policy
    assert httpx.post(f"{url}evaluation/before/report.html").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/evaluation/nowhere/report.html",
        "/evaluation/before/summary.json",
        "/evaluation/before/",
        "/evaluation/../outside.html",
        "/evaluation/before/../../outside.html",
        "/evaluation/./report.html",
        "/evaluation/%2e%2e/report.html",
        "/evaluation/%252e%252e/report.html",
        "/evaluation/..%2fpast0%2fbefore/report.html",
        "/evaluation/..%5cbefore/report.html",
        "/evaluation/%2fetc%2fpasswd%00/report.html",
        "/evaluation/before%00/report.html",
        "/evaluation/before%2f..%2fbefore/report.html",
        "/evaluation/%c0%ae%c0%ae/report.html",
        "/evaluation//before/report.html",
        "/evaluation/before/report.html/..%2f..%2foutside.html",
        "/evaluation/BEFORE/report.html",
        "/evaluation/*/report.html",
    ],
)
def test_nothing_but_the_reports_of_runs_can_be_reached(url: str, path: str) -> None:
    # Not by httpx, which would tidy the path up.
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)
    connection.request("GET", path)
    assert connection.getresponse().status == 404
    connection.close()


def test_the_tab_adds_no_endpoint(url: str) -> None:
    described = httpx.get(f"{url}gradio_api/info").json()
    assert list(described["named_endpoints"]) == ["/ask"]
    assert described["unnamed_endpoints"] == {}


def test_a_folder_of_sets_that_is_missing_is_a_sentence(tmp_path: Path) -> None:
    done = kildesvar("serve", "--question-sets", tmp_path / "none", status=1)
    assert done.stderr == f"There is no folder {tmp_path / 'none'}; name one that holds question sets.\n"
