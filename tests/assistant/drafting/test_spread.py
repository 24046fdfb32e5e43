from dataclasses import replace
from types import MappingProxyType

from assistant.assistant import Assistant
from assistant.drafting.records import Draft
from assistant.drafting.spread import spread
from corpus.records import Report, by_id


def reports_of(assistant: Assistant) -> dict[str, Report]:
    return by_id(assistant.reports())


def test_every_statement_counts_where_it_stands(assistant: Assistant, drafted: Draft) -> None:
    found = spread(drafted, reports_of(assistant), "da")
    assert found.organisations == ("Brofæste", "Engholm Kommune", "Havnelauget", "Trædestenen")
    assert found.years == ("2023", "2024", "2025")
    assert [[count is None for count in row] for row in found.counts] == [
        [False, True, False],
        [True, True, False],
        [True, False, True],
        [True, False, True],
    ]
    assert sum(count or 0 for row in found.counts for count in row) == len(drafted.statements)
    assert not found.has_shared


def test_a_statement_of_several_reports_counts_once_for_each(assistant: Assistant, drafted: Draft) -> None:
    other = next(each for each in drafted.citations if each.report != drafted.citations[0].report)
    statement = replace(drafted.statements[0], citations=(1, 1, other.number))
    shared = replace(drafted, sections=(replace(drafted.sections[0], statements=(statement,)),))
    found = spread(shared, reports_of(assistant), "da")
    assert sorted(count for row in found.counts for count in row if count) == [1, 1]
    assert found.has_shared


def test_reports_without_a_year_have_a_column_and_silent_ones_a_zero(assistant: Assistant, drafted: Draft) -> None:
    reports = reports_of(assistant)
    name = next(report.id for report in reports.values() if report.organisation == "Havnelauget")
    undated = MappingProxyType(reports | {name: replace(reports[name], year=None)})
    found = spread(replace(drafted, sections=()), undated, "en")
    assert found.years == ("2023", "2024", "2025", "Undated")
    assert found.counts[found.organisations.index("Havnelauget")] == (None, None, None, 0)
