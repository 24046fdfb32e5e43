"""Files to documents: one reader a format."""

from pathlib import Path
from typing import Protocol

from corpus.errors import UnreadableReport
from corpus.faults import FaultCode
from corpus.records import Document
from corpus.settings import ReadingSettings

__all__ = ["SUFFIXES", "Reader", "read_document"]

# The endings of the files that can be read, in lower case.
SUFFIXES = (".docx", ".markdown", ".md", ".pdf", ".txt")


class Reader(Protocol):
    """Reads one format."""

    def __call__(self, path: Path, settings: ReadingSettings) -> Document:
        """Read the file at `path`; raises UnreadableReport where it cannot be read, OSError where not opened."""


def read_document(path: Path, settings: ReadingSettings) -> Document:
    """Read one file with the reader that its suffix asks for.

    Args:
        path: the file; its suffix counts whatever its case.
        settings: how files are read.

    Returns:
        The document, with text on at least one page.

    Raises:
        UnreadableReport: the file cannot be read; its code says why.
        OSError: the file cannot be opened.
    """
    return _reader(path.suffix.lower())(path, settings)


def _reader(suffix: str) -> Reader:
    if suffix == ".pdf":
        from corpus.readers.pdf import read_pdf

        return read_pdf
    if suffix == ".docx":
        from corpus.readers.docx import read_docx

        return read_docx
    if suffix in (".md", ".markdown"):
        from corpus.readers.markdown import read_markdown

        return read_markdown
    if suffix == ".txt":
        from corpus.readers.plain import read_plain

        return read_plain
    raise UnreadableReport(FaultCode.UNKNOWN_FORMAT, suffix)
