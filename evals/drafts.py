"""Drafts on the theme questions of a set: how much of what matters stands in them, and how much beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from statistics import mean
from time import perf_counter
from typing import Any

from assistant.assistant import Assistant
from assistant.drafting.drafter import draft
from assistant.records import Citation
from corpus.errors import QuestionSetError
from evals.gold import Gold, Place
from evals.metrics.answers import count_words, is_verbatim, nugget_recall
from evals.metrics.overlap import is_at
from evals.questions import Question
from evals.verdicts import fingerprint


@dataclass(frozen=True, slots=True)
class DraftScore:
    """Of one draft, or the mean of several.

    Attributes:
        id: the question's; "mean" for a mean.
        vital_recall: the share of the vital nuggets that the draft's quotes show.
        at_gold: the share of its statements of which a quote is at a gold quote of any grade. A lower bound of those
            that a reader would accept: what the set's author did not find counts as wrong.
        accepted: the share of its statements that are at a gold quote or that a reader has accepted; what nobody has
            judged is not accepted. None where no verdicts are given.
        unjudged: how many of the others nobody has judged.
        fidelity: the share of its quotes that stand verbatim on the page they cite.
        statements: how many there are.
        words: how many words they have.
        seconds: wall time.
    """

    id: str
    vital_recall: float
    at_gold: float
    accepted: float | None
    unjudged: float
    fidelity: float
    statements: float
    words: float
    seconds: float


def score_drafts(
    questions: Sequence[Question],
    golds: Mapping[str, Sequence[Gold]],
    assistant: Assistant,
    verdicts: Mapping[tuple[str, str], bool] | None = None,
) -> list[DraftScore]:
    """Draft on each theme question, its words as the topic.

    Args:
        questions: of a set; those of other kinds are left out, and those without vital nuggets.
        golds: of each question's id its gold quotes, as `check_against` gives them.
        assistant: whose reports the set is about.
        verdicts: a reader's, as `read_verdicts` gives them; None where nobody has judged.

    Raises:
        QuestionSetError: there is no such question.
    """
    themes = [each for each in questions if each.kind == "theme" and any(nugget.vital for nugget in each.nuggets)]
    if not themes:
        raise QuestionSetError("No question of the set is of the kind theme and has a vital nugget; give one that has.")
    return [_score(question, golds[question.id], assistant, verdicts) for question in themes]


def mean_score(scores: Sequence[DraftScore]) -> DraftScore:
    """The mean of each figure over the questions, of which there is one at the least."""
    figures = {name: [getattr(score, name) for score in scores] for name in DraftScore.__slots__[1:]}
    means: dict[str, Any] = {name: None if None in values else mean(values) for name, values in figures.items()}
    return replace(scores[0], id="mean", **means)


def _score(
    question: Question, golds: Sequence[Gold], assistant: Assistant, verdicts: Mapping[tuple[str, str], bool] | None
) -> DraftScore:
    began = perf_counter()
    made = draft(assistant, question.question)
    seconds = perf_counter() - began
    hits = [
        any(is_at((_place(made.citations[number - 1]),), gold) for number in statement.citations for gold in golds)
        for statement in made.statements
    ]
    texts = [statement.text for statement in made.statements]
    others = [text for text, is_hit in zip(texts, hits, strict=True) if not is_hit]
    judged = [(verdicts or {}).get((question.id, fingerprint(text))) for text in others]
    verbatim = [is_verbatim(each.quote, assistant.page(each.report, each.page).text) for each in made.citations]
    return DraftScore(
        id=question.id,
        vital_recall=nugget_recall(question.nuggets, texts, only_vital=True) or 0.0,
        at_gold=mean(hits) if hits else 0.0,
        accepted=None if verdicts is None else (sum(hits) + judged.count(True)) / max(len(hits), 1),
        unjudged=judged.count(None),
        fidelity=mean(verbatim) if verbatim else 1.0,
        statements=len(texts),
        words=sum(map(count_words, texts)),
        seconds=seconds,
    )


def _place(citation: Citation) -> Place:
    return Place(citation.report, citation.page, citation.span.start, citation.span.end)
