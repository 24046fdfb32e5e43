import shutil
from pathlib import Path

import pytest
from pydantic import SecretStr
from pypdf import PdfWriter

from corpus.errors import FolderError, IndexUnusable, SettingsError
from corpus.faults import FaultCode
from corpus.settings import ReadingSettings
from index.build import Progress, build
from index.filters import Filters
from index.search import Index
from tests.index.desk import Desk

NOTE = "# Nordlyset 2024\n\nMentorer fra Nordlyset mødes med borgerne hver tirsdag i fyrtårnet.\n"


def found(desk: Desk, question: str = "mentor") -> list[str]:
    index = Index.open(desk.settings)
    ids = [hit.passage.id for hit in index.search(question).hits]
    index.close()
    return ids


def test_first_build(built_once: Desk) -> None:
    manifest = built_once.library.manifest()
    assert [entry.report.id for entry in manifest.entries] == [
        "brofaeste-2023",
        "brofaeste-2025",
        "engholm-2025",
        "havnelauget-2024",
        "traedestenen-2024",
    ]
    assert manifest.generation == 1
    assert manifest.faults == manifest.duplicates == ()
    built_once.check_whole()


def test_nothing_changed_costs_nothing(desk: Desk) -> None:
    before = desk.library.manifest()
    result = desk.build()
    assert result.manifest.generation == before.generation
    assert result.manifest.entries == before.entries
    assert result.added == result.removed == ()
    assert not result.seconds.keys() & {"loading", "encoding", "writing"}


def test_progress_counts_the_passages(desk: Desk) -> None:
    (desk.reports / "note-2024.md").write_text(NOTE, encoding="utf-8")
    told: list[Progress] = []
    build([desk.reports], desk.settings, ReadingSettings(), told.append)
    assert [progress.stage for progress in told] == ["reading", "loading", "encoding", "encoding", "writing"]
    assert (told[-2].file, told[-2].done, told[-2].total) == ("note-2024.md", 1, 1)


def test_changed_file_replaces_its_older_self(desk: Desk) -> None:
    note = desk.reports / "note-2024.md"
    note.write_text(NOTE, encoding="utf-8")
    assert desk.build().added == ("note-2024",)
    note.write_text(NOTE.replace("tirsdag", "onsdag"), encoding="utf-8")
    result = desk.build()
    assert (result.added, result.removed) == (("note-2024",), ())
    desk.check_whole()
    index = Index.open(desk.settings)
    texts = [hit.passage.text for hit in index.search("fyrtårnet", Filters(report=("note-2024",))).hits]
    index.close()
    assert ["onsdag" in text for text in texts] == [True]
    stored = [path.read_text(encoding="utf-8") for path in (desk.settings.folder / "reports").glob("*.json")]
    assert not any("hver tirsdag i fyrt" in text for text in stored)


def test_removed_file_goes(desk: Desk) -> None:
    (desk.reports / "brofaeste-2025.docx").unlink()
    result = desk.build()
    assert (result.added, result.removed) == ((), ("brofaeste-2025",))
    assert "encoding" not in result.seconds
    desk.check_whole()
    assert not any(name.startswith("brofaeste-2025") for name in found(desk))


def test_same_content_under_two_names_is_one_report(desk: Desk) -> None:
    shutil.copy(desk.reports / "havnelauget-2024.pdf", desk.reports / "kopi.pdf")
    result = desk.build()
    assert [(same.file, same.same_as) for same in result.manifest.duplicates] == [("kopi.pdf", "havnelauget-2024.pdf")]
    assert result.added == ()
    desk.check_whole()


def test_renamed_file_is_a_new_report(desk: Desk) -> None:
    (desk.reports / "havnelauget-2024.pdf").rename(desk.reports / "havn.pdf")
    result = desk.build()
    assert (result.added, result.removed) == (("havn",), ("havnelauget-2024",))
    desk.check_whole()


def test_broken_files_are_faults_and_the_rest_is_indexed(desk: Desk) -> None:
    (desk.reports / "tom.pdf").touch()
    (desk.reports / "ikke.pdf").write_text("ikke en PDF", encoding="utf-8")
    (desk.reports / "tal.xlsx").write_bytes(b"x")
    (desk.reports / "note-2024.md").write_text(NOTE, encoding="utf-8")
    result = desk.build()
    assert {fault.file: fault.code for fault in result.manifest.faults} == {
        "tom.pdf": FaultCode.EMPTY,
        "ikke.pdf": FaultCode.NOT_THE_FORMAT,
        "tal.xlsx": FaultCode.UNKNOWN_FORMAT,
    }
    assert result.added == ("note-2024",)
    desk.check_whole()
    (desk.reports / "tom.pdf").unlink()
    after = desk.build().manifest
    assert len(after.faults) == 2
    assert after.generation == result.manifest.generation
    assert desk.library.manifest() == after


