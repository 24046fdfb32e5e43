"""The taught reader beside the untaught model on reports that nobody taught it: an index and a question set about it.

    python -m index.training.outside RUN INDEX QUESTIONS.jsonl

writes RUN/outside-QUESTIONS.json. Follow-up questions are left out, for they need their conversation; filters are not
applied.
"""

import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray

from index import e5
from index.framing import framed
from index.library import Library
from index.reader.adapter import Adapter, read_adapter
from index.reader.answerability import features_of
from index.reader.found import Found, Vectors
from index.training.figures import auroc, interval
from index.training.reader import Reader
from index.training.tokens import PassageTokens, tokenize_framed, tokenize_questions
from index.training.validation import question_vectors, shelve

_DEPTH = 20
# What a question must have to be answered: quotes of this grade.
_ANSWERS = 2
# Letters and digits that a sentence must have to be known by standing in a quote.
_LEAST_LETTERS = 12

Rows = NDArray[np.int_]
Figure = dict[str, float]


@dataclass(frozen=True, slots=True)
class Reports:
    """The passages of an index.

    Attributes:
        tokens: of each passage.
        names: of each sentence of all passages, the report's id.
        folded: of each sentence its letters and digits, see `_fold`.
    """

    tokens: list[PassageTokens]
    names: list[str]
    folded: list[str]


def read_reports(index: Path, tokenizer: Any) -> Reports:  # noqa: ANN401
    """The passages of an index as the reader's tokens."""
    library = Library(index)
    manifest = library.manifest()
    tokens: list[PassageTokens] = []
    names: list[str] = []
    folded: list[str] = []
    for entry in manifest.entries if manifest else ():
        for passage in library.stored(entry.version).passages:
            text, bounds = framed(entry.report, passage)
            tokens.append(tokenize_framed(text, bounds, tokenizer))
            names += [entry.report.id] * len(bounds)
            folded += [_fold(sentence.text) for sentence in passage.sentences]
    return Reports(tokens, names, folded)


def figures(
    questions: Sequence[dict[str, Any]],
    reports: Reports,
    reader: Reader,
    adapter: Adapter,
    tokenizer: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """Finding and telling apart, untaught and taught; each figure 0 to 1 and higher is better.

    Each has the interval of 95 of 100 resamples of the questions.
    recall_at_20 is the share of a question's answering quotes of which a sentence is among the twenty best of all
    reports, reciprocal_rank that of the first such sentence; both are means over the questions with such quotes.
    auroc tells answerable questions from the others by the best score, auroc_head by the head's probability.
    """
    asked = [question for question in questions if not question["history"]]
    gold = [_gold(question, reports) for question in asked]
    answerable = np.array([bool(question["answerable"]) for question in asked])
    words = tokenize_questions([question["question"] for question in asked], tokenizer)
    with reader.untaught():
        cosines = _sentence_cosines(reader, reports, [question.ids for question in words])
    reader.put(adapter.matrices)
    shelf = shelve(reader, reports.tokens)
    found = [shelf.find(*vectors) for vectors in question_vectors(reader, words)]
    taught = [one.scores(adapter.mix) for one in found]
    together = [_standard(score) + _standard(cosine) for score, cosine in zip(taught, cosines, strict=True)]
    return {
        "questions": {"asked": len(asked), "unanswerable": int((~answerable).sum())},
        "untaught": _figures(cosines, gold, answerable),
        "taught": _figures(taught, gold, answerable) | {"auroc_head": _head_auroc(found, adapter, answerable)},
        "taught, and as much of the untaught": _figures(together, gold, answerable),
    }


def _gold(question: dict[str, Any], reports: Reports) -> list[Rows]:
    """Of each answering quote the sentences that hold it or stand in it; quotes of which there is none are left out."""
    quotes = [(quote.get("doc"), _fold(quote["quote"])) for quote in question["relevant"] if quote["grade"] == _ANSWERS]
    rows = [
        np.array(
            [
                row
                for row, (name, sentence) in enumerate(zip(reports.names, reports.folded, strict=True))
                if name == (doc or name)
                and (quote in sentence or (len(sentence) >= _LEAST_LETTERS and sentence in quote))
            ],
            dtype=np.int_,
        )
        for doc, quote in quotes
    ]
    return [found for found in rows if len(found)]


def _figures(scores: Sequence[Vectors], gold: Sequence[list[Rows]], answerable: NDArray[np.bool_]) -> dict[str, Figure]:
    recall, first = np.full((2, len(scores)), np.nan)
    for row, (score, quotes) in enumerate(zip(scores, gold, strict=True)):
        if quotes:
            place = np.empty(len(score), dtype=np.int_)
            place[np.argsort(-score, kind="stable")] = np.arange(1, len(score) + 1)
            ranks = np.array([place[rows].min() for rows in quotes])
            recall[row], first[row] = (ranks <= _DEPTH).mean(), 1 / ranks.min()
    best = np.array([score.max() for score in scores])
    return {
        "recall_at_20": _figure(len(scores), lambda rows: float(np.nanmean(recall[rows]))),
        "reciprocal_rank": _figure(len(scores), lambda rows: float(np.nanmean(first[rows]))),
        "auroc": _figure(len(scores), lambda rows: auroc(best[rows], answerable[rows])),
    }


def _figure(questions: int, measure: Callable[[Rows], float]) -> Figure:
    low, high = interval([[row] for row in range(questions)], measure)
    return {"value": measure(np.arange(questions)), "low": low, "high": high}


def _head_auroc(found: Sequence[Found], adapter: Adapter, answerable: NDArray[np.bool_]) -> Figure:
    chances = adapter.head.probability(np.array([features_of(one, adapter.mix) for one in found]))
    return _figure(len(found), lambda rows: auroc(chances[rows], answerable[rows]))


def _sentence_cosines(reader: Reader, reports: Reports, questions: Sequence[Sequence[int]]) -> list[Vectors]:
    """Cosines of a question's pooled vector and each sentence's mean token vector, as the index has them."""
    with torch.no_grad():
        sentences = []
        for tokens in reports.tokens:
            states = reader.hidden([tokens.ids])[0][0][list(tokens.order)]
            parts = torch.split(states, list(tokens.lengths))[1:]
            sentences += [torch.nn.functional.normalize(part.mean(0), dim=0).numpy() for part in parts]
        matrix = np.stack(sentences)
        return [matrix @ reader.hidden([ids])[1][0].numpy() for ids in questions]


def _standard(values: Vectors) -> Vectors:
    standard: Vectors = (values - values.mean()) / values.std()
    return standard


def _fold(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())


def main(run: Path, index: Path, questions: Path) -> None:
    """Write the figures."""
    from transformers import PreTrainedTokenizerFast

    model, adapter = e5.unpacked_folder(), read_adapter(run)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(model)
    reader = Reader(model, len(adapter.matrices["projection.weight"]), seed=0)
    lines = [json.loads(line) for line in questions.read_text(encoding="utf-8").splitlines()]
    found = figures(lines, read_reports(index, tokenizer), reader, adapter, tokenizer)
    (run / f"outside-{questions.stem}.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:4]))
