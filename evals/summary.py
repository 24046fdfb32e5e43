"""From rows to the figures of a run: means and rates with their intervals, by kind and by language too."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evals.measures import AUROC, MEASURES, PERCENTILES, RISK_COVERAGE, Form, Measure, speed_measure
from evals.metrics.abstention import auroc, risk_coverage, risk_coverage_area
from evals.metrics.intervals import Counts, Interval, bootstrap, bootstrap_mean, bootstrap_percentile, wilson
from evals.metrics.retrieval import mean_recall, ranks_found
from evals.metrics.speed import percentile
from evals.scoring import Row
from evals.units import SORTS

DEEPEST = 20
"""How deep the curve of recall goes."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of a run.

    Attributes:
        value: the mean or rate; None where no question has a value.
        low: lower end of the 95 % interval; None where there is none.
        high: upper end.
        n: how many questions (for quote fidelity: quotes) have a value.
        interval: "wilson", "bootstrap", or "none".
    """

    value: float | None
    low: float | None
    high: float | None
    n: int
    interval: str


@dataclass(frozen=True, slots=True)
class SetFile:
    """A question set as it was read.

    Attributes:
        file: its name.
        sha256: of its bytes, 64 hexadecimal digits.
    """

    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The figures of a run, and all that is needed to get them again. Its field names are those of summary.json.

    Attributes:
        started_at: ISO 8601 with time zone.
        seconds: how long the run took, the pages excluded.
        sets: what was asked.
        n: how many questions.
        index: the fingerprint of the index.
        stamp: what the answers say of their origin.
        settings: every setting.
        versions: of Python and of the packages that measure.
        seed: of the bootstrap.
        draws: of the bootstrap.
        statuses: how many questions ended how.
        faults: how many questions show which fault.
        metrics: every figure by its name.
        by_kind: the same for each kind of question.
        by_lang: the same for each language.
        recall_at: by sort, the mean share of grade-2 quotes found among the first 1, 2, ... units.
        risk_coverage: the risk of answering the surest 1, 2, ... questions; empty where all are of one sort.
    """

    started_at: str
    seconds: float
    sets: tuple[SetFile, ...]
    n: int
    index: str
    stamp: dict[str, Any]
    settings: dict[str, Any]
    versions: dict[str, str]
    seed: int
    draws: int
    statuses: dict[str, int]
    faults: dict[str, int]
    metrics: dict[str, Figure]
    by_kind: dict[str, dict[str, Figure]]
    by_lang: dict[str, dict[str, Figure]]
    recall_at: dict[str, list[float | None]]
    risk_coverage: list[float]


def figures(rows: Sequence[Row]) -> dict[str, Figure]:
    """Every figure of the rows, by name."""
    found = {measure.name: _figure(measure, rows) for measure in MEASURES}
    clusters = [row.cluster for row in rows]
    confidence = np.array([row.asked.answer.confidence for row in rows])
    answerable = np.array([row.asked.question.answerable for row in rows], dtype=bool)
    for measure, statistic in ((AUROC, auroc), (RISK_COVERAGE, risk_coverage_area)):

        def of_drawn(drawn: Counts, statistic: Callable[..., float | None] = statistic) -> float | None:
            return statistic(confidence[drawn], answerable[drawn])

        value = statistic(confidence, answerable)
        interval = None if value is None else bootstrap(of_drawn, clusters)
        found[measure.name] = _with(value, interval, len(rows) if value is not None else 0, "bootstrap")
    return found | _speed(rows)


def by(rows: Sequence[Row], key: Callable[[Row], str]) -> dict[str, dict[str, Figure]]:
    """The figures of each group of rows, in the order in which the groups first come."""
    groups = dict.fromkeys(key(row) for row in rows)
    return {group: figures([row for row in rows if key(row) == group]) for group in groups}


def recall_curves(rows: Iterable[Row], ranked: dict[str, dict[str, list[Any]]]) -> dict[str, list[float | None]]:
    """By sort, the mean share of grade-2 quotes found among the first 1 to DEEPEST units.

    Args:
        rows: of the run.
        ranked: by sort and question, the units found, best first.
    """
    golds = {row.asked.question.id: row.asked.golds for row in rows}
    curves: dict[str, list[float | None]] = {}
    for sort in SORTS:
        ranks = {name: ranks_found(of, ranked[sort][name][:DEEPEST], 2) for name, of in golds.items()}
        curves[sort] = [mean_recall(ranks, k) for k in range(1, DEEPEST + 1)]
    return curves


def risk_curve(rows: Sequence[Row]) -> list[float]:
    """The risk of answering the surest 1, 2, ... questions; empty where all are of one sort."""
    answerable = [row.asked.question.answerable for row in rows]
    if len(set(answerable)) < 2:
        return []
    return [float(risk) for risk in risk_coverage([row.asked.answer.confidence for row in rows], answerable)]


def count(names: Iterable[str]) -> dict[str, int]:
    """How often each name comes, the most frequent first."""
    return dict(Counter(str(name) for name in names).most_common())


def mean_figure(values: Sequence[float], clusters: Sequence[str]) -> Figure:
    """The mean of one value a question with its interval, drawn by the cluster of each."""
    mean = sum(values) / len(values) if values else None
    return _with(mean, bootstrap_mean(values, clusters), len(values), "bootstrap")


def _figure(measure: Measure, rows: Sequence[Row]) -> Figure:
    if measure.form is Form.POOLED:
        verbatim = [is_verbatim for row in rows for is_verbatim in row.asked.verbatim]
        return _rate([float(value) for value in verbatim])
    defined = [(value, row.cluster) for row in rows if (value := row.values[measure.name]) is not None]
    values = [value for value, _ in defined]
    if measure.form is Form.RATE:
        return _rate(values)
    return mean_figure(values, [cluster for _, cluster in defined])


def _rate(values: Sequence[float]) -> Figure:
    n, successes = len(values), round(sum(values))
    return _with(successes / n if n else None, wilson(successes, n), n, "wilson")


def _with(value: float | None, interval: Interval | None, n: int, sort: str) -> Figure:
    low, high = interval or (None, None)
    return Figure(value, low, high, n, sort if interval else "none")


def _speed(rows: Sequence[Row]) -> dict[str, Figure]:
    """Percentiles of each stage; a question's time depends on itself, so questions are drawn one by one."""
    timings = [row.asked.answer.timings_ms for row in rows]
    stages = dict.fromkeys(["total", *(stage for timing in timings for stage in timing)])
    found = {}
    for stage in stages:
        values = np.array([timing[stage] for timing in timings if stage in timing])
        for name, share in PERCENTILES.items():
            measure = speed_measure(stage, name)
            interval = bootstrap_percentile(values, share)
            found[measure.name] = _with(percentile(values.tolist(), share), interval, len(values), "bootstrap")
    return found
