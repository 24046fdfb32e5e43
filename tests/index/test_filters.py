import pytest

from corpus.records import Kind, Report
from index.filters import ALL, Filters


def report(report_id: str, organisation: str, year: int | None, kind: Kind = Kind.SUPPLIER) -> Report:
    return Report(report_id, "Titel", organisation, year, kind, "da", f"{report_id}.pdf", "0" * 64, 1)


HOLM = report("holm-2024", "Holm", 2024)
BROEN = report("broen-2023", "Broen", 2023)
ENGHOLM = report("engholm-2024", "Engholm Kommune", 2024, Kind.CROSS_CUTTING)
UNDATED = report("gammel", "Holm", None)
REPORTS = (HOLM, BROEN, ENGHOLM, UNDATED)

CASES = [
    (ALL, None, REPORTS),
    (Filters(year=(2024,)), {"year": {"$in": [2024]}}, (HOLM, ENGHOLM)),
    (Filters(year=(2023, 2024)), {"year": {"$in": [2023, 2024]}}, (HOLM, BROEN, ENGHOLM)),
    (Filters(organisation=("Holm",)), {"organisation": {"$in": ["Holm"]}}, (HOLM, UNDATED)),
    (Filters(kind=(Kind.CROSS_CUTTING,)), {"kind": {"$in": ["cross-cutting"]}}, (ENGHOLM,)),
    (Filters(report=("gammel",)), {"report": {"$in": ["gammel"]}}, (UNDATED,)),
    (
        Filters(year=(2024,), kind=(Kind.SUPPLIER,)),
        {"$and": [{"year": {"$in": [2024]}}, {"kind": {"$in": ["supplier"]}}]},
        (HOLM,),
    ),
    (Filters(year=(1999,)), {"year": {"$in": [1999]}}, ()),
]


@pytest.mark.parametrize(("filters", "where", "admitted"), CASES)
def test_both_sides_of_a_filter(
    filters: Filters, where: dict[str, object] | None, admitted: tuple[Report, ...]
) -> None:
    assert filters.where() == where
    assert tuple(item for item in REPORTS if filters.admit(item)) == admitted


def test_kinds_are_stored_as_plain_words() -> None:
    where = Filters(kind=(Kind.SUPPLIER,)).where()
    assert where is not None
    assert type(where["kind"]["$in"][0]) is str
