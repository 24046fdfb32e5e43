"""Title, organisation, year, kind and language of a report that no catalogue describes."""

import re
from collections import Counter
from collections.abc import Sequence
from statistics import mean

from corpus.catalogue import NO_ENTRY, Entry
from corpus.cpr import count_numbers
from corpus.front import Front, look_at, words
from corpus.language import language_of
from corpus.organisations import infer_organisation, is_authority
from corpus.records import Document, Kind, Report

_TITLE_CHARACTERS = 200

_YEAR = re.compile(r"(?<!\d)(?:19[89]|20\d)\d(?!\d)")
# "2023/24" and "2023-2024" are about the later year.
_YEAR_SPAN = re.compile(r"(?<!\d)20\d\d\s?[/–-]\s?(?:20)?(\d\d)(?!\d)")
# A year right behind such a word is the report's own; others may be a plan's or a law's.
_REPORT_YEAR = re.compile(
    r"(?i)(?:opsamling|rapport|beretning|evaluering|status|report|review)\w*[\s_-]+((?:19|20)\d\d)(?!\d)"
)
_REPORT_WORD = re.compile(
    r"(?i)opsamling|rapport|beretning|evaluering|redegørelse|analyse|notat|report|review|evaluation"
)

_SUPPLIERS = re.compile(r"(?i)\b(?:leverandører(?:nes?)?|suppliers|providers)\b")


def infer(document: Document, report_id: str, file: str, sha256: str, entry: Entry = NO_ENTRY) -> Report:
    """Describe a report by what its catalogue entry says, and infer the rest from the document and its name.

    Args:
        document: what the reader made of the file.
        report_id: the id that the report is to have.
        file: the path below the folder of reports, with forward slashes.
        sha256: of the file's bytes.
        entry: what the catalogue says, believed over everything else.

    Returns:
        The report; `inferred` names what the entry does not give. The organisation is never empty.
    """
    front = look_at(document, file)
    title = entry.title or _title(front)
    organisation = entry.organisation or infer_organisation(front, title)
    confidences = [page.confidence for page in document.pages if page.confidence is not None]
    return Report(
        id=report_id,
        title=title,
        organisation=organisation,
        year=entry.year or _year(front, document.properties.created_year),
        kind=entry.kind
        or _kind([organisation] if entry.organisation else [organisation, front.author], [title, *front.cover]),
        language=entry.language or language_of(front.text),
        file=file,
        sha256=sha256,
        page_count=len(document.pages),
        inferred=tuple(
            name for name in ("kind", "language", "organisation", "title", "year") if getattr(entry, name) is None
        ),
        confidence=mean(confidences) if confidences else None,
        cpr_numbers=count_numbers(page.text for page in document.pages),
    )


def _kind(authors: Sequence[str], cover: Sequence[str]) -> Kind:
    """Cross-cutting where an authority writes, or where a line of the cover speaks of suppliers in the plural."""
    by_authority = any(map(is_authority, authors))
    about_many = any(_SUPPLIERS.search(line) for line in cover if not line.endswith("."))
    return Kind.CROSS_CUTTING if by_authority or about_many else Kind.SUPPLIER


def _title(front: Front) -> str:
    """The metadata's title, else the line of the cover that names a report, else its first, else the file's name."""
    lines = [line for line in front.cover if any(map(str.isalpha, line))]
    named = [line for line in lines if _REPORT_WORD.search(line)]
    fallback = " ".join(words(front.stem)).capitalize() or front.stem
    title = next(filter(None, [front.title, *named, *lines]), fallback)
    return title[:_TITLE_CHARACTERS].strip()


def _year(front: Front, created_year: int | None) -> int | None:
    """The year that most of title, file name, running lines and cover name; of equals, the first of them."""
    sources = [front.title, front.stem, "\n".join(front.running), "\n".join(front.cover)]
    named = [_years(source) for source in sources]
    votes = Counter(year for years in named for year in years)
    if not votes:
        return created_year
    rank = {year: -number for number, years in reversed(list(enumerate(named))) for year in years}
    return max(votes, key=lambda year: (votes[year], rank[year], year))


def _years(text: str) -> set[int]:
    own = {int(year) for year in _REPORT_YEAR.findall(text)}
    spans = {2000 + int(year) for year in _YEAR_SPAN.findall(text)}
    return spans or own or {int(year) for year in _YEAR.findall(text)}
