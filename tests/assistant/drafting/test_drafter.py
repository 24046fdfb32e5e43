from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.drafting.choosing import recommends
from assistant.drafting.drafter import draft
from assistant.drafting.records import Contrast, Draft
from assistant.drafting.shapes import Shape
from assistant.records import Stage, Status
from assistant.sources import source_name
from assistant.texts import text
from evals.metrics.answers import is_verbatim


def test_every_quote_stands_on_the_page_that_it_names(assistant: Assistant, drafted: Draft) -> None:
    assert len(drafted.citations) >= 10
    for citation in drafted.citations:
        assert is_verbatim(citation.quote, assistant.page(citation.report, citation.page).text)
    numbers = [number for statement in drafted.statements for number in statement.citations]
    assert numbers == [citation.number for citation in drafted.citations] == [*range(1, len(numbers) + 1)]
    assert drafted.dropped == 0


def test_it_goes_through_more_than_an_answer_does(assistant: Assistant, drafted: Draft) -> None:
    answer = assistant.ask("Hvad siger leverandørerne om digitale møder?")
    assert len(drafted.statements) > len(answer.statements)
    assert set(answer.coverage.found) <= set(drafted.coverage.found)
    assert len(drafted.coverage.searched) == len(assistant.reports())


def test_the_same_topic_gives_the_same_draft(assistant: Assistant, drafted: Draft) -> None:
    assert draft(assistant, "digitale møder") == drafted


def test_no_statement_stands_twice_and_no_heading_is_empty(drafted: Draft) -> None:
    headings = [section.heading for section in drafted.sections]
    assert len(set(headings)) == len(headings) > 1
    assert all(headings)
    assert len({statement.text for statement in drafted.statements}) == len(drafted.statements)


def test_headings_stand_in_the_reports(assistant: Assistant, drafted: Draft) -> None:
    read = [assistant.stored(report.id) for report in assistant.reports()]
    said = " ".join(" ".join([each.text, *each.headings]) for stored in read for each in stored.passages)
    for section in drafted.sections:
        assert section.heading == text("draft_rest", "da") or section.heading.lower() in " ".join(said.lower().split())


def test_few_statements_are_not_divided(assistant: Assistant) -> None:
    [section] = draft(assistant, "månedskort").sections
    assert section.heading == text("draft_all", "da")
    assert 1 < len(section.statements) < 6


def test_years_are_set_side_by_side(drafted: Draft) -> None:
    changes = [each for each in drafted.comparisons if each.contrast is Contrast.CHANGE]
    assert changes
    for change in changes:
        years = [year for year, _ in change.sides]
        assert years == sorted(set(years)) and len(years) > 1
        assert [str(drafted.citation(statement).year) for _, statement in change.sides] == years


def test_filters_narrow_what_is_gone_through(assistant: Assistant) -> None:
    narrowed = draft(assistant, "digitale møder", assistant.filters([2024]))
    assert {citation.year for citation in narrowed.citations} == {2024}
    assert draft(assistant, "digitale møder i 2024").coverage == narrowed.coverage


@pytest.mark.parametrize("shape", [Shape.SUPPLIER, Shape.YEAR, Shape.RECOMMENDATIONS])
def test_sections_are_what_the_shape_says(assistant: Assistant, shape: Shape) -> None:
    shaped = draft(assistant, "digitale møder", shape=shape)
    assert shaped.sections
    for section in shaped.sections:
        for citation in map(shaped.citation, section.statements):
            named = {Shape.SUPPLIER: citation.organisation, Shape.YEAR: str(citation.year)}
            assert named.get(shape, source_name(citation)) == section.heading


def test_recommendations_leave_out_what_recommends_nothing(assistant: Assistant) -> None:
    whole, narrow = (draft(assistant, "digitale møder", shape=shape) for shape in (Shape.THEME, Shape.RECOMMENDATIONS))
    assert 0 < len(narrow.statements) < len(whole.statements)
    for statement in narrow.statements:
        headings = [" ".join(narrow.citation(statement).headings[-1:])]
        assert recommends([statement.text, *headings])


def test_reports_that_write_of_a_topic_and_recommend_nothing_are_not_silent(assistant: Assistant) -> None:
    whole, empty = (draft(assistant, "gæld", shape=shape) for shape in (Shape.THEME, Shape.RECOMMENDATIONS))
    assert (empty.status, empty.sections) == (Status.NOT_FOUND, ())
    assert empty.coverage == whole.coverage
    assert empty.coverage.found and empty.nearest


def test_of_a_topic_that_nobody_writes_about_nothing_is_claimed(assistant: Assistant) -> None:
    empty = draft(assistant, "kvantecomputere på Mars")
    assert (empty.status, empty.sections, empty.citations, empty.coverage.found) == (Status.NOT_FOUND, (), (), ())
    assert empty.nearest
    assert "kvantecomputere" in empty.unknown


def test_what_was_searched_for_instead_of_everyday_words_is_told(assistant: Assistant) -> None:
    said = draft(assistant, "borgere der ikke dukker op")
    assert said.status is Status.ANSWERED
    assert said.unknown == ("dukker",)
    assert "manglende fremmøde" in said.instead


def test_where_the_filters_admit_no_report_nothing_is_found(assistant: Assistant) -> None:
    empty = draft(assistant, "digitale møder", assistant.filters([1999]))
    assert (empty.status, empty.nearest, empty.coverage.searched) == (Status.NOT_FOUND, (), ())


def test_what_several_reports_say_is_counted_once_each(drafted: Draft) -> None:
    statement = drafted.statements[0]
    others = [
        replace(each, number=0) for each in drafted.citations if each.report != drafted.citation(statement).report
    ]
    citations = (*drafted.citations, others[0], others[0])
    count = len(drafted.citations)
    several = replace(statement, citations=(*statement.citations, count + 1, count + 2))
    assert drafted.mentioned_in(statement) == 1
    assert replace(drafted, citations=citations).mentioned_in(several) == 2


def test_stages_are_told(assistant: Assistant) -> None:
    told: list[Stage] = []
    draft(assistant, "gæld", on_stage=told.append)
    assert told == [Stage.SEARCHING, Stage.READING, Stage.WRITING]
