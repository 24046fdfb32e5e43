"""The names of all figures, what they mean, and which way is up: the one list that tables, plots and comparisons read.

A name is `what` or `what.both`: without an ending, retrieval and citations take for gold what answers (grade 2); with
`.both` they take what helps (grade 1) as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from evals.metrics.answers import Truth
from evals.metrics.retrieval import RETRIEVAL
from evals.units import PASSAGES, SORTS

BOTH = ".both"
ENDINGS = {"": 2, BOTH: 1}
"""The endings of names, and the least grade that counts for gold with each."""
DEPTHS = (5, 20)
"""How many units are looked at for the recall of gold quotes."""
CHARACTERS = 6000
"""What fits into a prompt, or on two screens."""
AT_CHARACTERS = f"{PASSAGES}.quotes@{CHARACTERS}ch"


class Form(StrEnum):
    """What one question contributes: a number to a mean, 0 or 1 to a rate, some of many to a pooled rate."""

    MEAN = "mean"
    RATE = "rate"
    POOLED = "pooled"


class Better(StrEnum):
    """Which way a figure should go."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Measure:
    """A figure.

    Attributes:
        name: in scores.jsonl and summary.json.
        label: for people.
        group: under which heading it stands.
        form: what one question contributes.
        better: which way it should go.
        is_compared: whether two runs are compared by it; the others say much the same.
    """

    name: str
    label: str
    group: str
    form: Form = Form.MEAN
    better: Better = Better.HIGHER
    is_compared: bool = False


def _retrieval() -> Iterator[Measure]:
    for sort in SORTS:
        group = f"Retrieval: {sort}"
        for ending in ENDINGS:
            grades = ", both grades" if ending else ""
            for name in RETRIEVAL:
                form = Form.RATE if name.startswith("Success") else Form.MEAN
                compared = not ending and name in ("nDCG@10", "RR@10")
                yield Measure(f"{sort}.{name}{ending}", f"{name}{grades}", group, form, is_compared=compared)
            for k in DEPTHS:
                yield Measure(f"{sort}.quotes@{k}{ending}", f"Gold quotes found in {k}{grades}", group)
            if sort == PASSAGES:
                label = f"Gold quotes found in {CHARACTERS:,} characters{grades}"
                yield Measure(f"{AT_CHARACTERS}{ending}", label, group, is_compared=not ending)


_ANSWERS = "Answers"
_ABSTENTION = "Abstention"

MEASURES = (
    *_retrieval(),
    Measure("quote_fidelity", "Quote fidelity", _ANSWERS, Form.POOLED, is_compared=True),
    Measure("vital_recall", "Strict vital recall", _ANSWERS, is_compared=True),
    Measure("nugget_recall", "All-nugget recall", _ANSWERS, is_compared=True),
    Measure("citation_precision", "Citation precision (gold-span)", _ANSWERS, is_compared=True),
    Measure(f"citation_precision{BOTH}", "Citation precision (gold-span), both grades", _ANSWERS, is_compared=True),
    Measure("citation_recall", "Citation recall (gold-span)", _ANSWERS, is_compared=True),
    Measure(f"citation_recall{BOTH}", "Citation recall (gold-span), both grades", _ANSWERS),
    Measure("truthfulness", "Truthfulness (CRAG, -1 to 1)", _ANSWERS, is_compared=True),
    *(Measure(f"truth.{end}", f"Share {end}", _ANSWERS, Form.RATE, Better.NEITHER) for end in Truth),
    Measure("forbidden_cited", "Cites a forbidden report", _ANSWERS, Form.RATE, Better.LOWER, is_compared=True),
    Measure("forbidden_said", "Says forbidden words", _ANSWERS, Form.RATE, Better.LOWER, is_compared=True),
    Measure("words", "Words of an answer", _ANSWERS, better=Better.NEITHER),
    Measure("rejection", "Rejection of the unanswerable", _ABSTENTION, Form.RATE, is_compared=True),
    Measure("false_abstention", "False abstention", _ABSTENTION, Form.RATE, Better.LOWER, is_compared=True),
)
"""Those of which every question has a value, or none."""

AUROC = Measure("auroc", "AUROC of the confidence", _ABSTENTION, is_compared=True)
RISK_COVERAGE = Measure("risk_coverage_area", "Risk-coverage area", _ABSTENTION, better=Better.LOWER, is_compared=True)
WHOLE_SET = (AUROC, RISK_COVERAGE)
"""Those of which only a set has a value."""

SPEED = "Speed"
PERCENTILES = {"p50": 0.5, "p95": 0.95}


def speed_measure(stage: str, name: str) -> Measure:
    """The figure of a stage's time."""
    label = f"{'Whole answer' if stage == 'total' else stage.capitalize()}, {name} (ms)"
    return Measure(f"{stage}_ms.{name}", label, SPEED, better=Better.LOWER)
