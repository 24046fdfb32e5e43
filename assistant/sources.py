"""How a source is named wherever people read it."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Protocol

from assistant.records import Answer, Citation, Coverage, Filters, Statement
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


def filter_names(
    filters: Filters, language: str, reports: Mapping[str, Report] = MappingProxyType({})
) -> dict[str, str]:
    """What filters admit, each value with what people call it: years, organisations, kinds, titles."""
    return {
        **{str(year): str(year) for year in filters.year},
        **{name: name for name in filters.organisation},
        **{kind.value: text(f"kind_{kind.value}", language) for kind in filters.kind},
        **{name: reports[name].title if name in reports else name for name in filters.report},
    }


def names_read(answer: Answer, language: str) -> dict[str, str]:
    """What the question's words narrowed the search to, and the names that had to be mentioned."""
    return filter_names(answer.read, language) | {name: name for name in answer.mentions}


def scope_names(scoped: Scoped, language: str, reports: Mapping[str, Report] = MappingProxyType({})) -> tuple[str, ...]:
    """What a search was narrowed to, by whomever, and the names that had to be mentioned."""
    return (*filter_names(scoped.filters, language, reports).values(), *scoped.mentions)


def coverage_line(coverage: Coverage, language: str) -> str:
    """In how many reports was searched, and in how many of them something was found."""
    found, searched = len(coverage.found), len(coverage.searched)
    key = ("coverage" if found else "searched") + ("_one" if searched == 1 else "")
    return text(key, language, found=found, searched=searched)


def words_line(unknown: Sequence[str], instead: Sequence[str], language: str) -> str:
    """Which words of a question or topic stand in no report, and what was searched for besides; empty where all do."""
    told = (("unknown", unknown), ("instead", instead))
    return " ".join(text(key, language, words=", ".join(words)) for key, words in told if words)


def by_report(
    statements: Sequence[Statement], citations: Sequence[Citation]
) -> Iterator[tuple[Citation, list[Statement]]]:
    """The statements of an answer in their order, report by report, each group with a citation of its report."""
    cited = {citation.number: citation for citation in citations}
    for _, group in groupby(statements, key=lambda statement: cited[statement.citations[0]].report):
        said = list(group)
        yield cited[said[0].citations[0]], said


def page_name(citation: Citation, language: str) -> str:
    """The page by the number printed on it, and by its place in the file where that is another."""
    if citation.page_label == str(citation.page):
        return text("page", language, page=citation.page)
    return text("page_in_file", language, label=citation.page_label, page=citation.page)
