"""Whether the assistant keeps silent when, and only when, the reports do not answer."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


def rejection(answered: bool, answerable: bool) -> float | None:
    """1 where an unanswerable question is turned down, 0 where it is answered; None for an answerable one.

    Source: the rejection rate of RGB (Chen et al., AAAI 2024).
    """
    return None if answerable else float(not answered)


def false_abstention(answered: bool, answerable: bool) -> float | None:
    """1 where an answerable question is turned down, 0 where it is answered; None for an unanswerable one."""
    return float(not answered) if answerable else None


def auroc(confidence: Sequence[float] | Floats, answerable: Sequence[bool] | Bools) -> float | None:
    """The chance that an answerable question has a higher confidence than an unanswerable one; ties count half.

    Source: the Mann-Whitney statistic as area under the ROC curve (Hanley and McNeil, Radiology 1982).

    Returns:
        0 to 1, where .5 is chance; None where all questions are of one sort.
    """
    values, positive = np.asarray(confidence, dtype=float), np.asarray(answerable, dtype=bool)
    yes, no = values[positive][:, None], values[~positive][None, :]
    if not yes.size or not no.size:
        return None
    return float(np.mean((yes > no) + 0.5 * (yes == no)))


def risk_coverage(confidence: Sequence[float] | Floats, answerable: Sequence[bool] | Bools) -> Floats:
    """The risk of answering the surest 1, 2, ... n questions.

    Risk is the share of unanswerable ones among those: each is a question that silence should have met. What the
    answers to the others are worth is measured elsewhere, and is unknown for those that were not given. Questions of
    the same confidence stand in no order, so each carries their mean.

    Source: El-Yaniv and Wiener, "On the Foundations of Noise-free Selective Classification" (JMLR 2010).

    Returns:
        Shape (n,), each 0 to 1; the last is the share of unanswerable questions.
    """
    values = np.asarray(confidence, dtype=float)
    loss = 1.0 - np.asarray(answerable, dtype=float)
    order = np.argsort(-values, kind="stable")
    values, loss = values[order], loss[order]
    starts = np.flatnonzero(np.diff(values, prepend=np.inf))
    sizes = np.diff(starts, append=len(values))
    expected = np.repeat(np.add.reduceat(loss, starts) / sizes, sizes) if loss.size else loss
    return np.asarray(np.cumsum(expected) / np.arange(1, len(loss) + 1), dtype=float)


def risk_coverage_area(confidence: Sequence[float] | Floats, answerable: Sequence[bool] | Bools) -> float | None:
    """The area under `risk_coverage`: its mean over all coverages; lower is better.

    Source: AURC (Geifman, Uziel and El-Yaniv, ICLR 2019).

    Returns:
        0 to 1; a confidence that says nothing gives the share of unanswerable questions. None without questions, or
        where all are of one sort.
    """
    positive = np.asarray(answerable, dtype=bool)
    if positive.all() or not positive.any():
        return None
    return float(risk_coverage(confidence, answerable).mean())


def brier(confidence: Sequence[float] | Floats, answerable: Sequence[bool] | Bools) -> float | None:
    """The mean squared distance of the confidence from what was the case; lower is better, .25 is a coin's.

    Source: Brier, "Verification of forecasts expressed in terms of probability" (Monthly Weather Review 1950).

    Returns:
        0 to 1; None without questions.
    """
    if not len(answerable):
        return None
    return float(np.mean((np.asarray(confidence, dtype=float) - np.asarray(answerable, dtype=float)) ** 2))