def test_all_files_broken_is_an_index_that_finds_nothing(desk: Desk) -> None:
    for path in desk.reports.iterdir():
        path.write_bytes(b"")
    result = desk.build()
    assert result.manifest.entries == ()
    assert {fault.code for fault in result.manifest.faults} == {FaultCode.EMPTY}
    desk.check_whole()
    assert found(desk) == []
    assert desk.build().manifest.generation == result.manifest.generation


def test_empty_folder_leaves_the_index(desk: Desk) -> None:
    for path in desk.reports.iterdir():
        path.unlink()
    with pytest.raises(FolderError, match="no reports"):
        desk.build()
    assert found(desk)


def test_empty_folder_that_is_meant_so_empties_the_index(desk: Desk) -> None:
    for path in desk.reports.iterdir():
        path.unlink()
    result = desk.build(may_be_empty=True)
    assert len(result.removed) == 5
    assert result.manifest.entries == ()
    desk.check_whole()
    assert found(desk) == []


def test_when_a_report_was_read_stays_until_it_is_read_again(desk: Desk) -> None:
    before = {entry.report.id: entry.read_at for entry in desk.library.manifest().entries}
    (desk.reports / "ny.md").write_text(NOTE, encoding="utf-8")
    after = {entry.report.id: entry.read_at for entry in desk.build().manifest.entries}
    assert after.pop("ny") >= max(before.values())
    assert after == before


def test_report_of_headings_alone_is_kept(desk: Desk) -> None:
    (desk.reports / "forside.md").write_text("# Fyrtårnet 2024\n", encoding="utf-8")
    assert desk.build().added == ("forside",)
    desk.check_whole()


def test_catalogue_entry_makes_a_new_version(desk: Desk) -> None:
    entry = '["havnelauget-2024.pdf"]\norganisation = "Havnen"\nyear = 2020\n'
    (desk.reports / "reports.toml").write_text(entry, encoding="utf-8")
    assert desk.build().added == ("havnelauget-2024",)
    desk.check_whole()
    index = Index.open(desk.settings)
    report = next(report for report in index.reports() if report.id == "havnelauget-2024")
    index.close()
    assert (report.organisation, report.year) == ("Havnen", 2020)


def test_password_in_the_settings_opens_what_was_a_fault(desk: Desk) -> None:
    writer = PdfWriter(clone_from=desk.reports / "havnelauget-2024.pdf")
    writer.encrypt("nøgle-7", algorithm="AES-256")
    writer.write(desk.reports / "locked.pdf")
    assert [fault.code for fault in desk.build().manifest.faults] == [FaultCode.LOCKED]
    wrong = desk.build(reading=ReadingSettings(passwords=(SecretStr("forkert"),)))
    assert [fault.code for fault in wrong.manifest.faults] == [FaultCode.WRONG_PASSWORD]
    right = desk.build(reading=ReadingSettings(passwords=(SecretStr("nøgle-7"),)))
    assert (right.added, right.manifest.faults) == (("locked",), ())
    assert desk.build().manifest.entries == right.manifest.entries
    desk.check_whole()


def test_another_model_is_told_apart_and_replaces_the_first(desk: Desk, other_model: Path) -> None:
    other = desk.using(model=str(other_model))
    with pytest.raises(IndexUnusable, match=r"another model .* `kildesvar build .*reports --index .*index`"):
        Index.open(other.settings)
    result = other.build()
    assert len(result.added) == 5
    other.check_whole()
    assert found(other)
    with pytest.raises(IndexUnusable, match="Chroma has no collection"):
        desk.names_in_chroma()
    with pytest.raises(IndexUnusable, match="another model"):
        Index.open(desk.settings)


def test_model_that_is_none_is_a_settings_error(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "none").mkdir()
    with pytest.raises(SettingsError, match="cannot load"):
        desk.using(model=str(tmp_path / "none")).build()
    assert found(desk)


def test_again_does_everything_anew(desk: Desk) -> None:
    before = desk.library.manifest()
    result = desk.build(again=True)
    assert len(result.added) == 5
    assert result.manifest.generation == before.generation + 1
    assert [entry.report for entry in result.manifest.entries] == [entry.report for entry in before.entries]
    desk.check_whole()
