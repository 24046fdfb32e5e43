from collections.abc import Sequence

import pytest

from assistant.question import goes_on_with, language_in, understand
from assistant.records import Filters, Turn
from corpus.records import Kind, Report
from index.search import Index

FIRST = "Hvor mange frivillige har Havnelauget?"
CONVERSATION = (Turn("user", FIRST), Turn("assistant", "Havnelauget har nu 70 frivillige."))


def report(organisation: str, year: int) -> Report:
    name = f"{organisation}-{year}".lower()
    return Report(name, name, organisation, year, Kind.SUPPLIER, "da", f"{name}.pdf", "0" * 64, 9)


def searched(question: str, history: Sequence[Turn] = ()) -> str:
    reports = [report("Brofæste", 2023), report("Brofæste", 2025), report("Havnelauget", 2024)]
    return understand(question, history, reports, Filters()).searched


@pytest.mark.parametrize(
    "follow_up",
    [
        "Og i 2024?",
        "og hos Brofæste?",
        "Men hvad gør de frivillige egentlig, når de mødes med borgerne hver uge?",
        "Hvad med Trædestenen?",
        "Hvordan så med lønnede timer?",
        "Hvorfor?",
        "Hvad laver de?",
        "Hvad er tallet så nu?",
        "Hvornår falder de typisk fra?",
        "Hvad foreslog leverandørerne om digitale møder året før?",
        "Hvor mange timer om ugen arbejdede han i butikken efter praktikken?",
        "And in 2024?",
        "What about Brofæste?",
        "What do they do?",
        "How many hours a week did he end up with, and how many of them were paid?",
    ],
)
def test_a_follow_up_is_searched_with_the_question_before_it(follow_up: str) -> None:
    assert goes_on_with(follow_up, CONVERSATION) == (FIRST,)
    assert searched(follow_up, CONVERSATION) == f"{FIRST} {follow_up}"


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange borgere fik bevilget fleksjob?",
        "Hvad koster et månedskort fra de vestlige bydele?",
        "Orkesterets øvelokale?",  # begins with letters of "or", stands for nothing
        "Ogsåkaldte tilbud?",
        "Hvordan fik Karen et job, som hun kunne klare?",
        "Hvad anbefalede Brofæste i 2025 og året før?",
        "",
    ],
)
def test_a_question_that_says_enough_is_searched_alone(question: str) -> None:
    assert goes_on_with(question, CONVERSATION) == ()


def test_without_a_question_before_it_a_follow_up_stays_as_it_is() -> None:
    assert searched("Og i 2024?") == "Og i 2024?"
    assert searched("Og i 2024?", (Turn("assistant", "Goddag."),)) == "Og i 2024?"


def test_the_assistant_s_own_words_are_no_part_of_the_question() -> None:
    assert "70" not in searched("Og i 2024?", CONVERSATION)


def test_follow_ups_of_follow_ups_reach_back_to_the_question_that_says_enough() -> None:
    history = (Turn("user", "Hvad er et frikort?"), *CONVERSATION, Turn("user", "Og i 2024?"), Turn("assistant", "63."))
    assert searched("Og hos Trædestenen?", history) == f"{FIRST} Og i 2024? Og hos Trædestenen?"
    assert len(goes_on_with("Og", tuple(Turn("user", "Og") for _ in range(5000)))) == 5000


def test_what_is_set_side_by_side_is_not_what_is_searched_for() -> None:
    assert searched("Hvad mener Brofæste og Havnelauget om frivillige?") == "Hvad mener og om frivillige?"
    assert searched("Hvad siger de om frivillige i 2023 og i 2025?") == "Hvad siger de om frivillige og ?"


def test_filters_are_read_unless_told_not_to() -> None:
    reports = [report("Brofæste", 2023), report("Havnelauget", 2024)]
    read = understand("Hvad siger Brofæste om frivillige?", (), reports, Filters())
    assert read.scope.filters == Filters(organisation=("Brofæste",), source="question")
    left = understand("Hvad siger Brofæste om frivillige?", (), reports, Filters(), read_filters=False)
    assert left.scope.filters == Filters()


def test_half_characters_become_question_marks() -> None:
    asked = understand("Hvad \ud800 koster det?", (), [], Filters())
    assert asked.words == asked.searched == "Hvad ? koster det?"


@pytest.mark.parametrize(
    ("question", "before", "otherwise", "expected"),
    [
        ("What about 2023?", ["Hvad med 2024?"], "da", "en"),
        ("2023?", ["What about 2024?"], "da", "en"),
        ("2023?", ["What about 2024?", "Hvad med 2025?", "2022?"], "en", "da"),
        ("2023?", [], "da", "da"),
        ("2023?", ["mentor"], "en", "en"),
    ],
)
def test_a_question_that_does_not_tell_is_in_the_language_before_it(
    question: str, before: list[str], otherwise: str, expected: str
) -> None:
    history = [turn for words in before for turn in (Turn("user", words), Turn("assistant", "Det står der."))]
    assert language_in(question, history, otherwise) == expected
    if otherwise == "da":
        assert understand(question, history, [report("Brofæste", 2023)], Filters()).language == expected


def test_a_question_is_searched_for_in_the_words_of_the_reports_too(index: Index) -> None:
    words = "Hvad sker der, hvis de ikke dukker op?"
    asked = understand(words, (), index.reports(), Filters(), vocabulary=index)
    assert asked.words == asked.read == words
    assert asked.searched.startswith(words) and "fremmøde" in asked.searched.removeprefix(words)
    assert understand(words, (), index.reports(), Filters()).searched == words
