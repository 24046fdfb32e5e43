"""Marks on pages as they look: what lies under each is read back by pdfium, which found it, and by pypdf's reading."""

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest

from corpus.drawing import Area
from corpus.folder import Reading, find_files, read_report
from corpus.marks import find_marks
from corpus.passages import cut_passages
from corpus.readers.pdf import read_pdf
from corpus.records import Page, Span
from corpus.settings import ReadingSettings
from corpus.sheets import read_sheet

canvas = pytest.importorskip("reportlab.pdfgen.canvas", reason="reportlab makes the files of these tests")

SAMPLES = Path(__file__).parents[2] / "corpus" / "reports"
REAL = Path(__file__).parents[3] / "shared" / "reports"
WIDTH, HEIGHT = 595, 842
HYPHENS = "-\u2010\u2011\u00ad\x02\ufffe"

Draw = Callable[["canvas.Canvas"], None]


def letters(text: str) -> str:
    """What must be equal of two texts of one stretch: all but white space, hyphens, and what nobody sees."""
    plain = (c for c in unicodedata.normalize("NFKD", text) if not c.isspace() and c not in HYPHENS)
    return "".join(c for c in plain if unicodedata.category(c) not in ("Cc", "Cf", "Co", "Cs"))


def words_under(data: bytes, number: int, areas: tuple[Area, ...]) -> str:
    """The text that pdfium finds within areas of an upright page without a crop box."""
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[number - 1]
        width, height = page.get_size()
        words = page.get_textpage()
        found = [
            words.get_text_bounded(
                left=area.left * width,
                bottom=height - area.bottom * height,
                right=area.right * width,
                top=height - area.top * height,
            )
            for area in areas
        ]
        words.close()
        page.close()
    return "".join(found)


@pytest.fixture(scope="module", params=[SAMPLES, REAL], ids=["samples", "real"])
def readings(request: pytest.FixtureRequest) -> list[tuple[Path, Reading]]:
    if not request.param.is_dir():
        pytest.skip("the real reports are not beside the project")
    sources = [source for source in find_files([request.param]).sources if source.path.suffix == ".pdf"]
    read = [(source.path, read_report(source, ReadingSettings())) for source in sources]
    return [(path, reading) for path, reading in read if isinstance(reading, Reading)]


