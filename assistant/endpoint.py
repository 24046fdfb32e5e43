"""A language model behind an OpenAI-compatible endpoint: a prompt goes out, a reply comes back."""

import asyncio
import math
from collections.abc import AsyncIterator, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager, contextmanager, suppress
from contextvars import copy_context
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from assistant.settings import LlmSettings
from corpus.errors import NoReply, SettingsError

if TYPE_CHECKING:
    import httpx
    from llama_index.core.llms import ChatMessage
    from llama_index.llms.openai_like import OpenAILike

_THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")
# llama-index retries around the OpenAI client, which retries too: with 1 the client alone does, once, and minds what
# the endpoint says of how long to wait.
_RETRIES = 1
# Models that think first need some before a word.
_WORD_TOKENS = 512
# While nothing comes, as often as this whoever reads is let see whether anybody still waits.
_BEAT_SECONDS = 0.1
# What the client tells of this machine, and of an account elsewhere that the environment may name.
_NOBODYS_BUSINESS = ("x-stainless-", "openai-", "user-agent")

_WRONG_KEY = "it does not accept the key: set the right one in llm.api_key or llm.api_key_file"
_REMEDIES = {
    "HTTP 400": "it refused the request: see that it knows the model, and set llm.context_tokens to what that reads",
    "HTTP 401": _WRONG_KEY,
    "HTTP 403": _WRONG_KEY,
    "HTTP 404": "it does not know the model or the address: see llm.model and the end of llm.base_url",
    "HTTP 413": "the request is too long for it: set llm.context_tokens to what the model reads",
    "HTTP 429": "it has too much to do or the account is used up: try again later, or see the account",
    "timeout": "it took too long: see that it is not overloaded, or raise llm.answer_seconds and llm.timeout_seconds",
    "no connection": "see that it runs there, and that llm.base_url is its address",
}
"""What can be done, by the reason."""

_Pieces = SimpleQueue[str | NoReply | None]
"""What a model writes; at last None, or why there is no more."""


