import io
import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.errors import UnreadableReport
from corpus.readers.pdf import read_pdf
from corpus.records import Block, BlockRole, Document, Page, PageFlag
from corpus.settings import ReadingSettings

canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab makes the files of these tests")

HEIGHT = 842
Draw = Callable[["canvas.Canvas"], None]


def write(path: Path, *pages: Draw, encrypt: str | None = None) -> Path:
    pdf = canvas.Canvas(str(path), pagesize=(595, HEIGHT), encrypt=encrypt)
    for draw in pages:
        draw(pdf)
        pdf.showPage()
    pdf.save()
    return path


def put(pdf: "canvas.Canvas", x: float, y: float, text: str, size: float = 11, bold: bool = False) -> None:
    pdf.setFont("Helvetica-Bold" if bold else "Helvetica", size)
    pdf.drawString(x, HEIGHT - y, text)


def put_lines(pdf: "canvas.Canvas", x: float, y: float, lines: list[str], size: float = 11) -> None:
    for place, line in enumerate(lines):
        put(pdf, x, y + place * 15, line, size)


def read(path: Path) -> Document:
    return read_pdf(path, ReadingSettings())


def texts(page: Page, role: BlockRole | None = None) -> list[str]:
    return [page.text[b.start : b.end] for b in page.blocks if role is None or b.role is role]


def block_of(page: Page, text: str) -> Block:
    return next(block for block in page.blocks if text in page.text[block.start : block.end])


LEFT = ["Kommunen arbejder sammen med", "leverandører om støtte til de", "borgere, som har brug for en", "hånd i"]
RIGHT = ["hverdagen og på jobbet, hvor", "mentorer følger dem tæt i det", "første år.", "Det virker godt."]


def test_two_columns_are_read_one_after_the_other(tmp_path: Path) -> None:
    def draw(pdf: "canvas.Canvas") -> None:
        put(pdf, 60, 80, "Samarbejde i byen", 22, bold=True)
        for place, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            put(pdf, 60, 130 + place * 15, left)
            put(pdf, 320, 130 + place * 15, right)

    page = read(write(tmp_path / "a.pdf", draw)).pages[0]
    assert texts(page, BlockRole.HEADING) == ["Samarbejde i byen"]
    assert page.text.index("hånd i hverdagen") < page.text.index("Det virker godt.")
    assert PageFlag.TWO_COLUMNS in page.flags


def test_box_beside_a_sentence_comes_after_it(tmp_path: Path) -> None:
    def draw(pdf: "canvas.Canvas") -> None:
        pdf.setFillColorRGB(0.9, 0.9, 0.8)
        pdf.rect(340, HEIGHT - 190, 180, 90, fill=1, stroke=0)
        pdf.setFillColorRGB(0, 0, 0)
        put_lines(pdf, 60, 115, LEFT[:2])
        put(pdf, 350, 120, "Fakta om støtte", 10, bold=True)
        put_lines(pdf, 350, 140, ["Støtten varer i seks", "måneder."], 9)
        put_lines(pdf, 60, 145, LEFT[2:])
        put_lines(pdf, 60, 205, RIGHT[:3])

    page = read(write(tmp_path / "a.pdf", draw)).pages[0]
    title, fact = block_of(page, "Fakta om"), block_of(page, "seks måneder")
    assert title.role is BlockRole.HEADING
    assert title.box and fact.box
    assert not block_of(page, "hånd i").box
    assert title.start > block_of(page, "første år").start


def draw_table(pdf: "canvas.Canvas") -> None:
    put_lines(pdf, 60, 80, ["Her er de aftaler, som kommunen har med sine leverandører i år.", "De er tre."])
    put(pdf, 65, 130, "Aftale", bold=True)
    put(pdf, 300, 130, "Leverandører", bold=True)
    for y in (115, 138, 183, 206):
        pdf.line(60, HEIGHT - y, 520, HEIGHT - y)
    put(pdf, 65, 152, "Voksne over 30 år")
    put_lines(pdf, 300, 152, ["- Nordlys", "- Havblik"])
    put(pdf, 65, 198, "Unge")
    put(pdf, 300, 198, "- Kompas")


def test_rows_of_a_ruled_table_keep_their_cells_together(tmp_path: Path) -> None:
    page = read(write(tmp_path / "a.pdf", draw_table)).pages[0]
    assert texts(page, BlockRole.TABLE_ROW) == [
        "Aftale\tLeverandører",
        "Voksne over 30 år\t- Nordlys - Havblik",
        "Unge\t- Kompas",
    ]


