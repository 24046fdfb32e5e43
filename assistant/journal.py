"""Files of JSON lines that are kept beside the index: a line is added at a time, old ones are taken out."""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from corpus.writing import replacing

_MODE = 0o600  # for whoever serves the page alone


class Journal:
    """A file of JSON objects, each with the time, oldest first. Safe to use from several threads and processes.

    Args:
        path: of the file; it and its folder come with the first line.
        largest_bytes: beyond which it takes no more; None sets no limit.
    """

    def __init__(self, path: Path, largest_bytes: int | None = None) -> None:
        self.path = path
        self.largest_bytes = largest_bytes

    def check(self) -> None:
        """See that it can be written, now rather than with the first line.

        Raises:
            OSError: it cannot.
        """
        with self._locked():
            pass

    def append(self, entry: Mapping[str, object]) -> bool:
        """Add a line; False where the file is full.

        Raises:
            OSError: it cannot be written.
        """
        line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="seconds"), **entry}, ensure_ascii=False)
        with self._locked() as stream:
            if self.largest_bytes is not None and stream.tell() > self.largest_bytes:
                return False
            stream.write(f"{line}\n")
        return True

    def forget(self, before: datetime) -> int:
        """Take out what was written before a moment, and what has no time; returns how many lines.

        Args:
            before: with its time zone.

        Raises:
            OSError: the file cannot be read or written.
        """
        if not self.path.exists():
            return 0
        with self._locked() as stream:
            stream.seek(0)
            lines = stream.readlines()
            kept = [line for line in lines if (time := _time(line)) and time >= before]
            if len(kept) < len(lines):
                with replacing(self.path) as written:
                    os.fchmod(written.fileno(), _MODE)
                    written.write("".join(kept).encode())
        return len(lines) - len(kept)

    @contextmanager
    def _locked(self) -> Iterator[TextIO]:
        """The file, for one at a time; another that has taken its place meanwhile is opened instead."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        while True:
            descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, _MODE)
            with open(descriptor, "a+", encoding="utf-8") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX)
                if self.path.exists() and os.path.samestat(os.fstat(descriptor), self.path.stat()):
                    stream.seek(0, os.SEEK_END)
                    yield stream
                    return


def _time(line: str) -> datetime | None:
    try:
        time = datetime.fromisoformat(json.loads(line)["time"])
    except (ValueError, KeyError, TypeError):
        return None
    return time if time.tzinfo else None
