from dataclasses import replace

import pytest

from assistant.records import Filters
from assistant.scope import Scope, read_scope
from corpus.records import Kind, Report
from index.search import Index


def report(organisation: str, year: int, kind: Kind = Kind.SUPPLIER) -> Report:
    name = f"{organisation}-{year}".lower()
    return Report(name, name, organisation, year, kind, "da", f"{name}.pdf", "0" * 64, 9)


REPORTS = (
    report("Brofæste", 2023),
    report("Brofæste", 2025),
    report("Havnelauget", 2024),
    report("Engholm Kommune", 2025, Kind.CROSS_CUTTING),
)


def scope_of(question: str, *earlier: str, chosen: Filters | None = None) -> Scope:
    return read_scope(question, earlier, REPORTS, chosen or Filters())


def read(**values: object) -> Filters:
    return replace(Filters(source="question"), **values)


@pytest.mark.parametrize(
    ("question", "filters"),
    [
        ("Hvad anbefalede Brofæste i 2023?", read(organisation=("Brofæste",), year=(2023,))),
        ("Hvad står der i kommunens tværgående rapport?", read(kind=(Kind.CROSS_CUTTING,))),
        ("What does the 2025 cross-cutting report say?", read(kind=(Kind.CROSS_CUTTING,), year=(2025,))),
        ("Hvad står der i leverandørrapporterne om gæld?", read(kind=(Kind.SUPPLIER,))),
        ("Hvad anbefaler leverandørerne om civilsamfundet?", Filters()),
        ("Hvad siger kommunen om gæld?", Filters()),
    ],
)
def test_filters_are_read_from_the_words(question: str, filters: Filters) -> None:
    assert scope_of(question) == Scope(filters)


def test_a_follow_up_keeps_what_it_does_not_change() -> None:
    first = "Hvad anbefalede Brofæste i 2023?"
    assert scope_of("Og i 2025?", first).filters == read(organisation=("Brofæste",), year=(2025,))
    assert scope_of("Og Havnelauget?", first).mentions == ("2023", "Havnelauget")
    assert scope_of("Og nu?", first).filters == read(organisation=("Brofæste",))


def test_what_a_user_has_chosen_goes_before_the_words() -> None:
    chosen = Filters(year=(2025,), source="user")
    assert scope_of("Hvad sagde Brofæste i 2023?", chosen=chosen).filters == Filters(
        year=(2025,), organisation=("Brofæste",), source="question"
    )
    assert scope_of("Hvad sagde de i 2023?", chosen=chosen).filters == chosen


def test_what_no_report_is_of_may_be_told_in_another() -> None:
    assert scope_of("Hvad siger Havnelauget i 2023?") == Scope(Filters(), ("2023", "Havnelauget"))
    assert scope_of("Hvor mange borgere var der i 2019?") == Scope(Filters(), ("2019",))
    assert scope_of("Hvad skrev de i opsamlingen fra 2019?") == Scope(read(year=(2019,)))


def test_years_or_organisations_are_set_side_by_side() -> None:
    assert [side.label for side in scope_of("Hvad er ændret fra 2023 til 2025?").sides] == ["2023", "2024", "2025"]
    assert [side.label for side in scope_of("Er Havnelauget og Brofæste enige?").sides] == ["Brofæste", "Havnelauget"]
    assert [side.label for side in scope_of("Hvordan har synet på gæld udviklet sig?").sides] == [
        "2023",
        "2024",
        "2025",
    ]
    assert [side.label for side in scope_of("Hvad siger Brofæste fra 2022 til 2023?").sides] == ["2022", "2023"]
    assert scope_of("Hvordan har synet på gæld udviklet sig?").filters == Filters()
    assert scope_of("Hvad anbefaler Brofæste i 2023?").sides == ()
    assert scope_of("Hvordan støttes borgerens udvikling?") == Scope(Filters())


@pytest.mark.parametrize(
    "question", ["Hvilke leverandører nævner socialt frikort?", "How many of the suppliers mention debt?"]
)
def test_every_organisation_is_asked(question: str) -> None:
    scope = scope_of(question)
    assert scope.is_of_each
    assert [side.label for side in scope.sides] == ["Brofæste", "Havnelauget", "Engholm Kommune"]


def test_only_passages_that_mention_what_is_asked_for_are_left(index: Index) -> None:
    found = index.search("frivillige", limit=60)
    left = Scope(Filters(), ("Stigbøjlen",)).narrow(found)
    assert 0 < len(left.hits) < len(found.hits)
    for hit in left.hits:
        assert "Stigbøjlen" in f"{hit.passage.headings} {hit.passage.text} {hit.report.organisation}"
    assert {each.hit for each in left.sentences} <= set(left.hits)
    for ranked in (left.hits, left.sentences):
        assert [each.rank for each in ranked] == [*range(1, len(ranked) + 1)]
    assert Scope(Filters()).narrow(found) == found
