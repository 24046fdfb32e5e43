"""How a source is named wherever people read it."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Protocol

from assistant.records import Citation, Filters
from assistant.texts import text
from corpus.records import Report


class Scoped(Protocol):
    """What was searched in some of the reports: an answer, a draft."""

    @property
    def filters(self) -> Filters:
        """Those applied."""

    @property
    def mentions(self) -> tuple[str, ...]:
        """What had to be mentioned."""


def source_name(source: Citation | Report) -> str:
    """The organisation, and the year where it is known."""
    return f"{source.organisation} {source.year}" if source.year else source.organisation


def scope_names(scoped: Scoped, language: str, reports: Mapping[str, Report] = MappingProxyType({})) -> tuple[str, ...]:
    """What a search was narrowed to: years, organisations, kinds, titles, and names that had to be mentioned."""
    filters = scoped.filters
    return (
        *map(str, filters.year),
        *filters.organisation,
        *(text(f"kind_{kind.value}", language) for kind in filters.kind),
        *(reports[name].title if name in reports else name for name in filters.report),
        *scoped.mentions,
    )


def page_name(citation: Citation, language: str) -> str:
    """The page by the number printed on it, and by its place in the file where that is another."""
    if citation.page_label == str(citation.page):
        return text("page", language, page=citation.page)
    return text("page_in_file", language, label=citation.page_label, page=citation.page)
