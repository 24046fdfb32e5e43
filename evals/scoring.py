"""One question's answer against its gold: every figure of it, and what went wrong."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.records import Answer, Status
from evals.gold import Gold, Place
from evals.measures import AT_CHARACTERS, CHARACTERS, DEPTHS, ENDINGS, MEASURES
from evals.metrics import abstention, answers
from evals.metrics.answers import TRUTHFULNESS, Truth
from evals.metrics.overlap import Unit, found_at, grade_of
from evals.metrics.retrieval import quote_recall, ranks_found, within
from evals.questions import Question
from evals.units import PASSAGES, Ranked

_ANSWERED = (Status.ANSWERED, Status.PARTIAL)


class Fault(StrEnum):
    """What went wrong with a question."""

    RETRIEVAL = "missed in retrieval"
    ANSWER = "missed in the answer"
    ABSTENTION = "wrong abstention"
    UNFOUNDED = "answered without grounds"
    CITATION = "wrong citation"


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, its gold and what the assistant made of it.

    Attributes:
        question: from the set.
        golds: its gold quotes, in the set's order.
        answer: what `ask` returned.
        passages: those found, best first.
        sentences: the 20 best.
        verbatim: for each citation whether its quote stands on the page it names.
    """

    question: Question
    golds: tuple[Gold, ...]
    answer: Answer
    passages: tuple[Ranked, ...]
    sentences: tuple[Ranked, ...]
    verbatim: tuple[bool, ...]

    @property
    def answered(self) -> bool:
        """Whether the assistant gave an answer."""
        return self.answer.status in _ANSWERED

    @property
    def cited(self) -> tuple[Place, ...]:
        """Where the citations stand."""
        found = ((citation.report, citation.span) for citation in self.answer.citations)
        return tuple(Place(report, span.page, span.start, span.end) for report, span in found)

    @property
    def quotes(self) -> list[str]:
        """The cited words, one text a statement: a sentence over two pages has two citations."""
        by_number = {citation.number: citation.quote for citation in self.answer.citations}
        return [" ".join(by_number[number] for number in each.citations) for each in self.answer.statements]


@dataclass(frozen=True, slots=True)
class GoldFate:
    """What became of a gold quote: the rank of the passage that found it, and whether it is cited."""

    rank: int | None
    is_cited: bool


