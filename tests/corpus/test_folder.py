import os
import pickle
from pathlib import Path

import pytest

from corpus.errors import CatalogueError, FolderError
from corpus.faults import Fault, FaultCode
from corpus.folder import Duplicate, Listing, Reading, find_files, list_names, read_report
from corpus.settings import ReadingSettings


def put(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        path = folder / name.replace("__", "/").replace("_", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def test_files_are_found_below_and_in_order(tmp_path: Path) -> None:
    put(
        tmp_path, b_txt="b", a__c_md="c", README_md="x", readme_txt="x", _skjult_txt="x", Thumbs_db="x", _git__d_txt="d"
    )
    (tmp_path / "~$c.docx").write_text("x")
    (tmp_path / "reports.toml").write_text("")
    listing = find_files([tmp_path])
    assert [(source.file, source.id) for source in listing.sources] == [("a/c.md", "c"), ("b.txt", "b")]
    assert listing.sources[1].sha256 == "3e23e8160039594a33894f6564e1b1348bbd7a0088d42c4acb73eeaed59c009d"
    assert not listing.faults and not listing.duplicates


def test_the_same_content_twice_is_one_report(tmp_path: Path) -> None:
    put(tmp_path, b_txt="ens", a_md="ens", c_txt="anden")
    listing = find_files([tmp_path, tmp_path])
    assert [source.file for source in listing.sources] == ["a.md", "c.txt"]
    assert listing.duplicates == (Duplicate("b.txt", "a.md"),)


def test_files_that_cannot_be_reports_give_a_row(tmp_path: Path) -> None:
    put(tmp_path, a_odt="x", b_txt="", c_txt="", d="x", e_txt="ord")
    os.mkfifo(tmp_path / "f.txt")
    (tmp_path / "g.txt").symlink_to(tmp_path / "intet.txt")
    assert find_files([tmp_path]).faults == (
        Fault("a.odt", FaultCode.UNKNOWN_FORMAT, ".odt"),
        Fault("b.txt", FaultCode.EMPTY),
        Fault("c.txt", FaultCode.EMPTY),
        Fault("d", FaultCode.UNKNOWN_FORMAT),
        Fault("f.txt", FaultCode.NOT_READABLE),
        Fault("g.txt", FaultCode.NOT_READABLE, "No such file or directory"),
    )


def test_ids_are_distinct_safe_and_keep_danish_letters(tmp_path: Path) -> None:
    put(
        tmp_path,
        **{"2023__rapport_txt": "a", "2024__rapport_txt": "b", "Æblegrød år_txt": "c", "z_txt": "d", "z_md": "e"},
    )
    (tmp_path / "...txt").write_text("skjult")
    (tmp_path / "#!.txt").write_text("f")
    ids = {source.file: source.id for source in find_files([tmp_path]).sources}
    assert ids == {
        "#!.txt": "report",
        "2023/rapport.txt": "rapport",
        "2024/rapport.txt": "rapport-2024",
        "z.md": "z",
        "z.txt": "z-2",
        "Æblegrød år.txt": "Æblegrød-år",
    }


def test_a_name_that_cannot_be_shown_is_made_fit(tmp_path: Path) -> None:
    (tmp_path / "a\n\x1b[31m.txt").write_text("a")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/b\xff.txt")).write_text("b")
    listing = find_files([tmp_path])
    assert [(source.file, source.id) for source in listing.sources] == [("a��[31m.txt", "a-31m"), ("b�.txt", "b")]
    assert isinstance(read_report(listing.sources[1], ReadingSettings()), Reading)


def test_the_catalogue_of_each_folder_goes_with_its_files(tmp_path: Path) -> None:
    put(tmp_path, a_txt="a", under__a_txt="b")
    (tmp_path / "under" / "reports.toml").write_text('["a.txt"]\nid = "a"\nyear = 2021\n')
    listing = find_files([tmp_path])
    assert [(source.file, source.id, source.entry.year) for source in listing.sources] == [
        ("a.txt", "a-2", None),
        ("under/a.txt", "a", 2021),
    ]


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    put(tmp_path, a_txt="a", b_txt="b")
    (tmp_path / "reports.toml").write_text('["a.txt"]\nid = "X"\n["b.txt"]\nid = "x"\n')
    with pytest.raises(CatalogueError, match='The id "x" is given to two reports'):
        find_files([tmp_path])


def test_a_catalogue_may_name_a_file_that_is_otherwise_left_out(tmp_path: Path) -> None:
    put(tmp_path, README_md="ord")
    (tmp_path / "reports.toml").write_text('["README.md"]\nyear = 2020\n')
    assert [source.file for source in find_files([tmp_path]).sources] == ["README.md"]


def test_a_fingerprint_follows_content_name_and_entry(tmp_path: Path) -> None:
    put(tmp_path, a_txt="a")
    first = find_files([tmp_path]).sources[0].fingerprint
    assert find_files([tmp_path]).sources[0].fingerprint == first
    (tmp_path / "reports.toml").write_text('["a.txt"]\nyear = 2020\n')
    second = find_files([tmp_path]).sources[0].fingerprint
    put(tmp_path, a_txt="b")
    assert len({first, second, find_files([tmp_path]).sources[0].fingerprint}) == 3


@pytest.mark.parametrize(
    ("name", "reason"), [("intet", "does not exist"), ("a.txt", "is a file"), ("tom", "no reports")]
)
def test_a_folder_that_holds_nothing_is_refused(tmp_path: Path, name: str, reason: str) -> None:
    put(tmp_path, a_txt="a")
    (tmp_path / "tom").mkdir()
    with pytest.raises(FolderError, match=reason):
        find_files([tmp_path / name])


def test_a_reading_crosses_processes(tmp_path: Path, settings: ReadingSettings) -> None:
    put(tmp_path, fjordjob_md="# Erfaringer 2024\n\nVi møder borgeren.")
    source = find_files([tmp_path]).sources[0]
    reading = read_report(pickle.loads(pickle.dumps(source)), settings)
    assert isinstance(reading, Reading)
    assert (reading.report.id, reading.report.year, reading.report.page_count) == ("fjordjob", 2024, 1)
    assert pickle.loads(pickle.dumps(reading)) == reading


def test_what_is_wrong_with_a_file_becomes_a_fault(tmp_path: Path, settings: ReadingSettings) -> None:
    put(tmp_path, a_docx="ikke Word", b_txt="ord")
    damaged, gone = find_files([tmp_path]).sources
    gone.path.unlink()
    assert read_report(damaged, settings) == Fault("a.docx", FaultCode.NOT_THE_FORMAT)
    assert read_report(gone, settings) == Fault("b.txt", FaultCode.NOT_READABLE, "No such file or directory")


def test_every_hard_file_gives_a_row(hard_files: Path, settings: ReadingSettings, without_ocr: None) -> None:
    listing = find_files([hard_files])
    rows = [*listing.faults, *(read_report(source, settings) for source in listing.sources)]
    codes = {row.file: row.code for row in rows if isinstance(row, Fault)}
    assert codes == {
        "blank-pages.pdf": FaultCode.NO_TEXT,
        "concere-2024-locked.pdf": FaultCode.LOCKED,
        "empty.pdf": FaultCode.EMPTY,
        "koebenhavn-2024-scanned.pdf": FaultCode.NO_TEXT_LAYER,
        "not-a-pdf.pdf": FaultCode.NOT_THE_FORMAT,
        "truncated.pdf": FaultCode.DAMAGED,
    }


def test_names_are_listed_as_they_are_shown_and_what_is_left_out_is_not(tmp_path: Path) -> None:
    for name in ("a.pdf", "README.md", ".removed/b.pdf", "below/c.odd", "reports.toml", "~$a.docx"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list_names(tmp_path) == {tmp_path / "a.pdf": "a.pdf", tmp_path / "below/c.odd": "below/c.odd"}


def test_a_folder_may_be_meant_to_be_empty(tmp_path: Path) -> None:
    assert find_files([tmp_path], may_be_empty=True) == Listing((), (), ())
