"""What is done with real reports in a real folder; builds are those of a process of their own."""

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.desk import building
from assistant.desk.building import Building
from assistant.desk.desk import Desk
from assistant.desk.refusal import Refusal, WrongFields
from assistant.desk.shelf import Obstacle, Shelf
from assistant.settings import ServeSettings, Settings
from corpus.samples import SAMPLE_REPORTS
from index.settings import IndexSettings

HAVNELAUGET, BROKEN = "havnelauget-2024.pdf", "<img src=x onerror=window.hit=1>.pdf"


def at(library: Path, **serve: int) -> Desk:
    return Desk(Settings(index=IndexSettings(folder=library / "index"), serve=ServeSettings(**serve)))


@pytest.fixture(autouse=True)
def _in_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds do not stand back for the other tests, which would leave them next to nothing."""
    monkeypatch.setattr(building, "_NICENESS", 0)


@pytest.fixture
def desk(library: Path) -> Iterator[Desk]:
    desk = at(library)
    yield desk
    desk.builder.close()


def built(desk: Desk) -> Building:
    """The build, once it has ended."""
    while desk.builder.is_busy:
        time.sleep(0.05)
    assert desk.builder.building
    return desk.builder.building


def year_of(shelf: Shelf, file: str) -> tuple[int | None, bool]:
    (report,) = [entry.report for entry in shelf.entries if entry.report.file == file]
    return report.year, "year" in report.inferred


def test_the_shelf_tells_what_there_is(desk: Desk, library: Path) -> None:
    (library / "reports" / "ny.md").write_text("# Ny", encoding="utf-8")
    (library / "reports" / HAVNELAUGET).unlink()
    shelf = desk.shelf()
    assert [entry.report.organisation for entry in shelf.entries] == ["Havnelauget", "Trædestenen"]
    assert [fault.file for fault in shelf.faults] == [BROKEN]
    assert [duplicate.file for duplicate in shelf.duplicates] == ["kopi.pdf"]
    assert shelf.waiting == ("ny.md",)
    assert shelf.gone == {HAVNELAUGET}
    assert shelf.obstacle is None


def test_a_correction_counts_once_it_is_built_and_can_be_taken_back(desk: Desk, library: Path) -> None:
    desk.correct(HAVNELAUGET, {"year": " 2021 "})
    catalogue = library / "reports" / "reports.toml"
    assert catalogue.read_text(encoding="utf-8") == f'["{HAVNELAUGET}"]\nyear = 2021\n'
    ended = built(desk)
    assert (ended.is_over, ended.added, ended.removed, ended.error) == (True, 1, 0, None)
    assert year_of(desk.shelf(), HAVNELAUGET) == (2021, False)
    desk.correct(HAVNELAUGET, {"year": ""})
    built(desk)
    assert year_of(desk.shelf(), HAVNELAUGET) == (2024, True)
    assert catalogue.read_text(encoding="utf-8") == ""


def test_wrong_values_are_named_and_nothing_is_written(desk: Desk, library: Path) -> None:
    with pytest.raises(WrongFields, match="fields that are marked") as raised:
        desk.correct(HAVNELAUGET, {"year": "24", "title": "x" * 301, "kind": "other", "organisation": "Fin"})
    assert list(raised.value.say_each("da")) == ["title", "year", "kind"]
    assert not (library / "reports" / "reports.toml").exists()


@pytest.mark.parametrize(
    "file", ["../reports/havnelauget-2024.pdf", "/etc/passwd", "reports.toml", "", ".removed/x.pdf"]
)
def test_what_is_not_known_is_not_touched(desk: Desk, library: Path, file: str) -> None:
    (library / "reports" / "reports.toml").write_text("")
    for change in (lambda: desk.correct(file, {"year": "2020"}), lambda: desk.remove(file)):
        with pytest.raises(Refusal, match="is no longer there"):
            change()
    assert (library / "reports" / "reports.toml").read_text() == ""
    assert not (library / "reports" / ".removed").exists()


def test_a_damaged_catalogue_is_told_and_left(desk: Desk, library: Path) -> None:
    catalogue = library / "reports" / "reports.toml"
    catalogue.write_text('["gone.pdf"]\nyear = 2024\n')
    for change in (lambda: desk.correct(HAVNELAUGET, {"year": "2020"}), lambda: desk.remove(HAVNELAUGET)):
        with pytest.raises(Refusal, match="cannot be written in reports.toml") as raised:
            change()
        assert 'has a table "gone.pdf"' in raised.value.detail
    assert catalogue.read_text() == '["gone.pdf"]\nyear = 2024\n'
    desk.build()
    assert built(desk).error == "CatalogueError"
    assert len(desk.shelf().entries) == 2


def test_removing_keeps_the_file_and_its_corrections_where_no_build_finds_them(desk: Desk, library: Path) -> None:
    reports = library / "reports"
    (reports / "reports.toml").write_text(f'["{HAVNELAUGET}"]\nyear = 2021\n["kopi.pdf"]\ntitle = "K"\n')
    content = (reports / HAVNELAUGET).read_bytes()
    for file in (HAVNELAUGET, "kopi.pdf", BROKEN):
        desk.remove(file)
    assert sorted(os.listdir(reports)) == [".removed", "reports.toml", "traedestenen-2024.pdf"]
    assert (reports / "reports.toml").read_text() == ""
    assert (reports / ".removed" / HAVNELAUGET).read_bytes() == content
    assert (reports / ".removed" / f"{HAVNELAUGET}.toml").read_text() == f'["{HAVNELAUGET}"]\nyear = 2021\n'
    assert built(desk).error is None
    shelf = desk.shelf()
    assert [entry.report.id for entry in shelf.entries] == ["traedestenen-2024"]
    assert shelf.faults == shelf.duplicates == shelf.waiting == ()
    desk.remove("traedestenen-2024.pdf")  # the last: an empty folder is then no fault
    assert built(desk).error is None
    assert desk.shelf().entries == ()


def test_a_folder_that_is_empty_by_itself_leaves_the_index(desk: Desk, library: Path) -> None:
    for path in (library / "reports").iterdir():
        path.unlink()
    desk.build()
    assert built(desk).error == "FolderError"
    assert len(desk.shelf().entries) == 2


def test_a_second_build_is_refused_and_what_follows_waits_its_turn(desk: Desk, library: Path) -> None:
    desk.build()
    with pytest.raises(Refusal, match="being read"):
        desk.build()
    (library / "reports" / "ny.md").write_text("# Nordlyset 2024\n\nMentorer mødes hver tirsdag.", encoding="utf-8")
    desk.follow()
    assert built(desk).is_over
    assert desk.shelf().waiting == ()
    assert "ny.md" in desk.shelf().known


def test_a_build_that_is_ended_leaves_the_index(desk: Desk, library: Path) -> None:
    shutil.copy(SAMPLE_REPORTS / "brofaeste-2023.pdf", library / "reports")
    desk.build()
    while desk.builder.building == Building():
        time.sleep(0.02)
    desk.builder.close()
    assert built(desk).error == ""
    assert len(desk.shelf().entries) == 2
    desk.build()
    assert built(desk).error is None
    assert len(desk.shelf().entries) == 3


def test_uploads_are_bounded(library: Path) -> None:
    desk = at(library, upload_megabytes=1, upload_files=4)
    with pytest.raises(Refusal, match=r"a\.pdf is larger than 1 MB"):
        desk.receive("a.pdf", announced_bytes=1_000_001)
    with pytest.raises(Refusal, match="room for 4 files"):
        desk.receive("a.pdf")


def test_the_samples_are_not_touched(sample_index: IndexSettings) -> None:
    desk = Desk(Settings(index=sample_index))
    assert desk.shelf().obstacle is Obstacle.SAMPLES
    for change in (
        lambda: desk.receive("a.pdf"),
        lambda: desk.correct(HAVNELAUGET, {"year": "2020"}),
        lambda: desk.remove(HAVNELAUGET),
    ):
        with pytest.raises(Refusal, match="made-up samples .* kildesvar serve --reports FOLDER"):
            change()


def test_a_folder_that_went_away_or_is_closed_is_told(library: Path) -> None:
    desk = at(library)
    (library / "reports").chmod(0o555)
    if not os.access(library / "reports", os.W_OK):  # the root user may write everywhere
        assert desk.shelf().obstacle is Obstacle.CLOSED
        with pytest.raises(Refusal, match="may not write"):
            desk.receive("a.pdf")
    (library / "reports").chmod(0o755)
    (library / "reports").rename(library / "elsewhere")
    assert desk.shelf().obstacle is Obstacle.MISSING
    assert len(desk.shelf().gone) == 4
