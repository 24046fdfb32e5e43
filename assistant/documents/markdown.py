"""A document as Markdown, with footnotes as GitHub, Pandoc and most others read them: `[^1]`."""

from collections.abc import Iterator

from assistant.documents.records import Block, Chart, Document, Heading, Items, Line, Paragraph, numbered, plain
from assistant.markdown import escape


def to_markdown(document: Document) -> str:
    """Write a document as Markdown; no words of it become a link, a picture or a tag."""
    notes: list[str] = []
    parts = [f"# {_words(document.title)}", "  \n".join(map(_words, document.cover))]
    parts += [written for block in document.blocks for written in _block(block, notes)]
    parts.append("\n".join(f"[^{number}]: {_words(note)}" for number, note in enumerate(notes, start=1)))
    return "\n\n".join(parts).rstrip() + "\n"


def _block(block: Block, notes: list[str]) -> Iterator[str]:
    """A block as Markdown; its footnotes are added to the notes, which number them."""
    if isinstance(block, Heading):
        yield f"{'#' * (block.level + 1)} {_words(block.text)}"
    elif isinstance(block, Paragraph):
        yield _line(block.runs, notes)
    elif isinstance(block, Items):
        yield "\n".join(f"- {_line(line, notes)}" for line in block.lines)
    elif isinstance(block, Chart):
        yield f"**{_words(block.caption)}**"
        yield _table(["", *map(_words, block.columns)], [[_words(name), *map(_count, of)] for name, of in block.rows])
        yield _words(block.note)
    else:
        yield _table(list(map(_words, block.header)), [[_line(cell, notes) for cell in row] for row in block.rows])


def _table(header: list[str], rows: list[list[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in [header, ["---"] * len(header), *rows])


def _count(count: int | None) -> str:
    return "–" if count is None else str(count)


def _line(runs: Line, notes: list[str]) -> str:
    return "".join(
        _words(text) + "".join(f"[^{number}]" for number in numbers) for text, numbers in numbered(runs, notes)
    )


def _words(words: str) -> str:
    return escape(plain(words))
