"""A run of the sample set with the real assistant: what it writes, and that its figures are those of its files."""

import json
import re
from pathlib import Path

import ir_measures
import pytest

from assistant.assistant import Assistant
from assistant.console import answer_as_json
from assistant.settings import Settings
from corpus.errors import IndexUnusable, QuestionSetError
from evals.asking import ask
from evals.measures import MEASURES
from evals.questions import read_sets
from evals.run import Run, run
from evals.scoring import Fault
from evals.writing import read_run
from index.settings import IndexSettings
from tests.evals.conftest import SAMPLE_SET

FILES = {"questions.jsonl", "answers.jsonl", "scores.jsonl", "summary.json", "report.html"} | {
    f"{sort}{ending}" for sort in ("passages", "pages", "sentences") for ending in (".qrels", "-grade2.qrels", ".run")
}


def lines(path: Path) -> list[dict]:  # type: ignore[type-arg]
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_run_is_a_folder_of_files(sample_run: Run) -> None:
    assert {path.name for path in sample_run.folder.iterdir()} == FILES


def test_the_questions_of_a_run_are_a_set_like_that_it_read(sample_run: Run) -> None:
    assert read_sets([sample_run.folder / "questions.jsonl"]) == read_sets([SAMPLE_SET])


def test_answers_are_those_of_the_assistant(sample_run: Run, assistant: Assistant) -> None:
    written = lines(sample_run.folder / "answers.jsonl")
    assert [line["id"] for line in written] == [row.asked.question.id for row in sample_run.rows]
    again = json.loads(json.dumps(answer_as_json(ask(sample_run.rows[0].asked.question, assistant))))
    assert written[0]["answer"] | {"timings_ms": {}} == again | {"timings_ms": {}}
    for line in written:
        assert set(line) == {"id", "answer", "hits", "sentences"}
        assert len(line["sentences"]) <= 20
        for found in (line["hits"], line["sentences"]):
            assert [each["rank"] for each in found] == list(range(1, len(found) + 1))
            assert all(set(each) == {"report", "page", "text", "score", "rank"} for each in found)


def test_every_quote_is_verbatim(sample_run: Run) -> None:
    figure = sample_run.summary.metrics["quote_fidelity"]
    assert figure.value == 1
    assert figure.n == sum(len(row.asked.answer.citations) for row in sample_run.rows)
    assert figure.low is not None and 0.97 < figure.low < 1


def test_every_question_has_every_figure_or_none(sample_run: Run) -> None:
    for row in sample_run.rows:
        assert set(row.values) == {measure.name for measure in MEASURES}
        if not row.asked.question.answerable:
            undefined = [name for name in row.values if re.match("passages|pages|sentences|citation|vital|false", name)]
            assert {row.values[name] for name in undefined} == {None}


def test_the_summary_is_that_of_the_scores(sample_run: Run) -> None:
    summary, scores = read_run(sample_run.folder)
    assert summary == sample_run.summary
    assert summary.n == len(scores) == len(sample_run.rows)
    for name in ("vital_recall", "passages.nDCG@10", "rejection", "words"):
        values = [value for score in scores if (value := score.metrics[name]) is not None]
        figure = summary.metrics[name]
        assert figure.n == len(values)
        assert figure.value == pytest.approx(sum(values) / len(values))
        assert figure.low is not None and figure.high is not None
        assert figure.low <= figure.value <= figure.high
    assert {figures["words"].n for figures in summary.by_kind.values()} != {0}
    assert set(summary.by_lang) == {"da", "en"}


def test_the_summary_says_how_it_was_made(sample_run: Run, settings: Settings) -> None:
    summary = sample_run.summary
    assert len(summary.index) == 16
    assert summary.settings == settings.model_dump(mode="json")
    assert set(summary.versions) == {"python", "kildesvar", "ir-measures", "pytrec-eval-terrier", "numpy"}
    assert (summary.seed, summary.draws) == (20260101, 10_000)
    assert [(each.file, len(each.sha256)) for each in summary.sets] == [("samples.jsonl", 64)]


@pytest.mark.parametrize("sort", ["passages", "pages", "sentences"])
def test_the_trec_files_give_the_same_figures(sample_run: Run, sort: str) -> None:
    wanted = [ir_measures.parse_measure(name) for name in ("nDCG@10", "R@5", "R@20", "RR@10", "Success@5")]
    for qrels, ending in ((f"{sort}-grade2.qrels", ""), (f"{sort}.qrels", ".both")):
        found = ir_measures.calc_aggregate(
            wanted,
            list(ir_measures.read_trec_qrels(str(sample_run.folder / qrels))),
            list(ir_measures.read_trec_run(str(sample_run.folder / f"{sort}.run"))),
        )
        for measure, value in found.items():
            assert value == pytest.approx(sample_run.summary.metrics[f"{sort}.{measure}{ending}"].value)


def test_progress_is_told_from_none_to_all(sample_run: Run, told: list[tuple[int, int]]) -> None:
    n = len(sample_run.rows)
    assert told == [(done, n) for done in range(n + 1)]


def test_faults_say_what_went_wrong(sample_run: Run) -> None:
    for row in sample_run.rows:
        answerable, answered = row.asked.question.answerable, row.asked.answered
        assert (Fault.UNFOUNDED in row.faults) == (answered and not answerable)
        assert (Fault.ABSTENTION in row.faults) == (answerable and not answered)
        if answerable and answered and row.values["vital_recall"] is not None:
            missed = {Fault.RETRIEVAL, Fault.ANSWER} & set(row.faults)
            assert bool(missed) == (row.values["vital_recall"] < 1)


def test_curves_rise_to_the_recall_of_the_last_unit(sample_run: Run) -> None:
    for sort, curve in sample_run.summary.recall_at.items():
        assert curve == sorted(curve, key=lambda value: value or 0)
        assert curve[4] == pytest.approx(sample_run.summary.metrics[f"{sort}.quotes@5"].value)


def test_minimal_lines_run_and_sets_of_one_sort(assistant: Assistant, settings: Settings, tmp_path: Path) -> None:
    unanswerable = tmp_path / "own.jsonl"
    unanswerable.write_text('{"question": "Hvad koster en mørk rejse til Mars?", "answerable": false}\n', "utf-8")
    summary = run([unanswerable], assistant, settings, tmp_path / "run").summary
    undefined = ("auroc", "risk_coverage_area", "vital_recall", "passages.nDCG@10", "false_abstention")
    assert [summary.metrics[name].value for name in undefined] == [None] * len(undefined)
    assert summary.metrics["rejection"].n == 1
    assert summary.risk_coverage == []
    page = (tmp_path / "run" / "report.html").read_text(encoding="utf-8")
    assert "Mars" in page and "By kind" not in page


def test_nothing_is_asked_or_written_for_a_set_of_other_reports(
    assistant: Assistant, settings: Settings, tmp_path: Path
) -> None:
    foreign = tmp_path / "foreign.jsonl"
    foreign.write_text('{"question": "Hvad?", "quote": "these words are in no report"}\n', encoding="utf-8")
    with pytest.raises(QuestionSetError, match="stands on no page"):
        run([foreign], assistant, settings, tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_settings_of_another_index_are_an_error(assistant: Assistant, settings: Settings, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text('{"question": "Hvad?", "answerable": true}\n', encoding="utf-8")
    elsewhere = settings.model_copy(update={"index": IndexSettings(folder=tmp_path / "none")})
    with pytest.raises(IndexUnusable, match="There is no index"):
        run([own], assistant, elsewhere, tmp_path / "run")
