from datetime import datetime
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from corpus.errors import UnreadableReport
from corpus.readers import SUFFIXES, read_document
from corpus.records import BlockRole, Document, PageFlag, Properties
from corpus.settings import ReadingSettings

HEADING, PARAGRAPH, LIST_ITEM = BlockRole.HEADING, BlockRole.PARAGRAPH, BlockRole.LIST_ITEM
TABLE_ROW, QUOTE = BlockRole.TABLE_ROW, BlockRole.QUOTE

MARKDOWN = """---
title: "Fjordjob 2024: Erfaringer"
author: Fjordjob
date: 2024-10-31
---
# Det **virker** #

Vi møder [borgeren](https://example.org "et link") med _ro_ og `tid`,
og snake_case_navne samt 2 * 3 * 4 bliver stående. \\*Ikke kursiv.\\*

Under
-----
- punkt et
  på to linjer
* [x] punkt to
1. første

> Her blev jeg set,
> og det hjalp.

| Indsats | Antal |
|:--|--:|
| Mentor | **12** |

![billede](a.png) <!-- skjult
bemærkning --> Synligt.
"""


def roles(document: Document) -> list[tuple[int, BlockRole, int, str]]:
    return [
        (page.number, block.role, block.level, page.text[block.start : block.end])
        for page in document.pages
        for block in page.blocks
    ]


def assert_invariants(document: Document) -> None:
    for number, page in enumerate(document.pages, start=1):
        assert page.number == number
        covered = 0
        for block in page.blocks:
            assert not page.text[covered : block.start].strip()
            assert page.text[block.start : block.end] == page.text[block.start : block.end].strip() != ""
            covered = block.end
        assert not page.text[covered:].strip()


def read(folder: Path, name: str, content: str | bytes) -> Document:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    document = read_document(path, ReadingSettings())
    assert_invariants(document)
    return document


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    word = docx.Document()
    word.core_properties.title = "Erfaringsopsamling 2024"
    word.core_properties.author = "Fjordjob"
    word.core_properties.created = datetime(2024, 10, 31)
    word.sections[0].footer.paragraphs[0].text = "Fjordjob | Erfaringsopsamling 2024"
    word.add_heading("Erfaringer", 0)
    word.add_heading("Samtalen", 2)
    word.add_paragraph("Ordet gives frit.\u00ad Det hj\u200bælper.")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Mentor", "12"
    word.add_paragraph("Mød op", style="List Bullet")
    word.add_paragraph("Her blev jeg set.", style="Intense Quote")
    cut = word.add_paragraph("Sætningen går")
    cut.add_run().add_break(WD_BREAK.PAGE)
    cut.add_run("videre her.").element.insert(0, OxmlElement("w:lastRenderedPageBreak"))
    path = tmp_path / "fjordjob.docx"
    word.save(str(path))
    return path


def test_word_gives_roles_levels_and_pages(word_file: Path, settings: ReadingSettings) -> None:
    document = read_document(word_file, settings)
    assert_invariants(document)
    assert roles(document) == [
        (1, HEADING, 1, "Erfaringer"),
        (1, HEADING, 2, "Samtalen"),
        (1, PARAGRAPH, 0, "Ordet gives frit. Det hjælper."),
        (1, TABLE_ROW, 0, "Mentor\t12"),
        (1, LIST_ITEM, 0, "Mød op"),
        (1, QUOTE, 0, "Her blev jeg set."),
        (1, PARAGRAPH, 0, "Sætningen går"),
        (2, PARAGRAPH, 0, "videre her."),
    ]
    assert document.pages[1].blocks[0].continues
    assert document.properties == Properties("Erfaringsopsamling 2024", "Fjordjob", 2024)
    assert document.running_lines == ("Fjordjob | Erfaringsopsamling 2024",)


def test_a_whole_sentence_before_a_page_break_is_not_continued(tmp_path: Path, settings: ReadingSettings) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Her slutter den.")
    paragraph.add_run().add_break(WD_BREAK.PAGE)
    paragraph.add_run("Her begynder en ny.")
    word.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx", settings)
    assert [page.blocks[0].continues for page in document.pages] == [False, False]


def test_what_the_template_of_python_docx_says_is_not_believed(tmp_path: Path, settings: ReadingSettings) -> None:
    word = docx.Document()
    word.add_paragraph("Ord.")
    word.save(str(tmp_path / "a.docx"))
    properties = read_document(tmp_path / "a.docx", settings).properties
    assert (properties.author, properties.created_year) == ("", None)


def test_word_in_content_controls_frames_and_insertions_is_kept(tmp_path: Path, settings: ReadingSettings) -> None:
    word = docx.Document()
    inserted = word.add_paragraph("Fast ")
    insertion, control, content = (OxmlElement(f"w:{name}") for name in ("ins", "sdt", "sdtContent"))
    insertion.append(inserted.add_run("indsat").element)
    inserted._p.append(insertion)
    word.add_table(1, 1).cell(0, 0).text = "I en ramme."
    controlled = word.add_paragraph("I en kontrol.")._p
    controlled.addprevious(control)
    control.append(content)
    content.append(controlled)
    word.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx", settings)
    assert [text for *_, text in roles(document)] == ["Fast indsat", "I en ramme.", "I en kontrol."]
    assert [block.box for block in document.pages[0].blocks] == [False, True, False]


def test_a_cover_with_nothing_but_a_picture_counts_as_a_page(tmp_path: Path, settings: ReadingSettings) -> None:
    word = docx.Document()
    cover = word.add_paragraph().add_run()
    cover.element.append(OxmlElement("w:drawing"))
    cover.add_break(WD_BREAK.PAGE)
    word.add_paragraph("Forord.")
    word.save(str(tmp_path / "a.docx"))
    document = read_document(tmp_path / "a.docx", settings)
    assert [page.text for page in document.pages] == ["", "Forord."]
    assert document.pages[0].flags == {PageFlag.NO_TEXT}