class Endpoint:
    """A language model that the settings name. Nothing is sent before the first `reply`.

    Args:
        settings: the section `llm`.

    Raises:
        SettingsError: no endpoint or no model is set, or the model cannot chat.
    """

    def __init__(self, settings: LlmSettings) -> None:
        if not settings.base_url or not settings.model:
            raise SettingsError(
                "No language model is set; set base_url and model in the section llm of kildesvar.toml, or "
                "KILDESVAR_LLM__BASE_URL and KILDESVAR_LLM__MODEL in the environment."
            )
        from httpx import create_ssl_context

        self.model = settings.model
        self.host = settings.base_url.host or ""
        self.context_tokens = settings.context_tokens
        self.shows_struck = settings.show_struck
        self._settings = settings
        self._key = _key(settings)
        self._certificates = create_ssl_context()
        _open(settings, self._key)  # whether it can be opened is told now

    @property
    def is_this_machine(self) -> bool:
        """Whether what is sent stays on this machine."""
        return self.host in _THIS_MACHINE

    def reply(self, prompt: str, seed: int) -> str:
        """What the model says to a prompt, at temperature 0 where it has one.

        Args:
            prompt: the one message of the conversation.
            seed: for models that draw; the same one gives the same reply where the endpoint heeds it.

        Raises:
            NoReply: the endpoint cannot be reached, takes too long, refuses, or sends something else than a reply.
        """
        # In a thread of its own, for the caller's may have an event loop already, as in a notebook.
        # It takes the context along, by which a trace knows whose part it is.
        with self._errors_named(), ThreadPoolExecutor(max_workers=1) as thread:
            text = thread.submit(copy_context().run, lambda: asyncio.run(self._reply(prompt, seed))).result()
        if not text:
            raise self._no_reply("empty reply")
        return text

    def stream(self, prompt: str, most_tokens: int, seconds: float | None = None) -> Iterator[str]:
        """What the model says to a prompt, as it comes.

        Args:
            prompt: the one message of the conversation.
            most_tokens: that it may write.
            seconds: that it may take, where less than `llm.answer_seconds`.

        Yields:
            Pieces of text, and an empty one now and then while none comes. Who reads no further ends the request.

        Raises:
            NoReply: as of `reply`; and it has not said all of it when its time is up, or was cut off before its end.
        """
        pieces: _Pieces = SimpleQueue()
        gone = Event()
        deadline = monotonic() + min(seconds or math.inf, self._settings.answer_seconds)
        # Apart, so that nothing the endpoint does, or does not do, holds up the answer.
        # It takes the context along as well.
        Thread(target=copy_context().run, args=(self._read, prompt, most_tokens, pieces, gone), daemon=True).start()
        try:
            while (piece := self._next(pieces, deadline)) is not None:
                yield piece
        finally:
            gone.set()

    def check(self) -> float:
        """Have the model say a word.

        Returns:
            The seconds until it had.

        Raises:
            NoReply: as of `stream`.
        """
        began = monotonic()
        if not "".join(self.stream("Svar med ét ord: ja", _WORD_TOKENS)).strip():
            raise self._no_reply("empty reply")
        return monotonic() - began

    def _next(self, pieces: _Pieces, deadline: float) -> str | None:
        try:
            piece = pieces.get(timeout=max(0.0, deadline - monotonic()))
        except Empty as error:
            raise self._no_reply("timeout") from error
        if piece == "" and monotonic() >= deadline:
            raise self._no_reply("timeout")
        if isinstance(piece, NoReply):
            raise piece
        return piece

    def _read(self, prompt: str, most_tokens: int, pieces: _Pieces, gone: Event) -> None:
        """Fill the queue."""
        try:
            with self._errors_named():
                ended = asyncio.run(self._relay(prompt, most_tokens, pieces, gone))
            if ended != "stop":
                raise self._no_reply("cut off")
        except NoReply as error:
            pieces.put(error)
        else:
            pieces.put(None)

    async def _relay(self, prompt: str, most_tokens: int, pieces: _Pieces, gone: Event) -> str | None:
        """Do what `_receive` does, and leave off as soon as nobody reads what comes."""
        receiving = asyncio.ensure_future(self._receive(prompt, most_tokens, pieces))
        while not receiving.done():
            if gone.is_set():
                receiving.cancel()  # which closes the connection, so that the endpoint stops too
                with suppress(asyncio.CancelledError):
                    await receiving
                return None
            pieces.put("")
            await asyncio.wait([receiving], timeout=_BEAT_SECONDS)
        return receiving.result()

    async def _receive(self, prompt: str, most_tokens: int, pieces: _Pieces) -> str | None:
        """Put pieces into a queue until the end, and say what ended them."""
        ended: str | None = None
        async with self._opened() as llm:
            async for part in await llm.astream_chat(_messages(prompt), max_tokens=most_tokens):
                pieces.put(part.delta or "")
                ended = part.raw.choices[0].finish_reason if part.raw.choices else ended
        return ended

    async def _reply(self, prompt: str, seed: int) -> str | None:
        async with self._opened() as llm:
            message = (await llm.achat(_messages(prompt), seed=seed)).message
        content: str | None = message.content
        return content

    @asynccontextmanager
    async def _opened(self) -> "AsyncIterator[OpenAILike]":
        """The model by connections of its own, which end with what they are opened for."""
        import httpx

        async with httpx.AsyncClient(
            verify=self._certificates,
            event_hooks={"request": [self._say_less]},
            follow_redirects=False,  # the host that the user was told of is the host
            trust_env=not self.is_this_machine,  # a proxy is not this machine
        ) as client:
            yield _open(self._settings, self._key, client)

    async def _say_less(self, request: "httpx.Request") -> None:
        for name in [name for name in request.headers if name.startswith(_NOBODYS_BUSINESS)]:
            del request.headers[name]
        if not self._key:
            del request.headers["authorization"]

    @contextmanager
    def _errors_named(self) -> Iterator[None]:
        import httpx
        import openai

        try:
            yield
        except openai.APITimeoutError as error:
            raise self._no_reply("timeout") from error
        except openai.APIStatusError as error:
            raise self._no_reply(f"HTTP {error.status_code}") from error
        except httpx.TimeoutException as error:
            raise self._no_reply("timeout") from error
        except (openai.APIConnectionError, httpx.HTTPError) as error:
            raise self._no_reply("no connection") from error
        # The library takes for granted that what came is a chat completion, and trips in these ways where it is not.
        except (openai.OpenAIError, AttributeError, IndexError, TypeError, ValueError) as error:
            raise self._no_reply("no chat completion") from error

    def _no_reply(self, reason: str) -> NoReply:
        remedy = _REMEDIES.get(
            reason, "see that it runs there, and that base_url and model in the section llm are right"
        )
        return NoReply(f"The language model {self.model} at {self.host} gave no reply ({reason}); {remedy}.", reason)


def _open(settings: LlmSettings, key: str, client: "httpx.AsyncClient | None" = None) -> "OpenAILike":
    from llama_index.llms.openai_like import OpenAILike

    try:
        return OpenAILike(
            model=settings.model or "",
            api_base=str(settings.base_url),
            api_key=key or "unset",  # an empty one is looked for in the environment, where it is somebody else's
            is_chat_model=True,
            temperature=0.0,
            timeout=settings.timeout_seconds,
            max_retries=_RETRIES,
            async_http_client=client,
        )
    except ValueError as error:
        raise SettingsError(
            f"The model {settings.model} cannot be asked by chat; set another one in llm.model."
        ) from error


def _messages(prompt: str) -> "list[ChatMessage]":
    from llama_index.core.llms import ChatMessage

    return [ChatMessage(role="user", content=prompt)]


def _key(settings: LlmSettings) -> str:
    if settings.api_key_file:
        try:
            return settings.api_key_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"llm.api_key_file is {settings.api_key_file}, which cannot be read ({type(error).__name__}); "
                "name a file that holds the key and nothing else."
            ) from error
    return settings.api_key.get_secret_value() if settings.api_key else ""
