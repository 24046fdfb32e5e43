"""What the confidence should weigh (see assistant/judging.py), fitted on question sets asked of indexes.

    python -m evals.confidence INDEX:QUESTIONS.jsonl ...

prints the weights, and of each set how well they tell its questions apart. `make confidence` asks what the weights that
ship were fitted on; they go into judging.py by hand.
"""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.assistant import Assistant
from assistant.judging import signs
from assistant.question import understand
from assistant.records import Filters
from corpus.errors import KildesvarError
from evals.metrics.abstention import auroc
from evals.questions import Question, read_sets
from index.settings import IndexSettings

# What a weight is pulled towards nothing by, as scikit-learn counts: small beside thousands of questions.
_STRENGTH = 0.3

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question set asked of an index.

    Attributes:
        name: of the set.
        signs: of each question what speaks for an answer, by name.
        answerable: whether there is one, shape (questions,).
    """

    name: str
    signs: list[dict[str, float]]
    answerable: NDArray[np.bool_]

    def table(self, names: Sequence[str]) -> Floats:
        """The signs of those names, shape (questions, names); 0 where a question has none of a name."""
        return np.array([[each.get(name, 0.0) for name in names] for each in self.signs])


def ask_set(index: Path, questions: Sequence[Question], name: str) -> Asked:
    """Ask a set's questions of an index, without their conversations and filters; left out where nothing is found."""
    assistant = Assistant(IndexSettings(folder=index), is_calibrated=False)
    try:
        asked = [(found, question.answerable) for question in questions if (found := _signs(question, assistant))]
    finally:
        assistant.close()
    return Asked(name, [found for found, _ in asked], np.array([answerable for _, answerable in asked]))


def _signs(asked: Question, assistant: Assistant) -> dict[str, float]:
    words = asked.question
    found = assistant.search(words)
    if not found.sentences:
        return {}
    with assistant.opened() as index:
        return signs(understand(words, (), index.reports(), Filters(), vocabulary=index), found, index)


def fit(sets: Sequence[Asked]) -> tuple[dict[str, float], float]:
    """The weights and the constant of a logistic regression; answerable and unanswerable questions weigh the same."""
    from sklearn.linear_model import LogisticRegression

    names = sorted({name for each in sets for found in each.signs for name in found})
    table = np.concatenate([each.table(names) for each in sets])
    deviations = table.std(axis=0) + 1e-9
    model = LogisticRegression(C=_STRENGTH, class_weight="balanced", max_iter=1000)
    model.fit(table / deviations, np.concatenate([each.answerable for each in sets]))
    weights = model.coef_[0] / deviations
    return dict(zip(names, weights.tolist(), strict=True)), float(model.intercept_[0])


def main() -> None:
    """Ask, fit and print."""
    parser = argparse.ArgumentParser(prog="python -m evals.confidence", description=__doc__)
    parser.add_argument("sets", nargs="+", metavar="INDEX:QUESTIONS.jsonl")
    pairs = [each.rpartition(":") for each in parser.parse_args().sets]
    sets = [ask_set(Path(index), read_sets([Path(file)]), Path(file).stem) for index, _, file in pairs]
    weights, constant = fit(sets)
    told = [f"{name} {weight:.2f}" for name, weight in (*weights.items(), ("constant", constant))]
    told += [_worth(each, weights, constant) for each in sets]
    sys.stdout.write("\n".join(told) + "\n")


def _worth(asked: Asked, weights: dict[str, float], constant: float) -> str:
    odds = asked.table(list(weights)) @ np.array(list(weights.values())) + constant
    down, up = (odds[asked.answerable] < 0), (odds[~asked.answerable] >= 0)
    both = f", AUROC {auroc(odds.tolist(), asked.answerable.tolist()):.3f}" if len(down) and len(up) else ""
    return f"{asked.name}: {down.sum()} of {len(down)} turned down, {up.sum()} of {len(up)} answered that are not{both}"


if __name__ == "__main__":
    try:
        main()
    except KildesvarError as error:
        sys.exit(str(error))
