"""Where runs lie, and how one is made beside the questions of the users."""

import json
import time
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.records import Status
from assistant.settings import Settings
from evals.differences import Verdict
from evals.measures import MEASURES, WHOLE_SET
from evals.metrics.answers import Truth
from evals.run import Run
from evals.runs import SETS, list_runs, list_sets, new_folder, run_folders
from evals.texts import TEXTS
from evals.ui.rendering import number
from evals.ui.runner import Runner
from tests.evals.conftest import SAMPLE_SET


@pytest.fixture
def twelve(tmp_path: Path) -> Path:
    path = tmp_path / "twelve.jsonl"
    lines = SAMPLE_SET.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(lines[:12]), encoding="utf-8")
    return path


def test_every_run_has_a_folder_of_its_own(tmp_path: Path) -> None:
    first = new_folder(tmp_path)
    first.mkdir()
    assert new_folder(tmp_path) != first


def test_runs_that_are_whole_are_listed_and_damaged_ones_are_named(sample_run: Run, tmp_path: Path) -> None:
    assert list_runs(tmp_path / "none yet") == ()
    (tmp_path / "whole").symlink_to(sample_run.folder)
    for name, files in {"under way": ["report.html"], "damaged": ["report.html", "summary.json"]}.items():
        (tmp_path / name).mkdir()
        for file in files:
            (tmp_path / name / file).write_text("{}", encoding="utf-8")
    assert set(run_folders(tmp_path)) == {"whole", "damaged"}
    whole, damaged = list_runs(tmp_path)
    assert (whole.name, whole.summary and whole.summary.n) == ("whole", len(sample_run.rows))
    assert (damaged.name, damaged.summary) == ("damaged", None)


def test_of_the_sets_that_come_along_the_one_to_work_on_stands_first() -> None:
    assert list(list_sets([SETS])) == ["samples.jsonl", "samples-unseen.jsonl"]


def test_of_two_sets_of_one_name_the_nearer_counts(tmp_path: Path) -> None:
    for folder in ("near", "far"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "one.jsonl").touch()
    (tmp_path / "far" / "two.jsonl").touch()
    assert list_sets([tmp_path / "near", tmp_path / "far"]) == {
        "one.jsonl": tmp_path / "near" / "one.jsonl",
        "two.jsonl": tmp_path / "far" / "two.jsonl",
    }


def test_users_wait_for_one_question_of_a_run_at_most(
    assistant: Assistant, settings: Settings, twelve: Path, tmp_path: Path
) -> None:
    runner = Runner(assistant, settings, tmp_path / "runs")
    assert runner.start(twelve)
    assert not runner.start(twelve)
    seen = []
    while (before := runner.progress) and before.done < 8:
        assistant.ask("Hvad er fleksjob?")
        if before.total and runner.progress:
            seen.append(runner.progress.done - before.done)
    while runner.is_busy:
        time.sleep(0.05)
    assert seen and max(seen) <= 2  # the one under way, and the one begun while the answer came back
    assert runner.progress and runner.progress.name and not runner.progress.error
    summary = json.loads((tmp_path / "runs" / runner.progress.name / "summary.json").read_text(encoding="utf-8"))
    assert (summary["n"], runner.progress.done, runner.progress.total) == (12, 12, 12)


def test_what_goes_wrong_without_a_sentence_is_left_to_the_log(
    assistant: Assistant, settings: Settings, twelve: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "runs").write_text("a file where a folder should be", encoding="utf-8")
    runner = Runner(assistant, settings, tmp_path / "runs")
    runner.start(twelve)
    while runner.is_busy:
        time.sleep(0.01)
    assert runner.progress and runner.progress.error == ""
    assert "A run of twelve.jsonl failed" in caplog.text


def test_every_word_that_a_comparison_can_say_is_in_the_table() -> None:
    compared = [measure.name for measure in (*MEASURES, *WHOLE_SET) if measure.is_compared]
    keys = [f"figure_{name}" for name in compared]
    keys += [f"ending_{ending}" for ending in (*Truth, *Status, "rightly silent")]
    keys += [f"verdict_{verdict.name.lower()}" for verdict in Verdict]
    assert [key for key in keys if key not in TEXTS] == []


def test_figures_are_written_as_the_language_writes_them() -> None:
    assert (number(0.125, "da"), number(-0.5, "en"), number(0.03, "da", sign="+")) == ("0,12", "−0.50", "+0,03")
