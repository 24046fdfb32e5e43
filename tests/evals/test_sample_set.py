"""The question sets about the sample reports: that they are well formed, and that their gold stands in the reports."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from corpus.folder import Reading, find_files, read_report
from corpus.settings import ReadingSettings

ROOT = Path(__file__).parents[2]
SETS = ROOT / "evals" / "sets"
DEVELOPMENT_SET = ROOT.parent / "shared" / "evals" / "reports-dev.jsonl"
KEYS = "id lang kind question answerable filters history relevant nuggets forbidden forbidden_docs".split()
LEAST_OF_KIND = {
    "samples": {
        "lookup": 14,
        "theme": 14,
        "filter": 8,
        "compare": 7,
        "vocabulary": 8,
        "english": 9,
        "followup": 5,
        "unanswerable": 12,
    },
    "samples-unseen": {
        "lookup": 8,
        "theme": 8,
        "filter": 4,
        "compare": 4,
        "vocabulary": 4,
        "english": 5,
        "followup": 2,
        "unanswerable": 5,
    },
}

Question = dict[str, Any]


def read_set(path: Path) -> list[Question]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


QUESTIONS_OF = {name: read_set(SETS / f"{name}.jsonl") for name in LEAST_OF_KIND}
QUESTIONS = [question for questions in QUESTIONS_OF.values() for question in questions]
by_set = pytest.mark.parametrize("name", LEAST_OF_KIND)
by_question = pytest.mark.parametrize("question", QUESTIONS, ids=[question["id"] for question in QUESTIONS])


def flatten(text: str) -> str:
    """The text without what a line end changes: white space and hyphens."""
    return re.sub(r"[\s\u00ad-]", "", unicodedata.normalize("NFC", text))


def shows(nugget: dict[str, Any], passage: dict[str, Any]) -> bool:
    return any(re.search(pattern, passage["quote"].lower()) for pattern in nugget["match"])


@pytest.fixture(scope="session")
def pages() -> dict[str, list[str]]:
    """The flattened pages of each sample report."""
    found = {}
    for source in find_files([ROOT / "corpus" / "reports"]).sources:
        reading = read_report(source, ReadingSettings())
        assert isinstance(reading, Reading)
        found[source.id] = [flatten(page.text) for page in reading.document.pages]
    return found


def test_every_set_that_is_shipped_is_looked_at() -> None:
    assert {path.stem for path in SETS.glob("*.jsonl")} == LEAST_OF_KIND.keys()


def test_ids_and_questions_are_unique() -> None:
    assert len({question["id"] for question in QUESTIONS}) == len(QUESTIONS)
    asked = [(question["question"], str(question["filters"]), str(question["history"])) for question in QUESTIONS]
    assert len(set(asked)) == len(QUESTIONS)


@by_set
def test_there_are_enough_of_every_kind(name: str) -> None:
    counts = Counter(question["kind"] for question in QUESTIONS_OF[name])
    least = LEAST_OF_KIND[name]
    assert counts.keys() == least.keys()
    assert {kind: count for kind, count in counts.items() if count < least[kind]} == {}


@by_question
def test_fields_are_of_the_format(question: Question) -> None:
    assert list(question) == KEYS
    assert question["lang"] in ("da", "en")
    assert question["filters"].keys() <= {"year", "organisation"}
    assert all(turn.keys() == {"role", "content"} for turn in question["history"])
    assert all(passage.keys() == {"doc", "quote", "grade"} for passage in question["relevant"])
    assert all(nugget.keys() == {"text", "vital", "match"} for nugget in question["nuggets"])
    assert all(passage["grade"] in (1, 2) for passage in question["relevant"])
    assert bool(question["history"]) == (question["kind"] == "followup")
    assert bool(question["forbidden_docs"]) == (question["kind"] == "filter")


@by_question
def test_quotes_stand_on_a_page_of_their_report(question: Question, pages: dict[str, list[str]]) -> None:
    for passage in question["relevant"]:
        assert 5 <= len(passage["quote"].split()) <= 40, passage["quote"]
        assert any(flatten(passage["quote"]) in page for page in pages[passage["doc"]]), passage["quote"]


@by_question
def test_gold_shows_the_nuggets(question: Question) -> None:
    direct = [passage for passage in question["relevant"] if passage["grade"] == 2]
    for nugget in question["nuggets"]:
        assert all(pattern == pattern.lower() for pattern in nugget["match"])
        shown_by = direct if nugget["vital"] else question["relevant"]
        assert any(shows(nugget, passage) for passage in shown_by), nugget["text"]


@by_question
def test_only_the_answerable_have_gold(question: Question) -> None:
    is_answerable = question["answerable"]
    assert is_answerable == (question["kind"] != "unanswerable")
    assert bool(question["relevant"]) == is_answerable
    assert any(nugget["vital"] for nugget in question["nuggets"]) == is_answerable


@by_question
def test_gold_is_not_forbidden(question: Question, pages: dict[str, list[str]]) -> None:
    assert set(question["forbidden_docs"]) <= pages.keys()
    assert not {passage["doc"] for passage in question["relevant"]} & set(question["forbidden_docs"])
    quotes = " ".join(passage["quote"].lower() for passage in question["relevant"])
    assert not [words for words in question["forbidden"] if words in quotes]


def test_no_question_is_of_the_development_set() -> None:
    if not DEVELOPMENT_SET.is_file():
        pytest.skip("the development set is not beside the project")
    theirs = {question["question"].casefold() for question in read_set(DEVELOPMENT_SET)}
    assert not theirs & {question["question"].casefold() for question in QUESTIONS}
