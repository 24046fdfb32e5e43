"""What is found wrong with an index that somebody has tampered with, and what mends it."""

import json
import shutil
from collections.abc import Callable

import numpy as np
import pytest

from corpus.errors import IndexUnusable
from index.inspection import inspect
from index.library import index_fingerprint
from index.vectors import VectorStore, open_store
from tests.index.desk import Desk


def version(desk: Desk) -> str:
    return desk.library.manifest().entries[0].version


def file(desk: Desk, suffix: str) -> str:
    return str(desk.settings.folder / "reports" / f"{version(desk)}{suffix}")


def write(path: str, content: bytes) -> None:
    with open(path, "wb") as stream:
        stream.write(content)


def truncate(path: str) -> None:
    with open(path, "r+b") as stream:
        stream.truncate(200)


def alter_text(desk: Desk) -> None:
    with open(file(desk, ".json"), encoding="utf-8") as stream:
        stored = json.load(stream)
    stored["pages"][0]["text"] = "Noget helt andet"
    write(file(desk, ".json"), json.dumps(stored).encode())


def with_store(desk: Desk, change: Callable[[VectorStore], None]) -> None:
    store = open_store(desk.settings, desk.library.chroma_folder(1), index_fingerprint(desk.settings))
    try:
        change(store)
    finally:
        store.close()


def add_vectors(desk: Desk) -> None:
    report = desk.library.manifest().entries[0].report
    with_store(desk, lambda store: store.add("x", report, np.ones((2, 32), np.float32), ["a", "b"]))


def swap_keywords(desk: Desk) -> None:
    folder = desk.library.keywords_folder(1)
    shutil.rmtree(folder / "passages")
    shutil.copytree(folder / "sentences", folder / "passages")


AGAIN: dict[str, tuple[Callable[[Desk], None], str]] = {
    "text gone": (lambda desk: (desk.settings.folder / "reports" / f"{version(desk)}.json").unlink(), "missing or"),
    "text truncated": (lambda desk: truncate(file(desk, ".json")), "missing or damaged"),
    "text altered": (alter_text, "is not what was read from brofaeste-2023"),
    "vectors truncated": (lambda desk: truncate(file(desk, ".npy")), "missing or damaged"),
    "reading truncated": (lambda desk: write(file(desk, ".tokens.npy"), b""), "missing or damaged"),
    "keywords gone": (lambda desk: shutil.rmtree(desk.settings.folder / "keywords"), "missing or damaged"),
    "keywords of others": (swap_keywords, "but the reports have"),
    "Chroma lacks some": (
        lambda desk: with_store(desk, lambda store: store.remove_all_but([version(desk)])),
        "Chroma lacks the vectors of",
    ),
    "Chroma has more": (add_vectors, "Chroma holds 2 vectors of passages that are in no report"),
    "Chroma gone": (lambda desk: shutil.rmtree(desk.settings.folder / "chroma"), "Chroma has no collection"),
}


def test_a_whole_index_has_nothing_wrong(built_once: Desk) -> None:
    assert inspect(built_once.settings) == ()


@pytest.mark.parametrize(("damage", "sentence"), AGAIN.values(), ids=AGAIN)
def test_what_must_be_made_anew_is_found(desk: Desk, damage: Callable[[Desk], None], sentence: str) -> None:
    damage(desk)
    found = inspect(desk.settings)
    assert any(sentence in finding.sentence for finding in found), found
    assert {finding.mended_by for finding in found} == {"build --again"}


def test_building_again_mends_all_of_it_at_once(desk: Desk) -> None:
    alter_text(desk)
    add_vectors(desk)
    swap_keywords(desk)
    assert len(inspect(desk.settings)) == 3
    desk.build(again=True)
    assert inspect(desk.settings) == ()


def test_leftovers_are_found_and_a_build_mends_them(desk: Desk) -> None:
    (desk.settings.folder / "index.json.new").touch()
    (desk.settings.folder / "keywords" / "7").mkdir()
    (desk.settings.folder / "build.begun").write_text("(0, 0)", encoding="utf-8")
    found = inspect(desk.settings)
    assert [finding.mended_by for finding in found] == ["build", "build"]
    assert "broken off" in found[0].sentence and "other builds have left: 7, index.json.new." in found[1].sentence
    desk.build()
    assert inspect(desk.settings) == ()


def test_reports_that_are_gone_are_found(desk: Desk) -> None:
    desk.build()
    shutil.rmtree(desk.reports)
    (found,) = inspect(desk.settings)
    assert f"The reports' folder {desk.reports} is not there" in found.sentence and not found.mended_by


@pytest.mark.parametrize("schema", [1, 2, 3])
def test_an_index_of_an_earlier_schema_is_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch, schema: int) -> None:
    with monkeypatch.context() as patch:
        patch.setattr("index.library._SCHEMA_VERSION", schema)
        earlier = index_fingerprint(desk.settings)
    path = desk.settings.folder / "index.json"
    manifest = json.loads(path.read_text(encoding="utf-8")) | {"fingerprint": earlier}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(IndexUnusable, match="by another version than this one .*make it anew with `kildesvar build "):
        inspect(desk.settings)
