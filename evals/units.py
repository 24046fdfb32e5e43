"""Passages, pages and sentences as units that are ranked and judged."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from corpus.records import Passage, Sentence
from evals.gold import Place
from evals.metrics.overlap import Unit
from index.library import Library, open_manifest
from index.records import Hit, SentenceHit
from index.settings import IndexSettings

PASSAGES, PAGES, SENTENCES = "passages", "pages", "sentences"
SORTS = (PASSAGES, PAGES, SENTENCES)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit that was found.

    Attributes:
        name: its id in TREC files: without white space, the same whenever the same index finds it.
        unit: where it stands.
        report: the report's id.
        page: the 1-based page on which it starts.
        text: its words.
        score: relevance, higher is better.
        rank: 1-based.
    """

    name: str
    unit: Unit
    report: str
    page: int
    text: str
    score: float
    rank: int


def ranked_passages(hits: Iterable[Hit]) -> tuple[Ranked, ...]:
    """The passages of a search, best first."""
    return tuple(
        Ranked(
            _passage_name(hit.passage),
            _passage_unit(hit.passage),
            hit.report.id,
            hit.passage.page,
            hit.passage.text,
            hit.score,
            hit.rank,
        )
        for hit in hits
    )


def ranked_sentences(hits: Iterable[SentenceHit]) -> tuple[Ranked, ...]:
    """The sentences of a search, best first."""
    return tuple(
        Ranked(
            _sentence_name(hit.hit.report.id, hit.sentence),
            _sentence_unit(hit.hit.report.id, hit.sentence),
            hit.hit.report.id,
            hit.sentence.spans[0].page,
            hit.sentence.text,
            hit.score,
            hit.rank,
        )
        for hit in hits
    )


def ranked_pages(passages: Iterable[Ranked]) -> list[str]:
    """The names of the pages on which the passages stand, each once, at its best passage's place."""
    return list(dict.fromkeys(_page_name(place.report, place.page) for found in passages for place in found.unit))


def read_units(settings: IndexSettings) -> dict[str, dict[str, Unit]]:
    """Every passage, page and sentence of an index, by sort and name.

    What was not found has to be counted too, so they are read from the index's files and not from a search.
    """
    library = Library(settings.folder)
    units: dict[str, dict[str, Unit]] = {sort: {} for sort in SORTS}
    for entry in open_manifest(settings).entries:
        stored = library.stored(entry.version)
        report = stored.report.id
        for page in stored.pages:
            units[PAGES][_page_name(report, page.number)] = (Place(report, page.number, 0, len(page.text)),)
        for passage in stored.passages:
            units[PASSAGES][_passage_name(passage)] = _passage_unit(passage)
            units[SENTENCES] |= {
                _sentence_name(report, each): _sentence_unit(report, each) for each in passage.sentences
            }
    return units


def _passage_name(passage: Passage) -> str:
    return quote(passage.id, safe="#")


def _page_name(report: str, page: int) -> str:
    return f"{quote(report)}:{page}"


def _sentence_name(report: str, sentence: Sentence) -> str:
    first = sentence.spans[0]
    return f"{quote(report)}:{first.page}:{first.start}"


def _passage_unit(passage: Passage) -> Unit:
    return tuple(place for sentence in passage.sentences for place in _places(passage.report, sentence))


def _sentence_unit(report: str, sentence: Sentence) -> Unit:
    return tuple(_places(report, sentence))


def _places(report: str, sentence: Sentence) -> Iterator[Place]:
    for span in sentence.spans:
        yield Place(report, span.page, span.start, span.end)
