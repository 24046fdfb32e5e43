"""The landscape layout: two columns, a facts box between them, words divided at the ends of lines."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_JUSTIFY
from reportlab.lib.pagesizes import A4, landscape

from corpus.sample_sources.markup import Element, Kind, Source, read_pages
from corpus.sample_sources.press import (
    Look,
    draw_box,
    draw_stack,
    make_paragraph,
    make_style,
    measure,
    open_canvas,
)

LOOK = Look(dark="#5b2a4e", bright="#d98e3f", pale="#f7efe4", size=9.6, leading=14.4)
PAGE = landscape(A4)
MARGIN, GAP, BOX_WIDTH = 46.0, 20.0, 160.0
TOP, FOOT = PAGE[1] - 92, 40.0
SOFT_HYPHEN = "\u00ad"


def set_columns(source: Source, target: Path) -> None:
    """Set `source` as PDF at `target`."""
    canvas = open_canvas(target, source, PAGE)
    _draw_cover(canvas, source)
    hyphens = _read_hyphens()
    for number, page in enumerate(read_pages(source), start=2):
        _draw_page(canvas, [_hyphenate(element, hyphens) for element in page])
        canvas.setFillColor(HexColor("#6b6b70"))
        canvas.setFont(LOOK.font, 6.5)
        canvas.drawString(MARGIN, FOOT - 12, f"{source.facts['footer']}  {number}")
        canvas.showPage()
    canvas.save()


def _draw_cover(canvas: Any, source: Source) -> None:  # noqa: ANN401
    width, height = PAGE
    canvas.setFillColor(HexColor(LOOK.dark))
    canvas.rect(0, 0, width, height, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#7d4670"))
    canvas.circle(width - 120, 40, 260, stroke=0, fill=1)
    canvas.setFillColor(HexColor(LOOK.bright))
    canvas.circle(width - 300, height - 110, 34, stroke=0, fill=1)
    canvas.setFont(LOOK.font, 13)
    canvas.drawString(MARGIN + 24, 372, source.facts["kicker"])
    white = {"textColor": HexColor("#ffffff"), "fontSize": 30, "leading": 38}
    title = make_paragraph(Element(Kind.H1, source.facts["cover"]), LOOK, **white)
    draw_stack(canvas, [title], MARGIN + 24, 355, 470)
    canvas.showPage()


def _draw_page(canvas: Any, page: list[Element]) -> None:  # noqa: ANN401
    title, *rest = page
    boxes = [element for element in rest if element.kind is Kind.BOX]
    text = [_set(element) for element in rest if element.kind is not Kind.BOX]
    draw_stack(canvas, [make_paragraph(title, LOOK)], MARGIN, PAGE[1] - 46, 600)
    middle = BOX_WIDTH + 2 * GAP if boxes else 2 * GAP
    column = (PAGE[0] - 2 * MARGIN - middle) / 2
    # The first column takes a little more than half: the second has no heading of its own to begin with.
    left, right = _divide(text, column, measure(text, column) * 0.52)
    draw_stack(canvas, left, MARGIN, TOP, column)
    if boxes:
        draw_box(canvas, boxes[0], LOOK, (MARGIN + column + GAP, TOP), BOX_WIDTH)
    end = draw_stack(canvas, right, MARGIN + column + middle, TOP, column)
    if end < FOOT:
        raise ValueError(f"the page {title.text!r} is {FOOT - end:.0f} points too long")


def _set(element: Element) -> Any:  # noqa: ANN401
    changes = {"alignment": TA_JUSTIFY} if element.kind is Kind.TEXT else {}
    return make_paragraph(element, LOOK, **changes)


def _divide(stack: list[Any], width: float, height: float) -> tuple[list[Any], list[Any]]:
    """Divide `stack` where the column is `height` full; a paragraph that stands there is divided too."""
    least = 2 * make_style(LOOK, Kind.TEXT).leading
    for place, flowable in enumerate(stack):
        room = height - measure(stack[:place], width)
        if flowable.wrap(width, 10_000)[1] <= room:
            continue
        parts = flowable.split(width, max(room, least)) if flowable.style.name == Kind.TEXT.value else []
        if len(parts) == 2:
            return [*stack[:place], parts[0]], [parts[1], *stack[place + 1 :]]
        return stack[:place], stack[place:]
    return stack, []


def _read_hyphens() -> dict[str, str]:
    """From a word in small letters to the same word with soft hyphens where it may be divided."""
    text = Path(__file__).with_name("hyphens.txt").read_text(encoding="utf-8")
    return {word.replace("-", ""): word.replace("-", SOFT_HYPHEN) for word in text.split()}


def _hyphenate(element: Element, hyphens: dict[str, str]) -> Element:
    if element.kind is not Kind.TEXT:
        return element

    def divide(match: re.Match[str]) -> str:
        word = match[0]
        divided = hyphens.get(word.lower(), word)
        return word[0] + divided[1:]

    return replace(element, text=re.sub(r"\w{9,}", divide, element.text))
