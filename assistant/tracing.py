"""Spans of what an answer takes: from llama-index's instrumentation to an OpenTelemetry collector, where one is set."""

import inspect
from collections.abc import Callable
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, TypeVar, cast

from llama_index_instrumentation import get_dispatcher
from llama_index_instrumentation.span import BaseSpan
from llama_index_instrumentation.span_handlers import BaseSpanHandler

from assistant.settings import TracingSettings
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from llama_index.core.llms import ChatMessage
    from opentelemetry.sdk.trace import TracerProvider

Function = TypeVar("Function", bound=Callable[..., Any])

# Behind the name of a span stands a UUID.
_UUID_LENGTH = len("-00000000-0000-0000-0000-000000000000")
# The arguments that hold what somebody has written.
_TEXTS = ("question", "topic", "messages")


def traced(function: Function) -> Function:
    """The function with a span around each call, told to whoever listens; nobody does before `start_tracing`."""
    return cast(Function, get_dispatcher("kildesvar").span(function))


def start_tracing(settings: TracingSettings) -> Callable[[], None]:
    """Send the spans of `traced` and of llama-index to the collector of the settings, if there is one.

    Args:
        settings: the section `tracing`.

    Returns:
        What sends the spans that are left, and no more. Without a call of it they are sent when this process ends.

    Raises:
        SettingsError: a collector is set, and OpenTelemetry is not installed.
    """
    if settings.endpoint is None:
        return lambda: None
    if any(find_spec(f"opentelemetry.{name}") is None for name in ("sdk", "exporter.otlp.proto.grpc")):
        raise SettingsError(
            "tracing.endpoint is set, and OpenTelemetry is not installed; run pip install 'kildesvar[tracing]'."
        )
    from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    provider = TracerProvider(resource=Resource.create({"service.name": "kildesvar"}))
    provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(str(settings.endpoint))))
    root, handler = get_dispatcher(), _Spans(provider, with_texts=settings.texts)
    root.add_span_handler(handler)

    def stop() -> None:
        root.span_handlers.remove(handler)
        provider.shutdown()

    return stop


class _Open(BaseSpan):
    """A span that has begun, and the same one of OpenTelemetry."""

    sent: Any


class _Spans(BaseSpanHandler[_Open]):
    """Hands spans to OpenTelemetry: their names, their times and what kind of error ended them.

    Args:
        provider: to which they go.
        with_texts: whether questions, prompts and answers go with them.
    """

    def __init__(self, provider: "TracerProvider", *, with_texts: bool) -> None:
        super().__init__()
        self._tracer = provider.get_tracer("kildesvar")
        self._with_texts = with_texts

    def new_span(
        self,
        id_: str,
        bound_args: inspect.BoundArguments,
        instance: object = None,
        parent_span_id: str | None = None,
        tags: dict[str, Any] | None = None,
        **kwargs: object,
    ) -> _Open:
        from opentelemetry.context import Context
        from opentelemetry.trace import set_span_in_context

        parent = self.open_spans.get(parent_span_id or "")
        within = set_span_in_context(parent.sent, Context()) if parent else Context()
        sent = self._tracer.start_span(id_[:-_UUID_LENGTH], within)
        told = [bound_args.arguments[name] for name in _TEXTS if self._with_texts and name in bound_args.arguments]
        if told:
            sent.set_attribute("input", _text(told[0]))
        return _Open(id_=id_, parent_id=parent_span_id, sent=sent)

    def prepare_to_exit_span(
        self,
        id_: str,
        bound_args: inspect.BoundArguments,
        instance: object = None,
        result: object = None,
        **kwargs: object,
    ) -> _Open | None:
        span = self.open_spans.get(id_)
        text = getattr(result, "text", result)
        if span and self._with_texts and isinstance(text, str):
            span.sent.set_attribute("output", text)
        if span:
            span.sent.end()
        return span

    def prepare_to_drop_span(
        self,
        id_: str,
        bound_args: inspect.BoundArguments,
        instance: object = None,
        err: BaseException | None = None,
        **kwargs: object,
    ) -> _Open | None:
        from opentelemetry.trace import Status, StatusCode

        span = self.open_spans.get(id_)
        if span:
            # An error's message may repeat what it is about; its kind does not.
            span.sent.set_status(Status(StatusCode.ERROR, type(err).__name__))
            span.sent.end()
        return span


def _text(told: "str | list[ChatMessage]") -> str:
    """What somebody has written: a question, or the messages to a language model."""
    return told if isinstance(told, str) else "\n".join(str(each.content) for each in told)
