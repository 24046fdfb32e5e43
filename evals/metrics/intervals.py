"""How sure a figure is: intervals, a randomisation test, and what a set can show at all.

Questions about one report share its wording and its layout, so they are no independent draws: the bootstrap draws
reports, with all their questions. The report of a question is that of its first quote of grade 2; an unanswerable
question stands alone.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

DRAWS = 10_000
SEED = 20260101
"""Any number; the same one gives the same intervals."""
LEVEL = 0.95
POWER = 0.8
"""How often a difference of the size that a set "could have shown" is found."""

Interval = tuple[float, float]
Counts = NDArray[np.int64]
Floats = NDArray[np.float64]

_Z = NormalDist().inv_cdf(0.5 + LEVEL / 2)


def wilson(successes: int, n: int) -> Interval | None:
    """The interval of a rate.

    Source: Wilson (JASA 1927), the score interval; it stays within 0 to 1 and is not empty at a rate of 0 or 1.

    Returns:
        Low and high; None where n is 0.
    """
    if n == 0:
        return None
    rate, square = successes / n, _Z**2
    middle = (rate + square / (2 * n)) / (1 + square / n)
    half = _Z / (1 + square / n) * (rate * (1 - rate) / n + square / (4 * n**2)) ** 0.5
    return max(0.0, middle - half), min(1.0, middle + half)


def bootstrap_mean(values: Sequence[float], clusters: Sequence[str]) -> Interval | None:
    """The percentile interval of a mean, drawn by cluster.

    Source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13; clusters as in Davison and
    Hinkley, "Bootstrap Methods and their Application" (1997), section 3.8. With few clusters it is somewhat narrow.

    Args:
        values: one a question.
        clusters: the cluster of each.

    Returns:
        Low and high; None where there are fewer than two clusters, from which nothing can be drawn.
    """
    _, group = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    sizes = np.bincount(group) if len(values) else np.zeros(0)
    if len(sizes) < 2:
        return None
    sums = np.bincount(group, weights=np.asarray(values, dtype=float))
    drawn = _draw_clusters(len(sizes))
    return _middle(drawn @ sums / (drawn @ sizes))


def bootstrap(statistic: Callable[[Counts], float | None], clusters: Sequence[str]) -> Interval | None:
    """The percentile interval of any statistic, drawn by cluster; see `bootstrap_mean`.

    Args:
        statistic: gets the numbers of the questions drawn, with repeats; None where it is undefined for them.
        clusters: the cluster of each question.

    Returns:
        Low and high; None where there are fewer than two clusters or the statistic is never defined.
    """
    names, group = np.unique(np.asarray(clusters, dtype=str), return_inverse=True)
    if len(names) < 2:
        return None
    everyone = np.arange(len(group))
    drawn = (statistic(np.repeat(everyone, counts[group])) for counts in _draw_clusters(len(names)))
    defined = [value for value in drawn if value is not None]
    return _middle(np.array(defined)) if defined else None


def bootstrap_percentile(values: Floats, share: float) -> Interval | None:
    """The percentile interval of a percentile of times; each question is drawn by itself.

    Args:
        values: one a question.
        share: which percentile, 0 to 1.

    Returns:
        Low and high; None where there are fewer than two values.
    """
    if len(values) < 2:
        return None
    drawn = np.random.default_rng(SEED).integers(0, len(values), size=(DRAWS, len(values)))
    return _middle(np.quantile(values[drawn], share, axis=1))


@lru_cache(maxsize=128)
def _draw_clusters(n: int) -> Counts:
    """How often each of n clusters is drawn, shape (DRAWS, n)."""
    return np.random.default_rng(SEED).multinomial(n, np.full(n, 1 / n), size=DRAWS)


def _middle(values: Floats) -> Interval:
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return float(low), float(high)


def randomisation_test(differences: Sequence[float]) -> float:
    """How likely a mean difference at least this large is where the two runs are exchangeable, question by question.

    Source: Fisher's randomisation test, two-sided, as recommended by Smucker, Allan and Carterette (CIKM 2007), with
    DRAWS random signs and the draw at hand counted in (Phipson and Smyth 2010).

    Returns:
        The p-value, above 0, at most 1; 1 without differences.
    """
    values = np.asarray([value for value in differences if value], dtype=float)
    signs = np.random.default_rng(SEED).integers(0, 2, size=(DRAWS, len(values))) * 2 - 1
    return p_value(np.asarray(signs @ values), float(values.sum()))


def p_value(drawn: Floats, observed: float) -> float:
    """The share of the drawn values, the observed one among them, that are at least as far from 0 as it is."""
    # Sums of the same numbers in another order differ in their last digits.
    as_far = np.abs(drawn) >= abs(observed) - 1e-9
    return float((as_far.sum() + 1) / (len(drawn) + 1))


def holm(p_values: Sequence[float]) -> list[float]:
    """P-values corrected for how many there are.

    Source: Holm, "A Simple Sequentially Rejective Multiple Test Procedure" (Scandinavian Journal of Statistics 1979).

    Returns:
        In the same order; at most 1.
    """
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    corrected = [0.0] * len(p_values)
    highest = 0.0
    for place, i in enumerate(order):
        highest = max(highest, min(1.0, (len(p_values) - place) * p_values[i]))
        corrected[i] = highest
    return corrected


def detectable(interval: Interval) -> float:
    """The smallest difference that a set shows four times in five (POWER), from the interval of a difference.

    Source: (z(.975) + z(.8)) standard errors, as in Card et al., "With Little Power Comes Great Responsibility"
    (EMNLP 2020); the standard error is the interval's half width over z(.975), so it knows of the clusters.
    """
    return (interval[1] - interval[0]) / 2 * (1 + NormalDist().inv_cdf(POWER) / _Z)
