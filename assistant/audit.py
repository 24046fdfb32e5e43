"""The audit log: who logged in, and who changed the reports, when, and how it ended."""

import logging
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.journal import Journal
from assistant.log import request_id
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from assistant.settings import Settings

logger = logging.getLogger(__name__)

FILE = "audit.jsonl"
"""In the index's folder, where the settings name no other."""


class Action(StrEnum):
    """What is noted."""

    LOGIN = "login"
    LOGOUT = "logout"
    LOGIN_REFUSED = "login_refused"
    UPLOAD = "upload"
    BUILD = "build"
    REMOVE = "remove"
    CORRECT = "correct"


class Outcome(StrEnum):
    """How it ended."""

    DONE = "done"
    REFUSED = "refused"
    FAILED = "failed"
    """By a fault of the program, which the log tells."""


class Audit:
    """Notes what was done.

    Args:
        path: of the file; None notes nothing.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._journal = Journal(path) if path else None

    def note(self, action: Action, user: str, thing: str, outcome: Outcome) -> None:
        """Add a line, with the time and the request; where it cannot be written, the log says so.

        Args:
            action: what was done, or tried.
            user: who did it; empty where nobody is known.
            thing: to what: a file, or with the login the address that it came from; empty with a build.
            outcome: how it ended.
        """
        if self._journal is None:
            return
        entry = {"user": user, "action": action, "object": thing, "request": request_id.get(), "outcome": outcome}
        try:
            self._journal.append(entry)
        except OSError as error:  # whoever asked cannot mend it, and is not kept from working
            logger.error("The audit log cannot be written (%s): %s is not in it.", error.strerror, action)


def open_audit(settings: "Settings") -> Audit:
    """Return the audit log that the settings name.

    Raises:
        SettingsError: it cannot be written.
    """
    path = audit_path(settings)
    try:
        Journal(path).check()
    except OSError as error:
        raise SettingsError(
            f"The audit log {path} cannot be written ({error.strerror}); give access to it, or name another file in "
            "serve.audit_log."
        ) from error
    return Audit(path)


def audit_path(settings: "Settings") -> Path:
    """Where the audit log is."""
    return settings.serve.audit_log or settings.index.folder / FILE
