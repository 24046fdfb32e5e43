"""The files of a run, written and read again."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from assistant.console import answer_as_json
from corpus.errors import QuestionSetError
from evals.metrics.retrieval import Qrels, Rankings, as_scores
from evals.scoring import Row
from evals.summary import Summary
from evals.units import Ranked

ANSWERS, SCORES, SUMMARY, PAGE = "answers.jsonl", "scores.jsonl", "summary.json", "report.html"


@dataclass(frozen=True, slots=True)
class Score:
    """A line of scores.jsonl: one question's figures.

    Attributes:
        id: the question's.
        question: its words.
        kind: its kind.
        lang: its language.
        answerable: whether the reports answer it.
        status: how the answer ended.
        confidence: 0 to 1, that the reports answer.
        truth: how the answer ended in the words of CRAG; None where nothing can be said.
        faults: what went wrong.
        cluster: what it is drawn with in the bootstrap.
        quotes: how many quotes were cited.
        quotes_verbatim: how many of them stand on the page they name.
        milliseconds: by stage, and "total".
        metrics: every figure by name; None where it is undefined.
    """

    id: str
    question: str
    kind: str
    lang: str
    answerable: bool
    status: str
    confidence: float
    truth: str | None
    faults: tuple[str, ...]
    cluster: str
    quotes: int
    quotes_verbatim: int
    milliseconds: dict[str, float]
    metrics: dict[str, float | None]


def score_of(row: Row) -> Score:
    """A row's line of scores.jsonl."""
    question, answer = row.asked.question, row.asked.answer
    return Score(
        id=question.id,
        question=question.question,
        kind=question.kind,
        lang=question.lang,
        answerable=question.answerable,
        status=answer.status,
        confidence=answer.confidence,
        truth=row.truth,
        faults=tuple(row.faults),
        cluster=row.cluster,
        quotes=len(row.asked.verbatim),
        quotes_verbatim=sum(row.asked.verbatim),
        milliseconds=answer.timings_ms,
        metrics=row.values,
    )


def score_line(row: Row) -> dict[str, Any]:
    """A row's line of scores.jsonl, as JSON."""
    return asdict(score_of(row))


def answer_line(row: Row) -> dict[str, Any]:
    """A row's line of answers.jsonl, as JSON."""
    return {
        "id": row.asked.question.id,
        "answer": answer_as_json(row.asked.answer),
        "hits": [_found(each) for each in row.asked.passages],
        "sentences": [_found(each) for each in row.asked.sentences],
    }


def _found(found: Ranked) -> dict[str, Any]:
    return {
        "report": found.report,
        "page": found.page,
        "text": found.text,
        "score": found.score,
        "rank": found.rank,
    }


def write_lines(path: Path, lines: Iterable[Mapping[str, Any]]) -> None:
    """Write JSON objects, one a line."""
    _write(path, (json.dumps(line, ensure_ascii=False) for line in lines))


def write_summary(path: Path, summary: Summary) -> None:
    """Write the summary as JSON."""
    _write(path, [json.dumps(asdict(summary), ensure_ascii=False, indent=2)])


def write_qrels(path: Path, qrels: Qrels) -> None:
    """Write judgements as trec_eval reads them: question, 0, unit, grade."""
    _write(path, (f"{name} 0 {unit} {grade}" for name, of in qrels.items() for unit, grade in of.items()))


def write_ranking(path: Path, rankings: Rankings) -> None:
    """Write what was found as trec_eval reads it: question, Q0, unit, rank, score, name of the run."""
    _write(
        path,
        (
            f"{name} Q0 {unit} {rank} {score:g} kildesvar"
            for name, ranked in rankings.items()
            for rank, (unit, score) in enumerate(as_scores(ranked).items(), start=1)
        ),
    )


def read_run(folder: Path) -> tuple[Summary, tuple[Score, ...]]:
    """Read the figures of a run again, and those of each question.

    Raises:
        QuestionSetError: the folder holds no whole run, or one of another version.
    """
    with _mapped(folder):
        lines: Sequence[bytes] = (folder / SCORES).read_bytes().splitlines()
        scores = tuple(TypeAdapter(Score).validate_json(line) for line in lines)
    return read_summary(folder), scores


def read_summary(folder: Path) -> Summary:
    """Read the figures of a run again.

    Raises:
        QuestionSetError: the folder holds no whole run, or one of another version.
    """
    with _mapped(folder):
        return TypeAdapter(Summary).validate_json((folder / SUMMARY).read_bytes())


@contextmanager
def _mapped(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise QuestionSetError(
            f"{folder} holds no run ({error.strerror}); name a folder that `kildesvar eval run` wrote."
        ) from error
    except ValidationError as error:
        raise QuestionSetError(
            f"The run in {folder} is damaged or was written by another version; make it again with "
            "`kildesvar eval run`."
        ) from error


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
