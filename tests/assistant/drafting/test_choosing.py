from dataclasses import replace

import pytest

from assistant.drafting.choosing import admitted, choose_all, reports_about
from assistant.drafting.feedback import with_feedback
from assistant.drafting.searching import search_all
from assistant.drafting.shapes import Shape
from assistant.drafting.subject import Subject, subject_of
from assistant.question import Question, understand
from assistant.records import Filters
from corpus.records import BlockRole
from index.odds import chance, log_odds
from index.records import SearchResult, SentenceHit
from index.search import Index

TOPIC = "Hvordan bliver borgere med gæld hjulpet?"
ANY = Subject({}, "da")


@pytest.fixture(scope="module")
def asked(index: Index) -> Question:
    return understand(TOPIC, (), index.reports(), Filters())


@pytest.fixture(scope="module")
def found(asked: Question, index: Index) -> SearchResult:
    return search_all(asked, index)


def saying(found: SearchResult, place: int, words: str, score: float) -> SentenceHit:
    """A hit alone in its passage, with other words and another score."""
    hit = found.sentences[place]
    sentence = replace(hit.sentence, text=words, role=BlockRole.PARAGRAPH)
    passage = replace(hit.hit.passage, id=f"p{place}", sentences=(sentence,), headings=())
    return replace(hit, hit=replace(hit.hit, passage=passage), sentence=sentence, score=chance(score))


def spoken(found: SearchResult, *words: str, score: float = 5.0, subject: Subject = ANY) -> list[str]:
    hits = [saying(found, place, text, score - place) for place, text in enumerate(words)]
    return [each.sentences[0].text for each in choose_all(hits, subject)]


def test_the_best_few_are_chosen_and_others_that_stand_out(found: SearchResult) -> None:
    words = [f"Borgerne fik hjælp nummer {number} af en rådgiver." for number in "abcdefgh"]
    assert sorted(spoken(found, *words)) == words[:4]
    assert sorted(spoken(found, *words, score=7.6)) == words[:6]


def test_what_has_no_word_of_the_topic_must_stand_out_more(found: SearchResult) -> None:
    debt, other = "Borgerne fik hjælp til deres gæld.", "Borgerne fik hjælp til deres bolig."
    best = [saying(found, place, f"Gælden var {chr(97 + place)} kroner for borgerne.", 4.0) for place in range(4)]
    subject = Subject({"gæld": 3.0}, "da")
    for words, score, is_chosen in [(debt, 2.3, True), (other, 2.3, False), (other, 2.6, True), (debt, 2.0, False)]:
        chosen = choose_all([*best, saying(found, 4, words, score)], subject)
        assert (words in [each.sentences[0].text for each in chosen]) == is_chosen
    in_danish = choose_all([*best, saying(found, 4, other, 2.3)], Subject({"debt": 3.0}, "en"))
    assert len(in_danish) == 5


def test_captions_and_what_was_asked_are_left_out(found: SearchResult) -> None:
    words = ["19 uger til den første time", "Leverandørerne er blevet spurgt til, hvordan de hjælper."]
    assert spoken(found, *words, "Gæld er det første, vi taler om.", score=9.0) == ["Gæld er det første, vi taler om."]


def test_among_many_nothing_half_as_far_out_as_the_best_is_chance(found: SearchResult) -> None:
    best = [saying(found, place, f"Gælden blev mindre for borger {chr(97 + place)}.", 5.0) for place in range(4)]
    half = saying(found, 4, "Rådgiveren på biblioteket hjalp med at skrive til banken.", 2.6)
    rest = [saying(found, 5, "Der er ingen fast tid til det her.", -1.0)] * 20_000
    assert half.sentence.text in [each.sentences[0].text for each in choose_all([*best, half, *rest], ANY)]


def test_a_report_that_only_mentions_the_topic_is_not_silent(found: SearchResult) -> None:
    other = next(each.hit.report for each in found.sentences if each.hit.report != found.sentences[0].hit.report)
    best = [saying(found, place, f"Gælden blev mindre for borger {chr(97 + place)}.", 5.0) for place in range(4)]
    best = [replace(each, hit=replace(each.hit, report=found.sentences[0].hit.report)) for each in best]
    for score, is_silent in [(2.05, False), (1.5, True)]:
        hit = saying(found, 4, "Gælden blev ikke nævnt igen.", score)
        hits = [*best, replace(hit, hit=replace(hit.hit, report=other))]
        chosen = choose_all(hits, ANY)
        assert len(chosen) == 4
        assert (other.id not in reports_about(hits, chosen)) == is_silent


def test_of_recommendations_nothing_else_is_admitted(asked: Question, found: SearchResult, index: Index) -> None:
    chosen = choose_all(found.sentences, subject_of(asked, index))
    assert admitted(chosen, Shape.THEME) == admitted(chosen, Shape.YEAR) == chosen
    assert len(admitted(chosen, Shape.RECOMMENDATIONS)) < len(chosen)


def test_the_subject_is_the_words_that_tell(asked: Question, index: Index) -> None:
    assert set(subject_of(asked, index).weights) == {"gæld"}  # all reports have "borgere", none "hjulpet"
    only_asking = understand("Hvordan afholder de møder?", (), index.reports(), Filters())
    assert set(subject_of(only_asking, index).weights) == {"mød"}
    subject = Subject({"gæld": 3.0, "bank": 1.0}, "da")
    assert subject.share_in("Gældsrådgivningen ringede til banken.", "da") == 1.0
    assert subject.share_in("Gælden var stor.", "da") == 0.75
    assert subject.share_in("Døren er åben.", "da") == 0.0
    assert subject.share_in("The bank is open.", "en") == ANY.share_in("Døren er åben.", "da") == 1.0


def test_what_is_like_the_best_rises(asked: Question, found: SearchResult, index: Index) -> None:
    plain = index.search(asked.searched, limit=index.passage_count)
    fed = with_feedback(plain, index)
    assert abs(fed.mean()) < 1e-9 and abs(fed.std() - 1) < 1e-9
    scores = [log_odds(each.score) for each in plain.sentences]
    assert any(fed[place] > fed[place - 1] for place in range(1, len(scores)))
    best = [each.sentence.text for each in plain.sentences[:3]]
    assert best[0] in [each.sentence.text for each in found.sentences[:3]]