def test_rows_of_a_table_without_rules_are_found_by_their_edges(tmp_path: Path) -> None:
    rows = [("Borger", "Status"), ("A", "I job"), ("B", "I uddannelse"), ("C", "Ledig")]

    def draw(pdf: "canvas.Canvas") -> None:
        put_lines(pdf, 60, 80, ["Tabellen viser, hvad der skete med de borgere, som vi fulgte i det år."])
        for place, (borger, status) in enumerate(rows):
            put(pdf, 60, 130 + place * 20, borger)
            put(pdf, 200, 130 + place * 20, status)

    page = read(write(tmp_path / "a.pdf", draw)).pages[0]
    assert texts(page, BlockRole.TABLE_ROW) == ["\t".join(row) for row in rows]


def numbered(number: int, *lines: str) -> Draw:
    def draw(pdf: "canvas.Canvas") -> None:
        put(pdf, 60, 40, "Nordlys | Årsberetning 2031", 8)
        put_lines(pdf, 60, 120, list(lines))
        put(pdf, 500, 810, f"Side {number}", 8)

    return draw


def test_heads_and_footers_are_left_out_and_the_page_number_is_the_label(tmp_path: Path) -> None:
    pages = [numbered(place + 7, f"Her står der noget andet, nemlig {word}.") for place, word in enumerate("abcd")]
    document = read(write(tmp_path / "a.pdf", *pages))
    assert [page.label for page in document.pages] == ["7", "8", "9", "10"]
    assert document.running_lines == ("Nordlys | Årsberetning 2031", "Side 7")
    assert all("Årsberetning" not in page.text and "Side" not in page.text for page in document.pages)


def test_paragraph_goes_on_over_the_page_break(tmp_path: Path) -> None:
    first = numbered(1, "Indsatsen skal hjælpe de borgere, som har det svært,")
    second = numbered(2, "så de kommer i job.")
    third = numbered(3, "Det er et nyt afsnit.")
    pages = read(write(tmp_path / "a.pdf", first, second, third)).pages
    assert [page.blocks[0].continues for page in pages] == [False, True, False]


def test_contents_lose_dots_and_numbers(tmp_path: Path) -> None:
    entries = [("Indledning", 3), ("Metode og temaer", 5), ("Anbefalinger", 11)]

    def draw(pdf: "canvas.Canvas") -> None:
        put(pdf, 60, 80, "Indhold", 20, bold=True)
        for place, (title, number) in enumerate(entries):
            put(pdf, 60, 120 + place * 20, f"{title} {'.' * 40} {number}")

    page = read(write(tmp_path / "a.pdf", draw)).pages[0]
    assert texts(page, BlockRole.CONTENTS) == [title for title, _ in entries]
    assert texts(page, BlockRole.HEADING) == ["Indhold"]


def test_list_items_are_blocks_and_a_lone_marker_belongs_to_its_item(tmp_path: Path) -> None:
    def draw(pdf: "canvas.Canvas") -> None:
        put(pdf, 60, 100, "Vi ønsker tre ting af kommunen i det år, der kommer:")
        put_lines(pdf, 80, 130, ["flere timer til de borgere, som", "har brug for dem"])
        put_lines(pdf, 80, 160, ["et fast møde"])
        for y in (130, 160):
            put(pdf, 66, y, "•")

    page = read(write(tmp_path / "a.pdf", draw)).pages[0]
    assert texts(page, BlockRole.LIST_ITEM) == [
        "flere timer til de borgere, som har brug for dem",
        "et fast møde",
    ]


def test_pull_quote_and_its_attribution_stand_apart(tmp_path: Path) -> None:
    def draw(pdf: "canvas.Canvas") -> None:
        put_lines(pdf, 60, 100, ["Leverandørerne siger det samme om", "den støtte, som de giver."])
        put(pdf, 60, 165, "”", 40, bold=True)
        pdf.setFont("Times-Italic", 13)
        pdf.drawString(110, HEIGHT - 155, "Tillid tager tid, men den")
        pdf.drawString(110, HEIGHT - 172, "er det, der virker.")
        put(pdf, 110, 190, "Havblik, leverandør af mentorer", 9)
        put_lines(pdf, 60, 230, ["Derfor skal der være tid nok til hver", "eneste borger."])

    page = read(write(tmp_path / "a.pdf", draw)).pages[0]
    assert texts(page, BlockRole.QUOTE) == ["Tillid tager tid, men den er det, der virker."]
    assert texts(page, BlockRole.ATTRIBUTION) == ["Havblik, leverandør af mentorer"]
    roles = [block.role for block in page.blocks]
    assert roles[roles.index(BlockRole.QUOTE) + 1] is BlockRole.ATTRIBUTION


