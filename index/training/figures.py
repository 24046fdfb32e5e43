"""Figures of a reader on questions asked: what it finds, what it tells apart, and how sure each figure is."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.reader.answerability import Head, features_of, fit_head
from index.reader.found import Vectors
from index.training.validation import Asked

# The measures that say together which epoch is the best: finding and telling apart weigh the same.
CHOSEN_BY = ("reciprocal_rank", "recall_at_20", "auroc_collection", "auroc_report")
_DEPTH = 20
_FOLDS = 5
_RESAMPLES = 1000

Figures = dict[str, float]


def finding(asked: Sequence[Asked], mix: Sequence[float]) -> Figures:
    """Recall at 20 and reciprocal rank of answering sentences among those of all passages, 0 to 1, higher is better.

    Means over the answerable questions, of which there must be one.
    """
    ranks = [_ranks(one.found.scores(mix), one.answers) for one in asked if one.answers.any()]
    return {
        "recall_at_20": float(np.mean([(rank <= _DEPTH).mean() for rank in ranks])),
        "reciprocal_rank": float(np.mean([1 / rank.min() for rank in ranks])),
    }


def finding_by_kind(asked: Sequence[Asked], mix: Sequence[float]) -> dict[str, Figures]:
    """`finding` for each kind of answerable question."""
    kinds = sorted({one.question.kind for one in asked if one.question.answers})
    return {kind: finding([one for one in asked if one.question.kind == kind], mix) for kind in kinds}


def measures(asked: Sequence[Asked], mix: Sequence[float]) -> Figures:
    """What `finding` gives, and telling apart; each 0 to 1 and higher is better.

    auroc_collection and auroc_report tell answerable from unanswerable questions by the best score among all sentences
    and among those of the report that was asked about.
    """
    best, best_of_report = _best(asked, mix)
    answerable = _answerable(asked)
    return finding(asked, mix) | {
        "auroc_collection": auroc(best, answerable),
        "auroc_report": auroc(best_of_report, answerable),
    }


def intervals(asked: Sequence[Asked], mix: Sequence[float]) -> dict[str, tuple[float, float]]:
    """Of each of `measures` the interval that holds 95 of 100 resamples of the reports, drawn with replacement."""
    ranks = [_ranks(one.found.scores(mix), one.answers) for one in asked]
    recall = np.array([(rank <= _DEPTH).mean() if len(rank) else np.nan for rank in ranks])
    reciprocal = np.array([1 / rank.min() if len(rank) else np.nan for rank in ranks])
    best, best_of_report = _best(asked, mix)
    answerable = _answerable(asked)
    of: dict[str, Callable[[NDArray[np.int_]], float]] = {
        "recall_at_20": lambda rows: float(np.nanmean(recall[rows])),
        "reciprocal_rank": lambda rows: float(np.nanmean(reciprocal[rows])),
        "auroc_collection": lambda rows: auroc(best[rows], answerable[rows]),
        "auroc_report": lambda rows: auroc(best_of_report[rows], answerable[rows]),
    }
    reports: dict[str, list[int]] = {}
    for row, one in enumerate(asked):
        reports.setdefault(one.report, []).append(row)
    return {name: interval(list(reports.values()), measure) for name, measure in of.items()}


def fit_on(asked: Sequence[Asked], mix: Sequence[float]) -> tuple[Head, Figures]:
    """A head fitted on questions, each seen twice: in its report and among the nearest of all passages.

    Returns:
        The head, and what heads that were fitted without a report's questions are worth on them (five folds by
        report): AUROC and Brier score in both scopes.
    """
    collection = np.array([features_of(one.found, mix, one.is_near) for one in asked])
    report = np.array([features_of(one.found, mix, one.in_report) for one in asked])
    answerable = _answerable(asked)
    names = sorted({one.report for one in asked})
    fold = np.array([names.index(one.report) % _FOLDS for one in asked])
    guessed = {"collection": np.zeros(len(asked)), "report": np.zeros(len(asked))}
    for number in range(_FOLDS):
        out = fold == number
        if not out.any():
            continue
        head = fit_head(np.vstack([collection[~out], report[~out]]), np.tile(answerable[~out], 2))
        guessed["collection"][out] = head.probability(collection[out])
        guessed["report"][out] = head.probability(report[out])
    figures = {}
    for scope, probability in guessed.items():
        figures[f"head_auroc_{scope}"] = auroc(probability, answerable)
        figures[f"head_brier_{scope}"] = _brier(probability, answerable)
    return fit_head(np.vstack([collection, report]), np.tile(answerable, 2)), figures


def auroc(scores: NDArray[np.floating], positive: NDArray[np.bool_]) -> float:
    """The share of pairs in which the positive scores higher, a tie counting half; .5 where one sort is missing."""
    up, down = scores[positive], np.sort(scores[~positive])
    if not len(up) or not len(down):
        return 0.5
    below = np.searchsorted(down, up, side="left") + np.searchsorted(down, up, side="right")
    return float(below.mean() / 2 / len(down))


def interval(groups: Sequence[Sequence[int]], measure: Callable[[NDArray[np.int_]], float]) -> tuple[float, float]:
    """What 95 of 100 resamples of groups of rows, drawn with replacement, give between them."""
    rng = np.random.default_rng(0)
    drawn = (rng.integers(len(groups), size=len(groups)) for _ in range(_RESAMPLES))
    values = [measure(np.concatenate([groups[i] for i in picks])) for picks in drawn]
    low, high = np.nanquantile(values, [0.025, 0.975])
    return float(low), float(high)


def _best(asked: Sequence[Asked], mix: Sequence[float]) -> tuple[Vectors, Vectors]:
    """Of each question the best score among all sentences, and among those of its report."""
    scores = [one.found.scores(mix) for one in asked]
    of_report = [score[one.in_report].max() for score, one in zip(scores, asked, strict=True)]
    return np.array([score.max() for score in scores]), np.array(of_report)


def _answerable(asked: Sequence[Asked]) -> NDArray[np.bool_]:
    return np.array([bool(one.answers.any()) for one in asked])


def _ranks(scores: Vectors, answers: NDArray[np.bool_]) -> NDArray[np.int_]:
    place = np.empty(len(scores), dtype=np.int_)
    place[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return place[answers]


def _brier(probability: NDArray[np.float64], answerable: NDArray[np.bool_]) -> float:
    """The mean square error, both sorts of questions weighing the same; .25 is what .5 for all gets."""
    error = (probability - answerable) ** 2
    return float((error[answerable].mean() + error[~answerable].mean()) / 2)
