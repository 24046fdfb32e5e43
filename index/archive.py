"""An index in one file, a ZIP, to be moved to another machine or folder, or into a Chroma server.

    manifest.json           the index's manifest
    VERSION.json            of each report its text, as in the index (see library.py)
    VERSION.sentences.npy   the vectors of its sentences
    VERSION.passages.npy    those of its passages, float32, shape (passages, dimension)
    VERSION.tokens.npy      what the taught reader makes of it (see records.ReadPassages); so .lengths and .pooled

It holds the reports' text and names and nothing of those who ask. Names in it are never used as paths.
"""

import io
import shlex
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from uuid import uuid4
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnusable
from corpus.writing import replacing
from index.encoders import Vectors
from index.files import array_in
from index.library import MANIFEST_JSON, STORED_JSON, Library, index_fingerprint, open_manifest
from index.publishing import publish, stored_anew, sweep
from index.records import Entry, Manifest, ReadPassages, StoredReport
from index.settings import IndexSettings
from index.vectors import open_store

_MANIFEST = "manifest.json"
_READ = ("tokens", "lengths", "pooled")
# Text becomes a fifth; what unpacks to more than this many times itself was not written by us.
_MOST_UNPACKED = 64


@dataclass(frozen=True, slots=True)
class _Packed:
    """A report of the archive."""

    stored: StoredReport
    sentences: Vectors
    passages: Vectors
    read: ReadPassages


def export_index(settings: IndexSettings, path: Path) -> Manifest:
    """Write the index to a file, which appears whole or not at all; questions go on meanwhile, builds too.

    Returns:
        What the file holds.

    Raises:
        IndexUnusable: there is no index, it is damaged, or a build took what was being written.
        OSError: the file cannot be written.
    """
    manifest = open_manifest(settings)
    library = Library(settings.folder)
    library.hold(manifest)
    store = open_store(settings, library.chroma_folder(manifest.generation), manifest.fingerprint)
    try:
        with replacing(path) as stream, ZipFile(stream, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(_MANIFEST, MANIFEST_JSON.dump_json(manifest))
            for entry in manifest.entries:
                read = library.read_passages(entry.version)
                arrays = {
                    "sentences": library.sentence_vectors(entry.version),
                    "passages": store.vectors(entry.version, entry.passages),
                } | {name: getattr(read, name) for name in _READ}
                stored = STORED_JSON.dump_json(library.stored(entry.version))
                archive.writestr(f"{entry.version}.json", stored)
                for name, array in arrays.items():
                    archive.writestr(f"{entry.version}.{name}.npy", _as_bytes(array))
    finally:
        store.close()
    return manifest


def import_index(settings: IndexSettings, path: Path, *, may_replace: bool = False) -> Manifest:
    """Read an index from a file that `export_index` wrote; killed at any moment, it leaves the index as it was.

    Args:
        settings: where the index is to be, and which model its vectors must be of.
        path: the file; all of it is checked before anything is written.
        may_replace: whether an index that is there already may go.

    Returns:
        What the index holds now.

    Raises:
        IndexUnusable: the file is none of ours or is damaged, another model or version made it, there is an index
            already, or another process is building it.
        StoreUnreachable: the Chroma server does not answer.
        OSError: the file cannot be read.
    """
    library = Library(settings.folder)
    with _damage_mapped(path):
        archive = ZipFile(path)
    with archive:
        packed = _manifest(archive, settings, path)
        for entry in packed.entries:
            _unpacked(archive, entry, path)
        with library.locked():
            if not may_replace and library.manifest():
                raise IndexUnusable(
                    f"There is an index in {settings.folder} already; say --replace if it is to go, or name another "
                    "folder with --index."
                )
            entries = tuple(replace(entry, version=uuid4().hex) for entry in packed.entries)
            after = replace(packed, entries=entries, generation=library.last_generation() + 1)
            passages = sum(entry.passages for entry in entries)
            with library.written():
                with stored_anew(library, settings, Manifest(after.fingerprint), after, passages) as store:
                    for old, new in zip(packed.entries, entries, strict=True):
                        report = _unpacked(archive, old, path)
                        library.add(new.version, report.stored, [report.sentences], report.read)
                        texts = [passage.text for passage in report.stored.passages]
                        store.add(new.version, new.report, report.passages, texts)
                publish(library, after)
                sweep(library, settings, after)
    return after


@contextmanager
def _damage_mapped(path: Path) -> Iterator[None]:
    """Whatever is wrong with what is read from the archive becomes one sentence."""
    try:
        yield
    except (BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError, RuntimeError) as error:
        raise IndexUnusable(
            f"{path} is no index that `kildesvar export` wrote, or it is damaged ({type(error).__name__}); "
            "export it again."
        ) from error


def _manifest(archive: ZipFile, settings: IndexSettings, path: Path) -> Manifest:
    with _damage_mapped(path):
        manifest = MANIFEST_JSON.validate_json(_content(archive, _MANIFEST))
    if manifest.fingerprint != index_fingerprint(settings):
        raise IndexUnusable(
            f"The index in {path} was made with another model or by another version than this one (index.model is "
            f"{settings.model!r}); make one from the reports with "
            f"`{shlex.join(['kildesvar', 'build', 'FOLDER', '--index', str(settings.folder)])}`."
        )
    return manifest


def _unpacked(archive: ZipFile, entry: Entry, path: Path) -> _Packed:
    """A report of the archive; IndexUnusable where it is damaged or not what the manifest says."""
    with _damage_mapped(path):
        stored = STORED_JSON.validate_json(_content(archive, f"{entry.version}.json"))
        sentences, passages, *read = (
            array_in(_content(archive, f"{entry.version}.{name}.npy")) for name in ("sentences", "passages", *_READ)
        )
        packed = _Packed(stored, sentences, passages, ReadPassages(*read))
        counts = (len(stored.passages), sum(len(passage.sentences) for passage in stored.passages))
        if stored.report != entry.report or counts != (entry.passages, entry.sentences):
            raise ValueError("the text is another report's")
        if (len(passages), len(sentences)) != counts or len(packed.read.lengths) not in (0, sum(counts)):
            raise ValueError("the vectors are another report's")
    return packed


def _content(archive: ZipFile, name: str) -> bytes:
    info = archive.getinfo(name)
    if info.file_size > _MOST_UNPACKED * max(info.compress_size, 1):
        raise ValueError(f"{name} unpacks to {info.file_size} bytes")
    return archive.read(info)


def _as_bytes(array: NDArray[Any]) -> bytes:
    stream = io.BytesIO()
    np.save(stream, array, allow_pickle=False)
    return stream.getvalue()
