"""Civil registration numbers: found however they are written, and never sent to another machine."""

import pytest

from assistant.assistant import Assistant
from assistant.drafting.drafter import draft
from assistant.drafting.matrix import compare_themes
from assistant.endpoint import Endpoint
from assistant.privacy import holds_personal_data, masked
from assistant.records import Status, Turn
from assistant.settings import LlmSettings
from index.settings import IndexSettings

NUMBER = "010180-1232"


@pytest.mark.parametrize(
    "text",
    [
        f"Hvad med {NUMBER}?",
        f"({NUMBER})",
        f"Åse, født {NUMBER}",
        "cpr:0101801232.",
        "nr. 010180 1232",
        "010180–1232",
        f"før\0efter {NUMBER}",
    ],
)
def test_a_number_is_found_whatever_stands_around_it(text: str) -> None:
    assert holds_personal_data(text)


@pytest.mark.parametrize(
    "text",
    ["", "Ring 35 45 12 34", "aftalen 2022-2024", "1.200.000 kr.", "sag 2024-0012345", "Hvad kostede det i 2024?"],
)
def test_other_numbers_are_none(text: str) -> None:
    assert not holds_personal_data(text)


@pytest.mark.parametrize(("question", "history"), [(f"Fik {NUMBER} job?", ""), ("Fik hun job?", f"Det er {NUMBER}")])
def test_a_question_with_a_number_is_not_sent_to_another_machine(
    sample_index: IndexSettings, question: str, history: str
) -> None:
    endpoint = Endpoint(LlmSettings.model_validate({"base_url": "http://elsewhere.example/v1", "model": "m"}))
    assistant = Assistant(sample_index, endpoint=endpoint)
    answer = assistant.ask(question, [Turn("user", history)])
    assistant.close()
    assert (answer.status, answer.language) == (Status.PERSONAL_DATA, "da")
    assert not (answer.statements or answer.citations or answer.nearest)
    assert NUMBER not in answer.text


def test_on_this_machine_a_number_is_masked_and_the_question_answered(assistant: Assistant) -> None:
    question = f"Hvad anbefaler leverandørerne om civilsamfundet? Det er for {NUMBER}, mener vi."
    answer = assistant.ask(question, [Turn("user", f"Hvad med {NUMBER}?")])
    assert answer.question == question.replace(NUMBER, "••••••-••••") and NUMBER not in str(answer)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Hvad fik Mette Sørensen ud af det?", "Hvad fik ••••• •••••••• ud af det?"),
        ("Åse bor på Nørrebrogade 12, siger Peter.", "Åse bor på •••••••••••• ••, siger •••••."),
        (f"Er Anders Holm {NUMBER}?", "Er •••••• •••• ••••••-••••?"),
    ],
)
def test_names_and_addresses_are_masked_where_that_is_set(text: str, shown: str) -> None:
    assert masked(text, with_names=True) == shown and holds_personal_data(text, with_names=True)
    assert masked(text) == text.replace(NUMBER, "••••••-••••")


@pytest.mark.parametrize(
    "text", ["Hun fik job.", "Bor han der?", "Hvad siger Havnelauget om gæld?", "Hvad anbefaler Røde Kors i 2024?"]
)
def test_other_words_with_a_capital_are_no_names(text: str) -> None:
    assert masked(text, with_names=True) == text and not holds_personal_data(text, with_names=True)


def test_a_question_with_a_name_stays_where_that_is_set(sample_index: IndexSettings) -> None:
    endpoint = Endpoint(LlmSettings.model_validate({"base_url": "http://elsewhere.example/v1", "model": "m"}))
    assistant = Assistant(sample_index, endpoint=endpoint, masks_names=True)
    answer = assistant.ask("Hvad fik Mette Sørensen ud af det?")
    assistant.close()
    assert answer.status is Status.PERSONAL_DATA and "Mette" not in str(answer)


def test_personal_data_in_the_topic_of_a_draft_or_a_comparison_is_masked(assistant: Assistant) -> None:
    topic = f"digitale møder for {NUMBER}"
    shown = topic.replace(NUMBER, "••••••-••••")
    drafted, matrix = draft(assistant, topic), compare_themes(assistant, [topic])
    assert drafted.topic == shown and matrix.topics == (shown,) and drafted.sections
    assert NUMBER not in str(drafted) + str(matrix)
