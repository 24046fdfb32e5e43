"""The file that a report was read from, if it is still what it was then."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from corpus.errors import OriginalGone
from corpus.records import Report
from index.records import Manifest


@dataclass(frozen=True, slots=True)
class Original:
    """A file as it was when it was read.

    Attributes:
        sha256: of its bytes; equal files are equal.
        data: its bytes.
        passwords: to try where it is locked.
    """

    sha256: str
    data: bytes = field(repr=False, compare=False)
    passwords: tuple[str, ...] = field(default=(), repr=False, compare=False)


def read_original(manifest: Manifest, report: Report, passwords: tuple[str, ...] = ()) -> Original:
    """Read the file of a report.

    Args:
        manifest: of the index; it knows where the reports lay.
        report: one of the manifest's. No other file is read, whatever it is called.
        passwords: to try where the file is locked.

    Raises:
        OriginalGone: there is no file any more, or its bytes are others than those that were read.
    """
    found = False
    for path in _places(manifest, report):
        try:
            data = path.read_bytes()
        except OSError:
            continue
        found = True
        if hashlib.sha256(data).hexdigest() == report.sha256:
            return Original(report.sha256, data, passwords)
    what = "has changed since it was read" if found else "is not where it was read"
    raise OriginalGone(f"The file {report.file} {what}; read it again with `kildesvar build`.")


def _places(manifest: Manifest, report: Report) -> Iterator[Path]:
    """Where the file may lie: below each of the folders, under its own name or that of a file with the same content."""
    same = [duplicate.file for duplicate in manifest.duplicates if duplicate.same_as == report.file]
    for folder in manifest.folders:
        for name in (report.file, *same):
            yield Path(folder, name)
