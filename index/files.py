"""Files of an index: locked, and arrays read out of them without a copy."""

import fcntl
import io
import math
import mmap
import os
import shutil
from contextlib import suppress
from pathlib import Path
from time import sleep
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnusable

# The longest header that numpy's format 1.0 has, its magic included.
_LONGEST_HEADER = 10 + (1 << 16)
# A lock that stays for so long is held by a build.
_TRIES, _SECONDS_BETWEEN = 5, 0.02
# What a passage takes with all its vectors, half as much again as was measured, and Chroma's files when they are new.
_PASSAGE_BYTES, _NEW_BYTES = 1 << 17, 1 << 24


def check_space(folder: Path, passages: int = 0, copied: Path | None = None) -> None:
    """See whether a disk has room for what is to be written, before hours of work.

    Args:
        folder: of the index; there already.
        passages: how many are to be added.
        copied: a folder of which a copy is to be added.

    Raises:
        IndexUnusable: it has not.
    """
    copy = sum(path.stat().st_size for path in copied.rglob("*")) if copied else 0
    needed, free = _NEW_BYTES + copy + passages * _PASSAGE_BYTES, shutil.disk_usage(folder).free
    if free < needed:
        raise IndexUnusable(
            f"{folder} has {free >> 20} MB free, but what is new may take {math.ceil(needed / (1 << 20))} MB; make "
            "room there, or name another folder with --index."
        )


def flush(folder: Path) -> None:
    """See to it that a folder's files are on the disk, and not only in the machine's memory."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as stream:
                os.fsync(stream.fileno())


def lock(stream: TextIO) -> None:
    """Lock a file; the lock ends with the process, however it ends, or the stream.

    Raises:
        BlockingIOError: another process holds it.
    """
    for _ in range(_TRIES):
        with suppress(BlockingIOError):  # of another that asks `is_locked`, and is done at once
            return fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        sleep(_SECONDS_BETWEEN)
    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)


def is_locked(stream: TextIO) -> bool:
    """Whether another process holds the lock of a file."""
    try:
        fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    fcntl.flock(stream, fcntl.LOCK_UN)
    return False


def array_in(content: bytes | mmap.mmap) -> NDArray[Any]:
    """The array that `np.save` wrote; it lies where the content does and is read as it is used.

    Raises:
        ValueError: the content is something else, or ends too early.
    """
    head = io.BytesIO(content[:_LONGEST_HEADER])
    if np.lib.format.read_magic(head) != (1, 0):
        raise ValueError("an array of another format than numpy's 1.0")
    shape, _, dtype = np.lib.format.read_array_header_1_0(head)
    return np.frombuffer(content, dtype, math.prod(shape), head.tell()).reshape(shape)
