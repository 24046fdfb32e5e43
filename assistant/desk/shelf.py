"""What there is: the reports in the index, the files it could not read, and those it has not seen yet."""

import os
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from corpus.faults import Fault
from corpus.folder import Duplicate, list_names
from corpus.samples import SAMPLE_REPORTS
from index.library import Library
from index.records import Entry
from index.settings import IndexSettings


class Obstacle(StrEnum):
    """Why the files of a folder cannot be changed."""

    SAMPLES = "samples"
    MISSING = "missing"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is.

    Attributes:
        folders: where the reports lie; the first takes what is uploaded.
        built_at: when the folders were last looked through, ISO 8601 with time zone; empty before the first time.
        entries: the reports in the index, by organisation, then the latest year first.
        faults: the files that could not be read.
        duplicates: the files whose content is another's.
        waiting: the files, as they are shown, that have come since.
        gone: the files, as they are shown, that were there and are no longer.
        obstacle: what keeps the first folder from being changed; None where nothing does.
    """

    folders: tuple[Path, ...] = ()
    built_at: str = ""
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()
    waiting: tuple[str, ...] = ()
    gone: frozenset[str] = frozenset()
    obstacle: Obstacle | None = None

    @property
    def known(self) -> dict[str, str]:
        """The SHA-256 of each file by the path that is shown of it; empty where it has not been read."""
        unread = [*(each.file for each in self.faults), *(each.file for each in self.duplicates), *self.waiting]
        return {**dict.fromkeys(unread, ""), **{each.report.file: each.report.sha256 for each in self.entries}}


def look(settings: IndexSettings) -> Shelf:
    """Look at the index and at the folders that it was made of.

    Raises:
        IndexUnusable: the index cannot be read.
    """
    manifest = Library(settings.folder).manifest()
    if manifest is None:
        return Shelf(obstacle=Obstacle.MISSING)
    folders = tuple(map(Path, manifest.folders))
    present = {name for folder in folders for name in list_names(folder).values()}
    files = [each.report.file for each in manifest.entries]
    files += [*(each.file for each in manifest.faults), *(each.file for each in manifest.duplicates)]
    return Shelf(
        folders=folders,
        built_at=manifest.built_at,
        entries=tuple(sorted(manifest.entries, key=_order)),
        faults=manifest.faults,
        duplicates=manifest.duplicates,
        waiting=tuple(sorted(present.difference(files))),
        gone=frozenset(file for file in files if not any(os.path.lexists(folder / file) for folder in folders)),
        obstacle=obstacle_to(folders[0]) if folders else Obstacle.MISSING,
    )


def obstacle_to(folder: Path) -> Obstacle | None:
    """What keeps files from being put into a folder or taken out of it."""
    if folder.resolve().is_relative_to(SAMPLE_REPORTS.resolve()):
        return Obstacle.SAMPLES
    if not folder.is_dir():
        return Obstacle.MISSING
    return None if os.access(folder, os.W_OK | os.X_OK) else Obstacle.CLOSED


def _order(entry: Entry) -> tuple[str, int, str]:
    report = entry.report
    return report.organisation.casefold(), -(report.year or 0), report.title.casefold()
