"""Comparisons: of a run with itself, and with one in which answers were made worse or better by hand."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import QuestionSetError
from evals.compare import compare
from evals.differences import Verdict
from evals.run import Run

Change = Callable[[dict[str, Any]], None]


@pytest.fixture
def changed(sample_run: Run, tmp_path: Path) -> Callable[[Change], Path]:
    """Write the sample run anew with every line of its scores changed."""

    def write(change: Change) -> Path:
        lines = [json.loads(line) for line in (sample_run.folder / "scores.jsonl").read_text("utf-8").splitlines()]
        for line in lines:
            change(line)
        (tmp_path / "scores.jsonl").write_text("".join(f"{json.dumps(line)}\n" for line in lines), "utf-8")
        (tmp_path / "summary.json").write_bytes((sample_run.folder / "summary.json").read_bytes())
        return tmp_path

    return write


def test_a_run_is_the_same_as_itself(sample_run: Run) -> None:
    comparison = compare(sample_run.folder, sample_run.folder)
    assert comparison.n == len(sample_run.rows)
    assert {each.change for each in comparison.differences} == {0}
    assert {each.verdict for each in comparison.differences} == {Verdict.NO_DIFFERENCE}
    assert {each.detectable for each in comparison.differences} == {0}
    assert (comparison.flips, comparison.gate) == ((), ())
    assert len(comparison.differences) == 20


def test_what_is_lost_is_worse_and_holds_the_gate(sample_run: Run, changed: Callable[[Change], Path]) -> None:
    def lose(line: dict[str, Any]) -> None:
        if line["metrics"]["vital_recall"] is not None:
            line["metrics"] |= {"vital_recall": 0.0, "truthfulness": -1.0}
            line["truth"] = "incorrect"

    comparison = compare(sample_run.folder, changed(lose))
    by_name = {each.name: each for each in comparison.differences}
    lost = by_name["vital_recall"]
    assert lost.verdict is Verdict.WORSE
    assert lost.falls and lost.p_holm < 0.05 and lost.b == 0
    assert (
        lost.change == pytest.approx(-lost.a) == pytest.approx(-(sample_run.summary.metrics["vital_recall"].value or 0))
    )
    assert by_name["nugget_recall"].verdict is Verdict.NO_DIFFERENCE
    assert any(reason.startswith("Answers: Strict vital recall falls by") for reason in comparison.gate)
    assert comparison.flips
    assert not any(flip.is_better for flip in comparison.flips)
    assert {flip.after for flip in comparison.flips} == {"incorrect"}


def test_where_lower_is_better_a_rise_is_a_loss(sample_run: Run, changed: Callable[[Change], Path]) -> None:
    def silence(line: dict[str, Any]) -> None:
        if line["answerable"]:
            line["metrics"]["false_abstention"] = 1.0

    comparison = compare(sample_run.folder, changed(silence))
    (difference,) = (each for each in comparison.differences if each.name == "false_abstention")
    assert difference.change > 0 and difference.low is not None and difference.low < 0
    assert difference.verdict is Verdict.WORSE
    back = compare(changed(silence), sample_run.folder)
    (difference,) = (each for each in back.differences if each.name == "false_abstention")
    assert difference.verdict is Verdict.BETTER
    assert back.gate == ()


def test_a_confidence_that_is_turned_round_is_worse(sample_run: Run, changed: Callable[[Change], Path]) -> None:
    def turn(line: dict[str, Any]) -> None:
        line["confidence"] = 1 - line["confidence"]

    comparison = compare(sample_run.folder, changed(turn))
    by_name = {each.name: each for each in comparison.differences}
    known = sample_run.summary.metrics["auroc"].value
    assert known is not None
    assert (by_name["auroc"].a, by_name["auroc"].b) == (known, pytest.approx(1 - known))
    assert by_name["auroc"].high is not None and by_name["auroc"].high < 0
    assert by_name["risk_coverage_area"].change > 0
    assert by_name["risk_coverage_area"].high is not None and by_name["risk_coverage_area"].high < 0


def test_one_quote_that_is_not_verbatim_holds_the_gate(sample_run: Run, changed: Callable[[Change], Path]) -> None:
    def invent(line: dict[str, Any]) -> None:
        if line["id"] == sample_run.rows[0].asked.question.id:
            line["quotes"] = 4
            line["quotes_verbatim"] = 3

    (reason,) = compare(sample_run.folder, changed(invent)).gate
    assert reason.startswith("1 of ") and reason.endswith("quotes are not verbatim on their page")


def test_questions_that_only_one_run_asked_are_left_out(sample_run: Run, changed: Callable[[Change], Path]) -> None:
    first = sample_run.rows[0].asked.question.id

    def reword(line: dict[str, Any]) -> None:
        if line["id"] == first:
            line["question"] = "Noget andet?"

    comparison = compare(sample_run.folder, changed(reword))
    assert comparison.n == len(sample_run.rows) - 1
    assert comparison.only_a == comparison.only_b == (first,)


def test_folders_that_are_no_runs_are_errors(
    sample_run: Run, tmp_path: Path, changed: Callable[[Change], Path]
) -> None:
    with pytest.raises(QuestionSetError, match="holds no run"):
        compare(sample_run.folder, tmp_path)
    other = changed(lambda line: line.update(id=f"other-{line['id']}"))
    with pytest.raises(QuestionSetError, match="share no question"):
        compare(sample_run.folder, other)
    (other / "scores.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(QuestionSetError, match="is damaged or was written by another version"):
        compare(sample_run.folder, other)
