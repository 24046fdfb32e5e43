"""Filters as people set them."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.records import Filters
from corpus.records import Kind, Report


def chosen_filters(
    known: Sequence[Report],
    years: Iterable[int] = (),
    organisations: Iterable[str] = (),
    kinds: Iterable[Kind] = (),
    reports: Iterable[str] = (),
) -> Filters:
    """Return what a user has set.

    Args:
        known: the reports in the index.
        years: of the reports that are admitted.
        organisations: by their names, in any case of the letters; one that is not known admits nothing.
        kinds: of reports.
        reports: by their ids.
    """
    names = sorted({report.organisation for report in known})
    found = [[name for name in names if _folded(name) == _folded(wanted)] or [wanted] for wanted in organisations]
    spelt = tuple(name for spellings in found for name in spellings)
    return set_by_user(Filters(tuple(years), spelt, tuple(kinds), tuple(reports)))


def set_by_user(filters: Filters) -> Filters:
    """The same filters as somebody's choice; which none is that leaves nothing out."""
    return replace(filters, source="user" if filters.where() else "none")


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip()).casefold()
