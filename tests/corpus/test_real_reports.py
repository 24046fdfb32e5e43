"""The reader on the real reports: each trap that is known of them. What is quoted here is kept short."""

import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from corpus.errors import UnreadableReport
from corpus.headings import reduce_title
from corpus.readers.pdf import read_pdf
from corpus.records import Block, BlockRole, Document, Page
from corpus.settings import ReadingSettings

SHARED = Path(__file__).parents[3] / "shared"
REPORTS = SHARED / "reports"
HARD = SHARED / "reports-hard"
PAGE_COUNTS = {
    "concere-2023": 17,
    "concere-2024": 13,
    "koebenhavn-2024": 13,
    "koebenhavn-2025": 23,
    "sydhavnscompagniet-2024": 5,
}

pytestmark = pytest.mark.skipif(not REPORTS.is_dir(), reason="the real reports are not beside the project")


@pytest.fixture(scope="module")
def documents() -> dict[str, Document]:
    return {name: read_pdf(REPORTS / f"{name}.pdf", ReadingSettings()) for name in PAGE_COUNTS}


@pytest.fixture(scope="module")
def raw() -> dict[str, list[str]]:
    return {name: [page.extract_text() for page in PdfReader(REPORTS / f"{name}.pdf").pages] for name in PAGE_COUNTS}


def page_of(documents: dict[str, Document], name: str, number: int) -> Page:
    return documents[name].pages[number - 1]


def texts(page: Page, role: BlockRole) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.role is role]


def block_of(page: Page, text: str) -> Block:
    return next(block for block in page.blocks if text in page.text[block.start : block.end])


def whole(document: Document) -> str:
    return "\n".join(page.text for page in document.pages)


def letters(text: str) -> Counter[str]:
    return Counter("".join(unicodedata.normalize("NFC", text).split()))


def squeeze(text: str) -> str:
    return re.sub(r"[\s\-\u00ad]", "", unicodedata.normalize("NFC", text))


@pytest.mark.parametrize("name", PAGE_COUNTS)
def test_every_page_is_there(documents: dict[str, Document], name: str) -> None:
    pages = documents[name].pages
    assert [page.number for page in pages] == list(range(1, PAGE_COUNTS[name] + 1))
    assert [page.label for page in pages] == [str(page.number) for page in pages]
    assert all(page.text for page in pages)


@pytest.mark.parametrize("name", PAGE_COUNTS)
def test_cleaning_adds_nothing(documents: dict[str, Document], raw: dict[str, list[str]], name: str) -> None:
    for page, before in zip(documents[name].pages, raw[name], strict=True):
        assert not letters(page.text) - letters(before), page.number


@pytest.mark.parametrize("name", PAGE_COUNTS)
def test_blocks_cover_the_text(documents: dict[str, Document], name: str) -> None:
    for page in documents[name].pages:
        end = 0
        for block in page.blocks:
            assert not page.text[end : block.start].strip()
            assert page.text[block.start : block.end] == page.text[block.start : block.end].strip() != ""
            end = block.end
        assert end == len(page.text)


def test_blocks_stand_as_they_stood(documents: dict[str, Document], raw: dict[str, list[str]]) -> None:
    moved = [
        (name, page.number)
        for name, document in documents.items()
        for page, before in zip(document.pages, raw[name], strict=True)
        for block in page.blocks
        if squeeze(page.text[block.start : block.end]) not in squeeze(before)
    ]
    # Two sentences go on after a box, and three items got back the numbers that the file has elsewhere.
    assert moved == [("concere-2023", 7), ("concere-2023", 8), *[("koebenhavn-2024", 2)] * 3]


def test_words_are_neither_split_nor_run_together(documents: dict[str, Document], raw: dict[str, list[str]]) -> None:
    for name, document in documents.items():
        for page, before in zip(document.pages, raw[name], strict=True):
            text = unicodedata.normalize("NFC", before)
            known = {*text.split(), *re.sub(r"-\n", "", text).replace("/\n", "/").split()}
            assert set(page.text.split()) - known <= {"del-målgruppe"}, (name, page.number)


def test_every_broken_word_is_joined(documents: dict[str, Document], raw: dict[str, list[str]]) -> None:
    clean = whole(documents["concere-2023"])
    broken = re.findall(r"(\w+)-\n(\w+)", "\n".join(raw["concere-2023"]))
    apart = [(first, second) for first, second in broken if first + second not in clean]
    assert len(broken) == 42
    assert apart == [("faglige", "og"), ("beskæftigelses", "og")]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("concere-2023", "faglige- og sociale"),
        ("concere-2023", "beskæftigelses- og virksomhedsrettede"),
        ("concere-2023", "uddannelse/selvforsørgelse"),
        ("concere-2023", "har været virkningsfuldt i at hjælpe"),
        ("koebenhavn-2024", "denne del-målgruppe af"),
        ("koebenhavn-2024", "Erfaringsopsamlinger 2024"),
    ],
)
def test_words_are_joined_as_danish_writes_them(documents: dict[str, Document], name: str, words: str) -> None:
    assert words in whole(documents[name])


