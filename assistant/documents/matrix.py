"""A matrix of themes as a document: a table with the strongest quote of each cell, and its footnote."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from assistant.documents.records import Document, Line, Paragraph, Run, Table
from assistant.documents.sources import cover, note
from assistant.documents.texts import text
from assistant.drafting.matrix import Matrix
from assistant.records import Citation
from assistant.sources import coverage_line, page_name, scope_names, source_name
from corpus.records import Report


def matrix_document(
    matrix: Matrix, language: str, reports: Mapping[str, Report] = MappingProxyType({}), made: date | None = None
) -> Document:
    """Make a document of a matrix.

    Args:
        matrix: from `compare_themes`.
        language: "da" or "en", of all but the quotes.
        reports: those in the index, by id.
        made: the day; None is today.
    """
    made = made or date.today()
    scope = scope_names(matrix, language, reports)
    lines = cover(coverage_line(matrix.coverage, language), matrix.filters, scope, matrix.stamp, made, language)
    header = (text("theme", language), *matrix.columns)
    rows = tuple(((Run(row.theme),), *(_cell(cell, language) for cell in row.cells)) for row in matrix.rows)
    said = Paragraph((Run(text("matrix", language) if rows else text("matrix_empty", language)),))
    title = text("compared", language, topics=", ".join(matrix.topics))
    return Document(title, lines, (said, Table(header, rows)) if rows else (said,), language, made, is_wide=True)


def _cell(cell: Sequence[Citation], language: str) -> Line:
    """How many statements, and the strongest with its source."""
    if not cell:
        return (Run(text("no_statements", language)),)
    best = cell[0]
    count = text("count_statements_one" if len(cell) == 1 else "count_statements", language, count=len(cell))
    source = f"{source_name(best)}, {page_name(best, language)}"
    quoted = text("strongest", language, count=count, quote=best.quote, source=source)
    return (Run(quoted, (note(best, language),)),)
