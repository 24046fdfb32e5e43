"""What a collector of OpenTelemetry is sent of an answer; a real one, which takes OTLP over gRPC."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import grpc
import pytest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest as Request
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceResponse as Response
from opentelemetry.proto.collector.trace.v1.trace_service_pb2_grpc import (
    TraceServiceServicer,
    add_TraceServiceServicer_to_server,
)
from opentelemetry.proto.trace.v1.trace_pb2 import Span

from assistant.assistant import Assistant
from assistant.endpoint import Endpoint
from assistant.settings import LlmSettings, TracingSettings
from assistant.tracing import start_tracing, traced
from index.settings import IndexSettings
from tests.chat_server import chat_server, completion, streamed

QUESTION = "Hvor mange makkerpar var der i 2024?"
TRUE = "I 2024 var der 41 makkerpar."


class Collector(TraceServiceServicer):
    def __init__(self) -> None:
        self.received: list[bytes] = []

    def Export(self, request: Request, context: grpc.ServicerContext) -> Response:
        self.received.append(request.SerializeToString())
        return Response()

    @property
    def spans(self) -> list[Span]:
        requests = [Request.FromString(each) for each in self.received]
        return [
            span
            for request in requests
            for resource in request.resource_spans
            for scope in resource.scope_spans
            for span in scope.spans
        ]


@contextmanager
def collector(**values: object) -> Iterator[Collector]:
    """What is sent until the end of the context, which begins and ends the tracing."""
    collector, server = Collector(), grpc.server(ThreadPoolExecutor(max_workers=1))
    add_TraceServiceServicer_to_server(collector, server)
    port = server.add_insecure_port("127.0.0.1:0")
    server.start()
    settings = TracingSettings.model_validate({"endpoint": f"http://127.0.0.1:{port}", **values})
    stop = start_tracing(settings)
    try:
        yield collector
    finally:
        stop()
        server.stop(None).wait()


@pytest.fixture(scope="module")
def writing(sample_index: IndexSettings) -> Iterator[Assistant]:
    """An assistant whose language model says what is true."""
    with chat_server(lambda got: streamed(f"{TRUE} [{got.key_of('41 makkerpar')}]")) as server:
        endpoint = Endpoint(LlmSettings.model_validate({"base_url": server.url, "model": "en-model"}))
        assistant = Assistant(sample_index, endpoint=endpoint)
        yield assistant
        assistant.close()


def test_the_parts_of_an_answer_are_told_without_a_word_of_it(writing: Assistant) -> None:
    with collector() as collected:
        writing.ask(QUESTION)
    spans = {span.name: span for span in collected.spans}
    whole = spans["Assistant.ask"]
    assert not whole.parent_span_id
    assert spans["write"].parent_span_id == spans["Assistant._in_quotes"].parent_span_id == whole.span_id
    assert {span.trace_id for span in spans.values()} == {whole.trace_id}
    assert "OpenAILike.astream_chat" in spans
    assert all(span.start_time_unix_nano <= span.end_time_unix_nano for span in spans.values())
    sent = b"".join(collected.received).decode("utf-8", "replace")
    assert not any(word in sent for word in ("makkerpar", "uddrag", "Havnelauget"))


def test_a_reply_is_part_of_what_asks_for_it() -> None:
    @traced
    def judge(endpoint: Endpoint) -> str:
        return endpoint.reply("Er det sandt?", seed=1)

    with chat_server(lambda got: completion("ja")) as server, collector() as collected:
        assert judge(Endpoint(LlmSettings.model_validate({"base_url": server.url, "model": "en-model"}))) == "ja"
    spans = {span.name.rpartition(".")[2]: span for span in collected.spans}
    assert spans["achat"].trace_id == spans["judge"].trace_id
    assert spans["achat"].parent_span_id == spans["judge"].span_id


def test_questions_and_answers_are_told_where_that_is_set(writing: Assistant) -> None:
    with collector(texts=True) as collected:
        writing.ask(QUESTION)
    told = {(span.name, each.key): each.value.string_value for span in collected.spans for each in span.attributes}
    assert told["Assistant.ask", "input"] == QUESTION
    assert TRUE in told["Assistant.ask", "output"]
    assert "41 makkerpar" in told["OpenAILike.astream_chat", "input"]


def test_an_error_is_told_by_its_kind_alone(writing: Assistant) -> None:
    def leave(_: object) -> None:
        raise RuntimeError(QUESTION)

    with collector() as collected, pytest.raises(RuntimeError, match="makkerpar"):
        writing.ask(QUESTION, on_stage=leave)
    (span,) = collected.spans
    assert (span.name, span.status.message) == ("Assistant.ask", "RuntimeError")
    assert b"makkerpar" not in b"".join(collected.received)


def test_nothing_is_listened_to_where_no_collector_is_set() -> None:
    from llama_index_instrumentation import get_dispatcher

    before = list(get_dispatcher().span_handlers)
    start_tracing(TracingSettings())()
    assert get_dispatcher().span_handlers == before
