"""A document as a page of its own, with the footnotes at its end."""

from collections.abc import Iterator
from html import escape

from assistant.documents.charts import CHART_STYLE, chart_html
from assistant.documents.records import Block, Chart, Document, Heading, Items, Line, Paragraph, numbered, plain

_STYLE = """
:root { --paper: #fff; --ink: #1f2328; --soft: #5a6068; --line: #dedad0; --edge: #8b8d88; --accent: #0a5a66; }
body { max-width: 44rem; margin: 3rem auto; padding: 0 1rem; font: 1rem/1.55 Georgia, serif; }
body { background: var(--paper); color: var(--ink); }
h1, h2, h3, th, header { font-family: system-ui, sans-serif; line-height: 1.25; }
h1, h2, h3, a { color: var(--accent); }
header, footer { font-size: .875rem; color: var(--soft); }
h2 { margin-top: 2.5rem; }
li { margin: .5rem 0; }
li, th, td { overflow-wrap: anywhere; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; }
th, td { padding: .4rem .6rem; border: 1px solid var(--line); text-align: left; vertical-align: top; }
sup { line-height: 0; }
@media screen and (prefers-color-scheme: dark) {
  :root { --paper: #15181a; --ink: #e9e6de; --soft: #a9adb0; --line: #33393d; --edge: #757b80; --accent: #86cbd4; }
}
""".strip()


def to_html(document: Document) -> str:
    """Write a document as one HTML file that asks nothing of any other."""
    notes: list[str] = []
    body = "\n".join(written for block in document.blocks for written in _block(block, notes))
    cover = "<br>".join(map(_words, document.cover))
    listed = "\n".join(
        f'<li id="n{number}">{_words(note)} <a href="#r{number}">↩</a></li>'
        for number, note in enumerate(notes, start=1)
    )
    return (
        f'<!doctype html>\n<html lang="{document.language}">\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_words(document.title)}</title>\n<style>\n{_STYLE}\n{CHART_STYLE}\n</style>\n"
        f"<header><h1>{_words(document.title)}</h1><p>{cover}</p></header>\n"
        f"<main>\n{body}\n</main>\n<footer><ol>\n{listed}\n</ol></footer>\n</html>\n"
    )


def _block(block: Block, notes: list[str]) -> Iterator[str]:
    """A block as HTML; its footnotes are added to the notes, which number them."""
    if isinstance(block, Heading):
        yield f"<h{block.level + 1}>{_words(block.text)}</h{block.level + 1}>"
    elif isinstance(block, Paragraph):
        yield f"<p>{_line(block.runs, notes)}</p>"
    elif isinstance(block, Items):
        yield "<ul>\n" + "\n".join(f"<li>{_line(line, notes)}</li>" for line in block.lines) + "\n</ul>"
    elif isinstance(block, Chart):
        yield chart_html(block)
    else:
        header = "".join(f"<th>{_words(name)}</th>" for name in block.header)
        rows = ("".join(f"<td>{_line(cell, notes)}</td>" for cell in row) for row in block.rows)
        yield "<table>\n" + "\n".join(f"<tr>{row}</tr>" for row in (header, *rows)) + "\n</table>"


def _line(runs: Line, notes: list[str]) -> str:
    return "".join(
        _words(text) + "".join(f'<sup><a href="#n{number}" id="r{number}">[{number}]</a></sup>' for number in numbers)
        for text, numbers in numbered(runs, notes)
    )


def _words(words: str) -> str:
    return escape(plain(words))
