"""Themes set against suppliers or years: how much each says about each, and the words that say it best."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from assistant.assistant import Assistant
from assistant.drafting.drafter import draft
from assistant.drafting.outlining import key_of
from assistant.drafting.records import Draft
from assistant.drafting.shapes import Shape, Side
from assistant.records import Citation, Coverage, Filters, Statement


@dataclass(frozen=True, slots=True)
class Row:
    """A theme, and what each column says about it.

    Attributes:
        theme: as it was given, or words of the reports.
        cells: one a column; for each statement the citation that carries it there, the strongest first. Empty where
            nothing is said.
    """

    theme: str
    cells: tuple[tuple[Citation, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """What `compare_themes` returns.

    Attributes:
        topics: as of a Draft.
        language: "da" or "en", of the first topic.
        side: what the columns are.
        columns: every supplier, or year, of the reports that were gone through, in order.
        rows: the themes; none where no report writes about them.
        coverage: which reports were gone through, and which say something.
        filters: those applied, and where they came from.
        mentions: as in an Answer.
        stamp: as of a Draft.
    """

    topics: tuple[str, ...]
    language: str
    side: Side
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    coverage: Coverage
    filters: Filters
    mentions: tuple[str, ...] = ()
    stamp: dict[str, Any] = field(default_factory=dict)


def compare_themes(
    assistant: Assistant, topics: Sequence[str], filters: Filters | None = None, side: Side = Side.SUPPLIER
) -> Matrix:
    """Set themes against suppliers or years.

    Args:
        assistant: whose reports they are.
        topics: one, in which the themes are found; or the themes themselves. What the words of the first admit, all do.
        filters: which reports to go through; None admits all.
        side: what the columns are.

    Raises:
        IndexUnusable, StoreUnreachable: the index went away.
    """
    first = draft(assistant, topics[0], filters)
    drafts = [first, *(draft(assistant, topic, first.filters) for topic in topics[1:])]
    searched = set(first.coverage.searched)
    reports = [report for report in assistant.reports() if report.id in searched]
    columns = tuple(sorted({key_of(report, Shape(side), first.language) for report in reports}))
    found = {report for each in drafts for report in each.coverage.found}
    return Matrix(
        topics=tuple(each.topic for each in drafts),
        language=first.language,
        side=side,
        columns=columns,
        rows=tuple(
            Row(theme, tuple(_cell(statements, of, column, side, first.language) for column in columns))
            for theme, statements, of in _themes(drafts)
        ),
        coverage=Coverage(first.coverage.searched, tuple(name for name in first.coverage.searched if name in found)),
        filters=first.filters,
        mentions=first.mentions,
        stamp=first.stamp,
    )


def _themes(drafts: Sequence[Draft]) -> Iterator[tuple[str, Sequence[Statement], Draft]]:
    """The sections of the only draft; of several each as a whole, also where it says nothing."""
    if len(drafts) == 1:
        yield from ((section.heading, section.statements, drafts[0]) for section in drafts[0].sections)
    else:
        yield from ((each.topic, each.statements, each) for each in drafts)


def _cell(statements: Sequence[Statement], of: Draft, column: str, side: Side, language: str) -> tuple[Citation, ...]:
    """For each statement that somebody of a column makes, his citation of it; the strongest first."""
    cited = ([of.citations[number - 1] for number in statement.citations] for statement in statements)
    own = ([each for each in group if key_of(each, Shape(side), language) == column] for group in cited)
    return tuple(sorted((group[0] for group in own if group), key=lambda citation: -citation.score))
