import unicodedata
from pathlib import Path

import pytest

from corpus.language import language_of

SOURCES = sorted((Path(__file__).parents[2] / "corpus" / "sample_sources").glob("*.md"))

DANISH = (
    "Hvad anbefaler leverandørerne om civilsamfundet?",
    "hvordan arbejder de med mentorer",
    "Er der nogen resultater?",
    "HVORFOR STOPPER BORGERNE?",
    "Findes der eksempler på small talk, feedback og matching?",
    "Årsag",
)
ENGLISH = (
    "What do the suppliers recommend about civil society?",
    "how many citizens found work",
    "Does Brofæste use mentors?",
    "WHY DO PEOPLE STOP?",
    "What is a virksomhedskonsulent?",
)


@pytest.mark.parametrize("text", DANISH)
def test_danish(text: str) -> None:
    assert language_of(text) == "da"


@pytest.mark.parametrize("text", ENGLISH)
def test_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize("text", ["", "2024", "IPS?", "mentor"])
def test_danish_where_nothing_tells(text: str) -> None:
    assert language_of(text) == "da"


def test_the_language_where_nothing_tells_can_be_named() -> None:
    assert [language_of(text, "en") for text in ("2024", "mentor", "Er det 2024?")] == ["en", "en", "da"]


def test_letters_in_two_parts_count_as_one() -> None:
    text = "mål at at på"
    assert language_of(unicodedata.normalize("NFD", text + " is on")) == language_of(text + " is on") == "da"


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_sample_reports_are_danish(source: Path) -> None:
    assert language_of(source.read_text(encoding="utf-8")) == "da"
