"""Files of an index: locked, and arrays read out of them without a copy."""

import fcntl
import io
import json
import math
import mmap
import os
from typing import Any, TextIO

import numpy as np
from numpy.typing import NDArray

# The longest header that numpy's format 1.0 has, its magic included.
_LONGEST_HEADER = 10 + (1 << 16)


def lock(stream: TextIO) -> None:
    """Lock a file and write into it who holds it; the lock ends with the process, however it ends, or the stream.

    Raises:
        BlockingIOError: another process holds it.
    """
    fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
    stream.truncate(0)
    json.dump({"pid": os.getpid()}, stream)
    stream.flush()


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
