import pytest

from assistant.expectation import Expectation, expected_by, is_held


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Hvad koster et forløb?", Expectation.MONEY),
        ("Hvor mange kroner må man tjene?", Expectation.MONEY),
        ("How much does the course cost?", Expectation.MONEY),
        ("Hvor mange borgere fik et job?", Expectation.AMOUNT),
        ("Hvor længe varer et forløb?", Expectation.AMOUNT),
        ("Hvor stor en andel kom i arbejde?", Expectation.AMOUNT),
        ("How long does it last?", Expectation.AMOUNT),
        ("Hvornår begyndte det?", Expectation.TIME),
        ("Which year was it founded?", Expectation.YEAR),
        ("Hvilket år begyndte det?", Expectation.YEAR),
        ("I hvilke år fik flest et job?", Expectation.TIME),
        ("Hvad er telefonnummeret til Havnelauget?", Expectation.CONTACT),
        ("Hvem leder Havnelauget?", Expectation.NAME),
        ("Hvad hedder kantinen?", Expectation.NAME),
        ("Hvilke virksomheder deltog?", Expectation.NAME),
        ("Which companies took part?", Expectation.NAME),
        ("Hvilke leverandører nævner gæld?", Expectation.OPEN),  # a supplier's report need not say whose it is
        ("Hvorfor falder de fra?", Expectation.REASON),
        ("Why did they stop?", Expectation.REASON),
        ("Hvad anbefaler leverandørerne om civilsamfundet?", Expectation.OPEN),
        ("Bruger de mentorer?", Expectation.OPEN),
        ("", Expectation.OPEN),
    ],
)
def test_what_a_question_expects(question: str, expected: Expectation) -> None:
    assert expected_by(question) is expected


@pytest.mark.parametrize(
    ("expected", "holds", "lacks"),
    [
        (Expectation.MONEY, "Det koster 4.500 kr. pr. borger.", "Der var 45 borgere i forløb."),
        (Expectation.AMOUNT, "Omkring halvdelen kom i arbejde.", "Mange kom i arbejde."),
        (Expectation.AMOUNT, "Vi mødes ugentligt.", "Vi mødes med borgeren."),
        (Expectation.YEAR, "Huset åbnede i august 2016.", "Huset åbnede i august."),
        (Expectation.TIME, "Huset åbnede i august.", "Huset er blevet åbnet."),
        (Expectation.CONTACT, "Skriv til post@havnelauget.dk.", "Skriv til os."),
        (Expectation.NAME, "Her bestemmer Karen Holm.", "Her bestemmer borgeren selv."),
        (Expectation.REASON, "De gik, fordi det var for langt.", "De gik hjem."),
        (Expectation.REASON, "The aim fell due to sickness.", "They left."),
    ],
)
def test_what_a_sentence_holds(expected: Expectation, holds: str, lacks: str) -> None:
    assert is_held(expected, holds)
    assert not is_held(expected, lacks)
    assert is_held(Expectation.OPEN, lacks)
