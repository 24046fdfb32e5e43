from pathlib import Path

import pytest

from corpus.catalogue import Entry, read_catalogue
from corpus.errors import CatalogueError
from corpus.records import Kind


def read(folder: Path, toml: str) -> dict[str, Entry]:
    (folder / "reports.toml").write_text(toml)
    return read_catalogue(folder, ["a.pdf", "blåbær.pdf"])


def test_a_folder_without_a_catalogue_has_no_entries(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path, ["a.pdf"]) == {}


def test_a_catalogue_says_what_is_known(tmp_path: Path) -> None:
    entries = read(
        tmp_path,
        '["a.pdf"]\nid = "fjord-24"\ntitle = " Erfaringer "\norganisation = "Fjordjob"\nyear = 2024\n'
        'kind = "cross-cutting"\nlanguage = "en"\n["bla\u030abær.pdf"]\nyear = 2023\n',
    )
    assert entries == {
        "a.pdf": Entry(
            id="fjord-24",
            title="Erfaringer",
            organisation="Fjordjob",
            year=2024,
            kind=Kind.CROSS_CUTTING,
            language="en",
        ),
        "blåbær.pdf": Entry(year=2023),
    }


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ('["a.pdf"\n', r"reports\.toml is not TOML in UTF-8 .*: correct it there\.$"),
        ('["b.pdf"]\n', r'a table "b\.pdf", but no file of that name lies beside it: correct the name or remove'),
        ('["../a.pdf"]\n', r'a table "\.\./a\.pdf", but no file of that name'),
        ('"a.pdf" = 3\n', r'gives "a\.pdf" no table: begin its lines with \["a\.pdf"\]\.$'),
        ('["a.pdf"]\nyaer = 2024\n', r'has the key "yaer" under "a\.pdf", but expected one of id, title, organisation'),
        ('["a.pdf"]\nyear = "2024"\n', r"has year = '2024' under \"a\.pdf\", but expected a whole number from 1900"),
        ('["a.pdf"]\nyear = 24\n', r"has year = 24 .* expected a whole number from 1900 to 2100: correct it\.$"),
        ('["a.pdf"]\nyear = true\n', r"has year = True "),
        ('["a.pdf"]\nkind = "municipal"\n', r'expected "supplier" or "cross-cutting"'),
        ('["a.pdf"]\nlanguage = "dansk"\n', r'expected "da" or "en"'),
        ('["a.pdf"]\ntitle = " "\n', r"has title = ' ' .* expected a line of text"),
        ('["a.pdf"]\norganisation = "a\\nb"\n', r"has organisation = .* expected a line of text"),
        ('["a.pdf"]\nid = "a b"\n', r"has id = 'a b' .* expected letters, digits, hyphens"),
        ('["a.pdf"]\nid = "../x"\n', r"has id = '\.\./x'"),
    ],
)
def test_a_wrong_catalogue_says_what_to_mend(tmp_path: Path, toml: str, message: str) -> None:
    with pytest.raises(CatalogueError, match=message):
        read(tmp_path, toml)


def test_a_catalogue_in_another_encoding_is_refused(tmp_path: Path) -> None:
    (tmp_path / "reports.toml").write_bytes('["blåbær.pdf"]\n'.encode("cp1252"))
    with pytest.raises(CatalogueError, match="is not TOML in UTF-8"):
        read_catalogue(tmp_path, ["blåbær.pdf"])