def test_every_sentence_of_every_report_is_marked_where_it_stands(readings: list[tuple[Path, Reading]]) -> None:
    assert len(readings) >= 4
    for path, reading in readings:
        data = path.read_bytes()
        pages = reading.document.pages
        sheets = {page.number: read_sheet(data, page.number) for page in pages}
        passages = cut_passages(reading.report.id, pages, lambda text: len(text) // 3)
        for span in (span for passage in passages for sentence in passage.sentences for span in sentence.spans):
            areas = find_marks(pages[span.page - 1], sheets[span.page].glyphs, span.start, span.end)
            assert areas, f"{reading.report.id}, {span}"
            quote = pages[span.page - 1].text[span.start : span.end]
            assert letters(words_under(data, span.page, areas)) == letters(quote), f"{reading.report.id}, {span}"


def write(path: Path, *pages: Draw) -> Path:
    pdf = canvas.Canvas(str(path), pagesize=(WIDTH, HEIGHT))
    for draw in pages:
        draw(pdf)
        pdf.showPage()
    pdf.save()
    return path


def put(pdf: "canvas.Canvas", x: float, y: float, text: str, size: float = 11) -> None:
    pdf.setFont("Helvetica", size)
    pdf.drawString(x, HEIGHT - y, text)


def marks_of(path: Path, quote: str, *, occurrence: int = 0, number: int = 1) -> tuple[Area, ...]:
    """The marks of the quote's nth occurrence in the clean text of a page."""
    page = read_pdf(path, ReadingSettings()).pages[number - 1]
    span = span_of(page, quote, occurrence)
    return find_marks(page, read_sheet(path.read_bytes(), number).glyphs, span.start, span.end)


def span_of(page: Page, quote: str, occurrence: int = 0) -> Span:
    start = -1
    for _ in range(occurrence + 1):
        start = page.text.index(quote, start + 1)
    return Span(page.number, start, start + len(quote))


def in_points(area: Area) -> tuple[int, int, int, int]:
    return round(area.left * WIDTH), round(area.top * HEIGHT), round(area.right * WIDTH), round(area.bottom * HEIGHT)


def test_a_mark_lies_over_the_words_and_no_others(tmp_path: Path) -> None:
    path = write(tmp_path / "r.pdf", lambda pdf: put(pdf, 60, 100, "Huset er nyt. Broen er gammel. Vejen er lang."))
    (area,) = marks_of(path, "Broen er gammel.")
    left, top, right, bottom = in_points(area)
    pdf = canvas.Canvas(str(tmp_path / "measured.pdf"))
    before, width = (pdf.stringWidth(words, "Helvetica", 11) for words in ("Huset er nyt. ", "Broen er gammel."))
    assert abs(left - (60 + before)) <= 1
    assert abs(right - (60 + before + width)) <= 1
    assert top < 100 - 7  # the height of a capital
    assert 100 < bottom < 105


def test_a_quote_over_two_columns_has_a_mark_in_each(tmp_path: Path) -> None:
    left = ["Kommunen arbejder sammen med", "leverandører om støtte til de", "borgere, som har brug for en"]
    right = ["hånd i hverdagen og på jobbet.", "Mentorer følger dem tæt i det", "første år. Det virker godt nu."]

    def draw(pdf: "canvas.Canvas") -> None:
        for place, (one, other) in enumerate(zip(left, right, strict=True)):  # row by row, as some programs write
            put(pdf, 60, 130 + place * 15, one)
            put(pdf, 320, 130 + place * 15, other)

    areas = marks_of(write(tmp_path / "r.pdf", draw), "som har brug for en hånd i hverdagen og på jobbet.")
    assert [in_points(area)[0] >= 319 for area in areas] == [False, True]
    assert areas[0].top > areas[1].top


def test_words_that_a_line_end_breaks_are_marked_with_their_hyphens(tmp_path: Path) -> None:
    def draw(pdf: "canvas.Canvas") -> None:
        lines = ["Vi ser på hele arbejdsmar-", "kedet og på den del-", "tidsansatte. Arbejdsmarkedet er stort."]
        for place, line in enumerate(lines):
            put(pdf, 60, 130 + place * 15, line)

    path = write(tmp_path / "r.pdf", draw)
    text = read_pdf(path, ReadingSettings()).pages[0].text
    areas = marks_of(path, text[: text.index(".") + 1])
    assert len(areas) == 3
    assert words_under(path.read_bytes(), 1, areas[:1]).rstrip()[-1] in HYPHENS


def test_of_a_quote_that_stands_twice_the_right_one_is_marked(tmp_path: Path) -> None:
    def draw(pdf: "canvas.Canvas") -> None:
        put(pdf, 60, 100, "Det går godt. Vi har mange nye makkerpar i år og flere på vej.")
        put(pdf, 60, 200, "Andre steder er der færre, og det ved vi godt. Det går godt.")

    path = write(tmp_path / "r.pdf", draw)
    first, second = (marks_of(path, "Det går godt.", occurrence=number) for number in (0, 1))
    assert [round(area.bottom * HEIGHT) // 100 for area in (*first, *second)] == [1, 2]


def test_equal_paragraphs_are_told_apart_by_their_neighbours(tmp_path: Path) -> None:
    def draw(pdf: "canvas.Canvas") -> None:
        for place, line in enumerate(["Om foråret i byen", "Ingen bemærkninger.", "Om efteråret på landet"]):
            put(pdf, 60, 100 + place * 60, line)
        put(pdf, 60, 280, "Ingen bemærkninger.")

    path = write(tmp_path / "r.pdf", draw)
    places = [in_points(*marks_of(path, "Ingen bemærkninger.", occurrence=number))[3] for number in (0, 1)]
    assert [place // 60 for place in places] == [2, 4]


def test_equal_paragraphs_that_nothing_tells_apart_are_not_marked(tmp_path: Path) -> None:
    def draw(pdf: "canvas.Canvas") -> None:
        for place in range(3):
            put(pdf, 60, 100 + place * 60, "Ingen bemærkninger.")

    path = write(tmp_path / "r.pdf", draw)
    assert marks_of(path, "Ingen bemærkninger.", occurrence=1) == ()


def test_words_that_the_page_does_not_have_are_not_marked(tmp_path: Path) -> None:
    path = write(tmp_path / "r.pdf", lambda pdf: put(pdf, 60, 100, "Huset er nyt. Broen er gammel."))
    other = write(tmp_path / "s.pdf", lambda pdf: put(pdf, 60, 100, "Huset er nyt. Broen er gammeI."))
    page = read_pdf(path, ReadingSettings()).pages[0]
    span = span_of(page, "Broen er gammel.")
    assert find_marks(page, read_sheet(other.read_bytes(), 1).glyphs, span.start, span.end) == ()
    assert find_marks(page, (), span.start, span.end) == ()
    assert find_marks(page, read_sheet(path.read_bytes(), 1).glyphs, span.start, span.start) == ()


def test_accents_and_ligatures_are_found_however_they_are_written(tmp_path: Path) -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFError, TTFont

    try:
        pdfmetrics.registerFont(TTFont("DejaVu", "DejaVuSans.ttf"))
    except TTFError:
        pytest.skip("no DejaVu font on this machine")

    def draw(pdf: "canvas.Canvas") -> None:
        pdf.setFont("DejaVu", 11)
        pdf.drawString(60, HEIGHT - 100, "Et e\u0301t-a\u030arigt forl\u00f8b. Borgerne \ufb01k st\u00f8\u00adtte.")

    path = write(tmp_path / "r.pdf", draw)
    text = read_pdf(path, ReadingSettings()).pages[0].text
    for quote in (text[: text.index(".") + 1], text[text.index("Borgerne") :]):
        (area,) = marks_of(path, quote)
        assert letters(words_under(path.read_bytes(), 1, (area,))) == letters(quote)


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_marks_follow_the_rotation_and_the_crop_box(tmp_path: Path, turn: int) -> None:
    from pypdf import PdfReader, PdfWriter
    from pypdf.generic import RectangleObject

    plain = write(tmp_path / "r.pdf", lambda pdf: put(pdf, 100, 200, "Huset er nyt. Broen er gammel."))
    writer = PdfWriter(clone_from=PdfReader(plain))
    writer.pages[0].cropbox = RectangleObject((50, 100, 550, 800))
    writer.pages[0].rotate(turn)
    path = tmp_path / "turned.pdf"
    writer.write(path)
    upright = find_marks_of_text(plain, "Broen er gammel.", path)
    (x1, y1), (x2, y2) = ((upright.left, upright.top), (upright.right, upright.bottom))
    with pypdfium2.PdfDocument(path) as pdf:  # what is drawn there is dark on white
        page = pdf[0]
        image = page.render(scale=2).to_numpy().copy()
        page.close()
    height, width = image.shape[:2]
    dark = image[..., 0] < 128
    inside = dark[round(y1 * height) : round(y2 * height), round(x1 * width) : round(x2 * width)]
    assert 0.3 < inside.sum() / dark.sum() < 0.7  # half of the words


def find_marks_of_text(plain: Path, quote: str, drawn: Path) -> Area:
    """One area around the marks of a quote, read upright and drawn as it may be."""
    page = read_pdf(plain, ReadingSettings()).pages[0]
    span = span_of(page, quote)
    areas = find_marks(page, read_sheet(drawn.read_bytes(), 1).glyphs, span.start, span.end)
    assert areas
    return Area(
        min(area.left for area in areas),
        min(area.top for area in areas),
        max(area.right for area in areas),
        max(area.bottom for area in areas),
    )
