"""Which passages and questions are learnt from together: each report beside one that is easily taken for it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.training.passages import Group, Question, TrainingPassage

# How often a report is put beside one of its nearest, and among how many of them it is chosen. Not always and not the
# nearest, or a report would see the same neighbour in every epoch.
_HARD_SHARE, _NEAREST = 0.7, 4


@dataclass(frozen=True, slots=True)
class Batch:
    """Passages, and questions asked of all of them."""

    passages: tuple[TrainingPassage, ...]
    questions: tuple[Question, ...]


def batches(
    groups: Sequence[Group], nearness: NDArray[np.float64], answered: int, unanswered: int, seed: Sequence[int]
) -> list[Batch]:
    """One epoch: every passage once, in batches of two groups.

    Args:
        groups: passages that stay together.
        nearness: shape (groups, groups), higher where a group is more easily taken for another.
        answered: at the most so many questions a passage that it answers, drawn anew each epoch.
        unanswered: and so many that it does not.
        seed: gives the same batches again.
    """
    rng = np.random.default_rng(seed)
    left = [int(i) for i in rng.permutation(len(groups))]
    made = []
    while left:
        first = left.pop()
        members = groups[first]
        if left:
            partner = _partner(first, left, nearness + nearness.T, rng)
            left.remove(partner)
            members += groups[partner]
        questions = [asked for passage in members for asked in _drawn(passage, answered, unanswered, rng)]
        made.append(Batch(members, tuple(questions)))
    return made


def _partner(group: int, left: Sequence[int], nearness: NDArray[np.float64], rng: np.random.Generator) -> int:
    if rng.random() >= _HARD_SHARE:
        return left[int(rng.integers(len(left)))]
    nearest = sorted(left, key=lambda other: -nearness[group, other])[:_NEAREST]
    return nearest[int(rng.integers(len(nearest)))]


def _drawn(passage: TrainingPassage, answered: int, unanswered: int, rng: np.random.Generator) -> list[Question]:
    sorts = ([q for q in passage.questions if q.answers], [q for q in passage.questions if not q.answers])
    drawn = []
    for questions, most in zip(sorts, (answered, unanswered), strict=True):
        drawn += [questions[i] for i in sorted(rng.permutation(len(questions))[:most])]
    return drawn