@pytest.mark.parametrize("name", PAGE_COUNTS)
def test_no_white_space_is_doubled(documents: dict[str, Document], name: str) -> None:
    assert not re.search(r"  |\n\n|\u00ad", whole(documents[name]))


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("concere-2023", "Concere | Erfaringsopsamling 2023"),
        ("concere-2024", "Erfaringsopsamling 2024 · Concere"),
        ("koebenhavn-2025", "Tværgående erfaringer"),
    ],
)
def test_running_lines_are_kept_apart(documents: dict[str, Document], name: str, line: str) -> None:
    assert line in documents[name].running_lines
    assert not any(page.text.startswith(line) or page.text.endswith(line) for page in documents[name].pages)


def test_footers_leave_no_number_behind(documents: dict[str, Document]) -> None:
    for document in documents.values():
        assert not any(re.search(r"(?:^|\n)(?:Side )?\d+$", page.text) for page in document.pages)


@pytest.mark.parametrize("name", ["concere-2024", "koebenhavn-2025"])
def test_every_line_of_the_outline_is_a_heading(documents: dict[str, Document], name: str) -> None:
    reader = PdfReader(REPORTS / f"{name}.pdf")
    wanted = []

    def walk(entries: list[Any], level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            else:
                wanted.append((reduce_title(entry.title), level))

    walk(reader.outline, 1)
    found = {
        (reduce_title(page.text[block.start : block.end]), block.level)
        for page in documents[name].pages
        for block in page.blocks
        if block.role is BlockRole.HEADING
    }
    assert set(wanted) <= found


def test_headings_without_an_outline_have_one_level_a_kind(documents: dict[str, Document]) -> None:
    pages = documents["concere-2023"].pages
    levels = {
        page.text[block.start : block.end]: block.level
        for page in pages
        for block in page.blocks
        if block.role is BlockRole.HEADING
    }
    titles = ("Forord", "Anbefalinger", "Borger 1: MD", "Handicapkompenserende ordninger")
    assert len({levels[title] for title in titles}) == 1
    assert levels["Årets temaer"] < levels["Forord"] < levels["Progression"] == levels["Motivation"]


def test_headings_of_several_lines_are_one_block(documents: dict[str, Document]) -> None:
    assert "Metoder til arbejdet med objektive beskrivelser" in texts(
        page_of(documents, "concere-2023", 15), BlockRole.HEADING
    )


def test_sentence_is_whole_around_a_facts_box(documents: dict[str, Document]) -> None:
    assert "positive forandringer og en afklaring" in page_of(documents, "concere-2023", 7).text
    assert "i indeværende forløb" in page_of(documents, "concere-2023", 8).text


@pytest.mark.parametrize("number", [6, 7, 8, 9])
def test_facts_boxes_come_after_the_text(documents: dict[str, Document], number: int) -> None:
    page = page_of(documents, "concere-2023", number)
    boxes = [block.box for block in page.blocks]
    assert boxes == sorted(boxes)
    titles = [page.text[b.start : b.end] for b in page.blocks if b.box and b.role is BlockRole.HEADING]
    assert titles == ["Formål", "Udfordringer"]


def test_box_ahead_of_its_page_comes_after_its_section(documents: dict[str, Document]) -> None:
    page = page_of(documents, "koebenhavn-2025", 5)
    assert page.text.startswith("På tværs af")
    title = block_of(page, "Fast kontaktperson")
    assert title.box and title.role is BlockRole.HEADING
    assert title.start > block_of(page, "Derudover understreger").start


def test_who_is_to_be_called_stands_with_title_and_number(documents: dict[str, Document]) -> None:
    directors = [text for text in texts(page_of(documents, "concere-2024", 13), BlockRole.PARAGRAPH) if "@" in text]
    assert [" ".join(text.split()[:2]) for text in directors] == ["Johan Schmidt", "Samiya Mille"]
    assert ["Adm. direktør" in directors[0], "Udviklingsdirektør" in directors[1]] == [True, True]


@pytest.mark.parametrize(
    ("number", "titles"),
    [
        (6, ["Helhedsorienteret tilgang", "Tværgående koordinering"]),
        (7, ["Virksomhedspraktik", "Lønnede timer", "Socialt frikort"]),
    ],
)
def test_boxes_side_by_side_stay_apart(documents: dict[str, Document], number: int, titles: list[str]) -> None:
    page = page_of(documents, "koebenhavn-2025", number)
    assert [page.text[b.start : b.end] for b in page.blocks if b.box and b.level] == titles


def test_rows_keep_label_and_values_together(documents: dict[str, Document]) -> None:
    rows = texts(page_of(documents, "koebenhavn-2025", 9), BlockRole.TABLE_ROW)
    assert rows[0] == "Rammeaftale\tLeverandører"
    assert rows[1].endswith("over 30 år\t✓ Concere ✓ Incita ✓ Væksthuset Springbræt")
    assert len(rows) == 8


def test_tables_of_other_kinds(documents: dict[str, Document]) -> None:
    rows = texts(page_of(documents, "concere-2023", 5), BlockRole.TABLE_ROW)
    assert rows[:3] == ["BORGER\tAFGANGSSTATUS", "MD\tLedighed", "JB\tAnden offentlig forsørgelse"]
    assert len(rows) == 11
    rows = texts(page_of(documents, "koebenhavn-2024", 8), BlockRole.TABLE_ROW)
    assert [row.split("\t")[0] for row in rows][3:5] == ["Udsatte unge", "Brobygning til erhvervsuddannelse"]
    assert len(texts(page_of(documents, "koebenhavn-2025", 16), BlockRole.TABLE_ROW)) == 7


def test_quotes_have_their_attribution_and_nothing_else(documents: dict[str, Document]) -> None:
    pages = documents["koebenhavn-2025"].pages
    quotes = sum(len(texts(page, BlockRole.QUOTE)) for page in pages)
    for page in pages:
        roles = [block.role for block in page.blocks]
        after = [roles[place + 1] for place, role in enumerate(roles) if role is BlockRole.QUOTE]
        assert set(after) <= {BlockRole.ATTRIBUTION}
    assert quotes == sum(len(texts(page, BlockRole.ATTRIBUTION)) for page in pages) == 19
    assert texts(pages[4], BlockRole.ATTRIBUTION)[1].startswith("Incita, Leverandør til indsatsen")


def test_quotes_in_a_table_are_read_column_by_column(documents: dict[str, Document]) -> None:
    page = page_of(documents, "koebenhavn-2024", 13)
    assert len(texts(page, BlockRole.QUOTE)) == 13
    assert len(texts(page, BlockRole.HEADING)) == 4


@pytest.mark.parametrize(("name", "number", "entries"), [("koebenhavn-2025", 2, 8), ("koebenhavn-2024", 2, 4)])
def test_contents_are_entries_without_dots(
    documents: dict[str, Document], name: str, number: int, entries: int
) -> None:
    items = texts(page_of(documents, name, number), BlockRole.CONTENTS)
    items = [item for item in items if not item.endswith("?")]
    assert len(items) == entries
    assert not any(re.search(r"\.\.|\d$", item) for item in items)


def test_paragraphs_go_on_over_the_page_break(documents: dict[str, Document]) -> None:
    found = {
        (name, page.number)
        for name, document in documents.items()
        for page in document.pages
        for block in page.blocks
        if block.continues
    }
    assert {("concere-2024", 6), ("koebenhavn-2025", 11), ("sydhavnscompagniet-2024", 5)} == found


def test_covers_and_dividers_are_pages(documents: dict[str, Document]) -> None:
    assert page_of(documents, "concere-2023", 10).text == "Årets temaer"
    assert "Concere" not in page_of(documents, "concere-2023", 1).text
    assert documents["concere-2023"].properties.author == "Concere"
    assert documents["concere-2023"].properties.created_year == 2023


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("empty.pdf", "empty"),
        ("not-a-pdf.pdf", "not_the_format"),
        ("truncated.pdf", "damaged"),
        ("concere-2024-locked.pdf", "locked"),
        ("blank-pages.pdf", "no_text"),
    ],
)
def test_hard_files_say_what_is_wrong(file: str, code: str, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(UnreadableReport, match=f"^{code}"):
        read_pdf(HARD / file, ReadingSettings())
    assert capfd.readouterr() == ("", "")


def test_locked_file_opens_with_its_password(documents: dict[str, Document]) -> None:
    locked = HARD / "concere-2024-locked.pdf"
    with pytest.raises(UnreadableReport, match=r"^wrong_password$"):
        read_pdf(locked, ReadingSettings.model_validate({"passwords": ["forkert"]}))
    opened = read_pdf(locked, ReadingSettings.model_validate({"passwords": ["forkert", "hemmelig"]}))
    assert opened.pages == documents["concere-2024"].pages
