import json
import os
import re
import shutil
from itertools import chain, repeat
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexUnusable
from index.library import LastBuild, Library, index_fingerprint
from index.search import Index
from index.settings import IndexSettings
from tests.index.desk import Builder, Desk


def first_version(desk: Desk) -> str:
    return str(desk.library.manifest().entries[0].version)


def test_no_index(tmp_path: Path) -> None:
    library = Library(tmp_path / "none")
    assert library.manifest() is None
    assert library.stamp() == (0, 0)
    with pytest.raises(IndexUnusable, match="There is no index in .*none; make one with `kildesvar build FOLDER`"):
        Index.open(IndexSettings(folder=tmp_path / "none"))


def test_publishing_replaces_the_manifest_in_one_step(built_once: Desk, tmp_path: Path) -> None:
    manifest = built_once.library.manifest()
    library = Library(tmp_path)
    library.publish(manifest)
    stamp = library.stamp()
    with (tmp_path / "index.json").open("rb") as held:
        library.publish(manifest)
        assert json.load(held)["generation"] == 1  # a reader keeps the older file
    assert library.stamp() != stamp
    assert library.manifest() == manifest
    assert [path.name for path in tmp_path.iterdir()] == ["index.json"]


def test_manifest_half_written_does_not_count(desk: Desk) -> None:
    before = desk.library.manifest()
    (desk.settings.folder / "index.json.new").write_text('{"fingerprint": "', encoding="utf-8")
    assert desk.library.manifest() == before
    desk.library.publish(before)
    assert desk.library.manifest() == before


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"generation": 1}', b"\xff\xfe"])
def test_damaged_manifest_names_the_command_that_mends_it(desk: Desk, content: bytes) -> None:
    (desk.settings.folder / "index.json").write_bytes(content)
    with pytest.raises(IndexUnusable, match=r"no manifest that this version reads; run `kildesvar build .* --again`"):
        Index.open(desk.settings)
    with pytest.raises(IndexUnusable, match="no manifest that this version reads"):
        desk.build()


def test_building_again_mends_a_damaged_manifest(desk: Desk) -> None:
    (desk.settings.folder / "index.json").write_bytes(b"{")
    assert desk.build(again=True).manifest.generation == 2
    desk.check_whole()


def test_index_of_another_schema_names_the_command(desk: Desk) -> None:
    path = desk.settings.folder / "index.json"
    newer = json.loads(path.read_text(encoding="utf-8")) | {"fingerprint": "0" * 16, "colour": "blue"}
    path.write_text(json.dumps(newer), encoding="utf-8")
    with pytest.raises(IndexUnusable, match="by another version than this one.*`kildesvar build "):
        Index.open(desk.settings)


@pytest.mark.parametrize("suffix", [".json", ".npy"])
@pytest.mark.parametrize("content", [None, b"", b"{}"])
def test_lost_or_damaged_report_names_the_command(desk: Desk, suffix: str, content: bytes | None) -> None:
    path = desk.settings.folder / "reports" / f"{first_version(desk)}{suffix}"
    if content is None:
        path.unlink()
    else:
        path.write_bytes(content)
    with pytest.raises(IndexUnusable, match=r"missing or damaged .* `kildesvar build --index .* --again`"):
        Index.open(desk.settings).search("Hvad virker?")


def test_building_again_mends_a_lost_report(desk: Desk) -> None:
    for path in (desk.settings.folder / "reports").iterdir():
        path.unlink()
    desk.build(again=True)
    desk.check_whole()


def test_lost_vectors_and_keywords_name_the_command(desk: Desk) -> None:
    (desk.settings.folder / "chroma").rename(desk.settings.folder / "away")
    with pytest.raises(IndexUnusable, match="Chroma has no collection .* `kildesvar build --again`"):
        Index.open(desk.settings)
    (desk.settings.folder / "keywords").rename(desk.settings.folder / "words")
    with pytest.raises(IndexUnusable, match="keywords.* missing or damaged"):
        Index.open(desk.settings)
    desk.build(again=True)
    desk.check_whole()


def test_damaged_files_of_chroma(desk: Desk) -> None:
    (desk.library.chroma_folder(1) / "chroma.sqlite3").write_bytes(b"nothing" * 1000)
    with pytest.raises(IndexUnusable, match=r"Chroma cannot use its files in .*chroma/1 .*; run `kildesvar build --ag"):
        Index.open(desk.settings)
    desk.build(again=True)
    desk.check_whole()