def test_styles_based_on_each_other_end(tmp_path: Path, settings: ReadingSettings) -> None:
    word = docx.Document()
    paragraph = word.add_paragraph("Ord.", style="Body Text")
    based_on = OxmlElement("w:basedOn")
    based_on.set(qn("w:val"), paragraph.style.style_id)
    paragraph.style.element.basedOn.getparent().replace(paragraph.style.element.basedOn, based_on)
    word.save(str(tmp_path / "a.docx"))
    assert roles(read_document(tmp_path / "a.docx", settings)) == [(1, PARAGRAPH, 0, "Ord.")]


def test_markdown_gives_roles_without_marks(tmp_path: Path) -> None:
    document = read(tmp_path, "fjordjob.md", MARKDOWN)
    assert roles(document) == [
        (1, HEADING, 1, "Det virker"),
        (
            1,
            PARAGRAPH,
            0,
            "Vi møder borgeren med ro og tid, og snake_case_navne samt 2 * 3 * 4 bliver stående. *Ikke kursiv.*",
        ),
        (1, HEADING, 2, "Under"),
        (1, LIST_ITEM, 0, "punkt et på to linjer"),
        (1, LIST_ITEM, 0, "punkt to"),
        (1, LIST_ITEM, 0, "1. første"),
        (1, QUOTE, 0, "Her blev jeg set, og det hjalp."),
        (1, TABLE_ROW, 0, "Indsats\tAntal"),
        (1, TABLE_ROW, 0, "Mentor\t12"),
        (1, PARAGRAPH, 0, "Synligt."),
    ]
    assert document.properties == Properties("Fjordjob 2024: Erfaringer", "Fjordjob", 2024)


@pytest.mark.parametrize("mark", ["*a ", "[", "<!--", "_a ", "`", "|", "<a", "![](", "# ", "> ", "- "])
def test_markdown_of_ill_will_takes_no_time(tmp_path: Path, mark: str) -> None:
    read(tmp_path, "a.md", "Ord.\n\n" + mark * 20_000)


def test_plain_text_gives_paragraphs_headings_and_pages(tmp_path: Path) -> None:
    text = (
        "Erfaringer 2024\n\nVi møder borgeren\nmed ro.\n \nVi gør:\n- det ene\n• det andet\n  igen\n\n===\n\f\nSide to."
    )
    assert roles(read(tmp_path, "a.TXT", text)) == [
        (1, HEADING, 1, "Erfaringer 2024"),
        (1, PARAGRAPH, 0, "Vi møder borgeren med ro."),
        (1, PARAGRAPH, 0, "Vi gør:"),
        (1, LIST_ITEM, 0, "det ene"),
        (1, LIST_ITEM, 0, "det andet igen"),
        (2, PARAGRAPH, 0, "Side to."),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_plain_text_is_read_in_both_encodings_and_put_in_nfc(tmp_path: Path, encoding: str) -> None:
    assert read(tmp_path, "a.txt", "Blåbærgrød – sød.\r\n".encode(encoding)).pages[0].text == "Blåbærgrød – sød."
    assert read(tmp_path, "b.txt", "Bla\u030abær.").pages[0].text == "Blåbær."


@pytest.mark.parametrize("suffix", [suffix for suffix in SUFFIXES if suffix != ".pdf"])
def test_an_empty_file_is_empty(tmp_path: Path, suffix: str) -> None:
    with pytest.raises(UnreadableReport, match="^empty$"):
        read(tmp_path, f"a{suffix}", b"")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.docx", b"Ikke en Word-fil.", "not_the_format"),
        ("a.docx", b"PK\x03\x04 og derefter intet", "damaged"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "locked"),
        ("a.docx", b"\xd0\xcf\x11\xe0 en gammel .doc", "not_the_format"),
        ("a.txt", b"%PDF-1.7 ...", "not_the_format"),
        ("a.txt", b"\x00\x01\x02", "not_the_format"),
        ("a.txt", b"\x81\x8d\xff", "not_the_format"),
        ("a.txt", b" \n\f\n ", "no_text"),
        ("a.md", b"---\ntitle: Intet\n---\n![x](y.png)\n", "no_text"),
        ("a.odt", b"PK", r"unknown_format: \.odt"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    with pytest.raises(UnreadableReport, match=f"^{code}$"):
        read(tmp_path, name, content)


def test_word_files_that_hold_no_document_or_no_words(tmp_path: Path) -> None:
    with ZipFile(tmp_path / "zip.docx", "w") as package:
        package.writestr("hej.txt", "hej")
    with pytest.raises(UnreadableReport, match="^not_the_format$"):
        read_document(tmp_path / "zip.docx", ReadingSettings())
    docx.Document().save(str(tmp_path / "blank.docx"))
    with pytest.raises(UnreadableReport, match="^no_text$"):
        read_document(tmp_path / "blank.docx", ReadingSettings())


def test_a_word_file_cut_short_is_damaged(tmp_path: Path, word_file: Path) -> None:
    with pytest.raises(UnreadableReport, match="^damaged$"):
        read(tmp_path, "cut.docx", word_file.read_bytes()[:9000])


def test_a_word_file_with_broken_xml_is_damaged(tmp_path: Path, word_file: Path) -> None:
    with ZipFile(word_file) as old, ZipFile(tmp_path / "broken.docx", "w") as new:
        for name in old.namelist():
            new.writestr(name, b"<w:document" if name == "word/document.xml" else old.read(name))
    with pytest.raises(UnreadableReport, match="^damaged$"):
        read_document(tmp_path / "broken.docx", ReadingSettings())
