"""A run: every question of the sets asked, scored, and written into a folder."""

import platform
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from time import perf_counter

from assistant.assistant import Assistant
from assistant.records import Answer
from assistant.settings import Settings
from corpus.errors import IndexUnusable
from evals import writing
from evals.asking import ask, search
from evals.gold import Gold, check_against
from evals.materials import OPINION, write_questions
from evals.measures import ENDINGS
from evals.metrics.answers import is_verbatim
from evals.metrics.intervals import DRAWS, SEED
from evals.metrics.overlap import Unit, Units
from evals.metrics.retrieval import Qrels, Rankings, measure, of_grade
from evals.page import write_page
from evals.questions import Question, read_sets
from evals.scoring import Asked, Row, score
from evals.summary import SetFile, Summary, by, count, figures, recall_curves, risk_curve
from evals.units import PAGES, PASSAGES, SENTENCES, SORTS, ranked_pages, ranked_passages, ranked_sentences, read_units
from index.library import open_manifest

_SENTENCES_KEPT = 20
_MEASURING = ("kildesvar", "ir-measures", "pytrec-eval-terrier", "numpy")

OnProgress = Callable[[int, int], None]
"""Told how many questions are done, of how many."""


@dataclass(frozen=True, slots=True)
class Run:
    """A run as it lies in its folder.

    Attributes:
        folder: where its files are.
        summary: its figures.
        rows: its questions, in the order of the sets.
    """

    folder: Path
    summary: Summary
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Retrieved:
    """By sort and question: what is relevant, and what was found, as names and as units."""

    qrels: dict[str, Qrels]
    rankings: dict[str, Rankings]
    units: dict[str, dict[str, list[Unit]]]


def run(
    sets: Sequence[Path], assistant: Assistant, settings: Settings, out: Path, on_progress: OnProgress | None = None
) -> Run:
    """Ask every question and write the questions, answers, scores, summary, TREC files and the page.

    Args:
        sets: files of questions.
        assistant: who is asked.
        settings: with which it was opened; they are written down, and name the index whose passages are judged.
        out: the run's folder; files of an earlier run in it are replaced.
        on_progress: told before the first question and after each.

    Returns:
        The run.

    Raises:
        QuestionSetError: a set is wrong, or was not written for this index. Nothing is asked then.
        IndexUnusable, StoreUnreachable: the index went away, or was built anew meanwhile.
    """
    questions = read_sets(sets)
    golds = check_against(questions, assistant)
    out.mkdir(parents=True, exist_ok=True)
    started_at, began = datetime.now(UTC).isoformat(timespec="seconds"), perf_counter()
    tell = on_progress or (lambda done, total: None)
    tell(0, len(questions))
    asked = []
    for question in questions:
        asked.append(_ask(question, golds[question.id], assistant))
        tell(len(asked), len(questions))
    _check_one_index(asked, settings)
    retrieved = _judge(asked, read_units(settings.index))
    rows = _score(asked, retrieved)
    summary = _summarise(sets, rows, retrieved, settings, started_at, perf_counter() - began)
    _write(out, summary, rows, retrieved)
    return Run(out, summary, rows)


def _check_one_index(asked: Sequence[Asked], settings: Settings) -> None:
    generation = open_manifest(settings.index).generation
    if {each.answer.stamp["generation"] for each in asked} != {generation}:
        raise IndexUnusable("The index was built anew during the run, so its figures would be of two; run it again.")


