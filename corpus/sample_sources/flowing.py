"""The two portrait layouts, in which text flows from page to page: with outline, heads and footers."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.pdfmetrics import stringWidth

from corpus.sample_sources.markup import Element, Kind, Source
from corpus.sample_sources.press import Look, draw_box, draw_stack, make_paragraph, measure_box, open_canvas
from corpus.sample_sources.tables import make_table

HARBOUR = Look(dark="#12355b", bright="#e2725b", pale="#eaf0f6", font="Helvetica", size=10.8, leading=16.2)
TOWN = Look(dark="#2f2a6b", bright="#3fa796", pale="#e9f5f2", size=9.0, leading=13.4)
LEFT, TOP, BOTTOM = 56.0, A4[1] - 74, 62.0
TEXT_WIDTH = A4[0] - 2 * LEFT
BOX_WIDTH, GAP = 137.0, 14.0
GREY = "#6b6b70"
KEEP = 62.0  # points that must be free below a heading, so that it never stands last on a page


@dataclass(slots=True)
class Sheet:
    """A canvas with a place to write on it.

    Attributes:
        number: of the page, 1 for the cover.
        y: the highest free point in the column of text.
        box_y: the same in the column of boxes beside it.
        starts: the headings of level 1 and 2 with their pages, in order.
    """

    canvas: Any
    source: Source
    look: Look
    width: float
    offset: int
    number: int = 1
    y: float = TOP
    box_y: float = TOP
    starts: list[tuple[Element, int]] | None = None

    def turn(self) -> None:
        """Finish the page with its footer and begin the next."""
        self.finish()
        self.canvas.showPage()
        self.number += 1
        self.y = self.box_y = TOP
        self.begin()

    def begin(self) -> None:
        """Write the running head, with a rule below it."""
        canvas = self.canvas
        canvas.setFillColor(HexColor(GREY))
        canvas.setFont(self.look.font, 7.5)
        canvas.drawString(LEFT, A4[1] - 42, self.source.facts["head"])
        canvas.setStrokeColor(HexColor(self.look.bright))
        canvas.line(LEFT, A4[1] - 49, LEFT + 90, A4[1] - 49)

    def finish(self) -> None:
        """Write the footer."""
        canvas = self.canvas
        canvas.setFillColor(HexColor(GREY))
        canvas.setFont(self.look.font, 7.5)
        canvas.drawString(LEFT, 36, self.source.facts.get("footer", ""))
        canvas.drawRightString(A4[0] - LEFT, 36, str(self.number - self.offset))

    def place(self, element: Element) -> None:
        """Write `element` where there is room for it, here or on the next page."""
        if element.kind is Kind.BREAK:
            self.turn()
        elif element.kind is Kind.BOX:
            self._place_box(element)
        else:
            self._place_words(element)

    def _place_box(self, box: Element) -> None:
        top = min(self.y, self.box_y)
        if top - measure_box(box, self.look, BOX_WIDTH) < BOTTOM:
            raise ValueError(f"no room for the box {box.text!r} on page {self.number}")
        corner = (A4[0] - LEFT - BOX_WIDTH, top)
        self.box_y = draw_box(self.canvas, box, self.look, corner, BOX_WIDTH) - GAP

    def _place_words(self, element: Element) -> None:
        if element.kind is Kind.TABLE:
            flowable = make_table(element.rows, self.look, TEXT_WIDTH)
        else:
            flowable = make_paragraph(element, self.look)
        if self.y < TOP:
            self.y -= flowable.getSpaceBefore()
        height = flowable.wrap(self.width, 10_000)[1]
        heading = element.kind in (Kind.H1, Kind.H2)
        if self.y - height - (KEEP if heading or element.kind is Kind.QUOTE else 0) < BOTTOM:
            flowable = self._split_over_pages(element, flowable)
        if heading:
            self._mark(element)
        if element.kind is Kind.QUOTE:
            self._draw_mark()
        self.y = draw_stack(self.canvas, [flowable], LEFT, self.y, self.width) - flowable.getSpaceAfter()

    def _split_over_pages(self, element: Element, flowable: Any) -> Any:  # noqa: ANN401
        """Write what fits of `flowable`, turn the page, and return the rest."""
        room, least = self.y - BOTTOM, 2 * self.look.leading
        parts = flowable.split(self.width, room) if element.kind is Kind.TEXT and room > least else []
        if len(parts) == 2:
            draw_stack(self.canvas, parts[:1], LEFT, self.y, self.width)
        self.turn()
        return parts[-1] if len(parts) == 2 else flowable

    def _mark(self, heading: Element) -> None:
        """Enter `heading` in the outline and remember its page."""
        key = f"h{len(self.starts or [])}"
        self.canvas.bookmarkHorizontal(key, 0, self.y + 8)
        self.canvas.addOutlineEntry(heading.text, key, 0 if heading.kind is Kind.H1 else 1)
        if self.starts is not None:
            self.starts.append((heading, self.number - self.offset))

    def _draw_mark(self) -> None:
        self.canvas.setFillColor(HexColor(self.look.bright))
        self.canvas.setFont(self.look.bold, 26)
        self.canvas.drawString(LEFT + 2, self.y - 24, "”")


def set_outlined(source: Source, target: Path) -> None:
    """Set `source` as PDF at `target`: cover without a number, then pages labelled from 1, with an outline."""
    canvas = open_canvas(target, source, A4)
    sheet = Sheet(canvas, source, HARBOUR, TEXT_WIDTH, offset=1, starts=[])
    _draw_harbour(canvas, source)
    canvas.addPageLabel(0, prefix="Omslag")
    canvas.addPageLabel(1, style="ARABIC", start=1)
    _turn_cover(sheet)
    for element in source.elements:
        sheet.place(element)
    _save(sheet)


def set_crosscutting(source: Source, target: Path) -> None:
    """Set `source` as PDF at `target`: table of contents with dots, fact boxes in a column of their own."""
    # The table of contents stands before the pages it names: the first setting finds their numbers.
    starts = _set_town(source, BytesIO(), [])
    _set_town(source, target, starts)


def _set_town(
    source: Source, target: Path | BinaryIO, contents: list[tuple[Element, int]]
) -> list[tuple[Element, int]]:
    canvas = open_canvas(target, source, A4)
    starts: list[tuple[Element, int]] = []
    sheet = Sheet(canvas, source, TOWN, TEXT_WIDTH - BOX_WIDTH - GAP, offset=0, starts=starts)
    _draw_town(canvas, source)
    _turn_cover(sheet)
    _draw_contents(sheet, contents)
    sheet.turn()
    for element in source.elements:
        sheet.place(element)
    _save(sheet)
    return starts


def _turn_cover(sheet: Sheet) -> None:
    sheet.canvas.showPage()
    sheet.number += 1
    sheet.begin()


def _save(sheet: Sheet) -> None:
    sheet.finish()
    sheet.canvas.showPage()
    sheet.canvas.showOutline()
    sheet.canvas.save()


def _draw_contents(sheet: Sheet, contents: list[tuple[Element, int]]) -> None:
    sheet.y = draw_stack(sheet.canvas, [make_paragraph(Element(Kind.H1, "Indhold"), sheet.look)], LEFT, TOP, TEXT_WIDTH)
    sheet.y -= 22
    for heading, page in contents:
        chapter = heading.kind is Kind.H1
        font, indent = (sheet.look.bold, 0) if chapter else (sheet.look.font, 16)
        sheet.y -= 22 if chapter else 16
        sheet.canvas.setFont(font, sheet.look.size)
        sheet.canvas.setFillColor(HexColor(sheet.look.dark if chapter else GREY))
        words, tail = f"{heading.text} ", f" {page}"
        room = TEXT_WIDTH - indent - stringWidth(words + tail, font, sheet.look.size)
        dots = "." * int(room / stringWidth(".", font, sheet.look.size))
        sheet.canvas.drawString(LEFT + indent, sheet.y, words + dots + tail)


def _draw_harbour(canvas: Any, source: Source) -> None:  # noqa: ANN401
    width, height = A4
    canvas.setFillColor(HexColor(HARBOUR.dark))
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    for step, colour in enumerate(("#1d4b7a", "#2b679f", "#5f95c2")):
        canvas.setFillColor(HexColor(colour))
        canvas.ellipse(-180 + 90 * step, -220 - 60 * step, width + 240, 250 - 70 * step, stroke=0, fill=1)
    canvas.setFillColor(HexColor(HARBOUR.bright))
    canvas.circle(width - 130, height - 150, 52, stroke=0, fill=1)
    _draw_cover_words(canvas, source, HARBOUR, 520)


def _draw_town(canvas: Any, source: Source) -> None:  # noqa: ANN401
    width, height = A4
    canvas.setFillColor(HexColor(TOWN.dark))
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    sides = (180, 260, 140, 310, 220, 120)
    for place, side in enumerate(sides):
        canvas.setFillColor(HexColor(("#3d378a", "#4f49a3", TOWN.bright)[place % 3]))
        canvas.rect(place * width / 6, 0, width / 6 - 4, side, stroke=0, fill=1)
    _draw_cover_words(canvas, source, TOWN, 600)


def _draw_cover_words(canvas: Any, source: Source, look: Look, top: float) -> None:  # noqa: ANN401
    canvas.setFillColor(HexColor(look.bright))
    canvas.setFont(look.bold, 13)
    canvas.drawString(LEFT, top + 16, source.facts["kicker"])
    white = {"textColor": HexColor("#ffffff")}
    title = make_paragraph(Element(Kind.H1, source.facts["cover"]), look, fontSize=32, leading=40, **white)
    below = make_paragraph(Element(Kind.TEXT, source.facts["sub"]), look, fontSize=13, leading=19, **white)
    draw_stack(canvas, [title, below], LEFT, top, 400)
