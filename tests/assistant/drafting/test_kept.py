"""What a browser keeps of a draft is looked up again, word for word."""

from dataclasses import replace
from datetime import date

import pytest
from pydantic import TypeAdapter

from assistant.assistant import Assistant
from assistant.documents.draft import draft_document
from assistant.documents.markdown import to_markdown
from assistant.drafting.kept import KeptCitation, KeptDraft, KeptSection, KeptStatement, KeptText, keep, read_kept
from assistant.drafting.records import Draft
from assistant.drafting.restoring import restore
from corpus.records import Span, by_id

DAY = date(2026, 3, 1)


def first_line(kept: KeptDraft) -> KeptStatement:
    line = kept.sections[0].lines[0]
    assert isinstance(line, KeptStatement)
    return line


def with_lines(kept: KeptDraft, *lines: KeptStatement | KeptText) -> KeptDraft:
    return replace(kept, sections=(KeptSection("Afsnit", lines),))


def test_it_comes_back_as_it_was(assistant: Assistant, drafted: Draft) -> None:
    kept = read_kept(TypeAdapter(KeptDraft).dump_json(keep(drafted)))
    assert kept == keep(drafted)
    restored = restore(kept, assistant)
    assert restored.sections == drafted.sections
    assert restored.dropped == 0
    for before, after in zip(drafted.citations, restored.citations, strict=True):
        assert replace(before, passage="", score=0.0) == after
    assert (restored.coverage, restored.filters, restored.stamp) == (drafted.coverage, drafted.filters, drafted.stamp)


def test_words_that_no_report_has_come_back(assistant: Assistant, drafted: Draft) -> None:
    doubtful = replace(drafted, unknown=("dukker",), instead=("fremmøde",))
    restored = restore(keep(doubtful), assistant)
    assert (restored.unknown, restored.instead) == (("dukker",), ("fremmøde",))


@pytest.mark.parametrize(
    "change",
    [
        {"quote": "Alle er tilfredse."},
        {"report": "findes-ikke"},
        {"span": Span(999, 0, 20)},
        {"span": Span(1, 0, 20)},
        {"span": Span(1, 20, 0)},
        {"span": Span(-1, -20, -1)},
    ],
)
def test_a_quote_that_does_not_stand_there_is_left_out(
    assistant: Assistant, drafted: Draft, change: dict[str, object]
) -> None:
    kept = keep(drafted)
    line = first_line(kept)
    citation = KeptCitation(**{"report": "", "span": Span(1, 0, 1), "quote": ""} | _fields(line.citations[0]) | change)
    restored = restore(with_lines(kept, replace(line, citations=(citation, *line.citations[1:]))), assistant)
    assert (restored.dropped, restored.citations, restored.sections) == (1, (), ())


def _fields(citation: KeptCitation) -> dict[str, object]:
    return {"report": citation.report, "span": citation.span, "quote": citation.quote}


def test_a_statement_says_no_more_and_no_less_than_its_quotes(assistant: Assistant, drafted: Draft) -> None:
    kept = keep(drafted)
    line = first_line(kept)
    for said in (line.text + " Det virker.", line.text[:-5], line.text.replace("ikke", ""), ""):
        if said != line.text:
            assert restore(with_lines(kept, replace(line, text=said)), assistant).dropped == 1


def test_own_text_is_told_apart_where_it_stands(assistant: Assistant, drafted: Draft) -> None:
    kept = keep(drafted)
    one, two = [line for section in kept.sections for line in section.lines][:2]
    edited = with_lines(kept, KeptText("Indledning"), one, KeptText("Første linje\n\nAnden <b>linje</b>"), two)
    restored = restore(edited, assistant)
    reports = by_id(assistant.reports())
    written = to_markdown(draft_document(restored, "da", reports, DAY))
    marks = ["Egen tekst: Indledning", one.text[:20], "Egen tekst: Første linje", "Egen tekst: Anden", two.text[:20]]
    places = [written.index(mark) for mark in marks]
    assert places == sorted(places)
    assert "<b>" not in written
    assert "udkastet har 2 udsagn" in written


def test_a_report_whose_statements_were_removed_is_not_called_silent(assistant: Assistant, drafted: Draft) -> None:
    assert len(drafted.coverage.found) == len(drafted.coverage.searched)
    restored = restore(with_lines(keep(drafted), first_line(keep(drafted))), assistant)
    reports = by_id(assistant.reports())
    written = to_markdown(draft_document(restored, "da", reports, DAY))
    assert "Intet om emnet" not in written
    assert written.split("## Kilder")[1].split("[^")[0].count("\n- ") == len({c.report for c in restored.citations})


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b'{"topic": 1}'])
def test_what_is_no_draft_is_not_read(content: bytes) -> None:
    assert read_kept(content) is None
