import json
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import QuestionSetError
from evals.questions import Question, SetFilters, read_sets

WHOLE: dict[str, Any] = {
    "id": "q-1",
    "lang": "da",
    "kind": "lookup",
    "question": "Hvor længe?",
    "answerable": True,
    "filters": {"year": 2024},
    "history": [{"role": "user", "content": "Hej"}],
    "relevant": [{"doc": "a", "quote": "i ni uger", "grade": 2}],
    "nuggets": [{"text": "Ni uger", "vital": True, "match": ["\\bni uger", "9 uger"]}],
    "forbidden": ["praice"],
    "forbidden_docs": ["b"],
}


def write(folder: Path, *lines: object, name: str = "set.jsonl") -> Path:
    path = folder / name
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")
    return path


def read_one(folder: Path, line: object) -> Question:
    (question,) = read_sets([write(folder, line)])
    return question


def test_a_whole_line_is_read(tmp_path: Path) -> None:
    question = read_one(tmp_path, WHOLE)
    assert question.relevant[0].doc == "a"
    assert question.filters.years == (2024,)
    assert question.filters.organisations == ()
    assert question.history[0].content == "Hej"


def test_a_line_may_be_as_short_as_a_question_and_whether_it_is_answerable(tmp_path: Path) -> None:
    question = read_one(tmp_path, {"question": "Hvad koster en bro?", "answerable": False})
    assert (question.id, question.lang, question.kind) == ("set-001", "da", "unanswerable")
    question = read_one(tmp_path, {"question": "What does the bridge cost?", "answerable": True})
    assert (question.lang, question.kind, question.relevant) == ("en", "lookup", ())


def test_a_line_may_be_as_short_as_a_question_and_a_quote(tmp_path: Path) -> None:
    question = read_one(tmp_path, {"question": "Hvor længe?", "quote": "i ni uger"})
    assert question.answerable
    assert (question.relevant[0].quote, question.relevant[0].doc, question.relevant[0].grade) == ("i ni uger", None, 2)
    assert read_one(tmp_path, {"question": "Hvor længe?", "quote": "i ni uger", "doc": "a"}).relevant[0].doc == "a"


def test_filters_may_be_one_or_several() -> None:
    assert SetFilters(year=(2023, 2024), organisation="Brofæste").years == (2023, 2024)
    assert SetFilters(year=2023, organisation=("A", "B")).organisations == ("A", "B")


def test_sets_are_read_one_after_the_other_and_empty_lines_skipped(tmp_path: Path) -> None:
    first = write(tmp_path, "\ufeff" + json.dumps(WHOLE), "", name="first.jsonl")
    second = write(tmp_path, {"question": "Hvad?", "answerable": True}, name="second.jsonl")
    assert [question.id for question in read_sets([first, second])] == ["q-1", "second-001"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"lang": "de"}, r"line 2, field lang: Input should be 'da' or 'en'"),
        ({"kind": "lokup"}, r"line 2, field kind: Input should be 'lookup'"),
        ({"question": " "}, r"line 2, field question"),
        ({"question": 7}, r"line 2, field question: Input should be a valid string"),
        ({"answerable": "yes"}, r"line 2, field answerable: Input should be a valid boolean"),
        ({"answerable": False}, r"line 2: answerable is false, but there are quotes or nuggets"),
        ({"kind": "unanswerable"}, r"line 2: answerable is true, but kind is 'unanswerable'"),
        ({"filters": {"yaer": 2023}}, r"line 2, field filters.yaer: Extra inputs are not permitted"),
        ({"filters": {"year": "2023"}}, r"line 2, field filters.year"),
        ({"relevant": [{"doc": "a", "quote": "x y", "grade": 3}]}, r"line 2, field relevant.0.grade: Input should be"),
        ({"relevant": [{"doc": "a"}]}, r"line 2, field relevant.0.quote: Field required"),
        ({"relevant": "x"}, r"line 2, field relevant: Input should be a valid array"),
        ({"nuggets": [{"text": "x", "vital": True, "match": ["("]}]}, r"nuggets.0.match.0: '\(' is no regular"),
        ({"nuggets": [{"text": "x", "vital": True, "match": ["PRAICE"]}]}, r"match.0: 'PRAICE' has a capital"),
        ({"nuggets": [{"text": "x", "vital": True, "match": []}]}, r"line 2, field nuggets.0.match"),
        ({"forbidden": ["Praice"]}, r"line 2, field forbidden.0: 'Praice' has a capital"),
        ({"history": [{"role": "system", "content": "x"}]}, r"line 2, field history.0.role"),
        ({"answer": "x"}, r"line 2, field answer: Extra inputs are not permitted"),
        ({"quote": "x"}, r"line 2, field quote: stands beside relevant"),
        ({"id": "a b"}, r"line 2, field id"),
    ],
)
def test_a_fault_is_named_with_its_line_and_field(tmp_path: Path, change: dict[str, Any], message: str) -> None:
    path = write(tmp_path, WHOLE | {"id": "q-0"}, WHOLE | change)
    with pytest.raises(QuestionSetError, match=message):
        read_sets([path])


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", r"line 2: not JSON"),
        ("[]", r"line 2: not a JSON object"),
        ('{"question": "a", "question": "b", "answerable": true}', r"line 2, field question: written twice"),
        ('{"question": "a"}', r"line 2, field answerable: missing"),
        ('{"answerable": true}', r"line 2, field question: Field required"),
        (json.dumps(WHOLE), r"line 2, field id: q-1 names an earlier question too"),
    ],
)
def test_a_line_that_is_no_question_is_an_error(tmp_path: Path, line: str, message: str) -> None:
    with pytest.raises(QuestionSetError, match=message):
        read_sets([write(tmp_path, WHOLE, line)])


def test_a_pattern_may_have_the_capitals_that_regular_expressions_have(tmp_path: Path) -> None:
    nuggets = [{"text": "x", "vital": True, "match": [r"(?P<n>\d+)\S*\W"]}]
    assert read_one(tmp_path, WHOLE | {"nuggets": nuggets}).nuggets


def test_files_that_are_none_are_errors(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="cannot be read"):
        read_sets([tmp_path / "none.jsonl"])
    with pytest.raises(QuestionSetError, match="holds no question"):
        read_sets([write(tmp_path, "")])
    (tmp_path / "latin.jsonl").write_bytes("på".encode("latin-1"))
    with pytest.raises(QuestionSetError, match="is not UTF-8"):
        read_sets([tmp_path / "latin.jsonl"])