def test_headings_follow_the_outline(tmp_path: Path) -> None:
    def draw(pdf: "canvas.Canvas") -> None:
        for level, (y, title) in enumerate([(80, "Kapitel"), (130, "Afsnit"), (180, "Underafsnit")]):
            pdf.bookmarkPage(title)
            pdf.addOutlineEntry(title, title, level)
            put(pdf, 60, y, title, 14, bold=True)
            put_lines(pdf, 60, y + 20, ["Der står noget om emnet her under."])

    page = read(write(tmp_path / "a.pdf", draw)).pages[0]
    assert [block.level for block in page.blocks if block.role is BlockRole.HEADING] == [1, 2, 3]


def test_name_above_contact_details_is_in_one_paragraph_with_them(tmp_path: Path) -> None:
    def card(pdf: "canvas.Canvas") -> None:
        put_lines(
            pdf, 60, 100, ["Alle kan ringe og spørge, og vi svarer inden for en uge.", "Det gælder også om sommeren."]
        )
        put(pdf, 60, 160, "Kontakt Os", size=14, bold=True)
        put_lines(pdf, 60, 180, ["Du finder os i gården, hvor der er kaffe på kanden."])
        put(pdf, 60, 220, "Kirsten Ørsted Holm", bold=True)
        put_lines(pdf, 60, 235, ["Faglig leder", "+45 33 12 10 11", "kirsten@havnelauget.dk"])

    page = read(write(tmp_path / "card.pdf", card)).pages[0]
    assert texts(page, BlockRole.HEADING) == ["Kontakt Os"]
    assert texts(page, BlockRole.PARAGRAPH)[-1] == (
        "Kirsten Ørsted Holm Faglig leder +45 33 12 10 11 kirsten@havnelauget.dk"
    )


def test_cover_with_a_few_words_is_a_page(tmp_path: Path) -> None:
    cover: Draw = lambda pdf: put(pdf, 60, 300, "Erfaringer", 40, bold=True)  # noqa: E731
    document = read(write(tmp_path / "a.pdf", cover, numbered(2, "Her begynder teksten så.")))
    assert [page.number for page in document.pages] == [1, 2]
    assert document.pages[0].text == "Erfaringer"


def test_rotated_page_is_read_as_it_is_seen(tmp_path: Path) -> None:
    from pypdf import PdfReader, PdfWriter

    source = write(tmp_path / "a.pdf", draw_table)
    writer = PdfWriter()
    for page in PdfReader(source).pages:
        writer.add_page(page)
    writer.pages[0].rotate(180).transfer_rotation_to_content()
    writer.pages[0].rotate(180)
    writer.write(tmp_path / "b.pdf")
    rows = texts(read(tmp_path / "b.pdf").pages[0], BlockRole.TABLE_ROW)
    assert rows[0] == "Aftale\tLeverandører"


def test_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"")
    with pytest.raises(UnreadableReport, match=r"^empty$"):
        read(tmp_path / "a.pdf")


def test_file_of_another_format(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(b"PK\x03\x04 something else")
    with pytest.raises(UnreadableReport, match=r"^not_the_format$"):
        read(tmp_path / "a.pdf")


def test_truncated_file_is_damaged_and_nothing_is_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    data = write(tmp_path / "a.pdf", draw_table).read_bytes()
    (tmp_path / "b.pdf").write_bytes(data[: len(data) // 3])
    with caplog.at_level(logging.DEBUG), pytest.raises(UnreadableReport, match="^damaged"):
        read(tmp_path / "b.pdf")
    assert not caplog.records
    assert capfd.readouterr() == ("", "")


def test_passwords(tmp_path: Path) -> None:
    path = write(tmp_path / "a.pdf", draw_table, encrypt="solskin")
    with pytest.raises(UnreadableReport, match=r"^locked$"):
        read(path)
    with pytest.raises(UnreadableReport, match=r"^wrong_password$"):
        read_pdf(path, ReadingSettings.model_validate({"passwords": ["regnvejr"]}))
    document = read_pdf(path, ReadingSettings.model_validate({"passwords": ["regnvejr", "solskin"]}))
    assert "Leverandører" in document.pages[0].text


def test_blank_pages_and_pictures_differ_where_there_is_no_ocr(tmp_path: Path, without_ocr: None) -> None:
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    picture = io.BytesIO()
    Image.new("L", (20, 20)).save(picture, "PNG")

    def scan(pdf: "canvas.Canvas") -> None:
        picture.seek(0)
        pdf.drawImage(ImageReader(picture), 0, 0, 595, 842)

    with pytest.raises(UnreadableReport, match=r"^no_text$"):
        read(write(tmp_path / "a.pdf", lambda pdf: None))
    with pytest.raises(UnreadableReport, match=r"^no_text_layer$"):
        read(write(tmp_path / "b.pdf", scan))


def test_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"a\.pdf"):
        read(tmp_path / "a.pdf")
