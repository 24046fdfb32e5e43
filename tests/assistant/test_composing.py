from dataclasses import replace

import pytest
from rich.console import Console
from rich.markdown import Markdown

from assistant.assistant import Assistant
from assistant.composing import choose, cite, nearest, to_markdown
from assistant.records import Citation, Statement
from assistant.sources import source_name
from corpus.records import BlockRole, Span
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


def shifted(hit: SentenceHit, pages: int = 0, characters: int = 0) -> SentenceHit:
    """The hit with a place where its words do not stand."""
    spans = tuple(Span(s.page + pages, s.start + characters, s.end + characters) for s in hit.sentence.spans)
    return replace(hit, sentence=replace(hit.sentence, spans=spans))


def test_a_sentence_that_is_not_on_its_page_is_dropped_and_counted(index: Index, found: SearchResult) -> None:
    true = choose(found)[:3]
    before = -1 if true[1].sentence.spans[0].page > 1 else 1
    hits = [
        true[0],
        shifted(true[1], pages=before),
        shifted(true[1], characters=1),
        saying(true[1], true[1].sentence.text.replace("e", "é", 1)),
        saying(true[1], true[1].sentence.text[:-1]),
        true[2],
    ]
    statements, citations, dropped = cite(hits, index)
    assert dropped == 4
    assert [said.text for said in statements] == [true[0].sentence.text, true[2].sentence.text]
    assert [citation.number for citation in citations] == [1, 2]
    assert [said.citations for said in statements] == [(1,), (2,)]


def test_a_sentence_over_a_page_break_is_one_statement_with_a_citation_a_page(index: Index) -> None:
    report = next(report for report in index.reports() if report.id == "havnelauget-2024")
    texts = [index.page(report.id, number).text for number in (2, 3)]
    spans = (Span(2, len(texts[0]) - 20, len(texts[0])), Span(3, 0, 20))
    words = " ".join(" ".join(texts[i][span.start : span.end].split()) for i, span in enumerate(spans))
    hit = next(hit for hit in index.search(QUESTION).sentences if hit.hit.report == report)
    over = replace(hit, sentence=replace(hit.sentence, text=words, spans=spans))
    statements, citations, dropped = cite([over, hit], index)
    assert dropped == 0
    assert [said.citations for said in statements] == [(1, 2), (3,)]
    assert [citation.page for citation in citations][:2] == [2, 3]
    assert f"{words[-5:]} [1][2]" in to_markdown(statements, citations, "da")


def test_sentences_that_say_the_same_stand_once(found: SearchResult) -> None:
    best = choose(found)[0]
    words = "Borgeren skal frit kunne vælge mellem fysiske og digitale møder hver gang."
    hits = [
        saying(best, words, score=0.9),
        saying(best, words.upper(), score=0.89),
        saying(best, words.replace(" hver gang", ""), score=0.88),
        saying(best, "Digitale møder er et supplement til det fysiske møde.", score=0.87),
    ]
    assert {hit.sentence.text for hit in choose(ranked(found, *hits))} == {words, hits[3].sentence.text}


def test_what_says_nothing_alone_is_not_quoted(found: SearchResult) -> None:
    best = choose(found)[0]
    heading = replace(best, sentence=replace(best.sentence, role=BlockRole.HEADING))
    author = replace(best, sentence=replace(best.sentence, role=BlockRole.ATTRIBUTION))
    hits = ranked(found, heading, author, saying(best, "Vi har tre ting på hjerte:"), saying(best, "Ja tak det."))
    assert choose(hits) == nearest(hits) == []


def test_a_report_s_sentences_stand_together_in_the_order_of_its_pages(found: SearchResult) -> None:
    chosen = choose(found)
    places = [(hit.hit.report.id, hit.sentence.spans[0].page, hit.sentence.spans[0].start) for hit in chosen]
    reports = list(dict.fromkeys(report for report, _, _ in places))
    assert 1 < len(reports) < len(chosen) <= 8
    assert places == sorted(places, key=lambda place: (reports.index(place[0]), *place[1:]))
    best = max(chosen, key=lambda hit: hit.score)
    assert reports[0] == best.hit.report.id


def test_nearest_are_the_best_sentences_of_different_passages(found: SearchResult) -> None:
    near = nearest(found)
    assert len({hit.hit.passage.id for hit in near}) == len(near) == 3
    assert [hit.rank for hit in near] == sorted(hit.rank for hit in near)


LIKE_MARKUP = [
    "En *stjerne*, en _streg_, `kode` og ~~streget~~ ud.",
    "Se [kilde](http://127.0.0.1/x) og ![billede](x.png) eller <b>fed</b>.",
    "Skriv til os@example.dk, se www.example.dk eller https://example.dk/a?b=1&c=2.",
    "# ikke en overskrift, og heller ikke en note[^1]",
    "1. ikke et punkt på en liste",
    "12) heller ikke et punkt",
    "- ikke en streg på en liste",
    "+ heller ikke et plus",
    "En tabel | er | det ikke, og $x$ er ikke en formel.",
    "Tegnene &lt;b&gt; &amp; \\* står her, som de er.",
]


@pytest.mark.parametrize("words", LIKE_MARKUP)
def test_words_of_a_report_stay_words_in_markdown(assistant: Assistant, words: str) -> None:
    citation = assistant.ask(QUESTION).citations[0]
    citation = replace(citation, number=1, organisation="A*B* & [C]", quote=words)
    markdown = to_markdown([Statement(words, (1,))], [citation], "da")
    assert shown(markdown)[-1].strip() == f"• {words} [1]"
    assert shown(markdown)[-3].strip() == f"A*B* & [C] {citation.year}"


def shown(markdown: str) -> list[str]:
    console = Console(width=200, color_system=None)
    with console.capture() as capture:
        console.print(Markdown(markdown))
    return capture.get().rstrip().splitlines()


def test_a_source_without_a_year_is_named_by_its_organisation(assistant: Assistant) -> None:
    citation: Citation = assistant.ask(QUESTION).citations[0]
    assert source_name(replace(citation, organisation="Brofæste", year=2023)) == "Brofæste 2023"
    assert source_name(replace(citation, organisation="Brofæste", year=None)) == "Brofæste"
