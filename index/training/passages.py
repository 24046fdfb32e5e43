"""The training passages: what lies in data/, read strictly, grouped by report and split by field."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DATA = Path(__file__).parent / "data"

# What is held out is a whole field: no report, domain or theme of it is taught.
FIELDS = {
    "children": ("children-and-schools", "youth", "youth-and-leisure", "youth-reports"),
    "city": ("city-and-culture", "culture-and-climate"),
    "employment": (
        "employment",
        "employment-series",
        "job-retention",
        "supplier-notes",
        "supplier-reports",
        "supplier-series",
    ),
    "health": ("care", "health-and-elderly", "health-reports", "integration-and-health", "rehabilitation-notes"),
    "municipal": ("framework-agreements", "municipal-reports", "municipal-summaries"),
    "social": ("social-and-health", "social-notes", "social-series", "social-services"),
}

# Passages without a report are grouped by so many, as reports are.
_GROUP_SIZE = 5

Place = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Question:
    """A question asked of a passage.

    Attributes:
        text: the question.
        language: "da" or "en".
        kind: how it asks (lookup, theme, vocabulary...), or "unanswerable".
        answers: (passage id, sentence number) of every sentence that answers it; empty where none does.
        helps: the sentences that only help, neither right nor wrong.
    """

    text: str
    language: str
    kind: str
    answers: frozenset[Place]
    helps: frozenset[Place]


@dataclass(frozen=True, slots=True)
class TrainingPassage:
    """A passage with the questions asked of it.

    Attributes:
        id: unique in the data.
        field: one of FIELDS.
        report: the id of its report; its own id where it stands alone.
        organisation: who wrote it.
        year: the year it is about.
        domain: what it is about.
        heading: above it.
        sentences: in order.
        questions: those that it answers and those that its whole report does not.
    """

    id: str
    field: str
    report: str
    organisation: str
    year: int
    domain: str
    heading: str
    sentences: tuple[str, ...]
    questions: tuple[Question, ...]


Group = tuple[TrainingPassage, ...]


def read_passages(folder: Path = DATA) -> tuple[TrainingPassage, ...]:
    """All passages of a folder's files, in the order of the files' names."""
    fields = {name: field for field, names in FIELDS.items() for name in names}
    return tuple(
        _passage(json.loads(line), fields[path.stem])
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    )


def split(
    passages: Iterable[TrainingPassage], held_out: str
) -> tuple[tuple[TrainingPassage, ...], tuple[TrainingPassage, ...]]:
    """The passages to teach and those of the field that is held out to validate with.

    A report's organisation that also writes in the field held out is not taught either.
    """
    passages = tuple(passages)
    validation = tuple(passage for passage in passages if passage.field == held_out)
    known = {passage.organisation for passage in validation}
    taught = (p for p in passages if p.field != held_out and p.organisation not in known)
    return tuple(taught), validation


def groups(passages: Sequence[TrainingPassage]) -> list[Group]:
    """The passages by report; those that stand alone by five, of like domains and in a fixed order."""
    reports: dict[str, list[TrainingPassage]] = {}
    for passage in passages:
        reports.setdefault(passage.report, []).append(passage)
    whole = [tuple(members) for members in reports.values() if len(members) > 1]
    alone = sorted((m[0] for m in reports.values() if len(m) == 1), key=lambda p: (p.field, p.domain, p.id))
    return whole + [tuple(alone[i : i + _GROUP_SIZE]) for i in range(0, len(alone), _GROUP_SIZE)]


def _passage(line: dict[str, Any], field: str) -> TrainingPassage:
    name = line["id"]
    answered = (
        Question(
            asked["question"],
            asked["lang"],
            asked["kind"],
            frozenset((name, number) for number in asked["answers"])
            | frozenset((other, number) for other, number in asked.get("also", [])),
            frozenset((name, number) for number in asked["helps"]),
        )
        for asked in line["questions"]
    )
    unanswered = (
        Question(asked["question"], asked["lang"], "unanswerable", frozenset(), frozenset())
        for asked in line["unanswerable"]
    )
    return TrainingPassage(
        name,
        field,
        line.get("report", name),
        line["organisation"],
        line["year"],
        line["domain"],
        line["heading"],
        tuple(line["sentences"]),
        (*answered, *unanswered),
    )
