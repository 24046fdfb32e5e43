"""Chances as log-odds and back: one scale on which pieces of evidence add up."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

# Chances nearer to 0 or 1 than this count as this, and log-odds farther from 0 than that as that: no chance is 0 or 1.
_LEAST, _FARTHEST = 1e-9, 30.0


def log_odds(chance: float) -> float:
    """ln(p / (1 - p)) of a chance p between 0 and 1; finite also for 0 and 1."""
    p = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(p / (1 - p))


def chance(log_odds: float) -> float:
    """The chance whose log-odds these are."""
    return 1 / (1 + math.exp(-min(max(log_odds, -_FARTHEST), _FARTHEST)))


def chances(log_odds: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """The chances whose log-odds these are."""
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -_FARTHEST, _FARTHEST))), dtype=np.float64)
