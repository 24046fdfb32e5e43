"""What a run leaves in its folder for the judge, and what the judge leaves there."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from pydantic import BaseModel, ValidationError

from corpus.errors import QuestionSetError
from evals.opinion import Opinion
from evals.questions import Question, read_sets
from evals.writing import ANSWERS, Score, read_run, write_lines

QUESTIONS, OPINION = "questions.jsonl", "judge.json"


@dataclass(frozen=True, slots=True)
class Material:
    """A question of a run as it comes before the judge.

    Attributes:
        question: with its nuggets.
        statements: what the answer says, a text each; empty where it says nothing.
        score: its figures.
    """

    question: Question
    statements: tuple[str, ...]
    score: Score


def write_questions(folder: Path, questions: Iterable[Question]) -> None:
    """Write the questions of a run as one set, so that its folder says by itself what was asked."""
    write_lines(folder / QUESTIONS, (question.model_dump(mode="json") for question in questions))


def read_materials(folder: Path) -> tuple[Material, ...]:
    """Read the questions of a run that have nuggets.

    Raises:
        QuestionSetError: the folder holds no whole run, or one of another version.
    """
    scores = {score.id: score for score in read_run(folder)[1]}
    try:
        lines = map(_Line.model_validate_json, (folder / ANSWERS).read_bytes().splitlines())
        said = {line.id: tuple(statement.text for statement in line.answer.statements) for line in lines}
        wanted = [question for question in read_sets([folder / QUESTIONS]) if question.nuggets]
        return tuple(Material(question, said[question.id], scores[question.id]) for question in wanted)
    except (OSError, ValidationError, KeyError) as error:
        raise QuestionSetError(
            f"The run in {folder} is not whole or was written by another version; make it again with "
            "`kildesvar eval run`."
        ) from error


def hash_of_answers(folder: Path) -> str:
    """The SHA-256 of the answers of a run, 64 hexadecimal digits."""
    return sha256((folder / ANSWERS).read_bytes()).hexdigest()


def write_opinion(folder: Path, opinion: Opinion) -> None:
    """Write judge.json."""
    (folder / OPINION).write_text(f"{json.dumps(asdict(opinion), ensure_ascii=False, indent=2)}\n", encoding="utf-8")


class _Statement(BaseModel):
    text: str


class _Answer(BaseModel):
    statements: tuple[_Statement, ...]


class _Line(BaseModel):
    """What the judge reads of a line of answers.jsonl."""

    id: str
    answer: _Answer
