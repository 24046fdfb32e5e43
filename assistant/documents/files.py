"""A document to a file, by the ending of its name."""

from collections.abc import Callable
from pathlib import Path

from assistant.documents.html import to_html
from assistant.documents.markdown import to_markdown
from assistant.documents.records import Document
from assistant.documents.sheets import to_csv, to_xlsx
from corpus.errors import SettingsError
from corpus.writing import replacing


def _as_word(document: Document) -> bytes:
    from assistant.documents.word import to_docx

    return to_docx(document)


_WRITERS: dict[str, Callable[[Document], bytes]] = {
    ".docx": _as_word,
    ".md": lambda document: to_markdown(document).encode(),
    ".html": lambda document: to_html(document).encode(),
}

_SHEETS: dict[str, Callable[[Document], bytes]] = {".csv": to_csv, ".xlsx": to_xlsx}

ENDINGS = tuple(_WRITERS)
"""Of the files that documents are written to: .docx, .md and .html."""

TABLE_ENDINGS = (*ENDINGS, *_SHEETS)
"""Of those that documents are written to that hold a table and little else: .csv and .xlsx besides."""


def check_ending(path: Path, endings: tuple[str, ...] = ENDINGS) -> None:
    """Check, before any work is done, that a file of this name can be written.

    Args:
        path: the file.
        endings: in which it may end.

    Raises:
        SettingsError: it ends in something else.
    """
    if path.suffix.lower() not in endings:
        raise SettingsError(f"{path} does not end in {', '.join(endings)}; give the file one of these endings.")


def as_bytes(document: Document, ending: str) -> bytes:
    """A document as the content of a file with one of the `TABLE_ENDINGS`; .csv and .xlsx hold its tables alone."""
    return (_WRITERS | _SHEETS)[ending](document)


def write_document(document: Document, path: Path) -> None:
    """Write a document; the file appears whole or not at all.

    Raises:
        OSError: the folder cannot be written.
        SettingsError: the name ends in none of the `TABLE_ENDINGS`.
    """
    check_ending(path, TABLE_ENDINGS)
    content = as_bytes(document, path.suffix.lower())
    with replacing(path) as stream:
        stream.write(content)
