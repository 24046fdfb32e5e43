"""reports.toml: what people know of the reports in a folder, to be believed over what is inferred."""

import tomllib
import unicodedata
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from corpus.errors import CatalogueError
from corpus.records import Kind

CATALOGUE = "reports.toml"

# Wide enough for every report there is; a year outside is a slip of the keyboard.
EARLIEST_YEAR = 1900
LATEST_YEAR = 2100

_Line = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=r"^\P{C}+$")]

_EXPECTED = {
    "id": "letters, digits, hyphens, underscores and full stops, the first a letter or digit",
    "title": "a line of text",
    "organisation": "a line of text",
    "year": f"a whole number from {EARLIEST_YEAR} to {LATEST_YEAR}",
    "kind": " or ".join(f'"{kind}"' for kind in Kind),
    "language": '"da" or "en"',
}


class Entry(BaseModel):
    """What a catalogue says of one report; None where it says nothing."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: Annotated[str, StringConstraints(pattern=r"^[^\W_][\w.-]*$")] | None = None
    title: _Line | None = None
    organisation: _Line | None = None
    year: Annotated[int, Field(strict=True, ge=EARLIEST_YEAR, le=LATEST_YEAR)] | None = None
    kind: Kind | None = None
    language: Literal["da", "en"] | None = None


NO_ENTRY = Entry()


def read_catalogue(folder: Path, names: Collection[str]) -> dict[str, Entry]:
    """Read the reports.toml of a folder.

    Args:
        folder: where the catalogue lies.
        names: the names of the files that lie beside it.

    Returns:
        An entry for each file that the catalogue names, by the file's name as in `names`; empty where the folder
        has no catalogue.

    Raises:
        CatalogueError: it is no TOML, names a file that is not there, or has an unexpected key or value.
    """
    path = folder / CATALOGUE
    try:
        tables = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CatalogueError(f"{path} cannot be opened ({error.strerror}): let the program read it.") from error
    except ValueError as error:
        raise CatalogueError(f"{path} is not TOML in UTF-8 ({error}): correct it there.") from error
    by_form = {unicodedata.normalize("NFC", name): name for name in names}
    entries = {}
    for key, table in tables.items():
        name = by_form.get(unicodedata.normalize("NFC", key))
        if name is None:
            raise CatalogueError(
                f'{path} has a table "{key}", but no file of that name lies beside it: '
                "correct the name or remove the table."
            )
        entries[name] = _entry(path, key, table)
    return entries


def _entry(path: Path, key: str, table: object) -> Entry:
    try:
        return Entry.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
    if not first["loc"]:
        raise CatalogueError(f'{path} gives "{key}" no table: begin its lines with ["{key}"].')
    found = first["loc"][0]
    if found not in _EXPECTED:
        raise CatalogueError(
            f'{path} has the key "{found}" under "{key}", but expected one of {", ".join(_EXPECTED)}: '
            "correct or remove it."
        )
    raise CatalogueError(
        f'{path} has {found} = {first["input"]!r} under "{key}", but expected {_EXPECTED[str(found)]}: correct it.'
    )
