from dataclasses import replace

import pytest

from assistant.composing import choose, compose, extract, is_bare, nearest
from assistant.question import understand
from assistant.records import Filters
from corpus.records import BlockRole
from index.records import SearchResult, SentenceHit
from index.search import Index

QUESTION = "Hvad siger leverandørerne om digitale møder?"


@pytest.fixture(scope="module")
def found(index: Index) -> SearchResult:
    return index.search(QUESTION)


def ranked(found: SearchResult, *hits: SentenceHit) -> SearchResult:
    return SearchResult(found.hits, hits, found.query_vector)


def saying(hit: SentenceHit, words: str, **changes: object) -> SentenceHit:
    """The hit with other words, as if they stood in its place."""
    return replace(hit, sentence=replace(hit.sentence, text=words, role=BlockRole.PARAGRAPH), **changes)


def test_sentences_that_say_the_same_are_chosen_together(found: SearchResult) -> None:
    best, (_, other) = found.sentences[0], _elsewhere(found, found.sentences[0])
    words = "Borgeren skal frit kunne vælge mellem fysiske og digitale møder hver gang."
    hits = [
        saying(best, words, score=0.9),
        saying(best, words.upper(), score=0.89),
        saying(best, words.replace(" hver gang", ""), score=0.88),
        saying(other, "Digitale møder er et supplement til det fysiske møde.", score=0.87),
    ]
    assert choose(hits, 6) == [hits[:3], hits[3:]]
    assert choose(hits, 1) == [hits[:3]]


def test_what_lies_far_below_the_best_is_not_chosen(found: SearchResult) -> None:
    best, (one, other) = replace(found.sentences[0], score=0.95), _elsewhere(found, found.sentences[0])
    near, far = saying(one, "Det her ligger nær ved.", score=0.9), saying(other, "Det her ligger langt fra.", score=0.7)
    assert choose([best, near, far], 6) == [[best], [near]]


def test_where_few_are_near_some_that_lie_further_below_are_chosen(found: SearchResult) -> None:
    best, (one, other) = replace(found.sentences[0], score=0.95), _elsewhere(found, found.sentences[0])
    further = saying(one, "Det her ligger længere nede.", score=0.8)
    far = saying(other, "Det her ligger langt fra.", score=0.7)
    assert choose([best, further, far], 6) == [[best]]
    assert choose([best, further, far], 6, least=1) == [[best]]
    assert choose([best, further, far], 6, least=3) == [[best], [further]]


def test_what_says_nothing_alone_is_not_quoted(found: SearchResult) -> None:
    best = found.sentences[0]
    heading = replace(best, sentence=replace(best.sentence, role=BlockRole.HEADING))
    author = replace(best, sentence=replace(best.sentence, role=BlockRole.ATTRIBUTION))
    asks = saying(best, "»Hvad skal der så til for at lykkes?«")
    hits = [heading, author, asks, saying(best, "Vi har tre ting på hjerte:"), saying(best, "Ja tak det.")]
    assert choose(hits, 6) == []
    assert nearest(ranked(found, *hits)) == []


@pytest.mark.parametrize(
    ("words", "role", "is_it"),
    [
        ("Unge med angst ✓ Brofæste ✓ Havnelauget", BlockRole.TABLE_ROW, True),
        ("Borgere over 30 år ✓ Brofæste", BlockRole.TABLE_ROW, True),
        ("✓ Har indleveret en erfaringsopsamling", BlockRole.PARAGRAPH, True),
        ("Unge med angst Brofæste Havnelauget Trædestenen", BlockRole.TABLE_ROW, True),
        ("Afsluttede forløb i alt 41", BlockRole.TABLE_ROW, False),
        ("Udsatte unge ✓ Målgruppen er unge, som bor hjemme.", BlockRole.TABLE_ROW, False),
        ("Udsatte unge Målgruppen er unge, som bor-", BlockRole.TABLE_ROW, False),
        ("At møde op hver dag", BlockRole.LIST_ITEM, False),
    ],
)
def test_names_and_ticks_of_a_table_are_told_from_what_says_something(
    found: SearchResult, words: str, role: BlockRole, is_it: bool
) -> None:
    sentence = found.sentences[0].sentence
    assert is_bare(replace(sentence, text=words, role=role)) is is_it


def test_a_sentence_is_quoted_with_its_neighbours(found: SearchResult) -> None:
    hit = next(hit for hit in found.sentences if 1 < _place(hit) < len(hit.hit.passage.sentences) - 2)
    (alone,) = extract([[hit]])
    place = _place(hit)
    near = [s for s in hit.hit.passage.sentences[place - 1 : place + 2] if s.role is not BlockRole.HEADING]
    assert list(alone.sentences) == near
    assert hit.sentence in near


