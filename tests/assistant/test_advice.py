from dataclasses import replace

import pytest

from assistant.advice import favoured_by
from corpus.records import Passage
from index.filters import Filters
from index.search import Index

OF_BROFAESTE = Filters(report=("brofaeste-2023",))


@pytest.fixture(scope="module")
def passage(index: Index) -> Passage:
    return index.search("Hvad siger de om bolig?").hits[0].passage


@pytest.mark.parametrize(
    "question",
    [
        "Hvad anbefaler leverandørerne om civilsamfundet?",
        "Hvordan har anbefalingerne ændret sig?",
        "Og hvad foreslog de året før?",
        "Hvad ønsker Havnelauget af kommunen?",
        "What do suppliers recommend about civil society?",
    ],
)
def test_what_recommends_is_favoured_where_recommendations_are_asked_for(question: str, passage: Passage) -> None:
    favours = favoured_by(question)
    assert favours
    sentence = passage.sentences[0]
    elsewhere, below = replace(passage, headings=("Bolig",)), replace(passage, headings=("Vores anbefalinger", "Bolig"))
    for advises in ("Vi anbefaler et loft på 18 borgere.", "Kommunen bør betale.", "The city should pay."):
        assert favours(elsewhere, replace(sentence, text=advises)) == 1
    plain = replace(sentence, text="Borgerne møder hver tirsdag.")
    assert favours(elsewhere, plain) == 0
    assert favours(below, plain) == 0.5


@pytest.mark.parametrize("question", ["Hvor mange fik et job?", "Hvem er jobrådgiver?", "Who is the job adviser?", ""])
def test_nothing_is_favoured_where_none_are_asked_for(question: str) -> None:
    assert favoured_by(question) is None


def test_a_question_for_recommendations_finds_them_and_not_what_speaks_of_them(index: Index) -> None:
    question = "Hvordan lyder anbefalingerne?"
    plain, favoured = (
        [each.sentence.text for each in index.search(question, OF_BROFAESTE, favours=favours).sentences[:5]]
        for favours in (None, favoured_by(question))
    )
    made = ("Vi anbefaler", "bør", "Vi foreslår")
    assert sum(any(word in text for word in made) for text in plain) < sum(
        any(word in text for word in made) for text in favoured
    )