def _summarise(
    sets: Sequence[Path],
    rows: Sequence[Row],
    retrieved: _Retrieved,
    settings: Settings,
    started_at: str,
    seconds: float,
) -> Summary:
    stamp = rows[0].asked.answer.stamp
    return Summary(
        started_at=started_at,
        seconds=round(seconds, 2),
        sets=tuple(SetFile(file.name, sha256(file.read_bytes()).hexdigest()) for file in sets),
        n=len(rows),
        index=stamp["index"],
        stamp=stamp,
        settings=settings.model_dump(mode="json"),
        versions={"python": platform.python_version()} | {name: version(name) for name in _MEASURING},
        seed=SEED,
        draws=DRAWS,
        statuses=count(row.asked.answer.status for row in rows),
        faults=count(fault for row in rows for fault in row.faults),
        metrics=figures(rows),
        by_kind=by(rows, lambda row: row.asked.question.kind),
        by_lang=by(rows, lambda row: row.asked.question.lang),
        recall_at=recall_curves(rows, retrieved.units),
        risk_coverage=risk_curve(rows),
    )


def _ask(question: Question, golds: tuple[Gold, ...], assistant: Assistant) -> Asked:
    answer = ask(question, assistant)
    found = search(question, assistant)
    return Asked(
        question,
        golds,
        answer,
        ranked_passages(found.hits),
        ranked_sentences(found.sentences[:_SENTENCES_KEPT]),
        _verbatim(answer, assistant),
    )


def _verbatim(answer: Answer, assistant: Assistant) -> tuple[bool, ...]:
    """For each citation whether its quote stands on the page that it names."""
    pages = {report.id: report.page_count for report in assistant.reports()}
    return tuple(
        1 <= each.page <= pages.get(each.report, 0)
        and is_verbatim(each.quote, assistant.page(each.report, each.page).text)
        for each in answer.citations
    )


def _judge(asked: Sequence[Asked], units: dict[str, dict[str, Unit]]) -> _Retrieved:
    rankings: dict[str, Rankings] = {sort: {} for sort in SORTS}
    qrels: dict[str, Qrels] = {sort: {} for sort in SORTS}
    judges = {sort: Units(of) for sort, of in units.items()}
    for each in asked:
        name = each.question.id
        rankings[PASSAGES][name] = [found.name for found in each.passages]
        rankings[PAGES][name] = ranked_pages(each.passages)
        rankings[SENTENCES][name] = [found.name for found in each.sentences]
        if each.golds:
            for sort, judge in judges.items():
                qrels[sort][name] = judge.judge(each.golds)
    found_units = {
        sort: {name: [units[sort][unit] for unit in ranked] for name, ranked in of.items()}
        for sort, of in rankings.items()
    }
    return _Retrieved(qrels, rankings, found_units)


def _score(asked: Sequence[Asked], retrieved: _Retrieved) -> tuple[Row, ...]:
    measured: dict[str, dict[str, float]] = {each.question.id: {} for each in asked}
    for ending, least in ENDINGS.items():
        for sort in SORTS:
            of_sort = measure(of_grade(retrieved.qrels[sort], least), retrieved.rankings[sort])
            for name, values in of_sort.items():
                measured[name] |= {f"{sort}.{key}{ending}": value for key, value in values.items()}
    return tuple(
        score(each, {sort: retrieved.units[sort][each.question.id] for sort in SORTS}, measured[each.question.id])
        for each in asked
    )


def _write(out: Path, summary: Summary, rows: Sequence[Row], retrieved: _Retrieved) -> None:
    (out / OPINION).unlink(missing_ok=True)  # it was of other answers
    write_questions(out, (row.asked.question for row in rows))
    writing.write_lines(out / writing.ANSWERS, (writing.answer_line(row) for row in rows))
    writing.write_lines(out / writing.SCORES, (writing.score_line(row) for row in rows))
    for sort in SORTS:
        writing.write_qrels(out / f"{sort}.qrels", retrieved.qrels[sort])
        writing.write_qrels(out / f"{sort}-grade2.qrels", of_grade(retrieved.qrels[sort], 2))
        writing.write_ranking(out / f"{sort}.run", retrieved.rankings[sort])
    write_page(out / writing.PAGE, summary, rows)
    writing.write_summary(out / writing.SUMMARY, summary)  # the last one: with it a run is whole
