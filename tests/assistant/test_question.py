import pytest

from assistant.question import made_whole
from assistant.records import Turn

FIRST = "Hvor mange frivillige har Havnelauget?"
CONVERSATION = (Turn("user", FIRST), Turn("assistant", "Havnelauget har nu 70 frivillige."))


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
        "And in 2024?",
        "What about Brofæste?",
        "What do they do?",
    ],
)
def test_a_follow_up_is_searched_with_the_question_before_it(follow_up: str) -> None:
    assert made_whole(follow_up, CONVERSATION) == f"{FIRST} {follow_up}"


@pytest.mark.parametrize(
    "question",
    [
        "Hvor mange borgere fik bevilget fleksjob?",
        "Hvad koster et månedskort fra de vestlige bydele?",
        "Orkesterets øvelokale?",  # begins with letters of "or", stands for nothing
        "Ogsåkaldte tilbud?",
        "",
    ],
)
def test_a_question_that_says_enough_is_searched_alone(question: str) -> None:
    assert made_whole(question, CONVERSATION) == question


def test_without_a_question_before_it_a_follow_up_stays_as_it_is() -> None:
    assert made_whole("Og i 2024?", ()) == "Og i 2024?"
    assert made_whole("Og i 2024?", (Turn("assistant", "Goddag."),)) == "Og i 2024?"


def test_the_assistant_s_own_words_are_no_part_of_the_question() -> None:
    assert "70" not in made_whole("Og i 2024?", CONVERSATION)


def test_follow_ups_of_follow_ups_reach_back_to_the_question_that_says_enough() -> None:
    history = (Turn("user", "Hvad er et frikort?"), *CONVERSATION, Turn("user", "Og i 2024?"), Turn("assistant", "63."))
    assert made_whole("Og hos Brofæste?", history) == f"{FIRST} Og i 2024? Og hos Brofæste?"
    assert made_whole("Og", tuple(Turn("user", "Og") for _ in range(5000))).count("Og") == 5001
