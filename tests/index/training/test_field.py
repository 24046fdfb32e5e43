import json
from pathlib import Path

from corpus.folder import find_files
from corpus.settings import ReadingSettings
from index.reading import read_files
from index.training.field import write_field
from index.training.passages import read_passages


def lines(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_a_field_becomes_reports_that_are_read_as_they_were_meant(tmp_path: Path) -> None:
    write_field("children", tmp_path)
    passages = [passage for passage in read_passages() if passage.field == "children"]
    readings = [reading for _, reading in read_files(find_files([tmp_path / "reports"]).sources, ReadingSettings())]
    reports = [(each.report.organisation, each.report.year) for each in readings]
    assert sorted(reports) == sorted({(passage.organisation, passage.year) for passage in passages})
    text = " ".join(" ".join(page.text.split()) for each in readings for page in each.document.pages)
    assert [passage.id for passage in passages if passage.sentences[0] not in text] == []


def test_the_questions_are_the_fields_own_and_others_that_it_hardly_answers(tmp_path: Path) -> None:
    write_field("children", tmp_path)
    asked = [question for passage in read_passages() for question in passage.questions if passage.field == "children"]
    assert [(line["question"], line["answerable"]) for line in lines(tmp_path / "questions.jsonl")] == [
        (question.text, bool(question.answers)) for question in asked
    ]
    elsewhere = lines(tmp_path / "elsewhere.jsonl")
    assert len(elsewhere) == 320
    assert not any(line["answerable"] for line in elsewhere)
