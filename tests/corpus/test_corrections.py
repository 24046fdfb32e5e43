"""reports.toml as it is written: what people wrote in it stays."""

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.catalogue import Entry, read_catalogue
from corpus.corrections import correct, forget, wrong_fields
from corpus.errors import CatalogueError
from corpus.records import Kind

WRITTEN = """\
# Rapporterne fra 2024
["a.pdf"]   # om a
year = 2024 # ifølge forsiden
title = "Erfaringer"

# b er et udkast
["b.pdf"]
year = 2023
# slut
"""
NAMES = ("a.pdf", "b.pdf", "c.pdf")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in NAMES:
        (tmp_path / name).touch()
    (tmp_path / "reports.toml").write_text(WRITTEN, encoding="utf-8")
    return tmp_path


def text(folder: Path) -> str:
    return (folder / "reports.toml").read_text(encoding="utf-8")


def test_a_change_touches_its_line_alone(folder: Path) -> None:
    correct(folder, "a.pdf", {"year": 2025})
    assert text(folder) == WRITTEN.replace("2024 # i", "2025 # i")


def test_a_new_key_stands_with_its_table(folder: Path) -> None:
    correct(folder, "a.pdf", {"kind": "cross-cutting"})
    assert text(folder) == WRITTEN.replace('"Erfaringer"\n', '"Erfaringer"\nkind = "cross-cutting"\n')


def test_a_new_table_stands_last(folder: Path) -> None:
    correct(folder, "c.pdf", {"title": 'Æ "\\ <b>', "year": 2020})
    assert text(folder).startswith(WRITTEN)
    assert read_catalogue(folder, NAMES)["c.pdf"] == Entry(title='Æ "\\ <b>', year=2020)


def test_the_first_correction_makes_the_catalogue(tmp_path: Path) -> None:
    name = 'a "b" \\ <i>å.pdf'
    (tmp_path / name).touch()
    correct(tmp_path, name, {"kind": Kind.SUPPLIER.value})
    assert read_catalogue(tmp_path, [name]) == {name: Entry(kind=Kind.SUPPLIER)}


def test_what_is_taken_out_leaves_the_rest_and_every_comment_outside_its_table(folder: Path) -> None:
    correct(folder, "a.pdf", {"title": None})
    assert text(folder) == WRITTEN.replace('title = "Erfaringer"\n', "")
    correct(folder, "a.pdf", {"year": None})
    assert text(folder) == "# Rapporterne fra 2024\n\n# b er et udkast\n" + WRITTEN.split("udkast\n")[1]
    correct(folder, "b.pdf", {"year": None})
    assert text(folder) == "# Rapporterne fra 2024\n\n# b er et udkast\n# slut\n"


def test_what_changes_nothing_writes_nothing(folder: Path) -> None:
    before = (folder / "reports.toml").stat()
    correct(folder, "a.pdf", {"year": 2024, "kind": None})
    correct(folder, "c.pdf", {"year": None})
    assert (folder / "reports.toml").stat() == before


def test_forgetting_returns_what_can_be_put_back(folder: Path) -> None:
    assert forget(folder, "a.pdf") == '["a.pdf"]\nyear = 2024\ntitle = "Erfaringer"\n'
    assert forget(folder, "a.pdf") == ""
    assert read_catalogue(folder, NAMES) == {"b.pdf": Entry(year=2023)}


def test_other_ways_of_writing_toml_are_kept(folder: Path) -> None:
    (folder / "reports.toml").write_bytes(b'"a.pdf" = { year = 2024 }\r\n"b.pdf".year = 2023\r\n')
    correct(folder, "a.pdf", {"year": 2022})
    correct(folder, "b.pdf", {"year": 2021, "title": "B"})
    assert read_catalogue(folder, NAMES) == {"a.pdf": Entry(year=2022), "b.pdf": Entry(year=2021, title="B")}


def test_composed_and_decomposed_letters_are_one_name(tmp_path: Path) -> None:
    (tmp_path / "bla\u030a.pdf").touch()
    (tmp_path / "reports.toml").write_text('["bl\u00e5.pdf"]\nyear = 2020\n', encoding="utf-8")
    correct(tmp_path, "bla\u030a.pdf", {"year": 2021})
    assert text(tmp_path) == '["bl\u00e5.pdf"]\nyear = 2021\n'


@pytest.mark.parametrize("damage", ['["a.pdf"\nyear = 2024', '["gone.pdf"]\nyear = 2024', '["a.pdf"]\nyaer = 1'])
def test_a_wrong_catalogue_is_refused_and_unchanged(folder: Path, damage: str) -> None:
    (folder / "reports.toml").write_text(damage)
    with pytest.raises(CatalogueError, match=r"reports\.toml (is not|has) "):
        correct(folder, "b.pdf", {"year": 2020})
    assert text(folder) == damage


def test_killed_before_the_renaming_it_leaves_the_old(folder: Path) -> None:
    script = (
        "import os, sys; from pathlib import Path; from corpus.corrections import correct; "
        "os.replace = os.rename = lambda *_: os._exit(9); "
        "correct(Path(sys.argv[1]), 'a.pdf', {'year': 2025})"
    )
    assert subprocess.run([sys.executable, "-c", script, folder], check=False).returncode == 9
    assert text(folder) == WRITTEN
    correct(folder, "a.pdf", {"year": 2025})  # what was left behind is in nobody's way
    assert read_catalogue(folder, NAMES)["a.pdf"].year == 2025


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"title": "T", "year": 2020, "kind": "supplier"}, ()),
        ({"title": None, "year": None}, ()),
        ({"title": " ", "organisation": "a\nb"}, ("title", "organisation")),
        ({"year": 24}, ("year",)),
        ({"year": "2024"}, ("year",)),
        ({"kind": "municipal", "year": 2101}, ("year", "kind")),
    ],
)
def test_wrong_values_are_named(changes: dict[str, str | int | None], wrong: tuple[str, ...]) -> None:
    assert wrong_fields(changes) == wrong
