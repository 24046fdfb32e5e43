"""Telling whether a question is answered at all, from what it finds: a logistic regression over a few features."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.odds import chances
from index.reader.found import Found

Floats = NDArray[np.float64]

FEATURES = (
    "best",  # the highest score
    "lead",  # how far it is above the second
    "crowd",  # mean of the ten highest scores
    "sentence",  # sentence similarity of the best sentence
    "whole",  # of its passage
    "dense",  # cosine of the pooled vectors of question and that passage
    "dense_lead",  # how far that cosine is above the mean over all passages
    "least_match",  # of the question's tokens the one that the best sentence matches worst
    "low_match",  # the lower quartile of those matches
    "cover_least",  # the same two, each token matched in whichever of the ten best sentences matches it best
    "cover_low",
)
_CROWD = 10
# Of every weight's square; features are standardised.
_RIDGE = 1.0
_STEPS = 50


@dataclass(frozen=True, slots=True)
class Head:
    """probability = 1 / (1 + exp(-(intercept + weights · (features - means) / deviations))).

    Attributes:
        features: their names, in order.
        means: of each feature.
        deviations: of each feature.
        weights: of each standardised feature.
        intercept: answerable and unanswerable questions count the same, so that .5 is without prejudice.
    """

    features: tuple[str, ...]
    means: tuple[float, ...]
    deviations: tuple[float, ...]
    weights: tuple[float, ...]
    intercept: float

    def probability(self, features: Floats) -> Floats:
        """That a question is answered, for features of shape (questions, features)."""
        standard = (features - np.array(self.means)) / np.array(self.deviations)
        return chances(standard @ np.array(self.weights) + self.intercept)


def features_of(found: Found, mix: Sequence[float], within: NDArray[np.bool_] | None = None) -> Floats:
    """What FEATURES names, of the sentences within; None means all.

    At least one sentence must be within.
    """
    rows = np.arange(len(found.sentence)) if within is None else np.flatnonzero(within)
    scores = found.scores(mix)[rows]
    order = np.argsort(-scores, kind="stable")[:_CROWD]
    first = rows[order[0]]
    best = scores[order]
    matches = found.matches[first]
    cover = found.matches[rows[order]].max(axis=0)
    return np.array(
        [
            best[0],
            best[0] - best[min(1, len(best) - 1)],
            best.mean(),
            found.sentence[first],
            found.whole[first],
            found.dense[first],
            found.dense[first] - found.dense[rows].mean(),
            matches.min(),
            np.quantile(matches, 0.25),
            cover.min(),
            np.quantile(cover, 0.25),
        ],
        dtype=np.float64,
    )


def fit_head(features: Floats, answerable: NDArray[np.bool_]) -> Head:
    """Logistic regression with a ridge, by Newton's method; both sorts of questions weigh the same in all."""
    means, deviations = features.mean(axis=0), features.std(axis=0) + 1e-9
    x = np.column_stack([(features - means) / deviations, np.ones(len(features))])
    y = answerable.astype(np.float64)
    weight = np.where(answerable, 0.5 / max(y.mean(), 1e-9), 0.5 / max(1 - y.mean(), 1e-9))
    ridge = np.diag([_RIDGE] * features.shape[1] + [1e-6])
    beta = np.zeros(x.shape[1])
    for _ in range(_STEPS):
        p = chances(x @ beta)
        gradient = x.T @ (weight * (p - y)) + ridge @ beta
        hessian = (x * (weight * p * (1 - p))[:, None]).T @ x + ridge
        step = np.linalg.solve(hessian, gradient)
        beta -= step
        if np.abs(step).max() < 1e-8:
            break
    return Head(FEATURES, tuple(means.tolist()), tuple(deviations.tolist()), tuple(beta[:-1].tolist()), float(beta[-1]))
