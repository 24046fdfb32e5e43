import json
from pathlib import Path

import pytest

from corpus.errors import QuestionSetError
from evals.verdicts import fingerprint, read_verdicts

LINE = {"question": "s-1", "report": "r", "page": 1, "statement": "0" * 16, "accept": True, "reason": "It fits."}


def write(folder: Path, *lines: object) -> Path:
    file = folder / "verdicts.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return file


def test_verdicts_are_read_by_question_and_statement(tmp_path: Path) -> None:
    file = write(tmp_path, LINE, LINE | {"question": "s-2", "accept": False})
    assert read_verdicts(file) == {("s-1", "0" * 16): True, ("s-2", "0" * 16): False}


def test_a_fingerprint_is_of_the_words_and_not_of_how_they_are_set() -> None:
    assert fingerprint("Et fast hold\n af med- arbejdere.") == fingerprint("Et fast hold af medarbejdere.")
    assert fingerprint("Et fast hold.") != fingerprint("Et løst hold.")


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ([LINE, LINE | {"page": 0}], r"line 2 is no verdict \(page\)"),
        ([{key: LINE[key] for key in LINE if key != "reason"}], r"line 1 is no verdict \(reason\)"),
        ([LINE | {"words": "Et fast hold."}], r"line 1 is no verdict \(words\)"),
        ([LINE, LINE], "line 2 judges a statement again"),
    ],
)
def test_what_is_no_verdict_is_one_sentence(tmp_path: Path, lines: list[object], message: str) -> None:
    with pytest.raises(QuestionSetError, match=message):
        read_verdicts(write(tmp_path, *lines))


def test_a_file_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(QuestionSetError, match="cannot be read; name a file of verdicts"):
        read_verdicts(tmp_path / "none.jsonl")


def test_the_verdicts_that_come_along_can_be_read() -> None:
    for file in (Path(__file__).parents[2] / "evals" / "judged").glob("*.jsonl"):
        assert {True, False} <= set(read_verdicts(file).values())
