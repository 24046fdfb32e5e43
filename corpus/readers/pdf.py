"""PDF files: opened once, drawn apart, laid out, and cleaned."""

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import mean
from typing import TYPE_CHECKING, Any

from corpus.cleaning import Vocabulary
from corpus.drawing import Drawing, read_drawing
from corpus.errors import UnreadableReport
from corpus.faults import FaultCode
from corpus.headings import OutlineEntry, body_size
from corpus.layout import lay_out
from corpus.lines import assemble_lines
from corpus.ocr import Scan, is_installed, read_scans
from corpus.records import Document, Page, PageFlag, Properties
from corpus.running import find_running_lines
from corpus.settings import ReadingSettings
from corpus.typesetting import set_pages

if TYPE_CHECKING:
    from pypdf import PdfReader

_DOUBTFUL = 0.6  # confidence; about half of the words below it are misread
_MANY = 0.05  # of a page's words; a speck on the paper makes a doubtful word or two on most
_HEADER_REACH = 1024  # bytes; a PDF says that it is one within the first so many


def read_pdf(path: Path, settings: ReadingSettings) -> Document:
    """Read a PDF file.

    Args:
        path: the file; its bytes are read once.
        settings: the passwords to try on a locked file.

    Returns:
        The document, with text on at least one page.

    Raises:
        UnreadableReport: EMPTY, NOT_THE_FORMAT, DAMAGED, TOO_LARGE, LOCKED, WRONG_PASSWORD, NO_TEXT_LAYER (pages are
            pictures, and there is no OCR) or NO_TEXT (pages are blank).
        OSError: the file cannot be opened.
    """
    data = path.read_bytes()
    if not data.strip():
        raise UnreadableReport(FaultCode.EMPTY)
    if b"%PDF-" not in data[:_HEADER_REACH]:
        raise UnreadableReport(FaultCode.NOT_THE_FORMAT)
    # pypdf logs every small fault of a file; what matters to a user is an UnreadableReport.
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    return _read(data, settings)


def _read(data: bytes, settings: ReadingSettings) -> Document:
    from pypdf.errors import LimitReachedError

    try:
        reader = _open(data, settings)
        drawings = [read_drawing(page) for page in reader.pages]
        outline = list(_flatten(reader, reader.outline, 1))
        labels = reader.page_labels if "/PageLabels" in reader.root_object else []
        properties = _read_properties(reader)
    except (UnreadableReport, MemoryError):
        raise
    except LimitReachedError as error:  # a stream of some megabytes would unpack to pypdf's bound of 75, or further
        raise UnreadableReport(FaultCode.TOO_LARGE) from error
    except Exception as error:
        # In bytes that no PDF should hold, pypdf fails with whatever Python raises there.
        raise UnreadableReport(FaultCode.DAMAGED, type(error).__name__) from error
    scans = _read_scans(data, drawings, settings)
    drawings = [
        replace(drawing, runs=scans[number].runs, in_order=True) if number in scans else drawing
        for number, drawing in enumerate(drawings, 1)
    ]
    if not any(drawing.runs for drawing in drawings):
        unread = any(drawing.pictures for drawing in drawings) and not scans
        raise UnreadableReport(FaultCode.NO_TEXT_LAYER if unread else FaultCode.NO_TEXT)
    document = _assemble(drawings, outline, labels, properties)
    return replace(document, pages=tuple(_flagged(page, scans.get(page.number)) for page in document.pages))


def _read_scans(data: bytes, drawings: Sequence[Drawing], settings: ReadingSettings) -> dict[int, Scan]:
    """What OCR reads on the pages that are pictures, by their numbers; nothing where there is no OCR."""
    pages = {number: each.page for number, each in enumerate(drawings, 1) if each.pictures and not each.runs}
    if not pages or not is_installed():
        return {}
    return read_scans(data, pages, [password.get_secret_value() for password in settings.passwords])


def _flagged(page: Page, scan: Scan | None) -> Page:
    if scan is None or not page.text:
        return page
    doubtful = sum(confidence < _DOUBTFUL for confidence in scan.confidences)
    flags = {PageFlag.OCR, PageFlag.OCR_UNSURE} if doubtful > _MANY * len(scan.runs) else {PageFlag.OCR}
    return replace(page, flags=page.flags | flags, confidence=mean(scan.confidences))


def _assemble(
    drawings: Sequence[Drawing], outline: Sequence[OutlineEntry], labels: Sequence[str], properties: Properties
) -> Document:
    pages = [assemble_lines(drawing.runs) for drawing in drawings]
    every = [line for lines in pages for line in lines]
    body = body_size(every) or max(line.size for line in every)
    margins = find_running_lines([(drawing.page, lines) for drawing, lines in zip(drawings, pages, strict=True)], body)
    layouts = [
        lay_out(drawing, [line for line in lines if line not in running], body)
        for drawing, lines, running in zip(drawings, pages, margins.lines, strict=True)
    ]
    printed = [
        label or margins.labels[place] or str(place + 1) for place, label in enumerate(labels or [""] * len(pages))
    ]
    vocabulary = Vocabulary.of(line.text for line in every)
    return Document(
        pages=set_pages(layouts, printed, outline, vocabulary),
        properties=properties,
        running_lines=margins.distinct,
    )


def _open(data: bytes, settings: ReadingSettings) -> "PdfReader":
    from pypdf import PdfReader

    reader = PdfReader(io.BytesIO(data))
    if not reader.is_encrypted or reader.decrypt(""):
        return reader
    if not settings.passwords:
        raise UnreadableReport(FaultCode.LOCKED)
    if any(reader.decrypt(password.get_secret_value()) for password in settings.passwords):
        return reader
    raise UnreadableReport(FaultCode.WRONG_PASSWORD)


def _flatten(reader: "PdfReader", entries: Sequence[Any], level: int) -> Iterator[OutlineEntry]:
    for entry in entries:
        if isinstance(entry, list):
            yield from _flatten(reader, entry, level + 1)
        elif (place := reader.get_destination_page_number(entry)) is not None:
            yield OutlineEntry(str(entry.title), place + 1, level)


def _read_properties(reader: "PdfReader") -> Properties:
    metadata = reader.metadata
    if metadata is None:
        return Properties()
    try:
        created = metadata.creation_date
    except ValueError:
        created = None
    return Properties(metadata.title or "", metadata.author or "", created.year if created else None)
