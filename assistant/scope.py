"""Which reports the words of a question ask about, and whether they are to be set side by side."""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from assistant.names import organisations_named
from assistant.records import Filters
from assistant.years import years_named
from corpus.records import Kind, Report
from index.keywords import terms
from index.records import Hit, SearchResult

_T = TypeVar("_T")

# Passages that are looked through: more where only some of them, or some of each side, are wanted; where every
# organisation is asked, as many as some twenty reports have.
_DEPTH, _DEEPER, _ALL = 20, 60, 1000
_NOW = re.compile(r"(?i)\b(?:nu|i dag|now|today)\b")

_ACROSS = re.compile(
    r"(?i)\b(?:kommunens|forvaltningens)\s+(?:\w+\s+){0,2}(?:\w*rapport|\w*opsamling)|\btværgående\s+\w*(?:rapport|opsamling)"
    r"|\bcross-cutting\s+(?:\w+\s+)?(?:report|collection)|\b(?:city|municipality)['’]s\s+(?:own\s+)?(?:\w+\s+)?report"
)
_OF_SUPPLIERS = re.compile(
    r"(?i)\bleverandørrapport|\bleverandørernes\s+egne?\s|\bsuppl(?:ier|iers['’])\s+(?:own\s+)?reports?\b"
)
# A question about change over the years that names none is one about all of them.
_CHANGE = re.compile(
    r"(?i)\b(?:udviklet|flyttet|ændret|forandret) sig\b|\b(?:år for år|gennem årene|over the years|year by year)\b"
    r"|\b(?:changed|evolved|developed) over\b"
)
# A report of a year: where there is none of it, no other answers for it.
_OF_REPORT = re.compile(
    r"(?i)(?:rapport|opsamling|udgave|årgang|report|collection|edition)\w*\s+(?:fra|for|i|from|of|in)\s+((?:19|20)\d\d)"
    r"|\b((?:19|20)\d\d)[- ]?(?:rapport|opsamling|report)"
)
# What has to be looked for at every one of them, not only where it is said best.
_EACH = re.compile(
    r"(?i)\b(?:hver især|leverandør for leverandør|hver af (?:de \w+ )?leverandører\w*|each (?:of the )?suppliers?)\b"
    r"|\b(?:hvilke|hvor mange) (?:af )?(?:de )?(?:leverandører|organisationer|rapporter)\w* (?:\w+ )?"
    r"(?:nævner|omtaler|skriver|beskriver|fortæller|taler|kommer ind på|mener|anbefaler|peger på|bruger|arbejder)\b"
    r"|\b(?:which|how many) (?:of the )?(?:suppliers|organisations|reports) (?:\w+ )?"
    r"(?:mention|write|describe|talk|say|recommend|point|use|work)\b"
)


@dataclass(frozen=True, slots=True)
class Side:
    """One of what a question sets side by side.

    Attributes:
        label: the year or the organisation.
        filters: which reports are its own.
        mention: what else may stand on its side: passages that name this.
    """

    label: str
    filters: Filters
    mention: str = ""

    def holds(self, hit: Hit) -> bool:
        """Whether a passage stands on this side."""
        return self.filters.admit(hit.report) or bool(self.mention and _is_about(hit, self.mention))


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a question is to be answered from.

    Attributes:
        filters: the reports that may answer; of the source "question" where its words said so.
        mentions: names and years that a report of another organisation or year must mention to answer.
        sides: what is set side by side, in order; empty where nothing is.
        is_of_each: whether every organisation is asked, so that those that say nothing are part of the answer.
    """

    filters: Filters
    mentions: tuple[str, ...] = ()
    sides: tuple[Side, ...] = ()
    is_of_each: bool = False

    @property
    def depth(self) -> int:
        """How many passages to search, of which not all will do."""
        if self.is_of_each:
            return _ALL
        return _DEEPER if self.mentions or self.sides else _DEPTH

    def narrow(self, found: SearchResult) -> SearchResult:
        """Leave only the passages that are of, or mention, everything that no report's own data satisfies."""
        if self.is_of_each and any(hit.keyword for hit in found.hits):
            return _only(found, lambda hit: hit.keyword > 0)  # who mentions a thing uses a word for it
        if self.mentions:
            return _only(found, lambda hit: all(_is_about(hit, mention) for mention in self.mentions))
        return found

    def subject(self, words: str) -> str:
        """The words without the sides, which tell every passage of a side from none: what they are asked about."""
        if not self.sides:
            return words
        filters = self.filters
        said = [rf"(?:\b(?:i|fra|siden|til|og|in|from|since|to|and)\s+)?\b{year}\b" for year in filters.year]
        said += [rf"(?:\b(?:hos|ifølge|at|by)\s+)?\b{re.escape(name)}(?:['’]?s)?\b" for name in filters.organisation]
        for pattern in said:
            words = re.sub(rf"(?i){pattern}", " ", words)
        left = " ".join(_EACH.sub(" ", words).split())
        return left if terms(left) else words


