"""An answer as a Word file and as Markdown, opened by what others open them with."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from docx import Document as open_document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from markdown_it import MarkdownIt

from assistant.assistant import Assistant
from assistant.documents.answer import answer_document
from assistant.documents.markdown import to_markdown
from assistant.documents.records import Document, Items, Paragraph, Run
from assistant.documents.word import to_docx
from assistant.records import Answer, Status
from assistant.sources import source_name
from corpus.records import by_id
from tests.assistant.documents.conftest import Print

DAY = date(2026, 3, 1)
EVIL = "</w:t> \x00\x1b\ud800 ![x](http://ond.example/x.png) <img src=x> [^1] **fed** www.ond.example\n# Stor"


@pytest.fixture(scope="module")
def answer(assistant: Assistant) -> Answer:
    return assistant.ask("Hvad siger leverandørerne om digitale møder?")


@pytest.fixture(scope="module")
def document(assistant: Assistant, answer: Answer) -> Document:
    return answer_document(answer, by_id(assistant.reports()), DAY)


@pytest.fixture
def evil(document: Document) -> Document:
    run = Run(EVIL, (EVIL, EVIL))
    return replace(document, title=EVIL * 5, cover=(EVIL,), blocks=(Paragraph((run,)), Items(((run,),))))


def footnotes(word: Any) -> Any:  # noqa: ANN401  # lxml
    part = next(rel.target_part for rel in word.part.rels.values() if rel.reltype.endswith("/footnotes"))
    return parse_xml(part.blob)


def words(element: Any) -> str:  # noqa: ANN401
    return "".join(node.text for node in element.iter(qn("w:t")))


def test_word_has_a_heading_a_report_and_a_footnote_a_citation(answer: Answer, document: Document) -> None:
    word = open_document(BytesIO(to_docx(document)))
    headings = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    reports = dict.fromkeys(source_name(citation) for citation in answer.citations)
    assert headings == [*reports, "Fundet i", "Ikke fundet i"][: len(headings)]
    assert len(answer.citations) >= 4
    notes = [note for note in footnotes(word) if note.get(qn("w:type")) is None]
    assert [note.get(qn("w:id")) for note in notes] == [str(i) for i, _ in enumerate(answer.citations, start=1)]
    marks = [mark.get(qn("w:id")) for mark in word.element.iter(qn("w:footnoteReference"))]
    assert marks == [note.get(qn("w:id")) for note in notes]
    for note, citation in zip(notes, answer.citations, strict=True):
        assert f"»{citation.quote}«" in words(note)
        assert citation.title in words(note)
    said = [each.text for each in word.paragraphs if each.style.name == "List Bullet"]
    assert said[: len(answer.statements)] == [statement.text for statement in answer.statements]


def test_word_is_in_danish_and_tells_of_no_person(document: Document) -> None:
    word = open_document(BytesIO(to_docx(document)))
    assert {node.get(qn("w:val")) for node in word.styles.element.iter(qn("w:lang"))} == {"da-DK"}
    properties = word.core_properties
    assert (properties.author, properties.last_modified_by, properties.comments) == ("Kildesvar", "Kildesvar", "")
    assert (properties.title, properties.language) == (document.title, "da-DK")
    assert properties.created.date() == DAY


def test_libreoffice_prints_every_footnote(document: Document, answer: Answer, printed: Print) -> None:
    pages = printed(to_docx(document))
    assert "LavetmedKildesvarden01.03.2026" in pages
    for number, citation in enumerate(answer.citations, start=1):
        note = f"{number} {citation.organisation} {citation.year}, {citation.title}, s."
        assert pages.count("".join(note.split())) == 1


def test_markdown_has_a_footnote_a_citation(document: Document, answer: Answer) -> None:
    written = to_markdown(document)
    numbers = [str(i) for i, _ in enumerate(answer.citations, start=1)]
    assert re.findall(r"\[\^(\d+)\](?!:)", written) == numbers
    assert re.findall(r"^\[\^(\d+)\]: ", written, re.MULTILINE) == numbers


def test_the_page_in_the_file_is_named_where_another_is_printed(answer: Answer) -> None:
    first = replace(answer.citations[0], page_label="iv", page=7)
    written = to_markdown(answer_document(replace(answer, citations=(first, *answer.citations[1:]))))
    assert "s. iv (side 7 i filen): »" in written


def test_no_words_of_a_report_become_markup(evil: Document) -> None:
    html = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(to_markdown(evil))
    assert set(re.findall(r"<(\w+)", html)) == {"h1", "p", "ul", "li"}
    assert html.count("<h1>") == 1


def test_words_that_xml_cannot_hold_are_replaced(evil: Document, printed: Print) -> None:
    content = to_docx(evil)
    word = open_document(BytesIO(content))
    assert "</w:t> \ufffd\ufffd\ufffd ![x]" in word.paragraphs[0].text
    assert printed(content).count("ond.example/x.png") == 5 + 1 + 2 + 4


def test_what_was_not_found_shows_what_comes_nearest(assistant: Assistant) -> None:
    answer = assistant.ask("Hvor mange robotter har kommunens svømmehaller købt?", language="en")
    assert answer.status is Status.NOT_FOUND
    written = to_markdown(answer_document(answer, made=DAY))
    assert "The reports do not say anything about this." in written
    assert written.count("[^3]") == 2


def test_a_refused_question_is_not_written_down(answer: Answer) -> None:
    with pytest.raises(ValueError, match="personal_data has nothing to write"):
        answer_document(replace(answer, status=Status.PERSONAL_DATA))
