"""The files of an index but for the vectors: its manifest, and the text of every report.

    index.json               the manifest; replaced at the end of a build, in one step
    reports/VERSION.json     a report with its pages and passages
    reports/VERSION.npy      its sentences' vectors, float16, shape (sentences, dimension)
    reports/VERSION.NAME.npy what the taught reader makes of its passages: tokens, lengths and pooled (see
                             records.ReadPassages); empty where another than the default model made the index
    keywords/GENERATION/     the keyword index (see keywords.py)
    chroma/GENERATION/       the passages' vectors (see vectors.py), unless a Chroma server holds them
    build.lock               held by a build
    build.begun              the stamp of the index when a build began; there until it has ended well

Files under reports/, keywords/ and chroma/ are written before the manifest names them and never changed after. The
generation before stays in chroma/ too: Chroma opens its files as it needs them, and a reader may still answer from it.
"""

import hashlib
import mmap
import shlex
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import lru_cache
from pathlib import Path

import numpy as np
from pydantic import TypeAdapter, ValidationError

from corpus.errors import IndexUnusable
from corpus.passages import RULES_VERSION, TARGET_TOKENS
from corpus.writing import replacing
from index.encoders import Vectors, fingerprint
from index.files import array_in, is_locked, lock
from index.records import NOT_READ, Manifest, ReadPassages, StoredReport
from index.settings import IndexSettings

# Raised whenever files of the index change their form or reading gives other pages.
_SCHEMA_VERSION = 5

MANIFEST_JSON, STORED_JSON = TypeAdapter(Manifest), TypeAdapter(StoredReport)
"""How they become JSON and are read again. To make these takes longer than to read a report with them."""

_MANIFEST = "index.json"
_LOCK = "build.lock"
_BEGUN = "build.begun"
_READ = ("tokens", "lengths", "pooled")
_SUFFIXES = (".json", ".npy", *(f".{name}.npy" for name in _READ))
# Reports kept in memory, a few hundred kilobytes each.
_CACHED_REPORTS = 512


def index_fingerprint(settings: IndexSettings) -> str:
    """16 hexadecimal digits that name the model and the rules; what they make never mixes with what others made."""
    parts = [str(_SCHEMA_VERSION), fingerprint(settings), str(RULES_VERSION), str(TARGET_TOKENS)]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def open_manifest(settings: IndexSettings) -> Manifest:
    """What the index holds that the settings name.

    Raises:
        IndexUnusable: there is none, or another model or other rules made it.
    """
    library = Library(settings.folder)
    manifest = library.manifest()
    if manifest is None:
        broken_off = ", for its first build was broken off" if library.last_build() is LastBuild.HAD_NO_EFFECT else ""
        raise IndexUnusable(
            f"There is no index in {settings.folder}{broken_off}; make one with `kildesvar build FOLDER`."
        )
    if manifest.fingerprint != index_fingerprint(settings):
        raise IndexUnusable(
            f"The index in {settings.folder} was made with another model or by another version than this one "
            f"(index.model is {settings.model!r}); make it anew with "
            f"`{shlex.join(['kildesvar', 'build', *manifest.folders, '--index', str(settings.folder)])}`."
        )
    return manifest


class LastBuild(StrEnum):
    """How the latest build of an index ended, if it has."""

    ENDED = "ended"
    RUNNING = "running"
    HAD_NO_EFFECT = "broken off before it counted"
    TOOK_EFFECT = "broken off after it counted"


