"""Where runs and question sets lie, and which there are."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from corpus.errors import QuestionSetError
from evals.summary import Summary
from evals.writing import PAGE, SUMMARY, read_summary

logger = logging.getLogger(__name__)

RUNS = Path(".kildesvar") / "evals"
"""The folder in which each run has its own, where nothing else is said."""
SETS = Path(__file__).parent / "sets"
"""The folder of the question sets that come with the program."""


@dataclass(frozen=True, slots=True)
class Past:
    """A run that lies in the folder of runs.

    Attributes:
        folder: its own.
        summary: its figures; None where they cannot be read: damaged, or of another version.
    """

    folder: Path
    summary: Summary | None

    @property
    def name(self) -> str:
        """Its folder's name."""
        return self.folder.name


def new_folder(runs: Path = RUNS) -> Path:
    """A folder for a run that begins now; it is not made yet."""
    now = datetime.now().strftime("%Y-%m-%d-%H%M%S")
    names = (now if number == 1 else f"{now}-{number}" for number in count(1))
    return next(runs / name for name in names if not (runs / name).exists())


def run_folders(runs: Path) -> dict[str, Path]:
    """The folders of the runs that are whole, by name."""
    folders = runs.iterdir() if runs.is_dir() else ()
    return {folder.name: folder for folder in folders if all((folder / name).is_file() for name in (SUMMARY, PAGE))}


def list_runs(runs: Path) -> tuple[Past, ...]:
    """The runs that are whole, the latest first, and after them those that cannot be read."""
    found = [_read(folder) for _, folder in sorted(run_folders(runs).items())]
    return tuple(sorted(found, key=lambda past: past.summary.started_at if past.summary else "", reverse=True))


def list_sets(folders: Sequence[Path]) -> dict[str, Path]:
    """The question sets of some folders, by file name; of two of one name the one of the earlier folder."""
    found: dict[str, Path] = {}
    for folder in folders:
        # By stem, so that a.jsonl, which the page chooses first, stands before a-more.jsonl.
        for file in sorted(folder.glob("*.jsonl"), key=lambda file: file.stem):
            found.setdefault(file.name, file)
    return found


def _read(folder: Path) -> Past:
    try:
        return Past(folder, read_summary(folder))
    except QuestionSetError:
        logger.warning("The run in %s cannot be read", folder)
        return Past(folder, None)
