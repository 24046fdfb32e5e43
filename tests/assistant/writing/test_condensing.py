"""A follow-up in a language model's words: taken where it keeps to what was said, else the questions as they were."""

import pytest

from assistant.assistant import Assistant
from assistant.endpoint import Endpoint
from assistant.question import understand
from assistant.records import Filters, Turn
from assistant.settings import LlmSettings
from assistant.writing.condensing import condense
from index.settings import IndexSettings
from tests.chat_server import Received, Said, chat_server, failure, streamed

BEFORE = "Hvor mange makkerpar havde Havnelauget?"
HISTORY = (Turn("user", BEFORE), Turn("assistant", "Havnelauget havde 41."))
FOLLOW_UP = "Og hvor mange i 2024?"
WHOLE = "Hvor mange makkerpar havde Havnelauget i 2024?"


@pytest.mark.parametrize(
    ("said", "condensed"),
    [
        (streamed(WHOLE), WHOLE),
        (streamed("Hvor mange makkerpar havde Vestby i 2024?"), ""),  # adds a name
        (streamed("Hvor mange makkerpar havde Havnelauget?"), ""),  # loses the year
        (streamed("How many pairs met in 2024?"), ""),  # another language
        (streamed(WHOLE, end=None), ""),
        (failure(500), ""),
    ],
)
def test_what_adds_or_loses_something_is_not_taken(said: Said, condensed: str) -> None:
    with chat_server(lambda received: said) as server:
        endpoint = Endpoint(LlmSettings.model_validate({"base_url": server.url, "model": "m"}))
        assert condense(FOLLOW_UP, HISTORY, endpoint) == condensed
        asked = len(server.received)
        assert condense(BEFORE, HISTORY, endpoint) == "" and len(server.received) == asked  # says enough alone


def test_the_whole_question_is_searched_for_and_the_own_words_are_kept() -> None:
    question = understand(FOLLOW_UP, HISTORY, (), Filters(), condensed=WHOLE)
    assert (question.words, question.searched) == (FOLLOW_UP, WHOLE)


def test_a_follow_up_is_condensed_before_its_answer_is_written(sample_index: IndexSettings) -> None:
    def say(received: Received) -> Said:
        return streamed(WHOLE) if "earlier" in received.prompt else streamed("INTET_SVAR")

    with chat_server(say) as server:
        assistant = Assistant(
            sample_index, endpoint=Endpoint(LlmSettings.model_validate({"base_url": server.url, "model": "m"}))
        )
        answer = assistant.ask(FOLLOW_UP, HISTORY)
        assistant.close()
    assert answer.question == FOLLOW_UP
    assert "earlier" in server.received[0].prompt and BEFORE in server.received[0].prompt
