"""The years of reports that the words of a question name."""

import re
from collections.abc import Iterator, Sequence

_YEAR = r"((?:19|20)\d\d)"
_RANGE = re.compile(
    rf"(?i)\b(?:fra|mellem|from|between)\s+{_YEAR}\s+(?:til|og|to|and)\s+{_YEAR}|\b{_YEAR}\s?[-–—]\s?{_YEAR}\b"
)
_SINCE = re.compile(rf"(?i)\b(?:siden|since)\s+{_YEAR}|\bfra\s+{_YEAR}\s+og\s+frem|\bfrom\s+{_YEAR}\s+on(?:wards)?\b")
_AFTER = re.compile(rf"(?i)\b(?:efter|after)\s+{_YEAR}\b")
_BEFORE = re.compile(rf"(?i)\b(?:før|inden|before)\s+{_YEAR}\b")
_SINGLE = re.compile(rf"\b{_YEAR}\b")
# "1. februar 2024", "i foråret 2023", "den nye lov fra 2022": when something happened, not which report is meant.
_HAPPENED = re.compile(
    r"(?i)\b(?:\w*(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|forår(?:et)?"
    r"|sommer(?:en)?|efterår(?:et)?|vinter(?:en)?|spring|summer|autumn|winter|january|february|march|may|june|july"
    r"|october)(?:\s+(?:i|of|in))?|(?P<thing>\w+)\s+(?:fra|from))\s*$"
)
_REPORT = re.compile(r"(?i)(?:rapport|opsamling|udgave|årgang|report|collection|edition|leverandør|supplier)\w*$")
_THIS_YEAR = re.compile(
    r"(?i)\b(?:i år|this year)\b|\bårets\s+\w*(?:rapport|opsamling)|\bnyeste\s+\w*(?:rapport|opsamling)"
)
_LAST_YEAR = re.compile(r"(?i)\b(?:sidste år|i fjor|last year)\b")
_YEAR_BEFORE = re.compile(r"(?i)\b(?:året (?:før|forinden)|the (?:year before|previous year))\b")
_YEAR_AFTER = re.compile(r"(?i)\b(?:året efter|det følgende år|the (?:year after|following year|next year))\b")


def years_named(question: str, known: Sequence[int], earlier: Sequence[str] = ()) -> tuple[int, ...]:
    """The years of reports that a question is about.

    Args:
        question: its words.
        known: the years of which there are reports, in any order.
        earlier: the questions before it, newest first; "the year before" counts from the year that they name.

    Returns:
        Years in order: all known ones of a span, and those that the question itself names, reports or none.
    """
    named = set(_spans(question, known)) | set(_singles(question))
    base = max(named) if named else _base(earlier)
    if known and _THIS_YEAR.search(question):
        named.add(max(known))
    if known and _LAST_YEAR.search(question):
        named.add(max((year for year in known if year < max(known)), default=max(known) - 1))
    if base and _YEAR_BEFORE.search(question):
        named.add(base - 1)
    if base and _YEAR_AFTER.search(question):
        named.add(base + 1)
    return tuple(sorted(named))


def _spans(question: str, known: Sequence[int]) -> Iterator[int]:
    for match in _RANGE.finditer(question):
        first, last = sorted(int(year) for year in match.groups() if year)
        yield from (first, last, *(year for year in known if first <= year <= last))
    for match in _SINCE.finditer(question):
        since = next(int(year) for year in match.groups() if year)
        yield from (since, *(year for year in known if year >= since))
    for match in _AFTER.finditer(question):
        yield from (year for year in known if year > int(match[1]))
    for match in _BEFORE.finditer(question):
        yield from (year for year in known if year < int(match[1]))


def _singles(question: str) -> Iterator[int]:
    spanned = [match.span() for pattern in (_RANGE, _SINCE, _AFTER, _BEFORE) for match in pattern.finditer(question)]
    for match in _SINGLE.finditer(question):
        if any(start <= match.start() < end for start, end in spanned):
            continue
        before = _HAPPENED.search(question[: match.start()])
        if before is None or (before["thing"] and _REPORT.search(before["thing"])):
            yield int(match[1])


def _base(earlier: Sequence[str]) -> int | None:
    for question in earlier:
        if years := [int(year) for year in _SINGLE.findall(question)]:
            return max(years)
    return None
