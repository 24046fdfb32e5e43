"""Two runs of the same questions: what got better, how sure that is, and on which questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.errors import QuestionSetError
from evals.differences import Difference, differences
from evals.metrics.answers import TRUTHFULNESS, Truth
from evals.writing import Score, read_run


@dataclass(frozen=True, slots=True)
class Flip:
    """A question that ended otherwise: in the words of CRAG, or by its status where those say nothing."""

    id: str
    question: str
    before: str
    after: str
    is_better: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """Run B against run A.

    Attributes:
        a: folder of A.
        b: folder of B.
        n: how many questions both asked.
        only_a: ids of those that only A asked; they are left out.
        only_b: the same of B.
        differences: by figure.
        flips: the questions that ended otherwise.
        milliseconds: the median time of an answer in A and B; no verdict, for other work on the machine moves it.
        gate: why B should not pass; empty where it should.
    """

    a: str
    b: str
    n: int
    only_a: tuple[str, ...]
    only_b: tuple[str, ...]
    differences: tuple[Difference, ...]
    flips: tuple[Flip, ...]
    milliseconds: tuple[float, float]
    gate: tuple[str, ...]


def compare(a: Path, b: Path) -> Comparison:
    """Compare two runs, question by question.

    Args:
        a: folder of the run before.
        b: folder of the run after.

    Raises:
        QuestionSetError: one is no run, or they share no question.
    """
    before, after = _by_question(a), _by_question(b)
    shared = [key for key in before if key in after]
    if not shared:
        raise QuestionSetError(f"The runs in {a} and {b} share no question; compare runs of the same set.")
    pairs = [(before[key], after[key]) for key in shared]
    found = differences(pairs)
    return Comparison(
        a=str(a),
        b=str(b),
        n=len(shared),
        only_a=tuple(name for name, words in before if (name, words) not in after),
        only_b=tuple(name for name, words in after if (name, words) not in before),
        differences=found,
        flips=tuple(flip for one, other in pairs if (flip := _flip(one, other))),
        milliseconds=(_median([one for one, _ in pairs]), _median([other for _, other in pairs])),
        gate=_gate(found, list(after.values())),
    )


def _by_question(folder: Path) -> dict[tuple[str, str], Score]:
    """A question is the same where its id and its words are."""
    return {(score.id, score.question): score for score in read_run(folder)[1]}


def _flip(before: Score, after: Score) -> Flip | None:
    one, other = _ending(before), _ending(after)
    if one == other:
        return None
    return Flip(before.id, before.question, one, other, _worth(after) > _worth(before))


def _ending(score: Score) -> str:
    """In the words of CRAG; silence about an unanswerable question is told from other silence."""
    if score.truth == Truth.MISSING and not score.answerable:
        return "rightly silent"
    return score.truth or score.status


def _worth(score: Score) -> float:
    return 0.0 if score.truth is None else TRUTHFULNESS[Truth(score.truth)]


def _median(scores: Sequence[Score]) -> float:
    return float(np.median([score.milliseconds["total"] for score in scores]))


def _gate(found: Sequence[Difference], after: Sequence[Score]) -> tuple[str, ...]:
    """Every compared figure but time counts, and of the fidelity every quote of B, compared or not."""
    reasons = [f"{each.label} falls by {abs(each.change):.3f}" for each in found if each.falls]
    broken = sum(score.quotes - score.quotes_verbatim for score in after)
    if broken:
        reasons.append(f"{broken} of {sum(score.quotes for score in after)} quotes are not verbatim on their page")
    return tuple(reasons)
