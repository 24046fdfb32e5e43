from dataclasses import replace

import pytest
from rich.console import Console
from rich.markdown import Markdown

from assistant.assistant import Assistant
from assistant.citing import cite, to_markdown
from assistant.composing import Extract
from assistant.records import Citation, Statement, Status
from assistant.sources import source_name
from corpus.records import Sentence, Span
from index.records import SearchResult, SentenceHit
from index.search import Index

QUESTION = "Hvad siger leverandørerne om digitale møder?"


@pytest.fixture(scope="module")
def found(index: Index) -> SearchResult:
    return index.search(QUESTION)


def alone(hit: SentenceHit, **changes: object) -> Extract:
    """The hit's sentence as an extract of its own, perhaps changed."""
    return Extract(hit.hit, (replace(hit.sentence, **changes),), hit.score)


def shifted(sentence: Sentence, pages: int = 0, characters: int = 0) -> tuple[Span, ...]:
    """A place where the sentence's words do not stand."""
    return tuple(Span(s.page + pages, s.start + characters, s.end + characters) for s in sentence.spans)


def test_an_extract_that_is_not_on_its_page_is_dropped_and_counted(index: Index, found: SearchResult) -> None:
    first, second, third = found.sentences[:3]
    sentence = second.sentence
    extracts = [
        alone(first),
        alone(second, spans=shifted(sentence, pages=-1 if sentence.spans[0].page > 1 else 1)),
        alone(second, spans=shifted(sentence, characters=1)),
        alone(second, text=sentence.text.replace("e", "é", 1)),
        alone(second, text=sentence.text[:-1]),
        alone(third),
    ]
    statements, citations, dropped = cite(extracts, index)
    assert dropped == 4
    assert [said.text for said in statements] == [first.sentence.text, third.sentence.text]
    assert [citation.number for citation in citations] == [1, 2]
    assert [said.citations for said in statements] == [(1,), (2,)]


def test_a_sentence_over_a_page_break_is_one_statement_with_a_citation_a_page(index: Index) -> None:
    report = next(report for report in index.reports() if report.id == "havnelauget-2024")
    texts = [index.page(report.id, number).text for number in (2, 3)]
    spans = (Span(2, len(texts[0]) - 20, len(texts[0])), Span(3, 0, 20))
    words = " ".join(" ".join(texts[i][span.start : span.end].split()) for i, span in enumerate(spans))
    hit = next(hit for hit in index.search(QUESTION).sentences if hit.hit.report == report)
    statements, citations, dropped = cite([alone(hit, text=words, spans=spans), alone(hit)], index)
    assert dropped == 0
    assert [said.citations for said in statements] == [(1, 2), (3,)]
    assert [citation.page for citation in citations][:2] == [2, 3]
    assert statements[0].text == words
    assert f"{words[-5:]} [1][2]" in to_markdown(Status.ANSWERED, statements, citations, (), "da")


def test_neighbours_are_one_quote_and_what_stands_between_two_is_marked_as_left_out(
    index: Index, found: SearchResult
) -> None:
    hit = next(
        hit
        for hit in found.hits
        if len(hit.passage.sentences) > 2 and len({s.spans for s in hit.passage.sentences}) > 2
    )
    first, second, third = hit.passage.sentences[:3]
    assert first.spans[0].page == third.spans[-1].page
    statements, citations, _ = cite([Extract(hit, (first, second), 0.9), Extract(hit, (first, third), 0.9)], index)
    assert [said.citations for said in statements] == [(1,), (2, 3)]
    assert citations[0].quote == statements[0].text == f"{first.text} {second.text}"
    assert statements[1].text == f"{first.text} [...] {third.text}"
    assert [each.quote for each in citations[1:]] == [first.text, third.text]


def test_an_echo_is_cited_beside_what_it_repeats(index: Index, found: SearchResult) -> None:
    first, second = found.sentences[:2]
    statements, citations, _ = cite([replace(alone(first), echoes=(second,))], index)
    assert [said.text for said in statements] == [first.sentence.text]
    assert [said.citations for said in statements] == [(1, 2)]
    assert [each.quote for each in citations] == [first.sentence.text, second.sentence.text]


def test_what_nothing_was_found_of_is_said(index: Index, found: SearchResult) -> None:
    statements, citations, _ = cite([alone(found.sentences[0])], index)
    lines = to_markdown(Status.PARTIAL, statements, citations, ("2019", "A*B"), "da").splitlines()
    assert lines[0] == "Rapporterne svarer på en del af spørgsmålet:"
    assert lines[-1] == r"Intet fundet for: 2019, A\*B"


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
    markdown = to_markdown(Status.ANSWERED, [Statement(words, (1,))], [citation], (), "da")
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
