"""How a source is named wherever people read it."""

from collections.abc import Mapping
from types import MappingProxyType

from assistant.records import Answer, Citation
from assistant.texts import text
from corpus.records import Report


def source_name(source: Citation | Report) -> str:
    """The organisation, and the year where it is known."""
    return f"{source.organisation} {source.year}" if source.year else source.organisation


def scope_names(answer: Answer, language: str, reports: Mapping[str, Report] = MappingProxyType({})) -> tuple[str, ...]:
    """What an answer was narrowed to: years, organisations, kinds, titles, and names that had to be mentioned."""
    filters = answer.filters
    return (
        *map(str, filters.year),
        *filters.organisation,
        *(text(f"kind_{kind.value}", language) for kind in filters.kind),
        *(reports[name].title if name in reports else name for name in filters.report),
        *answer.mentions,
    )


def page_name(citation: Citation, language: str) -> str:
    """The page by the number printed on it, and by its place in the file where that is another."""
    if citation.page_label == str(citation.page):
        return text("page", language, page=citation.page)
    return text("page_in_file", language, label=citation.page_label, page=citation.page)
