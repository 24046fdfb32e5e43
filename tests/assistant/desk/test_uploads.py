"""Files on their way into a real folder."""

import os
from pathlib import Path

import pytest

from assistant.desk.refusal import Refusal
from assistant.desk.uploads import Incoming, Kept, remove_stale


def put(folder: Path, name: str, content: bytes, most: int = 100) -> Kept:
    with Incoming(folder, name, most) as incoming:
        for start in range(0, len(content), 3):
            incoming.write(content[start : start + 3])
        assert [path.name for path in folder.iterdir() if path.name == name and path.read_bytes() == content] == []
        return incoming.keep([folder])


def test_a_file_is_there_once_it_is_whole(tmp_path: Path) -> None:
    assert put(tmp_path, "a.md", b"# Nordlyset") == Kept("a.md")
    assert (tmp_path / "a.md").read_bytes() == b"# Nordlyset"
    assert os.listdir(tmp_path) == ["a.md"]
    plain = tmp_path / "plain"
    plain.touch()
    assert (tmp_path / "a.md").stat().st_mode == plain.stat().st_mode  # whoever reads the folder may read it


def test_another_content_of_the_same_name_gets_a_new_name(tmp_path: Path) -> None:
    put(tmp_path, "a.md", b"one")
    assert put(tmp_path, "a.md", b"two") == Kept("a-2.md", is_renamed=True)
    assert (tmp_path / "a.md").read_bytes() == b"one"
    assert (tmp_path / "a-2.md").read_bytes() == b"two"


def test_the_same_content_is_there_already_whatever_its_name(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "b.md").write_bytes(b"same")
    assert put(tmp_path, "a.md", b"same") == Kept("below/b.md", is_new=False)
    assert os.listdir(tmp_path) == ["below"]


def test_empty_files_are_no_duplicates_of_each_other(tmp_path: Path) -> None:
    assert put(tmp_path, "a.md", b"").is_new
    assert put(tmp_path, "b.md", b"").is_new


def test_what_is_too_large_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"a\.md is larger than 0 MB"):
        put(tmp_path, "a.md", b"12345", most=4)
    assert os.listdir(tmp_path) == []


def test_what_is_broken_off_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(ConnectionError, match="gone"), Incoming(tmp_path, "a.md", 100) as incoming:
        incoming.write(b"half")
        raise ConnectionError("gone")
    assert os.listdir(tmp_path) == []


def test_a_folder_that_takes_no_file_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match=r"a\.md could not be saved in the folder"):
        put(tmp_path / "nowhere", "a.md", b"x")


def test_a_full_disk_is_a_refusal(tmp_path: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no full disk to write on")
    with Incoming(tmp_path, "a.md", 10**9) as incoming:
        os.dup2(os.open(full, os.O_WRONLY), incoming._stream.fileno())
        with pytest.raises(Refusal, match=r"There is no room for a\.md"):
            incoming.write(b"x" * 10**6)


def test_only_what_is_long_left_behind_is_removed(tmp_path: Path) -> None:
    for name, age in ((".upload-old", 2 * 24 * 3600), (".upload-new", 60), ("a.md", 2 * 24 * 3600)):
        (tmp_path / name).touch()
        then = (tmp_path / name).stat().st_mtime - age
        os.utime(tmp_path / name, (then, then))
    remove_stale(tmp_path)
    assert sorted(os.listdir(tmp_path)) == [".upload-new", "a.md"]
