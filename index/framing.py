"""What the embedding model reads of a passage: the words around it, then the passage."""

from collections.abc import Sequence

from corpus.records import Passage, Report

# Characters of the heading path, its end where it is longer: some 100 tokens, so that the passage has room beside it.
_LONGEST_PATH = 300


def framed(report: Report, passage: Passage) -> tuple[str, list[tuple[int, int]]]:
    """The passage under its report's organisation and year and its heading path.

    Returns:
        The text to encode, and for each sentence of the passage at which characters of it it starts and ends.
    """
    words = frame(report.organisation, report.year, passage.headings)
    offset = len(words)
    return words + passage.text, [(offset + each.start, offset + each.end) for each in passage.sentences]


def frame(organisation: str, year: int | None, headings: Sequence[str]) -> str:
    """What stands above a passage: one line that says who wrote when, and under which headings."""
    source = f"{organisation} {year}" if year else organisation
    path = " – ".join(headings)[-_LONGEST_PATH:]
    return f"{source} – {path}\n" if path else f"{source}\n"


def keyword_text(passage: Passage) -> str:
    """The passage with its heading path, for the keyword index."""
    return "\n".join([*passage.headings, passage.text])
