"""A build that another process runs: killed at any moment, seen by a reader, kept from running twice."""

from pathlib import Path

import pytest

from corpus.errors import IndexUnusable
from index.filters import Filters
from index.library import LastBuild
from index.search import Index
from tests.index.desk import Builder, Desk

QUESTION = "Hvad virker med mentorer?"
NOTE = "# Nordlyset 2024\n\nMentorer fra Nordlyset mødes med borgerne hver tirsdag i fyrtårnet.\n"


def answers(index: Index, filters: Filters = Filters()) -> list[tuple[str, str]]:  # noqa: B008  # frozen
    result = index.search(QUESTION, filters)
    assert all(hit.passage.sentences for hit in result.hits)
    return [(hit.passage.id, hit.passage.text) for hit in result.hits]


def ask(desk: Desk) -> list[tuple[str, str]]:
    index = Index.open(desk.settings)
    try:
        return answers(index)
    finally:
        index.close()


def change(desk: Desk) -> None:
    """One file goes, one comes, one changes."""
    (desk.reports / "brofaeste-2025.docx").unlink()
    (desk.reports / "note-2024.md").write_text(NOTE, encoding="utf-8")
    (desk.reports / "reports.toml").write_text('["havnelauget-2024.pdf"]\nyear = 2020\n', encoding="utf-8")


def check_finished(desk: Desk) -> None:
    desk.build()
    desk.check_whole()
    assert desk.library.last_build() is LastBuild.ENDED
    reports = [entry.report for entry in desk.library.manifest().entries]
    assert [report.id for report in reports if report.id != "engholm-2025"] == [
        "brofaeste-2023",
        "havnelauget-2024",
        "note-2024",
        "traedestenen-2024",
    ]
    assert next(report.year for report in reports if report.id == "havnelauget-2024") == 2020
    assert ask(desk)


@pytest.mark.parametrize("stage", ["reading", "loading", "encoding", "writing"])
def test_killed_before_it_counts_leaves_the_index_as_it_was(desk: Desk, builder: Builder, stage: str) -> None:
    before, manifest = ask(desk), desk.library.manifest()
    change(desk)
    with builder.stopped(desk, stage):
        assert ask(desk) == before
        assert desk.library.last_build() is LastBuild.RUNNING
        with pytest.raises(IndexUnusable, match="being built by another process"):
            desk.build()
    assert desk.library.last_build() is LastBuild.HAD_NO_EFFECT
    assert desk.library.manifest() == manifest
    assert ask(desk) == before
    check_finished(desk)


def test_killed_when_it_counts_leaves_the_index_as_it_will_be(desk: Desk, builder: Builder) -> None:
    change(desk)
    for number in range(20_000):  # to be swept once it counts, which takes long enough to be killed in
        (desk.settings.folder / "reports" / f"{number}.json").touch()
    before = desk.library.stamp()
    builder.kill_when(desk, "writing", lambda: desk.library.stamp() != before)
    manifest = desk.library.manifest()
    assert manifest.generation == 2
    assert desk.library.last_build() is LastBuild.TOOK_EFFECT
    after = ask(desk)
    check_finished(desk)
    assert ask(desk) == after
    assert desk.library.manifest().entries == manifest.entries


def test_leftovers_of_a_killed_build_go_when_its_files_are_gone_again(desk: Desk, builder: Builder) -> None:
    note = desk.reports / "note-2024.md"
    note.write_text(NOTE, encoding="utf-8")
    with builder.stopped(desk, "writing"):
        assert desk.library.chroma_folder(2).is_dir()
    note.unlink()
    desk.build()
    desk.check_whole()


def test_killed_first_build_is_no_index(built_once: Desk, tmp_path: Path, builder: Builder) -> None:
    desk = built_once.using(folder=tmp_path / "index")
    with builder.stopped(desk, "writing"):
        pass
    message = "There is no index in .*, for its first build was broken off; make one with `kildesvar build FOLDER`"
    with pytest.raises(IndexUnusable, match=message):
        Index.open(desk.settings)
    desk.build()
    desk.check_whole()
    assert ask(desk) == ask(built_once)


def test_killed_change_of_model_leaves_the_older_one(desk: Desk, builder: Builder, other_model: Path) -> None:
    before = ask(desk)
    other = desk.using(model=str(other_model))
    with builder.stopped(other, "writing"):
        pass
    assert ask(desk) == before
    desk.check_whole_but_for_leftovers()
    other.build()
    other.check_whole()


def test_killed_build_again_leaves_the_older_one(desk: Desk, builder: Builder) -> None:
    before = ask(desk)
    with builder.stopped(desk, "writing", again=True):
        pass
    assert ask(desk) == before
    desk.build()
    desk.check_whole()


def test_reader_answers_from_what_it_opened_until_it_is_opened_again(desk: Desk, builder: Builder) -> None:
    index = Index.open(desk.settings)
    held = index.reports()
    change(desk)
    builder.run(desk)
    assert index.reports() == held
    texts = answers(index)
    assert texts
    gone = Filters(report=("brofaeste-2025",))
    assert {name.partition("#")[0] for name, _ in answers(index, gone)} <= {"brofaeste-2025"}
    assert index.page("brofaeste-2025", 1).text
    index.close()
    again = Index.open(desk.settings)
    assert {report.id for report in again.reports()} >= {"note-2024"}
    assert answers(again, gone) == []
    assert answers(again, Filters(report=("note-2024",)))
    again.close()