def read_scope(
    question: str,
    earlier: Sequence[str],
    reports: Sequence[Report],
    chosen: Filters,
    ignored: Collection[str] = (),
) -> Scope:
    """Read the scope from a question's words.

    Args:
        question: as it was asked.
        earlier: the questions that it goes on with, newest first; what it leaves out is taken from them.
        reports: those in the index.
        chosen: filters that a user has set; each goes before what the words say of the same.
        ignored: years, organisations and kinds that do not narrow the search though the words name them.

    Returns:
        Where to look. A year or an organisation of which there is no report becomes a mention.
    """
    admitted = [report for report in reports if chosen.admit(report)]
    known = sorted({report.year for report in admitted if report.year})
    said = (question, *earlier)
    dated = (question,) if _NOW.search(question) else said  # "and now?" leaves the year that was spoken of
    years = () if chosen.year else _first(dated, lambda words, before: years_named(words, known, before))
    organisations = () if chosen.organisation else _first(said, lambda words, _: organisations_named(words, admitted))
    kind = () if chosen.kind else _kind(question)
    years, organisations, kind = _without(ignored, years), _without(ignored, organisations), _without(ignored, kind)
    of_each = bool(_EACH.search(question)) and not organisations
    sides = _sides_of(dict.fromkeys(report.organisation for report in admitted)) if of_each else ()
    sides = sides or _sides(tuple(known) if _CHANGE.search(question) and not years else years, organisations)
    wanted = Filters(tuple(years), tuple(organisations), kind, source="question")
    if not wanted.where():
        return Scope(chosen, (), sides, of_each)
    mentions: tuple[str, ...] = ()
    is_of_no_report = any(int(year) not in known for match in _OF_REPORT.findall(question) for year in match if year)
    if not is_of_no_report and not any(wanted.admit(report) for report in admitted):
        mentions = tuple(str(year) for year in years[:1] if len(years) == 1) + tuple(organisations)
        wanted = replace(wanted, year=(), organisation=())
    return Scope(_both(chosen, wanted), mentions, sides, of_each)


def _first(said: Sequence[str], read: Callable[[str, Sequence[str]], tuple[_T, ...]]) -> tuple[_T, ...]:
    """What the newest of the questions says that says something."""
    return next((found for i, question in enumerate(said) if (found := read(question, said[i + 1 :]))), ())


def _without(ignored: Collection[str], read: Sequence[_T]) -> tuple[_T, ...]:
    return tuple(value for value in read if str(value) not in ignored)


def _kind(question: str) -> tuple[Kind, ...]:
    if _ACROSS.search(question):
        return (Kind.CROSS_CUTTING,)
    return (Kind.SUPPLIER,) if _OF_SUPPLIERS.search(question) else ()


def _sides(years: Sequence[int], organisations: Sequence[str]) -> tuple[Side, ...]:
    if len(organisations) > 1:
        return tuple(Side(name, Filters(organisation=(name,)), name) for name in organisations)
    if len(years) > 1:
        return tuple(Side(str(year), Filters(year=(year,))) for year in years)
    return ()


def _sides_of(names: Iterable[str]) -> tuple[Side, ...]:
    return tuple(Side(name, Filters(organisation=(name,))) for name in names)


def _both(chosen: Filters, read: Filters) -> Filters:
    """The user's filters, and for what they leave open those that were read."""
    if not read.where():
        return chosen
    return replace(
        read,
        year=chosen.year or read.year,
        organisation=chosen.organisation or read.organisation,
        kind=chosen.kind or read.kind,
        report=chosen.report,
    )


def _is_about(hit: Hit, mention: str) -> bool:
    own = (hit.report.organisation, str(hit.report.year))
    if mention in own:
        return True
    words = " ".join((*hit.passage.headings, hit.passage.text))
    return re.search(rf"(?i)\b{re.escape(mention)}s?\b", words) is not None


def _only(found: SearchResult, admits: Callable[[Hit], bool]) -> SearchResult:
    """What of a search is admitted, ranked anew."""
    admitted = (hit for hit in found.hits if admits(hit))
    hits = {hit.passage.id: replace(hit, rank=rank) for rank, hit in enumerate(admitted, start=1)}
    within = (each for each in found.sentences if each.hit.passage.id in hits)
    sentences = (replace(each, hit=hits[each.hit.passage.id], rank=rank) for rank, each in enumerate(within, start=1))
    return replace(found, hits=tuple(hits.values()), sentences=tuple(sentences))
