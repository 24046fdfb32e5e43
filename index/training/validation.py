"""How well the reader reads a field that it was not taught."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from index.reader.answerability import Head, features_of, fit_head
from index.reader.found import Found, Vectors
from index.training.passages import Question, TrainingPassage
from index.training.reader import Reader
from index.training.shelf import Shelf
from index.training.tokens import PassageTokens, QuestionTokens

_TOGETHER = 16
# The measures that say together which epoch is the best: finding and telling apart weigh the same.
CHOSEN_BY = ("reciprocal_rank", "recall_at_20", "auroc_collection", "auroc_report")
_DEPTH = 20
_FOLDS = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it finds among all passages.

    Attributes:
        question: the question.
        report: the report that it was asked of.
        found: see `Found`.
        answers: whether each sentence answers it.
        in_report: whether each sentence stands in that report.
    """

    question: Question
    report: str
    found: Found
    answers: NDArray[np.bool_]
    in_report: NDArray[np.bool_]


def shelve(reader: Reader, passages: Sequence[PassageTokens]) -> Shelf:
    """Encode passages to be searched."""
    order = sorted(range(len(passages)), key=lambda i: len(passages[i].ids))
    tokens: dict[int, Vectors] = {}
    pooled: dict[int, Vectors] = {}
    with torch.no_grad():
        for start in range(0, len(order), _TOGETHER):
            chunk = order[start : start + _TOGETHER]
            encoded = reader.passages([passages[i] for i in chunk])
            parts = torch.split(encoded.tokens, [sum(lengths) for lengths in encoded.lengths])
            for i, part, vector in zip(chunk, parts, encoded.pooled, strict=True):
                tokens[i], pooled[i] = part.numpy(), vector.numpy()
    places = range(len(passages))
    return Shelf(
        np.concatenate([tokens[i] for i in places]),
        [passage.lengths for passage in passages],
        np.stack([pooled[i] for i in places]),
    )


def question_vectors(reader: Reader, questions: Sequence[QuestionTokens]) -> list[tuple[Vectors, Vectors]]:
    """Token vectors and pooled vector of each question."""
    with torch.no_grad():
        encoded = reader.questions(questions)
    tokens = [part.numpy() for part in torch.split(encoded.tokens, encoded.lengths)]
    return list(zip(tokens, encoded.pooled.numpy(), strict=True))


def ask_all(
    reader: Reader,
    passages: Sequence[TrainingPassage],
    passage_tokens: dict[str, PassageTokens],
    question_tokens: dict[str, QuestionTokens],
) -> list[Asked]:
    """Ask every question of the passages among all of them."""
    shelf = shelve(reader, [passage_tokens[p.id] for p in passages])
    asked = [(p.report, question) for p in passages for question in p.questions]
    vectors = question_vectors(reader, [question_tokens[question.text] for _, question in asked])
    places = [(p.id, number) for p in passages for number in range(len(p.sentences))]
    reports = np.array([p.report for p in passages])[shelf.passage]
    return [
        Asked(
            question,
            report,
            shelf.find(*vector),
            np.array([place in question.answers for place in places]),
            reports == report,
        )
        for (report, question), vector in zip(asked, vectors, strict=True)
    ]


def finding(asked: Sequence[Asked], mix: Sequence[float]) -> dict[str, float]:
    """Recall at 20 and reciprocal rank of answering sentences among those of all passages, 0 to 1, higher is better.

    Means over the answerable questions, of which there must be one.
    """
    ranks = [_ranks(one.found.scores(mix), one.answers) for one in asked if one.answers.any()]
    return {
        "recall_at_20": float(np.mean([(rank <= _DEPTH).mean() for rank in ranks])),
        "reciprocal_rank": float(np.mean([1 / rank.min() for rank in ranks])),
    }


def finding_by_kind(asked: Sequence[Asked], mix: Sequence[float]) -> dict[str, dict[str, float]]:
    """`finding` for each kind of answerable question."""
    kinds = sorted({one.question.kind for one in asked if one.question.answers})
    return {kind: finding([one for one in asked if one.question.kind == kind], mix) for kind in kinds}


def measures(asked: Sequence[Asked], mix: Sequence[float]) -> dict[str, float]:
    """What `finding` gives, and telling apart; each 0 to 1 and higher is better.

    auroc_collection and auroc_report tell answerable from unanswerable questions by the best score among all sentences
    and among those of the report that was asked about.
    """
    scores = [one.found.scores(mix) for one in asked]
    is_answerable = np.array([bool(one.answers.any()) for one in asked])
    best = np.array([score.max() for score in scores])
    best_of_report = np.array([score[one.in_report].max() for score, one in zip(scores, asked, strict=True)])
    return finding(asked, mix) | {
        "auroc_collection": auroc(best, is_answerable),
        "auroc_report": auroc(best_of_report, is_answerable),
    }


def _ranks(scores: Vectors, answers: NDArray[np.bool_]) -> NDArray[np.int_]:
    place = np.empty(len(scores), dtype=np.int_)
    place[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return place[answers]


def auroc(scores: NDArray[np.floating], positive: NDArray[np.bool_]) -> float:
    """The share of pairs in which the positive scores higher, a tie counting half; .5 where one sort is missing."""
    up, down = scores[positive], scores[~positive]
    if not len(up) or not len(down):
        return 0.5
    difference = up[:, None] - down[None, :]
    return float((difference > 0).mean() + (difference == 0).mean() / 2)


def fit_on(asked: Sequence[Asked], mix: Sequence[float]) -> tuple[Head, dict[str, float]]:
    """A head fitted on questions, each seen twice: in its report and among all passages.

    Returns:
        The head, and what heads that were fitted without a report's questions are worth on them (five folds by
        report): AUROC and Brier score in both scopes.
    """
    collection = np.array([features_of(one.found, mix) for one in asked])
    report = np.array([features_of(one.found, mix, one.in_report) for one in asked])
    answerable = np.array([bool(one.answers.any()) for one in asked])
    names = sorted({one.report for one in asked})
    fold = np.array([names.index(one.report) % _FOLDS for one in asked])
    guessed = {"collection": np.zeros(len(asked)), "report": np.zeros(len(asked))}
    for number in range(_FOLDS):
        out = fold == number
        if not out.any():
            continue
        head = fit_head(np.vstack([collection[~out], report[~out]]), np.tile(answerable[~out], 2))
        guessed["collection"][out] = head.probability(collection[out])
        guessed["report"][out] = head.probability(report[out])
    figures = {}
    for scope, probability in guessed.items():
        figures[f"head_auroc_{scope}"] = auroc(probability, answerable)
        figures[f"head_brier_{scope}"] = _brier(probability, answerable)
    return fit_head(np.vstack([collection, report]), np.tile(answerable, 2)), figures


def _brier(probability: NDArray[np.float64], answerable: NDArray[np.bool_]) -> float:
    """The mean square error, both sorts of questions weighing the same; .25 is what .5 for all gets."""
    error = (probability - answerable) ** 2
    return float((error[answerable].mean() + error[~answerable].mean()) / 2)
