import pytest

from index.keywords import terms
from index.spelling import joined, with_danish_letters

KNOWN = set(terms("mål støtte læge ældre Ørbæk Aarhus Rosengaard"))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Hvordan faar de stoette af laegen?", "Hvordan får de støtte af lægen?"),
        ("AELDRE og Aeldre paa Oerbaek", "ÆLDRE og Ældre på Ørbæk"),
        ("Michael fra Aarhus og Rosengaard", "Michael fra Aarhus og Rosengaard"),
        ("poesi, Israel, does the phoenix?", "poesi, Israel, does the phoenix?"),
        ("maalet, faa-stoette", "målet, få-støtte"),
        ("", ""),
    ],
)
def test_letters_are_read_where_the_reports_have_them(typed: str, read: str) -> None:
    assert with_danish_letters(typed, KNOWN.__contains__) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "hid sig borger, hvor dan hjerne skade og papir arbejdet?",
            "hidsig borger, hvordan hjerneskade og papirarbejdet?",
        ),
        ("Kan de få støtte til mål, og læge?", "Kan de få støtte til mål, og læge?"),
        ("hjerne, skade og hjerne 2024 skade", "hjerne, skade og hjerne 2024 skade"),
        ("last bil chauffør", "lastbil chauffør"),
        ("last\nbil ", "last\nbil "),
        ("", ""),
    ],
)
def test_words_in_two_are_read_in_one_where_that_is_known(typed: str, read: str) -> None:
    known = KNOWN | set(terms("hidsig hjerneskade papirarbejde lastbil arbejde borger"))
    assert joined(typed, known.__contains__) == read
