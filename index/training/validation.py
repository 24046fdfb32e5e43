"""How well the reader reads a field that it was not taught."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray

from index.reader.comparing import COMPARED
from index.reader.found import Found, Vectors
from index.training.passages import Question, TrainingPassage
from index.training.reader import Reader
from index.training.shelf import Shelf
from index.training.tokens import PassageTokens, QuestionTokens

_TOGETHER = 16


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what it finds among all passages.

    Attributes:
        question: the question.
        report: the report that it was asked of.
        found: see `Found`.
        answers: whether each sentence answers it.
        in_report: whether each sentence stands in that report.
        is_near: whether each sentence stands in one of the nearest passages, which are all that a search compares.
    """

    question: Question
    report: str
    found: Found
    answers: NDArray[np.bool_]
    in_report: NDArray[np.bool_]
    is_near: NDArray[np.bool_]


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
    found = (shelf.find(*vector) for vector in vectors)
    return [
        Asked(
            question,
            report,
            each,
            np.array([place in question.answers for place in places]),
            reports == report,
            _is_near(each, shelf),
        )
        for (report, question), each in zip(asked, found, strict=True)
    ]


def _is_near(found: Found, shelf: Shelf) -> NDArray[np.bool_]:
    passages, first = np.unique(shelf.passage, return_index=True)
    nearest = passages[np.argsort(-found.dense[first], kind="stable")[:COMPARED]]
    return np.isin(shelf.passage, nearest)
