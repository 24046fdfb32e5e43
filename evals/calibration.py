"""From the assistant's confidence to the chance that the reports answer: a logistic curve fitted on one set."""

import json
import os
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.calibration import FILE, Calibration
from assistant.records import Answer
from corpus.errors import QuestionSetError
from evals.asking import ask
from evals.gold import check_against
from evals.metrics.abstention import auroc, brier
from evals.questions import Question, read_sets
from index.odds import chances, log_odds
from index.settings import IndexSettings

_STEPS = 100
_RIDGE = 1e-9
_TOLERANCE = 1e-10

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Fit:
    """A calibration and what it is worth.

    Attributes:
        calibration: the curve.
        brier_before: of the confidence as it was.
        brier_after: of the curve, on the questions it was fitted on.
        brier_left_out: of each question by a curve fitted on the others: what to expect of new questions.
        auroc_before: of the confidence as it was.
        auroc_after: of the curve; the same unless the slope is below 0.
    """

    calibration: Calibration
    brier_before: float | None
    brier_after: float | None
    brier_left_out: float | None
    auroc_before: float | None
    auroc_after: float | None


def calibrate(
    sets: Sequence[Path],
    assistant: Assistant,
    settings: IndexSettings,
    on_progress: Callable[[int, int], None] | None = None,
) -> Fit:
    """Fit a curve on question sets and write it beside the index.

    Args:
        sets: files of questions, answerable and not.
        assistant: whose confidence it is; opened without the curve of an earlier fit.
        settings: of its index.
        on_progress: told how many questions are done, of how many.

    Raises:
        QuestionSetError: a set is wrong, or all questions are of one sort, or the confidence tells them apart no
            better than the other way round.
    """
    questions = read_sets(sets)
    check_against(questions, assistant)
    if len({question.answerable for question in questions}) < 2:
        raise QuestionSetError("A curve needs answerable and unanswerable questions; add those that are missing.")
    answers = _ask_all(questions, assistant, on_progress or (lambda done, total: None))
    answerable = np.array([question.answerable for question in questions])
    at = np.array([log_odds(answer.confidence) for answer in answers])
    slope, intercept = fit_logistic(at, answerable)
    if slope <= 0:
        raise QuestionSetError(
            "On these questions the confidence is no higher where the reports answer, so no curve can mend it; "
            "fit on more questions."
        )
    stamp, names = answers[0].stamp, ", ".join(file.name for file in sets)
    calibration = Calibration(stamp["index"], stamp["model"], slope, intercept, names, len(questions))
    _write(settings.folder / FILE, calibration)
    return _worth(calibration, at, answerable)


def fit_logistic(x: Floats, is_positive: Bools) -> tuple[float, float]:
    """Fit P = 1 / (1 + exp(-(slope * x + intercept))) by Newton's method.

    Source: Platt, "Probabilistic Outputs for Support Vector Machines" (1999), with his targets a little short of 0 and
    1, which keep the curve finite where x tells the two sorts apart without fault; a trace of ridge does so where x
    says nothing at all.

    Args:
        x: shape (n,).
        is_positive: shape (n,); holds both values.

    Returns:
        Slope and intercept.
    """
    positives, negatives = int(is_positive.sum()), int((~is_positive).sum())
    target = np.where(is_positive, (positives + 1) / (positives + 2), 1 / (negatives + 2))
    design = np.column_stack([x, np.ones_like(x)])
    weights = np.zeros(2)
    for _ in range(_STEPS):
        chance = chances(design @ weights)
        gradient = design.T @ (target - chance) - _RIDGE * weights
        curvature = (design * (chance * (1 - chance))[:, None]).T @ design + _RIDGE * np.eye(2)
        step = np.linalg.solve(curvature, gradient)
        # A step this long overshoots where the curve is flat.
        weights += step / max(1.0, float(np.abs(step).max()))
        if np.abs(step).max() < _TOLERANCE:
            break
    return float(weights[0]), float(weights[1])


def _ask_all(questions: Sequence[Question], assistant: Assistant, tell: Callable[[int, int], None]) -> list[Answer]:
    answers: list[Answer] = []
    for question in questions:
        tell(len(answers), len(questions))
        answers.append(ask(question, assistant))
    tell(len(answers), len(questions))
    return answers


def _worth(calibration: Calibration, log_odds: Floats, answerable: Bools) -> Fit:
    before = chances(log_odds)
    after = chances(calibration.slope * log_odds + calibration.intercept)
    return Fit(
        calibration,
        brier(before, answerable),
        brier(after, answerable),
        brier(_left_out(log_odds, answerable), answerable),
        auroc(before, answerable),
        auroc(after, answerable),
    )


def _left_out(log_odds: Floats, answerable: Bools) -> Floats:
    """Each question's chance by a curve fitted on all others."""
    left_out = np.empty(len(log_odds))
    for i in range(len(log_odds)):
        others = np.arange(len(log_odds)) != i
        slope, intercept = fit_logistic(log_odds[others], answerable[others])
        left_out[i] = chances(slope * log_odds[i : i + 1] + intercept)[0]
    return left_out


def _write(path: Path, calibration: Calibration) -> None:
    """In one step: an assistant that reads meanwhile sees the old curve or the new one."""
    whole = path.with_suffix(".new")
    whole.write_text(json.dumps(asdict(calibration), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    os.replace(whole, path)
