"""A file on its way into the folder of reports: there whole, under its name, or not at all."""

import errno
import hashlib
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from assistant.desk.naming import free_name
from assistant.desk.refusal import Refusal
from corpus.folder import list_names, sha256_of

# Hidden, so that no build reads half a file.
_UNFINISHED = ".upload-"
_STALE_SECONDS = 24 * 3600
_NO_SPACE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of a file that was uploaded.

    Attributes:
        name: what it is called in the folder.
        is_new: False where a file with the same content was there already; `name` is then that file's.
        is_renamed: whether another file had its name.
    """

    name: str
    is_new: bool = True
    is_renamed: bool = False


class Incoming:
    """A file that is being uploaded; a context manager, at whose end nothing unfinished is left.

    Args:
        folder: where it is to lie.
        name: what it is to be called, as `safe_name` gives it.
        most_bytes: how large it may be.

    Raises:
        Refusal: the folder takes no file.
    """

    def __init__(self, folder: Path, name: str, most_bytes: int) -> None:
        self.folder = folder
        self.name = name
        self.most_bytes = most_bytes
        self.size = 0
        self._digest = hashlib.sha256()
        self._path = folder / f"{_UNFINISHED}{secrets.token_hex(8)}"
        with _written(name):
            self._stream = self._path.open("xb")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stream.close()
        self._path.unlink(missing_ok=True)

    def write(self, chunk: bytes) -> None:
        """Take the next bytes.

        Raises:
            Refusal: they are too many, or there is no space for them.
        """
        self.size += len(chunk)
        refuse_large(self.name, self.size, self.most_bytes)
        self._digest.update(chunk)
        with _written(self.name):
            self._stream.write(chunk)

    def keep(self, folders: Sequence[Path]) -> Kept:
        """Give the file its name, now that it is whole; for one at a time.

        Args:
            folders: those in which the same content may lie already.

        Raises:
            Refusal: the folder does not take it.
        """
        same = self._same(folders)
        if same is not None:
            return Kept(same, is_new=False)
        with _written(self.name):
            self._stream.flush()
            os.fsync(self._stream.fileno())
            name = free_name(self.folder, self.name)
            self._path.rename(self.folder / name)
        return Kept(name, is_renamed=name != self.name)

    def _same(self, folders: Sequence[Path]) -> str | None:
        """The file with the same content, as it is shown."""
        if not self.size:
            return None  # empty files are no duplicates of each other
        for path, shown in ((path, shown) for folder in folders for path, shown in list_names(folder).items()):
            try:
                if path.is_file() and path.stat().st_size == self.size and sha256_of(path) == self._digest.hexdigest():
                    return shown
            except OSError:
                continue  # the build tells what is wrong with it
        return None


def refuse_large(name: str, size: int, most_bytes: int) -> None:
    """Refuse a file that is larger than may be."""
    if size > most_bytes:
        raise Refusal("upload_large", name=name, megabytes=most_bytes // MEGABYTE)


def remove_stale(folder: Path) -> None:
    """Remove what uploads left behind when the server was killed, and nothing that may still be coming."""
    for path in folder.glob(f"{_UNFINISHED}*"):
        try:
            if time.time() - path.stat().st_mtime > _STALE_SECONDS:
                path.unlink()
        except OSError:
            continue


@contextmanager
def _written(name: str) -> Iterator[None]:
    """Map what keeps a file from being written to a refusal."""
    try:
        yield
    except OSError as error:
        key = "upload_no_space" if error.errno in _NO_SPACE else "upload_not_written"
        raise Refusal(key, name=name) from error
