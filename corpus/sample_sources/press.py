"""What all PDF layouts share: fonts, a canvas that always gives the same bytes, and stacks of flowables."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO

import reportlab
from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph

from corpus.sample_sources.markup import Element, Kind, Source, to_inline

FONT_FILES = {"Vera": "Vera", "Vera-Bold": "VeraBd", "Vera-Italic": "VeraIt", "Vera-BoldItalic": "VeraBI"}
ITEM_INDENT = 13  # points, bullet or number to text


@dataclass(frozen=True, slots=True)
class Look:
    """The face of one report: its font family and colours (hexadecimal)."""

    dark: str
    bright: str
    pale: str
    font: str = "Vera"
    size: float = 8.6
    leading: float = 13.0

    @property
    def bold(self) -> str:
        """The name of the bold cut of the font."""
        return f"{self.font}-Bold"

    @property
    def italic(self) -> str:
        """The name of the italic cut; Helvetica calls it oblique."""
        return f"{self.font}-{'Oblique' if self.font == 'Helvetica' else 'Italic'}"


def open_canvas(target: Path | BinaryIO, source: Source, page_size: tuple[float, float]) -> Any:  # noqa: ANN401
    """A canvas on `target` with the report's metadata.

    Its dates are those of the source, not of the clock, so that setting a report twice gives the same bytes.
    """
    _register_fonts()
    canvas = Canvas(
        str(target) if isinstance(target, Path) else target, pagesize=page_size, invariant=1, pageCompression=1
    )
    canvas.setTitle(source.facts["title"])
    canvas.setAuthor(source.facts.get("author", ""))
    canvas.setSubject("Opdigtet eksempelrapport")
    canvas.setCreator("Kildesvar")
    made = date.fromisoformat(source.facts["created"])
    # ReportLab's invariant mode dates every file to the year 2000 and offers no other way to say when.
    canvas._doc._timeStamp.YMDhms = (made.year, made.month, made.day, 9, 30, 0)
    return canvas


def _register_fonts() -> None:
    if "Vera" in pdfmetrics.getRegisteredFontNames():
        return
    folder = Path(reportlab.__file__).parent / "fonts"
    for name, stem in FONT_FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(folder / f"{stem}.ttf")))
    pdfmetrics.registerFontFamily("Vera", *FONT_FILES)


def make_style(look: Look, kind: Kind, **changes: object) -> Any:  # noqa: ANN401
    """The paragraph style of `kind` in `look`; `changes` are ReportLab's own settings."""
    size, dark = look.size, HexColor(look.dark)
    ink = HexColor("#26262b")
    settings: dict[str, object] = {"fontName": look.font, "fontSize": size, "leading": look.leading}
    settings |= {"textColor": ink, "spaceAfter": size * 0.75, "alignment": TA_LEFT}
    headings = {Kind.H1: 2.1, Kind.H2: 1.3, Kind.H3: 1.06}
    if kind in headings:
        big = size * headings[kind]
        settings |= {"fontName": look.bold, "fontSize": big, "leading": big * 1.25, "textColor": dark}
        settings |= {"spaceBefore": big * 0.55, "spaceAfter": big * 0.35}
    elif kind is Kind.ITEM:
        settings |= {"leftIndent": ITEM_INDENT, "bulletIndent": 0, "spaceAfter": size * 0.35}
        settings |= {"bulletFontName": "Vera", "bulletFontSize": size, "bulletColor": HexColor(look.bright)}
    elif kind is Kind.QUOTE:
        settings |= {"fontName": look.italic, "fontSize": size * 1.12, "leading": look.leading * 1.15}
        settings |= {"textColor": dark, "leftIndent": 24, "spaceAfter": 3}
    elif kind is Kind.CREDIT:
        settings |= {"fontSize": size * 0.86, "leftIndent": 24, "spaceAfter": size * 1.2}
    return ParagraphStyle(kind.value, **(settings | changes))


def make_paragraph(element: Element, look: Look, **changes: object) -> Any:  # noqa: ANN401
    """`element` as a ReportLab paragraph."""
    style = make_style(look, element.kind, **changes)
    return Paragraph(to_inline(element.text), style, bulletText=element.mark or None)


def measure(stack: list[Any], width: float) -> float:
    """The height of `stack` in points, set `width` points wide, with the space between its parts."""
    height = 0.0
    for place, flowable in enumerate(stack):
        height += flowable.wrap(width, 10_000)[1]
        height += _gap_after(stack, place)
    return height


def draw_stack(canvas: Any, stack: list[Any], x: float, top: float, width: float) -> float:  # noqa: ANN401
    """Draw `stack` downwards from `top` and return where it ends."""
    for place, flowable in enumerate(stack):
        top -= flowable.wrap(width, 10_000)[1]
        flowable.drawOn(canvas, x, top)
        top -= _gap_after(stack, place)
    return top


def _gap_after(stack: list[Any], place: int) -> float:
    """The space below the flowable at `place`: the larger of its own and what the next one asks for above."""
    if place + 1 == len(stack):
        return 0.0
    return float(max(stack[place].getSpaceAfter(), stack[place + 1].getSpaceBefore()))


def draw_box(
    canvas: Any,  # noqa: ANN401
    box: Element,
    look: Look,
    corner: tuple[float, float],
    width: float,
    height: float = 0.0,
) -> float:
    """Draw a box whose upper left corner is `corner` and return where it ends.

    The box is as high as its words ask for, and at least `height`.
    """
    pad, (x, top) = 11.0, corner
    title = Element(Kind.H3, box.text)
    stack = [make_paragraph(part, look) for part in (title, *box.inside)]
    height = max(height, measure(stack, width - 2 * pad) + 2 * pad)
    canvas.setFillColor(HexColor(look.pale))
    canvas.rect(x, top - height, width, height, stroke=0, fill=1)
    canvas.setFillColor(HexColor(look.bright))
    canvas.rect(x, top - 3, width, 3, stroke=0, fill=1)
    draw_stack(canvas, stack, x + pad, top - pad, width - 2 * pad)
    return top - height


def measure_box(box: Element, look: Look, width: float) -> float:
    """The height that `draw_box` needs for `box`."""
    pad = 11.0
    stack = [make_paragraph(part, look) for part in (Element(Kind.H3, box.text), *box.inside)]
    return measure(stack, width - 2 * pad) + 2 * pad
