"""Names of uploaded files, as a folder can safely hold them."""

import re
import unicodedata
from itertools import count
from pathlib import Path

from assistant.desk.refusal import Refusal
from corpus.folder import is_left_out
from corpus.readers import SUFFIXES

# Of 255 that file systems hold; the rest is for a number, and for what is put before and after while it is written.
_LONGEST_STEM_BYTES = 180
_NAMELESS = "report"


def safe_name(given: str) -> str:
    """Make a file name of what a browser says a file is called.

    Args:
        given: any text, paths of any system included.

    Returns:
        A name without folders, control characters and leading dots, in NFC; letters of all languages are kept.

    Raises:
        Refusal: its ending is none that can be read, or the build would pass a file of that name by.
    """
    base = re.split(r"[/\\]", unicodedata.normalize("NFC", given))[-1]
    # Controls, what turns the direction of writing, halves of characters, what is assigned to nothing.
    plain = "".join(" " if c.isspace() else c for c in base if c.isspace() or unicodedata.category(c)[0] != "C")
    stem, dot, ending = " ".join(plain.split()).rpartition(".")
    suffix = f"{dot}{ending}"
    if suffix.lower() not in SUFFIXES:
        raise Refusal("upload_type", name=f"{stem}{suffix}" or _NAMELESS, endings=", ".join(SUFFIXES))
    stem = stem.lstrip("~$. ").encode()[:_LONGEST_STEM_BYTES].decode(errors="ignore").strip() or _NAMELESS
    if is_left_out(f"{stem}{suffix}"):
        raise Refusal("upload_left_out", name=f"{stem}{suffix}")
    return f"{stem}{suffix}"


def free_name(folder: Path, name: str) -> str:
    """The name, or where the folder has it already the name with the next free number."""
    path = Path(name)
    names = (name if number == 1 else f"{path.stem}-{number}{path.suffix}" for number in count(1))
    return next(free for free in names if not (folder / free).exists() and not (folder / free).is_symlink())
