"""Scans of sample reports: their pages drawn, as a scanner would, to a PDF of pictures."""

import io
from pathlib import Path

from corpus.sheets import draw_page

SIDE = 1754  # pixels of A4's longer side at 150 dots an inch, as office scanners make


def scan(report: Path, *pages: int) -> bytes:
    """A PDF of pictures of these pages (1-based)."""
    from PIL import Image

    data = report.read_bytes()
    pictures = [Image.open(io.BytesIO(draw_page(data, number, SIDE))).convert("L") for number in pages]
    out = io.BytesIO()
    pictures[0].save(out, "PDF", resolution=150, save_all=True, append_images=pictures[1:])
    return out.getvalue()
