import pytest

from index.keywords import terms
from index.spelling import with_danish_letters

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
