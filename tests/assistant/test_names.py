import pytest

from assistant.names import names_in, organisations_named
from corpus.records import Kind, Report


def report(organisation: str, kind: Kind = Kind.SUPPLIER) -> Report:
    return Report(organisation, organisation, organisation, 2024, kind, "da", "x.pdf", "0" * 64, 9)


REPORTS = (
    report("Havnelauget"),
    report("Fonden Brofæste"),
    report("Kompas Job"),
    report("Vejen Frem A/S"),
    report("Engholm Kommune", Kind.CROSS_CUTTING),
)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Hvad siger Havnelauget om frivillige?", ("Havnelauget",)),
        ("hvad siger havnelauget om frivillige", ("Havnelauget",)),
        ("Havnelaugets frivillige?", ("Havnelauget",)),
        ("What are Havnelauget's volunteers doing?", ("Havnelauget",)),
        ("Hvad siger Havnelaget om det?", ("Havnelauget",)),  # a slip of spelling
        ("Hvad siger Havne lauget om det?", ("Havnelauget",)),  # split in two
        ("Hvad gør Brofæste?", ("Fonden Brofæste",)),
        ("Er Brofæste og Kompas Job enige?", ("Fonden Brofæste", "Kompas Job")),
        ("Hvilket kompas bruger man for at finde et job?", ()),
        ("Hvad er vejen frem?", ()),
        ("Hvad foreslår Engholm Kommune?", ("Engholm Kommune",)),
        ("Hvor mange borgere bor i Engholm Kommune?", ()),  # about the place, not about what it writes
        ("Hvad gør fonden for borgerne?", ()),
    ],
)
def test_the_organisations_that_a_question_names(question: str, names: tuple[str, ...]) -> None:
    assert organisations_named(question, REPORTS) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Hvordan arbejder jobcentret i Aarhus?", ("Aarhus",)),
        ("Hvad står EKI for, og hvem er Karen?", ("EKI", "Karen")),
        ("Hvad gør man? Hvem gør det?", ()),
        ("What do suppliers in Copenhagen say in March?", ()),
        ("HVAD SIGER DE OM FRIKORT", ()),
        ("", ()),
    ],
)
def test_the_names_in_a_question(question: str, names: tuple[str, ...]) -> None:
    assert names_in(question) == names
