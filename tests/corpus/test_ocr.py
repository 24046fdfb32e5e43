import difflib
from pathlib import Path

import pytest
from PIL import Image

from corpus.errors import UnreadableReport
from corpus.faults import Fault, FaultCode, describe
from corpus.readers.pdf import read_pdf
from corpus.records import BlockRole, Page, PageFlag
from corpus.samples import SAMPLE_REPORTS
from corpus.settings import ReadingSettings
from tests.scanning import scan

REPORT = SAMPLE_REPORTS / "havnelauget-2024.pdf"
NUMBER = 2  # a page with headings, paragraphs and a list


@pytest.fixture(scope="module")
def scanned(tmp_path_factory: pytest.TempPathFactory) -> Page:
    path = tmp_path_factory.mktemp("scanned") / "a.pdf"
    path.write_bytes(scan(REPORT, NUMBER))
    return read_pdf(path, ReadingSettings()).pages[0]


@pytest.fixture(scope="module")
def original() -> Page:
    return read_pdf(REPORT, ReadingSettings()).pages[NUMBER - 1]


def headings(page: Page) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.role is BlockRole.HEADING]


def test_a_scan_reads_like_the_page_that_was_scanned(scanned: Page, original: Page) -> None:
    read, printed = scanned.text.split(), original.text.split()
    assert difflib.SequenceMatcher(None, read, printed, autojunk=False).ratio() > 0.95


def test_a_page_says_that_ocr_read_it_and_how_surely(scanned: Page, original: Page) -> None:
    assert scanned.flags == {PageFlag.OCR}
    assert scanned.confidence is not None and 0.85 < scanned.confidence <= 1
    assert (original.flags, original.confidence) == (frozenset(), None)


def test_headings_are_told_by_their_size(scanned: Page, original: Page) -> None:
    found = headings(scanned)
    assert len(found) >= 3
    assert set(found) <= set(headings(original))


def test_the_grain_of_a_photograph_is_no_text(tmp_path: Path) -> None:
    Image.effect_noise((200, 300), 90).save(tmp_path / "a.pdf", "PDF")
    with pytest.raises(UnreadableReport, match=r"^no_text$"):
        read_pdf(tmp_path / "a.pdf", ReadingSettings())


def test_where_there_is_no_ocr_the_row_says_how_to_get_it(tmp_path: Path, without_ocr: None) -> None:
    (tmp_path / "a.pdf").write_bytes(scan(REPORT, NUMBER))
    with pytest.raises(UnreadableReport, match=r"^no_text_layer$"):
        read_pdf(tmp_path / "a.pdf", ReadingSettings())
    for language in ("da", "en"):
        assert (
            "apt install tesseract-ocr tesseract-ocr-dan" in describe(Fault("", FaultCode.NO_TEXT_LAYER), language)[1]
        )
