"""Drafts on the theme questions of a set: how much of what matters stands in them, and how much beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from time import perf_counter

from assistant.assistant import Assistant
from assistant.drafting.drafter import draft
from assistant.records import Citation
from corpus.errors import QuestionSetError
from evals.gold import Gold, Place
from evals.metrics.answers import count_words, is_verbatim, nugget_recall
from evals.metrics.overlap import is_at
from evals.questions import Question


@dataclass(frozen=True, slots=True)
class DraftScore:
    """Of one draft, or the mean of several.

    Attributes:
        id: the question's; "mean" for a mean.
        vital_recall: the share of the vital nuggets that the draft's quotes show.
        at_gold: the share of its statements of which a quote is at a gold quote of any grade. A lower bound of those
            that a reader would accept: what the set's author did not find counts as wrong.
        fidelity: the share of its quotes that stand verbatim on the page they cite.
        statements: how many there are.
        words: how many words they have.
        seconds: wall time.
    """

    id: str
    vital_recall: float
    at_gold: float
    fidelity: float
    statements: float
    words: float
    seconds: float


def score_drafts(
    questions: Sequence[Question], golds: Mapping[str, Sequence[Gold]], assistant: Assistant
) -> list[DraftScore]:
    """Draft on each theme question, its words as the topic.

    Args:
        questions: of a set; those of other kinds are left out, and those without vital nuggets.
        golds: of each question's id its gold quotes, as `check_against` gives them.
        assistant: whose reports the set is about.

    Raises:
        QuestionSetError: there is no such question.
    """
    themes = [each for each in questions if each.kind == "theme" and any(nugget.vital for nugget in each.nuggets)]
    if not themes:
        raise QuestionSetError("No question of the set is of the kind theme and has a vital nugget; give one that has.")
    return [_score(question, golds[question.id], assistant) for question in themes]


def mean_score(scores: Sequence[DraftScore]) -> DraftScore:
    """The mean of each figure over the questions, of which there is one at the least."""
    figures = [[getattr(score, name) for score in scores] for name in DraftScore.__slots__[1:]]
    return DraftScore("mean", *map(mean, figures))


def _score(question: Question, golds: Sequence[Gold], assistant: Assistant) -> DraftScore:
    began = perf_counter()
    made = draft(assistant, question.question)
    seconds = perf_counter() - began
    hits = [
        any(is_at((_place(made.citations[number - 1]),), gold) for number in statement.citations for gold in golds)
        for statement in made.statements
    ]
    verbatim = [is_verbatim(each.quote, assistant.page(each.report, each.page).text) for each in made.citations]
    texts = [statement.text for statement in made.statements]
    return DraftScore(
        question.id,
        nugget_recall(question.nuggets, texts, only_vital=True) or 0.0,
        mean(hits) if hits else 0.0,
        mean(verbatim) if verbatim else 1.0,
        len(texts),
        sum(map(count_words, texts)),
        seconds,
    )


def _place(citation: Citation) -> Place:
    return Place(citation.report, citation.page, citation.span.start, citation.span.end)
