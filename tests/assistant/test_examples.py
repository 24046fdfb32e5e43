"""Questions to try, made from what is in the index."""

from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.examples import EXAMPLES, find_examples
from assistant.records import Answer, Status


@pytest.mark.parametrize("language", ["da", "en"])
def test_each_is_answered_and_the_same_every_time(assistant: Assistant, language: str) -> None:
    questions = assistant.example_questions(language)
    assert len(set(questions)) == EXAMPLES
    answers = [assistant.ask(question) for question in questions]
    assert [(answer.status, answer.language) for answer in answers] == [(Status.ANSWERED, language)] * EXAMPLES
    stored = [assistant.stored(report.id) for report in assistant.reports()]
    assert find_examples(stored, language, assistant.ask) == questions


def test_they_name_what_the_reports_have_headings_about(assistant: Assistant) -> None:
    danish, english = assistant.example_questions("da"), assistant.example_questions("en")
    assert danish[0] == "Hvad siger rapporterne om fleksjob?"  # a heading in three of the five
    assert english[0] == "What do the reports say about “fleksjob”?"  # the word is the reports'
    names = {report.organisation for report in assistant.reports()}
    assert any(name in danish[1] for name in names) and any(str(year) in danish[2] for year in (2023, 2024, 2025))


def test_what_is_not_answered_is_not_shown(assistant: Assistant) -> None:
    stored = [assistant.stored(report.id) for report in assistant.reports()]

    def deaf(question: str) -> Answer:
        return replace(assistant.ask(question), status=Status.NOT_FOUND)

    assert find_examples(stored, "da", deaf) == ()
    assert find_examples([], "da", assistant.ask) == ()
