"""The taught reader: the adapter that ships with the package, and what encodes questions and passages with it."""

import hashlib
from functools import cache
from pathlib import Path

from index.training.adapter import MATRICES, NUMBERS

FOLDER = Path(__file__).parent
"""Where the adapter lies."""


@cache
def digest() -> str:
    """12 hexadecimal digits that name the adapter; what two adapters make never mixes."""
    content = b"".join((FOLDER / name).read_bytes() for name in (MATRICES, NUMBERS))
    return hashlib.sha256(content).hexdigest()[:12]
