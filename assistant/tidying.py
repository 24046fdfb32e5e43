"""What is stored of the users ends after as many days as the settings say."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from assistant import feedback
from assistant.audit import audit_path
from assistant.desk.desk import REMOVED
from assistant.journal import Journal
from assistant.settings import Settings
from index.library import Library


@dataclass(frozen=True, slots=True)
class Tidied:
    """How much was deleted.

    Attributes:
        audit: lines of the audit log.
        feedback: ratings of answers.
        removed: files that were removed on the page, the reports' own and what the catalogue said of them.
    """

    audit: int
    feedback: int
    removed: int


def tidy_up(settings: Settings, now: datetime | None = None) -> Tidied:
    """Delete what is older than it may be. The page may be served meanwhile.

    Args:
        settings: where it is, and for how many days it is kept.
        now: with its time zone; None is this moment.

    Raises:
        IndexUnusable: the index cannot be read.
        OSError: a file cannot be changed.
    """
    now, keep = now or datetime.now(UTC), settings.retention
    manifest = Library(settings.index.folder).manifest()
    folders = [Path(folder) / REMOVED for folder in manifest.folders] if manifest else []
    return Tidied(
        Journal(audit_path(settings)).forget(now - timedelta(days=keep.audit_days)),
        Journal(settings.index.folder / feedback.FILE).forget(now - timedelta(days=keep.feedback_days)),
        sum(_delete_old(folder, now - timedelta(days=keep.removed_days)) for folder in folders),
    )


def _delete_old(folder: Path, before: datetime) -> int:
    """Delete what was moved into a folder before a moment: moving a file changes its status, not its content."""
    old = [path for path in folder.glob("*") if path.lstat().st_ctime < before.timestamp()]
    for path in old:
        path.unlink()
    return len(old)
