"""Where a document comes from, and its quotes: the cover and the footnotes."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from assistant import texts
from assistant.documents.texts import text
from assistant.records import Citation, Filters
from assistant.sources import page_name, source_name


def note(citation: Citation, language: str) -> str:
    """A footnote: the report, the page and the words that stand there."""
    return text(
        "note",
        language,
        source=source_name(citation),
        title=citation.title,
        page=page_name(citation, language),
        quote=citation.quote,
    )


def cover(
    coverage: str, filters: Filters, scope: Sequence[str], stamp: Mapping[str, Any], made: date, language: str
) -> tuple[str, ...]:
    """The lines below a title: when it was made, of which reports, and by what.

    Args:
        coverage: in how many reports something was found, in words.
        filters: which reports were searched.
        scope: the names of what the filters admit.
        stamp: of the answer.
        made: the day.
        language: "da" or "en".
    """
    source = "question" if filters.source == "question" else "user"
    narrowed = [f"{texts.text(f'filters_{source}', language)}: {', '.join(scope)}"] if scope else []
    built = datetime.fromisoformat(stamp["built_at"])
    traced = {key: stamp[key] for key in ("version", "index", "model")}
    return (text("made", language, made=made), coverage, *narrowed, text("stamp", language, built=built, **traced))
