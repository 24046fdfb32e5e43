"""Sections of a draft that a language model opens: what its statements carry stands, with their citations."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from assistant.assistant import Assistant
from assistant.documents.draft import draft_document
from assistant.documents.html import to_html
from assistant.documents.markdown import to_markdown
from assistant.documents.word import to_docx
from assistant.drafting.openings import write_openings
from assistant.drafting.records import Draft
from assistant.endpoint import Endpoint
from assistant.records import Fallback, Statement
from assistant.settings import LlmSettings
from corpus.records import by_id
from corpus.sentences import sentence_bounds
from tests.chat_server import Received, Said, Server, chat_server, failure, streamed

INVENTED = "Kommunen købte 999 cykler i Rom."


@contextmanager
def writer(say: Callable[[Received], Said], **values: object) -> Iterator[tuple[Endpoint, Server]]:
    with chat_server(say) as server:
        settings = {"base_url": server.url, "model": "en-model", "timeout_seconds": 20.0} | values
        yield Endpoint(LlmSettings.model_validate(settings)), server


def first(received: Received) -> tuple[str, str]:
    """The key of the first statement that a model was given, and its first sentence."""
    statement = json.loads(received.prompt.splitlines()[-1])["passages"][0]
    start, end = sentence_bounds(statement["text"])[0]
    return statement["key"], statement["text"][start:end]


def honest(received: Received) -> Said:
    key, text = first(received)
    return streamed(f"KILDER: [{key}]\n{text} [{key}] {INVENTED} [{key}]")


@pytest.fixture(scope="module")
def short(drafted: Draft) -> Draft:
    """The draft with its first two sections of several statements."""
    return replace(drafted, sections=tuple(each for each in drafted.sections if len(each.statements) > 1)[:2])


def test_what_the_statements_carry_opens_their_section(assistant: Assistant, short: Draft) -> None:
    with writer(honest) as (endpoint, server):
        opened = write_openings(short, endpoint)
    assert opened.writing and opened.writing.fallback is None and len(opened.sections) == 2
    for before, after in zip(short.sections, opened.sections, strict=True):
        assert after.statements == before.statements
        (sentence,) = after.opening
        assert isinstance(sentence, Statement)
        assert before.statements[0].text.startswith(sentence.text)
        assert sentence.citations == before.statements[0].citations
    assert {struck.text for struck in opened.writing.struck} == {INVENTED}
    assert short.topic not in server.received[0].prompt.splitlines()[-1].split('"passages"')[0]
    document = draft_document(opened, "da", by_id(assistant.reports()))
    sentence = opened.sections[0].opening[0].text
    for written in (to_markdown(document), to_html(document)):
        assert written.count(sentence) >= 2 and "999" not in written and "sprogmodellen en-model" in written
    assert to_docx(document)


def test_the_setting_leaves_out_what_is_struck(short: Draft) -> None:
    with writer(honest, show_struck=False) as (endpoint, _):
        opened = write_openings(short, endpoint)
    assert opened.writing and opened.writing.struck == () and opened.writing.share and opened.writing.share < 1


@pytest.mark.parametrize(
    ("say", "why", "asked"),
    [
        (lambda got: Said("", seconds=5.0), Fallback.SLOW, 1),
        (lambda got: streamed("INTET_SVAR"), Fallback.UNVERIFIED, 2),
        (lambda got: streamed(f"{INVENTED} [{first(got)[0]}]"), Fallback.UNVERIFIED, 2),
        (lambda got: failure(400), Fallback.FAILED, 1),
    ],
)
def test_otherwise_it_is_all_in_quotes(
    assistant: Assistant, short: Draft, say: Callable[[Received], Said], why: Fallback, asked: int
) -> None:
    with writer(say, answer_seconds=1.0) as (endpoint, server):
        opened = write_openings(short, endpoint)
        assert len(server.received) == asked
    assert opened.sections == short.sections and opened.writing and opened.writing.fallback is why
    document = draft_document(opened, "da", by_id(assistant.reports()))
    assert "Sprogmodel" in to_markdown(document)
