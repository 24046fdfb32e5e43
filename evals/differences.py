"""How each figure changed between two runs of the same questions, and what can be said of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from evals.measures import MEASURES, WHOLE_SET, Better, Measure
from evals.metrics.abstention import auroc, risk_coverage_area
from evals.metrics.intervals import (
    DRAWS,
    LEVEL,
    SEED,
    Counts,
    Interval,
    bootstrap,
    bootstrap_mean,
    detectable,
    holm,
    p_value,
    randomisation_test,
)
from evals.writing import Score

_STATISTICS: dict[str, Callable[..., float | None]] = {"auroc": auroc, "risk_coverage_area": risk_coverage_area}


class Verdict(StrEnum):
    """What can be said of a difference."""

    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE = "no difference that this set can show"


@dataclass(frozen=True, slots=True)
class Difference:
    """How a figure changed from run A to run B.

    Attributes:
        name: of the measure.
        label: for people.
        a: its value in A, over the questions that have one in both.
        b: in B.
        change: b - a.
        low: lower end of the 95 % interval of the gain: the change, turned round where lower is better.
        high: upper end; both None where there are too few reports to draw from.
        n: how many questions have a value in both runs.
        p: of the randomisation test.
        p_holm: corrected for the number of figures compared.
        verdict: better or worse where p_holm is below .05 and the interval lies on one side of 0.
        detectable: the size of a difference that the set would have shown four times in five; None without interval.
        falls: whether the interval lies wholly below 0, whatever p_holm says; a gate holds on it.
    """

    name: str
    label: str
    a: float
    b: float
    change: float
    low: float | None
    high: float | None
    n: int
    p: float
    p_holm: float
    verdict: Verdict
    detectable: float | None
    falls: bool

    @property
    def is_none(self) -> bool:
        """Whether both runs have the same value on every question."""
        return self.low == self.high == 0

    @property
    def could_have_shown(self) -> float | None:
        """The size of a difference that would have shown; None where one has shown, or the runs are the same."""
        return self.detectable or None if self.verdict is Verdict.NO_DIFFERENCE and not self.is_none else None


@dataclass(frozen=True, slots=True)
class _Change:
    """A figure's change before it is judged; `interval` is of the gain."""

    measure: Measure
    a: float
    b: float
    n: int
    interval: Interval | None
    p: float


Bools = NDArray[np.bool_]
Floats = NDArray[np.float64]
Pairs = Sequence[tuple[Score, Score]]


def differences(pairs: Pairs) -> tuple[Difference, ...]:
    """The change of every compared figure that has a value in both runs.

    Args:
        pairs: each question's scores before and after.
    """
    changes = [_mean_change(measure, pairs) for measure in MEASURES if measure.is_compared]
    changes += [_whole_change(measure, pairs) for measure in WHOLE_SET if measure.is_compared]
    found = [change for change in changes if change]
    corrected = holm([change.p for change in found])
    return tuple(_judge(change, p) for change, p in zip(found, corrected, strict=True))


def _sign(measure: Measure) -> int:
    return -1 if measure.better is Better.LOWER else 1


def _mean_change(measure: Measure, pairs: Pairs) -> _Change | None:
    both = [
        (was, now, one.cluster)
        for one, other in pairs
        if (was := one.metrics.get(measure.name)) is not None and (now := other.metrics.get(measure.name)) is not None
    ]
    if not both:
        return None
    gains = [_sign(measure) * (now - was) for was, now, _ in both]
    a, b = sum(was for was, _, _ in both) / len(both), sum(now for _, now, _ in both) / len(both)
    interval = bootstrap_mean(gains, [cluster for _, _, cluster in both])
    return _Change(measure, a, b, len(both), interval, randomisation_test(gains))


def _whole_change(measure: Measure, pairs: Pairs) -> _Change | None:
    """The change of a figure that only a set has; the test swaps the two runs' confidences, question by question."""
    statistic, sign = _STATISTICS[measure.name], _sign(measure)
    answerable = np.array([one.answerable for one, _ in pairs])
    confidence = np.array([[one.confidence, other.confidence] for one, other in pairs])
    a, b = (statistic(confidence[:, i], answerable) for i in (0, 1))
    if a is None or b is None:
        return None

    def gain(drawn: Counts) -> float | None:
        was, now = (statistic(confidence[drawn, i], answerable[drawn]) for i in (0, 1))
        return None if was is None or now is None else sign * (now - was)

    interval: Interval | None = (0.0, 0.0)
    p = 1.0
    if (confidence[:, 0] != confidence[:, 1]).any():
        interval = bootstrap(gain, [one.cluster for one, _ in pairs])
        p = p_value(_swapped(statistic, confidence, answerable), b - a)
    return _Change(measure, a, b, len(pairs), interval, p)


def _swapped(statistic: Callable[..., float | None], confidence: Floats, answerable: Bools) -> Floats:
    everyone = np.arange(len(confidence))
    drawn = np.random.default_rng(SEED).integers(0, 2, size=(DRAWS, len(confidence)))
    gains = []
    for which in drawn:
        was, now = (statistic(confidence[everyone, side], answerable) for side in (which, 1 - which))
        gains.append((now or 0.0) - (was or 0.0))
    return np.array(gains)


def _judge(change: _Change, p_holm: float) -> Difference:
    low, high = change.interval or (None, None)
    falls, rises = high is not None and high < 0, low is not None and low > 0
    verdict = Verdict.NO_DIFFERENCE
    if p_holm < 1 - LEVEL and (falls or rises):
        verdict = Verdict.BETTER if rises else Verdict.WORSE
    return Difference(
        name=change.measure.name,
        label=f"{change.measure.group}: {change.measure.label}",
        a=change.a,
        b=change.b,
        change=change.b - change.a,
        low=low,
        high=high,
        n=change.n,
        p=change.p,
        p_holm=p_holm,
        verdict=verdict,
        detectable=detectable(change.interval) if change.interval else None,
        falls=falls,
    )
