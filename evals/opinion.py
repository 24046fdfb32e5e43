"""What a language model makes of a run, in figures. An opinion: no comparison and no gate reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from evals.summary import Figure, count, mean_figure


class Label(StrEnum):
    """Whether an answer's statements say a fact, in the words of the prompt."""

    SUPPORTED = "støttet"
    PARTLY = "delvist"
    NOT = "ikke"


@dataclass(frozen=True, slots=True)
class Try:
    """One repetition: a label for every nugget, or what failed; the other is None."""

    labels: tuple[Label, ...] | None
    failure: str | None


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question as judged.

    Attributes:
        id: the question's.
        question: its words.
        nuggets: the facts, for people.
        vital: for each fact whether a right answer must hold it.
        tries: one a repetition; empty where the answer has no statement, which supports nothing and is not sent.
        judged: strict vital recall, 0 to 1, the mean of the repetitions that did not fail; None where all failed, or
            no fact is vital.
        matched: the same by regular expressions, from scores.jsonl.
        cluster: what it is drawn with in the bootstrap.
    """

    id: str
    question: str
    nuggets: tuple[str, ...]
    vital: tuple[bool, ...]
    tries: tuple[Try, ...]
    judged: float | None
    matched: float | None
    cluster: str


@dataclass(frozen=True, slots=True)
class Opinion:
    """A run as judged. Its field names are those of judge.json.

    Attributes:
        judged_at: ISO 8601 with time zone.
        model: the name that the endpoint was asked for.
        host: where the endpoint is.
        prompt_sha256: of the prompt's bytes, 64 hexadecimal digits.
        answers_sha256: of answers.jsonl as it was judged.
        repetitions: how often each question was sent, with the seeds 1, 2, ...
        n: questions with facts.
        sent: those of them whose answer has a statement.
        requests: how many replies there should be.
        failures: how many of them failed, by what failed.
        agreement: the share of facts that got one label in all repetitions that did not fail, of at least two; None
            where there is no such fact.
        agreement_n: of how many facts.
        judged: mean strict vital recall as judged; a question of which every repetition failed is left out.
        matched: the same by regular expressions, on the same questions.
        questions: one by one.
    """

    judged_at: str
    model: str
    host: str
    prompt_sha256: str
    answers_sha256: str
    repetitions: int
    n: int
    sent: int
    requests: int
    failures: dict[str, int]
    agreement: float | None
    agreement_n: int
    judged: Figure
    matched: Figure
    questions: tuple[JudgedQuestion, ...]

    @property
    def failed(self) -> str:
        """How many requests failed by what, for people."""
        return ", ".join(f"{times} by {name}" for name, times in self.failures.items()) or "none"


def vital_recall(tries: Sequence[Try], vital: Sequence[bool]) -> float | None:
    """Strict vital recall: the share of the vital nuggets that are wholly supported.

    Source: AutoNuggetizer (Pradeep et al., SIGIR 2025), where a nugget supported in part counts nothing.

    Args:
        tries: the repetitions; none for an answer without statements.
        vital: for each nugget whether it is vital.

    Returns:
        0 to 1, the mean of the repetitions that did not fail; None where all did, or no nugget is vital.
    """
    if not any(vital):
        return None
    if not tries:
        return 0.0
    shares = [
        sum(label is Label.SUPPORTED for label, counts in zip(each.labels, vital, strict=True) if counts) / sum(vital)
        for each in tries
        if each.labels is not None
    ]
    return sum(shares) / len(shares) if shares else None


def agreements(questions: Sequence[JudgedQuestion]) -> list[bool]:
    """For each fact that was labelled at least twice whether every label is the same."""
    labelled = [[each.labels for each in question.tries if each.labels is not None] for question in questions]
    return [len(set(labels)) == 1 for of in labelled if len(of) > 1 for labels in zip(*of, strict=True)]


def failures(questions: Sequence[JudgedQuestion]) -> dict[str, int]:
    """How many repetitions failed, by what failed, the most frequent first."""
    return count(each.failure for question in questions for each in question.tries if each.failure)


def recalls(questions: Sequence[JudgedQuestion]) -> tuple[Figure, Figure]:
    """Mean strict vital recall as judged and as matched, both over the questions that have both."""
    both = [
        (each.judged, each.matched, each.cluster)
        for each in questions
        if each.judged is not None and each.matched is not None
    ]
    clusters = [cluster for _, _, cluster in both]
    return mean_figure([one for one, _, _ in both], clusters), mean_figure([other for _, other, _ in both], clusters)
