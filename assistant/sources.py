"""How a source is named wherever people read it."""

from assistant.records import Citation
from assistant.texts import text
from corpus.records import Report


def source_name(source: Citation | Report) -> str:
    """The organisation, and the year where it is known."""
    return f"{source.organisation} {source.year}" if source.year else source.organisation


def page_name(citation: Citation, language: str) -> str:
    """The page by the number printed on it, and by its place in the file where that is another."""
    if citation.page_label == str(citation.page):
        return text("page", language, page=citation.page)
    return text("page_in_file", language, label=citation.page_label, page=citation.page)
