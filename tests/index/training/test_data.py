"""What holds for the training passages: their form, that nothing stands twice, and that no evaluation is in them."""

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.training.passages import DATA, FIELDS, read_passages, split

ROOT = Path(__file__).parents[3]
# Those beside the project are there where it is worked on, and not in a clone.
QUESTION_SETS = (
    *sorted((ROOT / "evals" / "sets").glob("*.jsonl")),
    ROOT.parent / "shared" / "evals" / "reports-dev.jsonl",
)
REPORT_RUNS = ROOT.parent / "shared" / "tools" / "report_runs.txt"
RUN_WORDS = 10
# Of their runs of four letters two questions may share so much; what is written alike by chance shares less.
NEAR = 0.6
GRAM = 4

KINDS = {
    "amount", "compare", "date", "english", "followup", "lookup", "misspelling", "paraphrase", "partial", "theme",
    "vocabulary", "yesno",
}  # fmt: skip
WHY = {"amount", "organisation", "other", "person", "place", "reason", "year"}


def lines() -> Iterator[dict[str, Any]]:
    for path in sorted(DATA.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(line)


LINES = tuple(lines())
QUESTIONS = tuple(asked for line in LINES for asked in line["questions"])
UNANSWERABLE = tuple(asked for line in LINES for asked in line["unanswerable"])


def words(text: str) -> list[str]:
    return re.findall(r"[a-zæøåéü0-9]+", text.lower())


def test_there_is_as_much_as_the_readme_says() -> None:
    readme = re.sub(r"\s+", " ", (DATA / "README.md").read_text(encoding="utf-8"))
    assert len(LINES) >= 1200
    assert len(QUESTIONS) >= 9000
    assert f"{len(LINES):,} passages, {len(QUESTIONS):,} questions" in readme
    assert f"{len(UNANSWERABLE):,} questions that" in readme


def test_every_line_has_the_form_that_the_readme_gives() -> None:
    keys = {"id", "domain", "organisation", "year", "kind", "heading", "sentences", "questions", "unanswerable"}
    for line in LINES:
        assert set(line) - {"report"} == keys, line["id"]
        assert line["kind"] in {"supplier", "cross-cutting"}
        assert 2015 <= line["year"] <= 2026
        assert 5 <= len(line["sentences"]) <= 14, line["id"]
        assert all(text == text.strip() != "" for text in (line["heading"], line["organisation"], *line["sentences"]))
    for asked in QUESTIONS:
        assert set(asked) - {"also"} == {"lang", "kind", "question", "answers", "helps"}
        assert asked["kind"] in KINDS
        assert asked["answers"], asked["question"]
    for asked in UNANSWERABLE:
        assert set(asked) == {"lang", "question", "why"}
        assert asked["why"] in WHY
    assert {asked["lang"] for asked in (*QUESTIONS, *UNANSWERABLE)} == {"da", "en"}


def test_sentence_numbers_are_those_of_sentences_of_the_same_report() -> None:
    sentences = {line["id"]: len(line["sentences"]) for line in LINES}
    report = {line["id"]: line.get("report") for line in LINES}
    for line in LINES:
        for asked in line["questions"]:
            numbers = asked["answers"] + asked["helps"]
            assert len(set(numbers)) == len(numbers), asked["question"]
            assert all(0 <= number < len(line["sentences"]) for number in numbers), asked["question"]
            for other, number in asked.get("also", []):
                assert other != line["id"]
                assert report[other] == line["report"]
                assert 0 <= number < sentences[other]


def test_a_report_is_five_passages_of_one_organisation_and_year() -> None:
    reports: dict[str, list[dict[str, Any]]] = {}
    for line in LINES:
        if "report" in line:
            reports.setdefault(line["report"], []).append(line)
    assert reports
    for name, members in reports.items():
        assert len(members) == 5, name
        assert len({(member["organisation"], member["year"]) for member in members}) == 1, name


def test_nothing_stands_twice() -> None:
    ids = Counter(line["id"] for line in LINES)
    asked = Counter(" ".join(words(asked["question"])) for asked in (*QUESTIONS, *UNANSWERABLE))
    # Names under a quote and such may come again.
    sentences = Counter(text for line in LINES for text in line["sentences"] if len(words(text)) > 5)
    assert [name for counts in (ids, asked, sentences) for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("path", [path for path in QUESTION_SETS if path.exists()], ids=lambda path: path.stem)
def test_no_question_is_near_one_of_an_evaluation_set(path: Path) -> None:
    known = [json.loads(line)["question"] for line in path.read_text(encoding="utf-8").splitlines()]
    numbers = {gram: i for i, gram in enumerate(sorted(set().union(*map(grams, known))))}
    table = np.zeros((len(known), len(numbers)), dtype=np.int32)
    for row, question in enumerate(known):
        table[row, [numbers[gram] for gram in grams(question)]] = 1
    sizes = table.sum(axis=1)
    for asked in (*QUESTIONS, *UNANSWERABLE):
        mine = grams(asked["question"])
        shared = table[:, [numbers[gram] for gram in mine if gram in numbers]].sum(axis=1)
        nearest = int(np.argmax(shared / (sizes + len(mine) - shared)))
        assert shared[nearest] < NEAR * (sizes[nearest] + len(mine) - shared[nearest]), (
            f"{asked['question']!r} is near {known[nearest]!r}"
        )


def grams(text: str) -> set[str]:
    joined = " ".join(words(text))
    return {joined[i : i + GRAM] for i in range(len(joined) - GRAM + 1)}


@pytest.mark.skipif(not REPORT_RUNS.exists(), reason="the hashes of the real reports lie beside the project")
def test_no_ten_words_of_a_real_report_stand_in_a_passage_or_question() -> None:
    known = set(REPORT_RUNS.read_text(encoding="utf-8").split())
    texts = [" ".join([line["heading"], *line["sentences"]]) for line in LINES]
    texts += [asked["question"] for asked in (*QUESTIONS, *UNANSWERABLE)]
    for text in texts:
        found = words(text)
        runs = (" ".join(found[i : i + RUN_WORDS]) for i in range(len(found) - RUN_WORDS + 1))
        hashes = {hashlib.blake2b(run.encode(), digest_size=6).hexdigest() for run in runs}
        assert hashes.isdisjoint(known), text


def test_every_file_belongs_to_one_field() -> None:
    files = sorted(path.stem for path in DATA.glob("*.jsonl"))
    assert sorted(name for names in FIELDS.values() for name in names) == files


@pytest.mark.parametrize("field", FIELDS)
def test_a_split_shares_no_report_and_no_organisation(field: str) -> None:
    taught, validation = split(read_passages(), field)
    assert len(validation) >= 80
    assert len(taught) >= 900
    assert {p.report for p in taught}.isdisjoint(p.report for p in validation)
    assert {p.organisation for p in taught}.isdisjoint(p.organisation for p in validation)
