"""Writing reports.toml: one report's table is changed, and all else in the file stays as people wrote it."""

import os
import shutil
import tomllib
import unicodedata
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

import tomlkit
from pydantic import ValidationError
from tomlkit.items import AbstractTable

from corpus.catalogue import CATALOGUE, Entry, read_catalogue
from corpus.errors import CatalogueError
from corpus.writing import replacing

Changes = Mapping[str, str | int | None]
"""New values by the attribute of `Entry`; None takes out what the catalogue says of it."""


def wrong_fields(changes: Changes) -> tuple[str, ...]:
    """The attributes whose new values no catalogue may hold, in the order of `Entry`."""
    given = {name: value for name, value in changes.items() if value is not None}
    try:
        Entry.model_validate(given)
    except ValidationError as error:
        wrong = {fault["loc"][0] for fault in error.errors(include_input=False)}
        return tuple(name for name in Entry.model_fields if name in wrong)
    return ()


def correct(folder: Path, name: str, changes: Changes) -> None:
    """Change what the catalogue of a folder says of one file; the catalogue is replaced in one step.

    Args:
        folder: where the catalogue lies, or will lie.
        name: of the file beside it.
        changes: what to change; must have no `wrong_fields`. A table that is empty in the end goes.

    Raises:
        CatalogueError: the catalogue is wrong as it is, or cannot be written; it is unchanged.
    """
    tables, document = _read(folder)
    key = _key_of(name, tables)
    entry = {**tables.get(key, {}), **changes}
    entry = {field: value for field, value in entry.items() if value is not None}
    if entry == tables.get(key, {}):
        return
    if not entry:
        _take_out(document, key)
    else:
        if key not in document:
            if document.body:
                document.add(tomlkit.nl())
            document[key] = tomlkit.table()
        _set(document, key, changes)
    others = {other: table for other, table in tables.items() if other != key}
    _write(folder, document.as_string(), {**others, **({key: entry} if entry else {})})


def forget(folder: Path, name: str) -> str:
    """Take out all that the catalogue of a folder says of one file.

    Returns:
        What it said, as TOML that can be put back; empty where it said nothing.

    Raises:
        CatalogueError: as `correct`.
    """
    tables, _ = _read(folder)
    entry = tables.get(_key_of(name, tables), {})
    correct(folder, name, dict.fromkeys(entry))
    return tomlkit.dumps({name: entry}) if entry else ""


def replace_file(path: Path, text: str) -> None:
    """Write a text file that appears whole, and on the disk, or not at all.

    Raises:
        OSError: the folder cannot be written.
    """
    with replacing(path, is_hidden=True) as stream:
        stream.write(text.encode("utf-8"))
        if path.exists():
            shutil.copymode(path, stream.name)


def _read(folder: Path) -> tuple[dict[str, dict[str, Any]], tomlkit.TOMLDocument]:
    """The tables of a catalogue, which is right as a whole, and the document that holds them."""
    path = folder / CATALOGUE
    read_catalogue(folder, os.listdir(folder))
    text = path.read_bytes().decode("utf-8") if path.exists() else ""
    return tomllib.loads(text), tomlkit.parse(text)


def _key_of(name: str, tables: Collection[str]) -> str:
    """How the catalogue writes the name: composed or decomposed letters are one name."""
    same = (key for key in tables if unicodedata.normalize("NFC", key) == unicodedata.normalize("NFC", name))
    return next(same, name)


def _set(document: tomlkit.TOMLDocument, key: str, changes: Changes) -> None:
    table = document[key]
    assert isinstance(table, AbstractTable)
    tail = _tail(table)
    for field, value in changes.items():
        if value is not None:
            table[field] = value
        elif field in table:
            del table[field]
    table.value.body.extend(tail)


def _take_out(document: tomlkit.TOMLDocument, key: str) -> None:
    """Leave in place of the table the comments that stand below it: they are rather the next table's."""
    (place,) = [place for place, (found, _) in enumerate(document.body) if found is not None and found.key == key]
    table = document.body[place][1]
    assert isinstance(table, AbstractTable)
    document.body[place : place + 1] = _tail(table)


def _tail(table: AbstractTable) -> list[Any]:
    """Take off the comments and empty lines below a table's last key, which tomlkit holds for a part of it."""
    body = table.value.body
    end = len(body)
    while end and body[end - 1][0] is None:
        end -= 1
    tail = body[end:]
    del body[end:]
    return tail


def _write(folder: Path, text: str, expected: Mapping[str, Mapping[str, Any]]) -> None:
    path = (folder / CATALOGUE).resolve()  # where it is a link, what it leads to is replaced
    if tomllib.loads(text) != expected:
        raise CatalogueError(f"{path} is written in a way that cannot be changed from here: correct it there.")
    try:
        replace_file(path, text)
    except OSError as error:
        raise CatalogueError(f"{path} cannot be written ({error.strerror}): let the program write it.") from error
