"""Questions to try, made from what is in the index: each is asked, and shown only where it is answered."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

from assistant.records import Answer, Status
from assistant.texts import text
from corpus.records import Kind, Report
from index.keywords import terms
from index.records import StoredReport

EXAMPLES = 4
"""How many questions there are at most, each of another shape."""

# The index answers one at a time: between two questions whoever waits comes first.
_LET_OTHERS_SECONDS = 0.02
_TRIES = 4  # questions that are asked for one example: some 0.15 s each

# A heading of one to three words, of which only the first has a capital: a subject, not a sentence or a chapter.
_SUBJECT = re.compile(r"[A-ZÆØÅ][a-zæøåé-]+(?: [a-zæøåé-]+){0,2}")
# What headings say in every report, and how those begin that name no subject.
_OF_NO_SUBJECT = frozenset(
    terms(
        "anbefalinger baggrund bilag case cases dato erfaringer erfaringsopsamling erfaringsopsamlinger forord formål "
        "indhold indledning introduktion konklusion kontakt kilder metode metoder opsummering resultat resultater "
        "resumé samarbejde sammenfatning status temaer årets målgruppe appendix background conclusion contents "
        "foreword introduction methods recommendations results summary themes"
    )
)
_NO_BEGINNING = re.compile(
    r"(?i)(?:hv\w+|når|så|sådan|det|den|der|de|vi|ingen|færre|flere|mere|et|en|to|læs|kort|what|who|how|when|we|the|no)\b"
)


@dataclass(frozen=True, slots=True)
class _Subject:
    """What reports have a heading about.

    Attributes:
        name: the heading as it stands within a sentence.
        reports: those with it, in the order of the index.
        language: of the first of them.
    """

    name: str
    reports: tuple[Report, ...]
    language: str


def find_examples(reports: Sequence[StoredReport], language: str, ask: Callable[[str], Answer]) -> tuple[str, ...]:
    """Return up to `EXAMPLES` questions that the reports answer; the same for the same reports.

    Args:
        reports: those in the index.
        language: of the questions, "da" or "en".
        ask: answers a question.
    """
    subjects, found = _subjects(reports), list[str]()
    for shape in ("example_all", "example_organisation", "example_year", "example_change"):
        for subject, question in islice(_questions(shape, subjects, language), _TRIES):
            time.sleep(_LET_OTHERS_SECONDS)
            answer = ask(question)
            if answer.language == language and _is_answered(answer, subject):
                found.append(question)
                subjects = [other for other in subjects if not _words(other) & _words(subject)]
                break
    return tuple(found)


def _subjects(reports: Sequence[StoredReport]) -> list[_Subject]:
    """What the headings are about: first what most reports have a heading about, then what most speak of."""
    headings: dict[frozenset[str], str] = {}
    having: dict[frozenset[str], list[Report]] = {}
    for stored in reports:
        for heading in dict.fromkeys(chain.from_iterable(passage.headings for passage in stored.passages)):
            words = frozenset(terms(heading))
            if _SUBJECT.fullmatch(heading) and not _NO_BEGINNING.match(heading) and words - _OF_NO_SUBJECT:
                headings.setdefault(words, heading)
                having.setdefault(words, []).append(stored.report)
    speaking = Counter(words for stored in reports for words in _spoken_of(stored, headings))
    best = sorted(headings, key=lambda words: (-len(set(having[words])), -speaking[words], headings[words]))
    return [
        _Subject(_within(headings[words], reports), tuple(dict.fromkeys(having[words])), having[words][0].language)
        for words in best
    ]


def _spoken_of(stored: StoredReport, subjects: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    """Those of the subjects whose words stand together in a passage of the report."""
    passages = [set(terms(passage.text)) for passage in stored.passages]
    return {words for words in subjects if any(words <= passage for passage in passages)}


def _within(heading: str, reports: Iterable[StoredReport]) -> str:
    """The heading as it is written within a sentence: a capital stays where the reports mostly write one there."""
    small = heading[0].lower() + heading[1:]
    texts = [passage.text for stored in reports for passage in stored.passages]
    with_capital, without = (
        sum(len(re.findall(rf"[a-zæøå,] {re.escape(form.split()[0])}\b", text)) for text in texts)
        for form in (heading, small)
    )
    return heading if with_capital > without else small


def _questions(shape: str, subjects: Sequence[_Subject], language: str) -> Iterator[tuple[_Subject, str]]:
    """Questions of one shape, the most promising first."""
    for subject in subjects:
        years = sorted({report.year for report in subject.reports if report.year})
        if (shape == "example_year" and not years) or (shape == "example_change" and len(years) < 2):
            continue
        first, last = (years[0], years[-1]) if years else (None, None)
        organisation = min(subject.reports, key=lambda report: report.kind is not Kind.SUPPLIER).organisation
        name = _quoted(subject, language)
        yield subject, text(shape, language, subject=name, organisation=organisation, first=first, last=last)


def _quoted(subject: _Subject, language: str) -> str:
    """The subject, in quotation marks where it is in another language than the question."""
    return subject.name if subject.language == language else f"“{subject.name}”"


def _is_answered(answer: Answer, subject: _Subject) -> bool:
    """Whether a question got an answer, and from a place that is about its subject."""
    words = _words(subject)
    cited = (" ".join((*citation.headings, citation.passage)) for citation in answer.citations)
    return answer.status is Status.ANSWERED and any(words <= set(terms(place)) for place in cited)


def _words(subject: _Subject) -> set[str]:
    return set(terms(subject.name))