@dataclass(frozen=True, slots=True)
class NuggetFate:
    """What became of a nugget: whether a found passage shows it, and whether a cited quote does."""

    is_found: bool
    is_shown: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A question with all that is known of how it went.

    Attributes:
        asked: the question and its answer.
        values: every measure of it; None where it is undefined.
        truth: how the answer ended; None where nothing can be said.
        golds: what became of each gold quote.
        nuggets: what became of each nugget.
        citation_grades: for each citation the highest grade of the gold it is at; 0: beside it.
        faults: what went wrong; empty where nothing did.
    """

    asked: Asked
    values: dict[str, float | None]
    truth: Truth | None
    golds: tuple[GoldFate, ...]
    nuggets: tuple[NuggetFate, ...]
    citation_grades: tuple[int, ...]
    faults: tuple[Fault, ...]

    @property
    def cluster(self) -> str:
        """What the question shares its luck with: the report of its first grade-2 quote, else nothing but itself."""
        first = next((gold.places[0].report for gold in self.asked.golds if gold.grade == 2), None)
        return f"report {first}" if first else f"question {self.asked.question.id}"


def score(asked: Asked, ranked: Mapping[str, Sequence[Unit]], measured: Mapping[str, float]) -> Row:
    """Score one question.

    Args:
        asked: the question and its answer.
        ranked: by sort, the units found, best first.
        measured: its figures from ir-measures, by name; empty where it has no gold quote.
    """
    vital = _nugget_recall(asked, only_vital=True)
    truth = answers.truth(asked.answered, asked.question.answerable, vital)
    found: dict[str, float | None] = dict(measured)
    found |= _quote_recalls(asked.golds, ranked)
    found |= _answer_values(asked) | {"vital_recall": vital}
    found["truthfulness"] = None if truth is None else TRUTHFULNESS[truth]
    found |= {f"truth.{end}": None if truth is None else float(truth is end) for end in Truth}
    texts = [passage.text for passage in asked.passages]
    golds = tuple(_gold_fate(gold, asked, ranked[PASSAGES]) for gold in asked.golds)
    nuggets = tuple(
        NuggetFate(answers.shows(nugget, texts), answers.shows(nugget, asked.quotes))
        for nugget in asked.question.nuggets
    )
    grades = tuple(grade_of((place,), asked.golds) for place in asked.cited)
    values = {measure.name: found.get(measure.name) for measure in MEASURES}
    return Row(asked, values, truth, golds, nuggets, grades, _faults(asked, values, golds, nuggets, grades))


def _quote_recalls(golds: Sequence[Gold], ranked: Mapping[str, Sequence[Unit]]) -> dict[str, float | None]:
    values: dict[str, float | None] = {}
    for ending, least in ENDINGS.items():
        for sort, units in ranked.items():
            ranks = ranks_found(golds, units[: max(DEPTHS)], least)
            values |= {f"{sort}.quotes@{k}{ending}": quote_recall(ranks, k) for k in DEPTHS}
        fitting = within(CHARACTERS, ranked[PASSAGES])
        values[AT_CHARACTERS + ending] = quote_recall(ranks_found(golds, fitting, least))
    return values


def _nugget_recall(asked: Asked, *, only_vital: bool) -> float | None:
    return answers.nugget_recall(asked.question.nuggets, asked.quotes, only_vital=only_vital)


def _answer_values(asked: Asked) -> dict[str, float | None]:
    question, answer = asked.question, asked.answer
    said = " ".join(asked.quotes)
    values = {
        "quote_fidelity": answers.quote_fidelity(asked.verbatim),
        "nugget_recall": _nugget_recall(asked, only_vital=False),
        "words": float(answers.count_words(answer.text)) if asked.answered else None,
        "forbidden_cited": answers.cites_forbidden((each.report for each in answer.citations), question.forbidden_docs),
        "forbidden_said": answers.says_forbidden(said, question.forbidden),
        "rejection": abstention.rejection(asked.answered, question.answerable),
        "false_abstention": abstention.false_abstention(asked.answered, question.answerable),
    }
    for ending, least in ENDINGS.items():
        values[f"citation_precision{ending}"] = answers.citation_precision(asked.cited, asked.golds, least)
        values[f"citation_recall{ending}"] = answers.citation_recall(asked.cited, asked.golds, least)
    return values


def _gold_fate(gold: Gold, asked: Asked, passages: Sequence[Unit]) -> GoldFate:
    return GoldFate(found_at(gold, passages), found_at(gold, [(place,) for place in asked.cited]) is not None)


def _faults(
    asked: Asked,
    values: Mapping[str, float | None],
    golds: Sequence[GoldFate],
    nuggets: Sequence[NuggetFate],
    citation_grades: Sequence[int],
) -> tuple[Fault, ...]:
    """What went wrong, by vital nuggets where the question has some, else by its grade-2 quotes."""
    if not asked.question.answerable:
        return (Fault.UNFOUNDED,) if asked.answered else ()
    faults = [] if asked.answered else [Fault.ABSTENTION]
    missed = [fate.is_found for fate, nugget in zip(nuggets, asked.question.nuggets, strict=True) if nugget.vital]
    shown = [fate.is_shown for fate, nugget in zip(nuggets, asked.question.nuggets, strict=True) if nugget.vital]
    if not shown:
        direct = [fate for fate, gold in zip(golds, asked.golds, strict=True) if gold.grade == 2]
        # One of several quotes may be enough to answer: it is missed only where none of them is cited.
        missed = [any(fate.rank is not None for fate in direct)] if direct else []
        shown = [any(fate.is_cited for fate in direct)] if direct else []
    lost = [was_found for was_found, was_shown in zip(missed, shown, strict=True) if not was_shown]
    if not all(lost):
        faults.append(Fault.RETRIEVAL)
    if any(lost) and asked.answered:
        faults.append(Fault.ANSWER)
    beside = asked.answered and asked.golds and not any(citation_grades)
    if beside or values["forbidden_cited"]:
        faults.append(Fault.CITATION)
    return tuple(faults)
