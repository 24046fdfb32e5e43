import json
import math
from pathlib import Path

import numpy as np
import pytest

from assistant.assistant import Assistant
from corpus.errors import QuestionSetError
from evals.calibration import calibrate, fit_logistic
from index.settings import IndexSettings
from tests.evals.conftest import SAMPLE_SET


def test_the_curve_is_the_one_the_data_were_drawn_from() -> None:
    draw = np.random.default_rng(1)
    x = draw.normal(size=20_000)
    chance = 1 / (1 + np.exp(-(1.5 * x - 0.7)))
    assert fit_logistic(x, draw.random(20_000) < chance) == pytest.approx((1.5, -0.7), abs=0.06)


def test_at_the_best_fit_the_mean_chance_is_that_of_the_targets() -> None:
    x = np.array([-1.0, 0.0, 0.5, 2.0, 3.0])
    positive = np.array([False, True, False, True, True])
    slope, intercept = fit_logistic(x, positive)
    mean = np.mean([1 / (1 + math.exp(-(slope * each + intercept))) for each in x])
    assert mean == pytest.approx((3 * 4 / 5 + 2 * 1 / 4) / 5)


def test_the_fit_is_finite_where_nothing_or_everything_is_told_apart() -> None:
    assert fit_logistic(np.zeros(4), np.array([True, True, False, False]))[0] == 0
    slope, _ = fit_logistic(np.array([-9.0, -8.0, 8.0, 9.0]), np.array([False, False, True, True]))
    assert 0 < slope < 1


def test_a_curve_is_fitted_and_written_with_what_it_was_fitted_for(
    assistant: Assistant, sample_index: IndexSettings, tmp_path: Path
) -> None:
    lines = SAMPLE_SET.read_text(encoding="utf-8").splitlines()
    chosen = lines[:70:6] + [line for line in lines if '"unanswerable"' in line]
    questions = tmp_path / "some.jsonl"
    questions.write_text("\n".join(chosen), encoding="utf-8")
    n = len(chosen)
    told: list[tuple[int, int]] = []
    fit = calibrate([questions], assistant, IndexSettings(folder=tmp_path), lambda *done: told.append(done))
    written = json.loads((tmp_path / "calibration.json").read_text(encoding="utf-8"))
    assert set(written) == {"index", "model", "slope", "intercept", "set", "n"}
    stamp = assistant.ask("Hvad?").stamp
    assert (written["index"], written["model"]) == (stamp["index"], stamp["model"])
    assert (written["set"], written["n"]) == ("some.jsonl", n)
    assert written["slope"] == fit.calibration.slope > 0
    assert told == [(done, n) for done in range(n + 1)]
    assert fit.brier_before is not None and fit.brier_after is not None and fit.brier_left_out is not None
    assert fit.brier_after < fit.brier_before
    assert fit.brier_after < fit.brier_left_out
    assert fit.auroc_after == fit.auroc_before
    assert {path.name for path in tmp_path.iterdir()} == {"calibration.json", "some.jsonl"}


def test_questions_of_one_sort_give_no_curve(assistant: Assistant, tmp_path: Path) -> None:
    own = tmp_path / "own.jsonl"
    own.write_text('{"question": "Hvad?", "answerable": true}\n', encoding="utf-8")
    with pytest.raises(QuestionSetError, match="needs answerable and unanswerable questions"):
        calibrate([own], assistant, IndexSettings(folder=tmp_path))


def test_a_confidence_that_is_upside_down_gives_no_curve(assistant: Assistant, tmp_path: Path) -> None:
    questions = [("Hvad skriver Brofæste om borgerne?", False), ("Qwxz zzzq vvvk?", True)] * 3
    lines = [json.dumps({"question": words, "answerable": answerable}) for words, answerable in questions]
    (tmp_path / "own.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(QuestionSetError, match="no higher where the reports answer"):
        calibrate([tmp_path / "own.jsonl"], assistant, IndexSettings(folder=tmp_path))
    assert not (tmp_path / "calibration.json").exists()
