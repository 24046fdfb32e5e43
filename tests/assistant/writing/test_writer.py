"""Answers in a language model's words: what is kept of them, and what is given where nothing is."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import pytest

from assistant.assistant import Assistant
from assistant.endpoint import Endpoint
from assistant.records import Answer, Fallback, Status
from assistant.settings import LlmSettings
from assistant.writing.findings import Fault, Finding
from assistant.writing.stream import Written
from index.settings import IndexSettings
from tests.chat_server import KEY, Received, Said, Server, chat_server, failure, streamed

QUESTION = "Hvor mange makkerpar var der i 2024?"
PAIRS = "41 makkerpar"
TRUE = "I 2024 var der 41 makkerpar."
ALSO = "28 af makkerparrene ses stadig, efter at forløbet er slut."
FALSE = "I 2024 var der 57 makkerpar."


@contextmanager
def writing(
    index: IndexSettings, say: Callable[[Received], Said], **values: object
) -> Iterator[tuple[Assistant, Server]]:
    with chat_server(say) as server:
        settings = {"base_url": server.url, "model": "en-model", "timeout_seconds": 20.0} | values
        assistant = Assistant(index, endpoint=Endpoint(LlmSettings.model_validate(settings)))
        yield assistant, server
        assistant.close()


def assert_quotes_are_verbatim(answer: Answer, assistant: Assistant) -> None:
    for citation in answer.citations:
        page = assistant.page(citation.report, citation.page).text
        assert citation.quote == " ".join(page[citation.span.start : citation.span.end].split())
    assert [citation.number for citation in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert all(statement.citations for statement in answer.statements)


def test_what_its_sources_carry_is_shown_with_their_words(sample_index: IndexSettings) -> None:
    def say(received: Received) -> Said:
        key = received.key_of(PAIRS)
        return streamed(f"KILDER: [{key}]\n", TRUE[:9], f"{TRUE[9:-1]} [", f"{key}]. ", f"{ALSO} 【{key}】[zz99zz][a0]")

    heard: list[Sequence[Written]] = []
    with writing(sample_index, say) as (assistant, server):
        answer = assistant.ask(QUESTION, on_text=heard.append)
        assert_quotes_are_verbatim(answer, assistant)
    assert [statement.text for statement in answer.statements] == [TRUE, ALSO]
    assert any("41 makkerpar" in citation.quote for citation in answer.citations)
    assert answer.is_prose and answer.writing and answer.writing.share == 1.0
    assert (answer.writing.model, answer.writing.host, answer.writing.struck) == ("en-model", "127.0.0.1", ())
    assert answer.writing.unknown_keys == 2
    assert f"{TRUE} [1]" in answer.text and answer.status is Status.ANSWERED
    assert [each.text for each in heard[-1]] == [TRUE, ALSO] and heard[-1][0].keys
    assert TRUE[:9] in [each.text for so_far in heard for each in so_far]  # as it came
    assert "Svar på dansk" in server.received[0].prompt and server.received[0].body["stream"] is True


def test_an_english_question_is_answered_by_the_english_prompt(sample_index: IndexSettings) -> None:
    with writing(sample_index, lambda received: streamed("NO_ANSWER")) as (assistant, server):
        answer = assistant.ask("How many companion pairs were there in 2024?")
        assert not server.received or "Answer in English" in server.received[0].prompt
    assert answer.writing is None or answer.writing.fallback is Fallback.NOTHING


def test_what_is_not_carried_is_left_out_and_said(sample_index: IndexSettings) -> None:
    def say(received: Received) -> Said:
        key = received.key_of(PAIRS)
        return streamed(f"{TRUE} [{key}] {ALSO} [{key}] {FALSE} [{key}]")

    with writing(sample_index, say) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert [statement.text for statement in answer.statements] == [TRUE, ALSO]
    assert answer.writing and answer.writing.share == pytest.approx(2 / 3)
    assert [(struck.text, struck.faults) for struck in answer.writing.struck] == [
        (FALSE, (Finding(Fault.NUMBER, "57"),))
    ]
    assert "57" not in answer.text
    with writing(sample_index, say, show_struck=False) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert answer.writing and (answer.writing.struck, answer.writing.share) == ((), pytest.approx(2 / 3))


BAD = "Kommunen betalte for en rejse til Rom."


@pytest.mark.parametrize(
    ("say", "why"),
    [
        (lambda got: streamed(f"{FALSE} [{got.key_of(PAIRS)}] {BAD} [{got.key_of(PAIRS)}]"), Fallback.UNVERIFIED),
        (lambda got: streamed(f"{TRUE} [abc123]. {TRUE}"), Fallback.UNVERIFIED),
        (lambda got: streamed("la la la " * 40), Fallback.UNVERIFIED),
        (lambda got: streamed(" "), Fallback.UNVERIFIED),
        (lambda got: streamed("INTET_SVAR"), Fallback.NOTHING),
        (lambda got: streamed(f"{TRUE} [{got.key_of(PAIRS)}]", end=None), Fallback.FAILED),
        (lambda got: streamed(f"{TRUE} [{got.key_of(PAIRS)}]", end="length"), Fallback.FAILED),
        (lambda got: failure(500), Fallback.FAILED),
        (lambda got: failure(429), Fallback.FAILED),
        (lambda got: failure(400), Fallback.FAILED),
        (lambda got: Said("{"), Fallback.FAILED),
        (lambda got: Said("data: {\n\n", headers={"Content-Type": "text/event-stream"}), Fallback.FAILED),
    ],
)
def test_otherwise_the_quotes_are_given_with_a_note(
    sample_index: IndexSettings, assistant: Assistant, say: Callable[[Received], Said], why: Fallback
) -> None:
    quotes = assistant.ask(QUESTION)
    with writing(sample_index, say) as (writer, _):
        answer = writer.ask(QUESTION)
    assert (answer.text, answer.statements, answer.citations) == (quotes.text, quotes.statements, quotes.citations)
    assert answer.writing and answer.writing.fallback is why
    assert KEY not in str(answer)


def test_slow_words_are_not_waited_for_longer_than_is_set(sample_index: IndexSettings) -> None:
    slow = streamed(*["ord "] * 40, pause=0.1)
    with writing(sample_index, lambda received: slow, answer_seconds=0.5) as (assistant, _):
        answer = assistant.ask(QUESTION)
    assert answer.statements and answer.writing and answer.writing.fallback is Fallback.SLOW


def test_passages_are_given_as_far_as_the_model_reads(sample_index: IndexSettings) -> None:
    with writing(sample_index, lambda got: streamed("INTET_SVAR"), context_tokens=2000) as (assistant, server):
        assistant.ask(QUESTION)
    assert server.received[0].prompt.count('"key"') in range(1, 8)
    with writing(sample_index, lambda got: streamed("INTET_SVAR"), context_tokens=800) as (assistant, server):
        answer = assistant.ask(QUESTION)
    assert not server.received and answer.writing and answer.writing.fallback is Fallback.SMALL


def test_where_the_reports_do_not_say_it_nobody_is_asked(sample_index: IndexSettings) -> None:
    with writing(sample_index, lambda received: streamed("Ja.")) as (assistant, server):
        answer = assistant.ask("Hvad er hovedstaden i Peru?")
    assert (answer.status, answer.writing, server.received) == (Status.NOT_FOUND, None, [])
