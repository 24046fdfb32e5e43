"""What the embedding model reads of a passage: the words around it, then the passage."""

from corpus.records import Passage, Report


def framed(report: Report, passage: Passage) -> tuple[str, int]:
    """The passage under its report's organisation and year and its heading path.

    Returns:
        The text to encode, and at which character of it the passage's own text begins.
    """
    source = f"{report.organisation} {report.year}" if report.year else report.organisation
    frame = " – ".join([source, *passage.headings]) + "\n"
    return frame + passage.text, len(frame)


def keyword_text(passage: Passage) -> str:
    """The passage with its heading path, for the keyword index."""
    return "\n".join([*passage.headings, passage.text])