class Library:
    """The files of one index.

    Args:
        folder: the index's folder; need not exist yet.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._held: dict[Path, mmap.mmap] = {}
        self._stored = lru_cache(maxsize=_CACHED_REPORTS)(self._read_stored)

    def manifest(self) -> Manifest | None:
        """What the index holds; None where there is no index yet.

        Raises:
            IndexUnusable: the manifest cannot be read.
        """
        path = self.folder / _MANIFEST
        try:
            return MANIFEST_JSON.validate_json(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValidationError as error:
            raise IndexUnusable(
                f"{path} is no manifest that this version reads; run "
                f"`kildesvar build FOLDER --index {shlex.quote(str(self.folder))} --again` with the reports' folder."
            ) from error
        except OSError as error:
            raise self._cannot("read", path, error) from error

    def _cannot(self, do: str, path: Path, error: OSError) -> IndexUnusable:
        return IndexUnusable(
            f"Cannot {do} {path} ({error.strerror or type(error).__name__}), but the index needs a folder of its own "
            "with space and the right to write in it; correct that, or name another folder with --index."
        )

    def stamp(self) -> tuple[int, int]:
        """Changes whenever the manifest is replaced; cheap enough to look at with every question."""
        try:
            status = (self.folder / _MANIFEST).stat()
        except OSError:
            return (0, 0)
        return (status.st_mtime_ns, status.st_ino)

    def hold(self, manifest: Manifest) -> None:
        """Keep the files of the manifest's reports readable, also when a build has removed them.

        Raises:
            IndexUnusable: one is missing.
        """
        for entry in manifest.entries:
            for suffix in _SUFFIXES:
                path = self._report_path(entry.version, suffix)
                with self._damage_mapped(path), path.open("rb") as stream:
                    self._held[path] = mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ)

    def stored(self, version: str) -> StoredReport:
        """The report's text, kept in memory once read.

        Raises:
            IndexUnusable: it is missing or damaged.
        """
        return self._stored(version)

    def _read_stored(self, version: str) -> StoredReport:
        path = self._report_path(version, ".json")
        with self._damage_mapped(path):
            return STORED_JSON.validate_json(self._content(path)[:])

    def sentence_vectors(self, version: str) -> Vectors:
        """The vectors of the report's sentences, shape (sentences, dimension), length 1.

        Raises:
            IndexUnusable: they are missing or damaged.
        """
        path = self._report_path(version, ".npy")
        with self._damage_mapped(path):
            vectors: Vectors = array_in(self._content(path)).astype(np.float32)
        return vectors

    def read_passages(self, version: str) -> ReadPassages:
        """What the taught reader made of the report; the arrays lie on the disk until they are used.

        Raises:
            IndexUnusable: it is missing or damaged.
        """
        arrays = []
        for name in _READ:
            path = self._report_path(version, f".{name}.npy")
            with self._damage_mapped(path):
                arrays.append(array_in(self._content(path)))
        with self._damage_mapped(path):
            return ReadPassages(*arrays)

    def _content(self, path: Path) -> bytes | mmap.mmap:
        return self._held.get(path) or path.read_bytes()

    @contextmanager
    def written(self) -> Iterator[None]:
        """Map what keeps files from being written (a full disk, a missing right) to IndexUnusable."""
        try:
            yield
        except OSError as error:
            raise self._cannot("write", Path(error.filename or self.folder), error) from error

    @contextmanager
    def _damage_mapped(self, path: Path) -> Iterator[None]:
        try:
            yield
        except (ValueError, EOFError, OSError) as error:  # pydantic's and numpy's are ValueErrors
            raise IndexUnusable(
                f"{path} is missing or damaged ({type(error).__name__}); "
                f"run `kildesvar build --index {shlex.quote(str(self.folder))} --again`."
            ) from error

    def keywords_folder(self, generation: int) -> Path:
        """Where the keyword index of a generation lies."""
        return self.folder / "keywords" / str(generation)

    def chroma_folder(self, generation: int) -> Path:
        """Where Chroma keeps the vectors of a generation."""
        return self.folder / "chroma" / str(generation)

    def last_generation(self) -> int:
        """The highest generation of which there are files, also where the manifest is damaged."""
        names = [path.name for path in self._generations()]
        return max((int(name) for name in names if name.isdecimal()), default=0)

    def _generations(self) -> list[Path]:
        return [path for name in ("keywords", "chroma") for path in (self.folder / name).glob("*")]

    def add(
        self, version: str, stored: StoredReport, sentence_vectors: Sequence[Vectors], read: ReadPassages = NOT_READ
    ) -> None:
        """Write a report; it counts once a manifest names it."""
        (self.folder / "reports").mkdir(exist_ok=True)
        vectors = np.concatenate(sentence_vectors) if sentence_vectors else np.zeros((0, 0))
        arrays = {".npy": vectors.astype(np.float16)} | {f".{name}.npy": getattr(read, name) for name in _READ}
        for suffix, array in arrays.items():
            with replacing(self._report_path(version, suffix)) as stream:
                np.save(stream, array)
        with replacing(self._report_path(version, ".json")) as stream:
            stream.write(STORED_JSON.dump_json(stored))

    def publish(self, manifest: Manifest) -> None:
        """Replace the manifest in one step: readers see the old index until now and the new one from now on."""
        with replacing(self.folder / _MANIFEST) as stream:
            stream.write(MANIFEST_JSON.dump_json(manifest, indent=1))

    def sweep(self, manifest: Manifest) -> None:
        """Remove the files that the manifest does not name."""
        for path in self.leftovers(manifest):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def leftovers(self, manifest: Manifest) -> list[Path]:
        """The files that the manifest does not name; where a build was killed, there are some."""
        live = {entry.version for entry in manifest.entries}
        reports = [path for path in (self.folder / "reports").glob("*") if path.name.partition(".")[0] not in live]
        number = manifest.generation
        kept = {self.keywords_folder(number), *map(self.chroma_folder, (number, number - 1))}  # see the module
        generations = [path for path in self._generations() if path not in kept]
        return [*reports, *self.folder.glob(f"{_MANIFEST}.new"), *generations]

    def last_build(self) -> LastBuild:
        """How the latest build ended, if it has."""
        try:
            with (self.folder / _LOCK).open(encoding="utf-8") as stream:
                if is_locked(stream):
                    return LastBuild.RUNNING
        except OSError:  # no build has come so far
            return LastBuild.ENDED
        began_at = self._began_at()
        if not began_at:
            return LastBuild.ENDED
        return LastBuild.HAD_NO_EFFECT if began_at == str(self.stamp()) else LastBuild.TOOK_EFFECT

    def _began_at(self) -> str:
        """The stamp of the index when a build began that has not ended well; empty where there is none."""
        try:
            return (self.folder / _BEGUN).read_text(encoding="utf-8")
        except OSError:
            return ""

    @contextmanager
    def locked(self) -> Iterator[bool]:
        """Hold the index for building; the lock ends with the process, however it ends.

        Yields:
            Whether the build before was broken off.

        Raises:
            IndexUnusable: another process is building it, or the folder cannot be written.
        """
        path = self.folder / _LOCK
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            opened = path.open("a+")
        except OSError as error:
            raise self._cannot("write", path, error) from error
        with opened as stream:
            try:
                lock(stream)
            except BlockingIOError as error:
                raise IndexUnusable(
                    f"The index in {self.folder} is being built by another process; try again when that has ended."
                ) from error
            was_broken_off = bool(self._began_at())
            with self.written():
                (self.folder / _BEGUN).write_text(str(self.stamp()), encoding="utf-8")
            yield was_broken_off
            (self.folder / _BEGUN).unlink()

    def _report_path(self, version: str, suffix: str) -> Path:
        return self.folder / "reports" / f"{version}{suffix}"
