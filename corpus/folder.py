"""Folders of reports: which files there are, which are the same, what each is called, and reading one."""

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path

from corpus.catalogue import CATALOGUE, NO_ENTRY, Entry, read_catalogue
from corpus.errors import CatalogueError, FolderError, UnreadableReport
from corpus.faults import Fault, FaultCode
from corpus.metadata import infer
from corpus.readers import SUFFIXES, read_document
from corpus.records import Document, Report
from corpus.settings import ReadingSettings

# What operating systems and office programs leave in folders, in lower case. Hidden files are left out as well.
_LITTER = ("desktop.ini", "thumbs.db")
# Characters in one report: 2,500 full pages, which take a quarter of an hour to be made searchable.
_LONGEST_TEXT = 10_000_000
_UNSAFE_IN_ID = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may be a report, not read yet.

    Attributes:
        path: where it lies.
        file: the path below the folder of reports, with forward slashes; fit to be shown.
        id: the id of the report in it; unique among the files found with it.
        sha256: of the file's bytes, 64 hexadecimal digits.
        entry: what the catalogue says of it.
    """

    path: Path
    file: str
    id: str
    sha256: str
    entry: Entry = NO_ENTRY

    @property
    def fingerprint(self) -> str:
        """64 hexadecimal digits that stay the same as long as reading the file would give the same report."""
        parts = "\0".join([self.file, self.id, self.sha256, self.entry.model_dump_json()])
        return hashlib.sha256(parts.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A file with the same content as another, and therefore no report of its own.

    Attributes:
        file: the path below the folder of reports, with forward slashes.
        same_as: the `file` of the one that is read.
    """

    file: str
    same_as: str


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in the folders, each in the order of the paths.

    Attributes:
        sources: the files to read, each content once.
        duplicates: the files whose content is among the sources.
        faults: the files that cannot be reports.
    """

    sources: tuple[SourceFile, ...]
    duplicates: tuple[Duplicate, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A report that has been read."""

    report: Report
    document: Document


@dataclass(frozen=True, slots=True)
class _Found:
    path: Path
    file: str
    entry: Entry


def find_files(folders: Sequence[Path], *, may_be_empty: bool = False) -> Listing:
    """List the files in folders and in the folders below them, and hash them.

    Args:
        folders: where reports lie; links to folders below them are not followed.
        may_be_empty: whether no file at all is as good as any; else it is a sign of the wrong folder.

    Returns:
        All files but hidden ones, README files, catalogues and what programs leave behind.

    Raises:
        FolderError: a folder is missing, is none, or there is no file in any.
        CatalogueError: a reports.toml is wrong, or two of them give the same id.
    """
    # Not Path.resolve, which fails on a link that leads to itself.
    found = {Path(os.path.realpath(item.path)): item for folder in folders for item in _walk(folder)}
    if not found and not may_be_empty:
        where = " or ".join(str(folder) for folder in folders)
        endings = ", ".join(SUFFIXES)
        raise FolderError(f"There are no reports in {where}: put files there that end in {endings}.")
    kept: dict[str, _Found] = {}
    duplicates, faults = [], []
    roots = [os.path.realpath(folder) for folder in folders]
    for place, item in sorted(found.items(), key=lambda pair: pair[1].path.as_posix()):
        is_inside = any(place.is_relative_to(root) for root in roots)
        digest = _digest(item) if is_inside else Fault(item.file, FaultCode.OUTSIDE)
        if isinstance(digest, Fault):
            faults.append(digest)
        elif digest in kept:
            duplicates.append(Duplicate(item.file, kept[digest].file))
        else:
            kept[digest] = item
    ids = _ids(list(kept.values()))
    sources = [
        SourceFile(item.path, item.file, report_id, digest, item.entry)
        for report_id, (digest, item) in zip(ids, kept.items(), strict=True)
    ]
    return Listing(tuple(sources), tuple(duplicates), tuple(faults))


