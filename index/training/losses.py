"""What the reader is punished for."""

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, log_softmax, softmax

from index.training.passages import Question, TrainingPassage

# Of each question's wrong sentences so many, the best, are pushed below the line between answer and none.
_PUSHED_DOWN = 5
# Cosines of this model lie between .7 and 1; divided by this they tell passages apart (it learnt with .01).
_TEMPERATURE = 0.02
# What a gold passage weighs against the untaught model's opinion of which passage is near.
_GOLD = 0.5
# What no sentence may win with.
_NEVER = -1e4


def targets(questions: Sequence[Question], passages: Sequence[TrainingPassage]) -> tuple[Tensor, Tensor]:
    """Which sentences answer, and which count: those that only help are neither right nor wrong.

    Returns:
        Two of shape (questions, sentences of all passages): whether it answers, whether it counts.
    """
    places = [(passage.id, number) for passage in passages for number in range(len(passage.sentences))]
    answers = torch.tensor([[place in asked.answers for place in places] for asked in questions])
    helps = torch.tensor([[place in asked.helps for place in places] for asked in questions])
    return answers, ~helps | answers


def choice_loss(logits: Tensor, answers: Tensor, counts: Tensor) -> Tensor:
    """How improbable the answering sentences are among all sentences, mean over the answerable questions."""
    has = answers.any(1)
    logits = logits.masked_fill(~counts, _NEVER)[has]
    right = torch.logsumexp(logits.masked_fill(~answers[has], _NEVER), 1)
    return (torch.logsumexp(logits, 1) - right).mean()


def decision_loss(logits: Tensor, answers: Tensor, counts: Tensor) -> Tensor:
    """How far answering sentences stand below 0, and the best of the others above it."""
    each = binary_cross_entropy_with_logits(logits, answers.float(), reduction="none")
    above = each.masked_fill(answers | ~counts, 0.0).topk(min(_PUSHED_DOWN, each.shape[1]), dim=1).values
    return each[answers].mean() + above.mean()


def passage_loss(cosines: Tensor, untaught: Tensor, answers: Tensor) -> Tensor:
    """How far the passages' order by pooled vectors is from the gold passage and from the untaught model's order.

    Args:
        cosines: of the taught vectors, shape (questions, passages).
        untaught: of the untaught ones.
        answers: whether a passage answers.
    """
    teacher = softmax(untaught / _TEMPERATURE, dim=1)
    gold = answers.float() / answers.sum(1, keepdim=True).clamp(min=1)
    wanted = torch.where(answers.any(1, keepdim=True), _GOLD * gold + (1 - _GOLD) * teacher, teacher)
    return -(wanted * log_softmax(cosines / _TEMPERATURE, dim=1)).sum(1).mean()
