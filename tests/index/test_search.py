from collections.abc import Iterator

import numpy as np
import pytest

from corpus.records import Kind
from index.filters import ALL, Filters
from index.records import SearchResult
from index.search import Index
from index.settings import IndexSettings

QUESTION = "Hvordan arbejder mentorerne med borgerne?"
FILTERS = [
    ALL,
    Filters(year=(2024,)),
    Filters(year=(2023, 2025)),
    Filters(organisation=("Brofæste",)),
    Filters(kind=(Kind.CROSS_CUTTING,)),
    Filters(report=("havnelauget-2024",)),
    Filters(year=(2025,), organisation=("Brofæste",)),
]
NOTHING = [Filters(year=(1999,)), Filters(organisation=("Ingen",)), Filters(year=(2023,), report=("engholm-2025",))]


@pytest.fixture(scope="module")
def index(sample_index: IndexSettings) -> Iterator[Index]:
    index = Index.open(sample_index)
    yield index
    index.close()


def check_order(result: SearchResult) -> None:
    for found in (result.hits, result.sentences):
        scores = [item.score for item in found]
        assert [item.rank for item in found] == list(range(1, len(found) + 1))
        assert scores == sorted(scores, reverse=True)
        assert all(0 <= score <= 1 for score in scores)
    assert len({hit.passage.id for hit in result.hits}) == len(result.hits)
    of_hits = [(hit.passage.id, sentence.start) for hit in result.hits for sentence in hit.passage.sentences]
    assert sorted((s.hit.passage.id, s.sentence.start) for s in result.sentences) == sorted(of_hits)
    assert np.linalg.norm(result.query_vector) == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("filters", FILTERS, ids=str)
def test_filters_admit_only_what_they_name(index: Index, filters: Filters) -> None:
    result = index.search(QUESTION, filters, limit=1000)
    check_order(result)
    assert result.hits
    assert all(filters.admit(hit.report) for hit in result.hits)
    assert {hit.report.id for hit in result.hits} == {report.id for report in index.reports(filters)}
    assert any(hit.keyword > 0 for hit in result.hits)
    passages = sum(entry.passages for entry in index.manifest.entries if filters.admit(entry.report))
    dense = [hit for hit in result.hits if hit.dense is not None]
    assert len(dense) == passages


@pytest.mark.parametrize("filters", NOTHING, ids=str)
def test_filters_that_admit_nothing(index: Index, filters: Filters) -> None:
    result = index.search(QUESTION, filters)
    assert (result.hits, result.sentences, index.reports(filters)) == ((), (), ())


@pytest.mark.parametrize("question", ["", " ", "\0", "mentor\0bolig", "?", "qxzv giraffkvist", "😀", "a" * 20_000])
def test_odd_questions_are_searched(index: Index, question: str) -> None:
    check_order(index.search(question))


def test_question_without_known_words_has_no_keyword_scores(index: Index) -> None:
    result = index.search("qxzvk wqrtz")
    assert {hit.keyword for hit in result.hits} == {0}
    assert {sentence.keyword for sentence in result.sentences} == {0}


def test_words_that_are_only_alike_find_a_passage_but_are_not_in_it(index: Index) -> None:
    result = index.search("gældsrådgivingen")
    assert "gældsrådgivning" in result.hits[0].passage.text.lower()
    assert {hit.keyword for hit in result.hits} == {0}
    assert {sentence.keyword for sentence in result.sentences} == {0}


@pytest.mark.parametrize("limit", [0, 1, 7, 20])
def test_limit(index: Index, limit: int) -> None:
    result = index.search(QUESTION, limit=limit)
    check_order(result)
    assert len(result.hits) == limit
    assert result.hits == index.search(QUESTION).hits[:limit]


def test_cosines_are_those_of_the_passages(index: Index) -> None:
    hits = [hit for hit in index.search(QUESTION).hits if hit.dense is not None]
    by_dense = sorted(hits, key=lambda hit: -hit.dense)
    assert all(0.5 < hit.dense < 1 for hit in hits)
    assert by_dense[0] in hits[:3]


def test_same_question_same_answer(index: Index) -> None:
    assert index.search(QUESTION) == index.search(QUESTION)


def test_words_of_a_passage_find_it(index: Index) -> None:
    hit = index.search(QUESTION, limit=1).hits[0]
    sentence = max(hit.passage.sentences, key=lambda sentence: len(sentence.text))
    found = index.search(sentence.text)
    assert found.hits[0].passage.id == hit.passage.id
    assert found.sentences[0].sentence.text == sentence.text


def test_pages(index: Index) -> None:
    assert index.page("havnelauget-2024", 2).number == 2
    for report, number in (("havnelauget-2024", 0), ("havnelauget-2024", 99), ("none", 1)):
        with pytest.raises(KeyError, match="no page|none"):
            index.page(report, number)