def read_report(source: SourceFile, settings: ReadingSettings) -> Reading | Fault:
    """Read one file; whatever is wrong with it becomes a Fault. Fit to be run in another process.

    Args:
        source: the file, as `find_files` lists it.
        settings: how files are read.

    Returns:
        The report and its document, or why there is none.

    Raises:
        MemoryError: reading takes more memory than this process may have.
    """
    try:
        document = read_document(source.path, settings)
        if (length := sum(len(page.text) for page in document.pages)) > _LONGEST_TEXT:
            return Fault(source.file, FaultCode.TOO_LONG, f"{length / 1e6:.0f} MB")
    except UnreadableReport as error:
        return Fault(source.file, error.code, error.detail)
    except OSError as error:
        return Fault(source.file, FaultCode.NOT_READABLE, error.strerror or "")
    except MemoryError:
        raise
    except Exception as error:
        # The libraries meet files that their authors never saw. One such file must not end the build of the others,
        # and the error's words may hold text of the report: its class must do.
        return Fault(source.file, FaultCode.DAMAGED, type(error).__name__)
    report = infer(document, source.id, source.file, source.sha256, source.entry)
    return Reading(report, document)


def list_names(folder: Path) -> dict[Path, str]:
    """The files of a folder as `find_files` sees them, catalogues unread: each with the path that is shown of it."""
    return {
        Path(parent, name): _shown(Path(parent, name).relative_to(folder))
        for parent, names in _visible(folder)
        for name in names
        if not is_left_out(name)
    }


def _visible(folder: Path) -> Iterator[tuple[str, list[str]]]:
    """The folder and those below it that are not hidden, each with the names of its files."""
    for parent, below, names in os.walk(folder):
        below[:] = [name for name in below if not name.startswith(".")]
        yield parent, names


def _walk(folder: Path) -> Iterator[_Found]:
    if not folder.is_dir():
        what = "is a file" if folder.exists() else "does not exist"
        raise FolderError(f"{folder} {what}, but a folder of reports was expected: name the folder they lie in.")
    for parent, names in _visible(folder):
        entries = read_catalogue(Path(parent), names)
        for name in names:
            if name in entries or not is_left_out(name):
                path = Path(parent, name)
                yield _Found(path, _shown(path.relative_to(folder)), entries.get(name, NO_ENTRY))


def is_left_out(name: str) -> bool:
    """Whether a file of this name is no report unless a catalogue says so."""
    lower = name.lower()
    is_litter = lower in _LITTER or lower.startswith((".", "~$"))
    return is_litter or lower == CATALOGUE or lower == "readme" or lower.startswith("readme.")


def _shown(path: Path) -> str:
    """The path with a replacement character for what cannot be stored or would disturb a terminal."""
    text = os.fsencode(path.as_posix()).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def _digest(item: _Found) -> str | Fault:
    """The SHA-256 of the file, or why it need not be read."""
    suffix = item.path.suffix.lower()
    if suffix not in SUFFIXES:
        return Fault(item.file, FaultCode.UNKNOWN_FORMAT, _shown(Path(suffix)) if suffix else "")
    try:
        status = item.path.stat()
        if not stat.S_ISREG(status.st_mode):
            return Fault(item.file, FaultCode.NOT_READABLE)  # a pipe would keep the build waiting for ever
        if not status.st_size:
            return Fault(item.file, FaultCode.EMPTY)  # two empty files are no duplicates
        return sha256_of(item.path)
    except OSError as error:
        return Fault(item.file, FaultCode.NOT_READABLE, error.strerror or "")


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's bytes, 64 hexadecimal digits.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _ids(items: Sequence[_Found]) -> list[str]:
    """An id for each: the catalogue's, or the stem; where that is taken, with the parent's name or a number."""
    taken: set[str] = set()
    for item in items:
        if item.entry.id:
            if item.entry.id.casefold() in taken:
                raise CatalogueError(f'The id "{item.entry.id}" is given to two reports: change one in {CATALOGUE}.')
            taken.add(item.entry.id.casefold())
    ids = []
    for item in items:
        report_id = item.entry.id or _free_id(item, taken)
        taken.add(report_id.casefold())
        ids.append(report_id)
    return ids


def _free_id(item: _Found, taken: Collection[str]) -> str:
    stem = _slug(item.path.stem)
    with_parent = [f"{stem}-{_slug(item.path.parent.name)}"] if "/" in item.file else []
    candidates = chain([stem], with_parent, (f"{stem}-{number}" for number in count(2)))
    return next(candidate for candidate in candidates if candidate.casefold() not in taken)


def _slug(name: str) -> str:
    """Letters, digits, hyphens, underscores and full stops of the name; "report" where none are left."""
    text = unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "ignore"))
    return _UNSAFE_IN_ID.sub("-", text).strip("-._") or "report"
