"""Tables, with check marks for the cells that say `ja`."""

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Paragraph, Table, TableStyle

from corpus.sample_sources.markup import Kind, to_inline
from corpus.sample_sources.press import Look, make_style

# No free font that ReportLab brings has a check mark, but every PDF reader has ZapfDingbats.
CHECK = '<font name="ZapfDingbats">\u2713</font>'


def make_table(rows: tuple[tuple[str, ...], ...], look: Look, width: float) -> Any:  # noqa: ANN401
    """`rows` as a table `width` points wide; the first row is its head."""
    if len(rows[0]) < 5:
        widths = [width * (1.15 - 0.18 * len(rows[0]))] + [width * 0.18] * (len(rows[0]) - 1)
    else:
        widths = [width * 0.16, width * 0.2] + [width * 0.64 / (len(rows[0]) - 2)] * (len(rows[0]) - 2)
    small = {"fontSize": look.size * 0.9, "leading": look.leading * 0.92, "spaceAfter": 0}
    body = make_style(look, Kind.TEXT, **small)
    head = make_style(look, Kind.TEXT, **small, fontName=look.bold, textColor=HexColor("#ffffff"))
    cells = [[Paragraph(to_inline(words), head) for words in rows[0]]]
    cells += [[Paragraph(CHECK if w == "ja" else to_inline(w), body) for w in row] for row in rows[1:]]
    table = Table(cells, colWidths=widths, spaceBefore=6, spaceAfter=14, hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), HexColor(look.dark)),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), [HexColor("#ffffff"), HexColor(look.pale)]),
                ("LINEBELOW", (0, 1), (-1, -1), 0.4, HexColor(look.bright)),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 2),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ]
        )
    )
    return table