def test_file_in_the_place_of_the_folder(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        settings = desk.settings.model_copy(update={"folder": folder})
        assert Library(folder).stamp() == (0, 0)
        with pytest.raises(IndexUnusable, match=r"Cannot read .*file.*Not a directory"):
            Index.open(settings)
        with pytest.raises(IndexUnusable, match=r"Cannot write .*build.lock \((File exists|Not a directory)\)"):
            desk.using(folder=folder).build()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the root user may write everywhere")
def test_folder_without_the_right_to_write(desk: Desk) -> None:
    desk.settings.folder.chmod(0o500)
    try:
        with pytest.raises(IndexUnusable, match=r"Cannot write .* \(Permission denied\)"):
            desk.build(again=True)
    finally:
        desk.settings.folder.chmod(0o700)


def test_folder_in_the_place_of_a_file_that_is_written(desk: Desk) -> None:
    (desk.settings.folder / "index.json.new").mkdir()
    with pytest.raises(IndexUnusable, match=r"Cannot write .*index.json.new \(Is a directory\)"):
        desk.build(again=True)


def test_full_disk_is_told_before_anything_is_written(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.library.manifest()
    (desk.reports / "note-2024.md").write_text("# Nordlyset 2024\n\nMentorer mødes i fyrtårnet.\n", encoding="utf-8")
    full = shutil.disk_usage(desk.reports)._replace(free=5 << 20)
    with (
        monkeypatch.context() as patch,
        pytest.raises(IndexUnusable, match=r"has 5 MB free, but what is new may take 17 MB; make"),
    ):
        patch.setattr(shutil, "disk_usage", lambda _: full)
        desk.build()
    assert desk.library.manifest() == before
    assert before and desk.library.leftovers(before) == []
    desk.build()
    desk.check_whole()


def test_disk_that_others_fill_during_a_build_leaves_the_index(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    before = desk.library.manifest()
    for name in ("Nordlyset", "Sydvinden"):
        words = f"# {name} 2024\n\nMentorer mødes hos {name}.\n"
        (desk.reports / f"{name}.md").write_text(words, encoding="utf-8")
    room = shutil.disk_usage(desk.reports)
    frees = chain([room.free, room.free], repeat(5 << 20))  # before the work, before the first report, from then on
    with monkeypatch.context() as patch, pytest.raises(IndexUnusable, match="has 5 MB free"):
        patch.setattr(shutil, "disk_usage", lambda _: room._replace(free=next(frees)))
        desk.build()
    assert desk.library.manifest() == before
    assert desk.library.last_build() is LastBuild.HAD_NO_EFFECT
    assert [path.name for path in (desk.settings.folder / "chroma").iterdir()] == ["1"]
    desk.build()
    desk.check_whole()


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_chroma_that_cannot_go_on_writing_leaves_what_it_had_written(desk: Desk, builder: Builder) -> None:
    folder = desk.library.chroma_folder(1)
    before, manifest = contents(folder), desk.library.manifest()
    # The report's own files (0.4 MB) are shorter than what Chroma may write, which is what it has already (0.8 MB).
    words = "\n\n".join(f"## Afsnit {n}\n\n{20 * 'Mentorer mødes i fyrtårnet. '}" for n in range(100))
    (desk.reports / "lang-2024.md").write_text(f"# Nordlyset 2024\n\n{words}\n", encoding="utf-8")
    lines: list[str] = []
    builder.start(desk, longest_file=(folder / "chroma.sqlite3").stat().st_size)
    builder.listen(lines)
    assert re.fullmatch(
        r"IndexUnusable: Chroma cannot use its files in .*/chroma/2 \(\w+\); run .*--again`\.", lines[-1]
    )
    assert (contents(folder), desk.library.manifest()) == (before, manifest)
    assert desk.library.last_build() is LastBuild.HAD_NO_EFFECT
    desk.build()
    desk.check_whole()


def test_report_without_passages_is_stored(built_once: Desk, tmp_path: Path) -> None:
    entry = built_once.library.manifest().entries[0]
    library = Library(tmp_path)
    library.add("v", built_once.library.stored(entry.version), [])
    assert library.sentence_vectors("v").size == 0


def test_sentence_vectors_survive_storage(built_once: Desk, tmp_path: Path) -> None:
    entry = built_once.library.manifest().entries[0]
    vectors = built_once.library.sentence_vectors(entry.version)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)


def test_fingerprint_tells_models_and_prompts_apart(small_model: Path, other_model: Path) -> None:
    def of(**settings: str) -> str:
        return index_fingerprint(IndexSettings(**settings))

    different = [
        of(),
        of(model=str(small_model)),
        of(model=str(other_model)),
        of(model=str(small_model), query_prompt="q"),
        of(model=str(small_model), passage_prompt="q"),
        of(model="some/name"),
    ]
    assert len(set(different)) == len(different)
    assert of(model=str(small_model)) == different[1]


def test_fingerprint_tells_apart_models_that_begin_alike(tmp_path: Path) -> None:
    weights = tmp_path / "model.safetensors"
    content = bytearray(4 << 20)
    weights.write_bytes(content)
    settings = IndexSettings(model=str(tmp_path))
    before = index_fingerprint(settings)
    content[2 << 20 :] = b"\1" * (2 << 20)
    weights.write_bytes(content)
    assert index_fingerprint(settings) != before
