"""The slide layout: a theme a page, and under it a row or two of cards."""

from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor

from corpus.sample_sources.markup import Element, Kind, Source, read_pages
from corpus.sample_sources.press import Look, draw_box, draw_stack, make_paragraph, measure_box, open_canvas

LOOK = Look(dark="#1f4f46", bright="#e2b13c", pale="#eaf2ee", size=13.4, leading=20.4)
PAGE = (960.0, 540.0)
MARGIN, GAP = 58.0, 18.0


def set_slides(source: Source, target: Path) -> None:
    """Set `source` as PDF at `target`."""
    canvas = open_canvas(target, source, PAGE)
    _draw_cover(canvas, source)
    for number, page in enumerate(read_pages(source), start=2):
        canvas.setFillColor(HexColor(LOOK.dark))
        canvas.rect(0, 0, 14, PAGE[1], stroke=0, fill=1)
        _draw_slide(canvas, page)
        canvas.setFillColor(HexColor("#6b6b70"))
        canvas.setFont(LOOK.font, 8)
        canvas.drawString(MARGIN, 22, source.facts["footer"])
        canvas.drawRightString(PAGE[0] - MARGIN, 22, str(number))
        canvas.showPage()
    canvas.save()


def _draw_cover(canvas: Any, source: Source) -> None:  # noqa: ANN401
    width, height = PAGE
    canvas.setFillColor(HexColor(LOOK.dark))
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    for step in range(4):
        canvas.setFillColor(HexColor(("#2f6b5f", "#47877a", "#86b3a8", LOOK.bright)[step]))
        canvas.roundRect(520 + 105 * step, 60 + 75 * step, 88, 36, 16, stroke=0, fill=1)
    canvas.setFillColor(HexColor(LOOK.bright))
    canvas.setFont(LOOK.bold, 14)
    canvas.drawString(MARGIN + 20, 385, source.facts["kicker"])
    white = {"textColor": HexColor("#ffffff")}
    title = make_paragraph(Element(Kind.H1, source.facts["cover"]), LOOK, fontSize=40, leading=50, **white)
    below = make_paragraph(Element(Kind.TEXT, source.facts["sub"]), LOOK, fontSize=14, leading=22, **white)
    draw_stack(canvas, [title, below], MARGIN + 20, 370, 430)
    canvas.showPage()


def _draw_slide(canvas: Any, page: list[Element]) -> None:  # noqa: ANN401
    cards = [element for element in page if element.kind is Kind.BOX]
    above = [make_paragraph(element, LOOK) for element in page if element.kind is not Kind.BOX]
    width = PAGE[0] - 2 * MARGIN
    top = draw_stack(canvas, above, MARGIN, PAGE[1] - 40, width) - 20
    in_row = 3 if len(cards) in (3, 6) else 2
    card_width = (width - GAP * (in_row - 1)) / in_row
    for start in range(0, len(cards), in_row):
        row = cards[start : start + in_row]
        height = max(measure_box(card, LOOK, card_width) for card in row)
        for place, card in enumerate(row):
            draw_box(canvas, card, LOOK, (MARGIN + place * (card_width + GAP), top), card_width, height)
        top -= height + GAP
    if top < 30:
        raise ValueError(f"the slide {page[0].text!r} is {30 - top:.0f} points too long")
