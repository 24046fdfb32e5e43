"""What the embedding model reads of a passage: the words around it, then the passage."""

from corpus.records import Passage, Report

# Characters of the heading path, its end where it is longer: some 100 tokens, so that the passage has room beside it.
_LONGEST_PATH = 300


def framed(report: Report, passage: Passage) -> tuple[str, int]:
    """The passage under its report's organisation and year and its heading path.

    Returns:
        The text to encode, and at which character of it the passage's own text begins.
    """
    source = f"{report.organisation} {report.year}" if report.year else report.organisation
    path = " – ".join(passage.headings)[-_LONGEST_PATH:]
    frame = f"{source} – {path}\n" if path else f"{source}\n"
    return frame + passage.text, len(frame)


def keyword_text(passage: Passage) -> str:
    """The passage with its heading path, for the keyword index."""
    return "\n".join([*passage.headings, passage.text])
