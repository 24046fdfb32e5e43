"""An index that is moved in one file, and files that are none."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from corpus.errors import IndexUnusable
from index.archive import export_index, import_index
from index.inspection import inspect
from index.library import Library
from index.search import Index
from index.settings import IndexSettings

QUESTIONS = ("Hvad anbefaler leverandørerne om digitale møder?", "What is said about transport?")


@pytest.fixture(scope="module")
def archive(sample_index: IndexSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("moved") / "index.zip"
    export_index(sample_index, path)
    return path


def into(settings: IndexSettings, folder: Path) -> IndexSettings:
    return settings.model_copy(update={"folder": folder})


def found_by(settings: IndexSettings) -> list[list[tuple[str, float]]]:
    index = Index.open(settings)
    try:
        results = [index.search(question) for question in QUESTIONS]
        return [[(hit.sentence.text, round(hit.score, 4)) for hit in result.sentences[:20]] for result in results]
    finally:
        index.close()


def test_a_moved_index_answers_as_before(sample_index: IndexSettings, archive: Path, tmp_path: Path) -> None:
    moved = into(sample_index, tmp_path / "index")
    before, after = Library(sample_index.folder).manifest(), import_index(moved, archive)
    assert before and [entry.report for entry in after.entries] == [entry.report for entry in before.entries]
    assert found_by(moved) == found_by(sample_index)
    assert inspect(moved) == ()


def test_an_index_is_replaced_only_where_that_is_said(
    sample_index: IndexSettings, archive: Path, tmp_path: Path
) -> None:
    moved = into(sample_index, tmp_path / "index")
    first = import_index(moved, archive)
    with pytest.raises(IndexUnusable, match="say --replace if it is to go"):
        import_index(moved, archive)
    assert Library(moved.folder).manifest() == first
    second = import_index(moved, archive, may_replace=True)
    assert {entry.version for entry in first.entries}.isdisjoint(entry.version for entry in second.entries)
    assert inspect(moved) == ()


def rewritten(archive: Path, to: Path, change: Callable[[str, bytes], tuple[str, bytes] | None]) -> Path:
    with ZipFile(archive) as old, ZipFile(to, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if changed := change(name, old.read(name)):
                new.writestr(*changed)
    return to


def with_manifest(archive: Path, to: Path, change: Callable[[dict[str, object]], None]) -> Path:
    def changed(name: str, content: bytes) -> tuple[str, bytes]:
        if name != "manifest.json":
            return name, content
        manifest = json.loads(content)
        change(manifest)
        return name, json.dumps(manifest).encode()

    return rewritten(archive, to, changed)


def truncated(archive: Path, to: Path) -> Path:
    to.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    return to


def flipped(archive: Path, to: Path) -> Path:
    content = bytearray(archive.read_bytes())
    content[len(content) // 2] ^= 0xFF
    to.write_bytes(content)
    return to


def no_archive(archive: Path, to: Path) -> Path:
    to.write_text("Kære alle")
    return to


def bomb(archive: Path, to: Path) -> Path:
    return rewritten(archive, to, lambda name, content: (name, b" " * 10**8 if name == "manifest.json" else content))


def without_vectors(archive: Path, to: Path) -> Path:
    return rewritten(archive, to, lambda name, content: None if "passages" in name else (name, content))


def of_objects(archive: Path, to: Path) -> Path:
    harmful = b"\x93NUMPY\x01\x00\x46\x00{'descr': '|O', 'fortran_order': False, 'shape': (1,), }".ljust(80) + b"cos\n"
    return rewritten(archive, to, lambda name, content: (name, harmful if "passages" in name else content))


def leading_out(archive: Path, to: Path) -> Path:
    def lead(manifest: dict[str, object]) -> None:
        manifest["entries"][0]["version"] = "../../away"  # type: ignore[index]

    return with_manifest(archive, to, lead)


def mixed_up(archive: Path, to: Path) -> Path:
    def mix(manifest: dict[str, object]) -> None:
        first, second, *_ = manifest["entries"]  # type: ignore[misc]
        first["version"], second["version"] = second["version"], first["version"]

    return with_manifest(archive, to, mix)


@pytest.mark.parametrize(
    "make", [truncated, flipped, no_archive, bomb, without_vectors, of_objects, leading_out, mixed_up]
)
def test_what_is_no_whole_index_is_refused_and_nothing_is_written(
    make: Callable[[Path, Path], Path], sample_index: IndexSettings, archive: Path, tmp_path: Path
) -> None:
    damaged = make(archive, tmp_path / "damaged.zip")
    with pytest.raises(IndexUnusable, match="is no index that `kildesvar export` wrote, or it is damaged"):
        import_index(into(sample_index, tmp_path / "index"), damaged, may_replace=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["damaged.zip"]


def test_an_index_of_another_version_is_refused(sample_index: IndexSettings, archive: Path, tmp_path: Path) -> None:
    def age(manifest: dict[str, object]) -> None:
        manifest["fingerprint"] = "0" * 16

    older = with_manifest(archive, tmp_path / "older.zip", age)
    with pytest.raises(IndexUnusable, match="was made with another model or by another version"):
        import_index(into(sample_index, tmp_path / "index"), older)


def test_an_export_that_fails_leaves_the_file_that_was_there(sample_index: IndexSettings, tmp_path: Path) -> None:
    damaged = into(sample_index, tmp_path / "index")
    shutil.copytree(sample_index.folder, damaged.folder)
    next((damaged.folder / "reports").glob("*.json")).write_text("{")
    path = tmp_path / "index.zip"
    path.write_text("the last one")
    with pytest.raises(IndexUnusable, match="is missing or damaged"):
        export_index(damaged, path)
    assert path.read_text() == "the last one"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["index", "index.zip"]