def test_extracts_that_meet_are_one(found: SearchResult) -> None:
    passage = next(hit for hit in found.hits if len(hit.passage.sentences) > 4)
    one, other = (
        replace(found.sentences[0], hit=passage, sentence=passage.passage.sentences[number], score=score)
        for number, score in ((1, 0.7), (3, 0.9))
    )
    (joined,) = extract([[one], [other]])
    assert joined.sentences == passage.passage.sentences[:5]
    assert joined.score == 0.9


def test_an_item_of_a_list_brings_the_line_that_leads_in_to_it_and_no_other_item(index: Index) -> None:
    found = index.search("anbefalinger", limit=80)
    hit, lead, last = next(
        (hit, lead, lead + 2)
        for hit in found.hits
        for lead, sentence in enumerate(hit.passage.sentences[:-2])
        if sentence.text.endswith(":")
        and all(item.role is BlockRole.LIST_ITEM for item in hit.passage.sentences[lead + 1 : lead + 3])
    )
    sentences = hit.passage.sentences
    (run,) = extract([[replace(found.sentences[0], hit=hit, sentence=sentences[last])]])
    assert run.sentences == (sentences[lead], sentences[last])


def test_a_line_that_leads_in_to_a_list_is_not_quoted_without_the_list(index: Index) -> None:
    found = index.search("anbefalinger", limit=80)
    hit, before = next(
        (hit, lead - 1)
        for hit in found.hits
        for lead, sentence in enumerate(hit.passage.sentences)
        if lead and sentence.text.endswith(":") and hit.passage.sentences[lead - 1].role is BlockRole.PARAGRAPH
    )
    (run,) = extract([[replace(found.sentences[0], hit=hit, sentence=hit.passage.sentences[before])]])
    assert run.sentences[-1] == hit.passage.sentences[before]


def test_a_report_s_extracts_stand_together_in_the_order_of_its_pages(found: SearchResult) -> None:
    extracts, gaps = compose(understand(QUESTION, (), (), Filters()), found)
    places = [
        (each.hit.report.id, each.sentences[0].spans[0].page, each.sentences[0].spans[0].start) for each in extracts
    ]
    reports = list(dict.fromkeys(report for report, _, _ in places))
    assert 1 < len(reports) <= len(extracts) <= 8
    assert places == sorted(places, key=lambda place: (reports.index(place[0]), *place[1:]))
    assert gaps == ()


def test_what_is_asked_side_by_side_stands_in_the_order_of_the_sides(index: Index) -> None:
    question = understand("Hvad siger de om digitale møder fra 2022 til 2025?", (), index.reports(), Filters())
    found = index.search(question.searched, question.scope.filters, question.scope.depth)
    extracts, gaps = compose(question, found)
    years = [each.hit.report.year for each in extracts]
    assert years == sorted(years)
    assert gaps == tuple(year for year in ("2022", "2023", "2024", "2025") if int(year) not in years)
    assert "2022" in gaps
    assert len(set(years)) > 1


def test_nearest_are_the_best_sentences_of_different_passages(found: SearchResult) -> None:
    near = nearest(found)
    assert len({each.hit.passage.id for each in near}) == len(near) == 3
    assert [each.score for each in near] == sorted((each.score for each in near), reverse=True)
    assert all(len(each.sentences) == 1 for each in near)


def test_a_sentence_that_a_better_one_brings_along_takes_no_place(found: SearchResult) -> None:
    passage = next(hit for hit in found.hits if len(hit.passage.sentences) > 3)
    first, second, third = (
        replace(found.sentences[0], hit=passage, sentence=passage.passage.sentences[number], score=score)
        for number, score in ((0, 0.9), (1, 0.89), (3, 0.88))
    )
    assert choose([first, second, third], 2) == [[first], [third]]


def test_of_equals_another_report_s_goes_first(found: SearchResult) -> None:
    best = found.sentences[0]
    same = next(hit for hit in found.sentences if hit.hit.report == best.hit.report and hit.hit != best.hit)
    other = next(hit for hit in found.sentences if hit.hit.report != best.hit.report)
    ranked = [replace(best, score=0.9), replace(same, score=0.881), replace(other, score=0.88)]
    assert [group[0].hit.report for group in choose(ranked, 2)] == [best.hit.report, other.hit.report]


def _elsewhere(found: SearchResult, hit: SentenceHit) -> list[SentenceHit]:
    """Two hits of other passages than this one's and each other's."""
    others = {each.hit.passage.id: each for each in found.sentences if each.hit != hit.hit}
    return list(others.values())[:2]


def _place(hit: SentenceHit) -> int:
    return hit.hit.passage.sentences.index(hit.sentence)
