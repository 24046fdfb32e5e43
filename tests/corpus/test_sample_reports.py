"""The sample reports: that they are what their sources say, and that they have the traits they are there for."""

import re
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfReader

from corpus.sample_sources.markup import Kind, read_pages, read_source
from corpus.sample_sources.set_reports import LAYOUTS, REPORTS, SOURCES, set_reports

PDFS = sorted(name for name in LAYOUTS if name.endswith(".pdf"))
PAGE_COUNTS = {
    "brofaeste-2023.pdf": 8,
    "engholm-2025.pdf": 8,
    "havnelauget-2024.pdf": 6,
    "traedestenen-2024.pdf": 8,
}
MOST_BYTES = 1_000_000  # of all five together: they travel in the wheel


@pytest.fixture(scope="module")
def set_again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reports")
    set_reports(folder)
    return folder


def read_pdf(name: str) -> list[str]:
    return [page.extract_text() for page in PdfReader(REPORTS / name).pages]


def read_docx(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(str(path)).paragraphs]


@pytest.mark.parametrize("name", PDFS)
def test_setting_again_gives_the_same_bytes(name: str, set_again: Path) -> None:
    assert (set_again / name).read_bytes() == (REPORTS / name).read_bytes()


def test_setting_again_gives_the_same_word_text(set_again: Path) -> None:
    name = "brofaeste-2025.docx"
    assert read_docx(set_again / name) == read_docx(REPORTS / name)


def test_folder_holds_the_reports_and_nothing_else_but_a_readme() -> None:
    assert {path.name for path in REPORTS.iterdir()} == {*LAYOUTS, "README.md"}
    assert sum((REPORTS / name).stat().st_size for name in LAYOUTS) < MOST_BYTES


@pytest.mark.parametrize("name", PDFS)
def test_page_count(name: str) -> None:
    assert len(PdfReader(REPORTS / name).pages) == PAGE_COUNTS[name]


@pytest.mark.parametrize("name", PDFS)
def test_text_has_no_control_characters(name: str) -> None:
    assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f\ufffd]", "".join(read_pdf(name)))


@pytest.mark.parametrize("name", PDFS)
def test_the_words_of_the_source_stand_in_the_file(name: str) -> None:
    source = read_source(SOURCES / f"{Path(name).stem.replace('-', '_')}.md")
    page_text = re.sub(r"-?\s+", "", "".join(read_pdf(name)))
    for element in source.elements:
        if element.kind in (Kind.H1, Kind.H2, Kind.QUOTE, Kind.ITEM):
            assert re.sub(r"-?\s+", "", element.text) in page_text


def test_columns_have_footers_divided_words_and_a_box_inside_a_sentence() -> None:
    pages = read_pdf("brofaeste-2023.pdf")
    for number, text in enumerate(pages[1:], start=2):
        assert text.rstrip().endswith(f"Brofæste | Erfaringsopsamling 2023  {number}")
    assert sum(len(re.findall(r"[a-zæøå]-\n[a-zæøå]", text)) for text in pages) >= 15
    assert re.search(r"[a-zæøå]\nFakta om forløbet\n(?s:.+)9 lønnede timer om ugen\n[a-zæøå]", pages[4])


def test_cover_and_properties_of_the_columns_do_not_name_who_wrote_it() -> None:
    reader = PdfReader(REPORTS / "brofaeste-2023.pdf")
    assert reader.metadata is not None
    assert not reader.metadata.author
    assert not re.search(r"Brofæste|20\d\d", reader.pages[0].extract_text())


def test_outlined_report_has_outline_bullets_and_labels_other_than_positions() -> None:
    reader = PdfReader(REPORTS / "havnelauget-2024.pdf")
    assert reader.page_labels == ["Omslag", "1", "2", "3", "4", "5"]
    assert "Anbefalinger" in [entry.title for entry in reader.outline if not isinstance(entry, list)]
    last = reader.pages[5].extract_text()
    assert last.startswith("Havnelauget\n") and last.rstrip().endswith("\n5")
    assert last.count("•") == 7


def test_crosscutting_report_has_dots_check_marks_quotes_and_boxes() -> None:
    pages = read_pdf("engholm-2025.pdf")
    assert re.search(r"Kapitel 4: Anbefalinger \.{20,} 7\n", pages[1])
    assert sum(text.count("✓") for text in pages) == 6
    assert re.search(r"\n”\n.+\n.+\nTrædestenen, leverandør til rammeaftale 2\n", pages[3])
    assert "\nFast kontaktperson\n" in pages[3] and "\nDistriktspsykiatrien\n" in pages[3]


def test_slides_are_landscape_with_one_theme_a_page() -> None:
    reader = PdfReader(REPORTS / "traedestenen-2024.pdf")
    assert all(page.mediabox.width > page.mediabox.height for page in reader.pages)
    themes = read_pages(read_source(SOURCES / "traedestenen_2024.md"))
    assert len(reader.pages) == 1 + len(themes)


def test_word_report_has_headings_lists_a_table_quotes_pages_and_properties() -> None:
    document = Document(str(REPORTS / "brofaeste-2025.docx"))
    styles = {paragraph.style.name for paragraph in document.paragraphs}
    assert {"Title", "Heading 1", "Heading 2", "List Bullet", "List Number", "Intense Quote"} <= styles
    assert [cell.text for cell in document.tables[0].rows[0].cells] == ["Nøgletal", "2023", "2025"]
    assert sum('w:type="page"' in paragraph._p.xml for paragraph in document.paragraphs) == 4
    assert document.core_properties.author == "Brofæste ApS"
    assert document.core_properties.created.year == 2025
