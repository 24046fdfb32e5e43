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
    ("question", "holds", "lacks"),
    [
        ("Hvad koster et forløb?", "Det koster 4.500 kr. pr. borger.", "Der var 45 borgere i forløb."),
        ("Hvor mange kom i arbejde?", "Omkring halvdelen kom i arbejde.", "Mange kom i arbejde."),
        ("Hvor ofte mødes I?", "Vi mødes ugentligt.", "Vi mødes med borgeren."),
        ("Hvor mange kom i job i 2024?", "I 2024 kom 45 i job.", "I 2024 kom mange i job."),
        ("Hvornår åbnede huset?", "Huset åbnede i august.", "Huset er blevet åbnet."),
        ("Hvilket år åbnede huset?", "Huset åbnede i august 2016.", "Huset åbnede i august."),
        ("Hvad er adressen på nettet?", "Skriv til post@havnelauget.dk.", "Skriv til os."),
        ("Hvem bestemmer her?", "Her bestemmer Karen Holm.", "Her bestemmer borgeren selv."),
        ("Hvem leder Havnelauget?", "Vi ledes af Karen Holm.", "Her er Havnelaugets leder ofte."),
        ("Hvorfor gik de?", "De gik, fordi det var for langt.", "De gik hjem."),
        ("Why did they leave?", "The aim fell due to sickness.", "They left."),
    ],
)
def test_what_a_sentence_holds(question: str, holds: str, lacks: str) -> None:
    assert is_held(question, holds)
    assert not is_held(question, lacks)
    assert is_held("Bruger de mentorer?", lacks)
