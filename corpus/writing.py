"""Files that appear whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def replacing(path: Path, *, is_hidden: bool = False) -> Iterator[BinaryIO]:
    """Write a file that appears whole, and on the disk, or not at all.

    Args:
        path: of the file.
        is_hidden: whether what is not whole yet is to have a hidden name, for a folder in which names are looked at.

    Raises:
        OSError: the folder cannot be written.
    """
    temporary = path.with_name(f"{'.' if is_hidden else ''}{path.name}.new")
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
