"""A language model behind an OpenAI-compatible endpoint: a prompt goes out, a reply comes back."""

import asyncio
import math
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from contextvars import copy_context
from functools import cached_property
from queue import Empty, SimpleQueue
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from assistant.connection import Connection
from assistant.settings import LlmSettings
from assistant.writing.inference import Inference
from corpus.errors import NoReply

if TYPE_CHECKING:
    from llama_index.core.llms import ChatMessage

# Models that think first need some before a word.
_WORD_TOKENS = 512
# While nothing comes, as often as this whoever reads is let see whether anybody still waits.
_BEAT_SECONDS = 0.1

_Pieces = SimpleQueue[str | NoReply | None]
"""What a model writes; at last None, or why there is no more."""


class Endpoint:
    """A language model that the settings name. Nothing is sent before the first `reply`.

    Args:
        settings: the section `llm`.

    Attributes:
        model: its name.
        host: where prompts are sent.
        is_this_machine: whether what is sent stays on this machine.
        context_tokens: that it reads at a time.
        shows_struck: whether users are shown what was struck of its words.

    Raises:
        SettingsError: no endpoint or no model is set, or the model cannot chat.
    """

    def __init__(self, settings: LlmSettings) -> None:
        self._connection = Connection(settings)
        self.model = self._connection.model
        self.host = self._connection.host
        self.is_this_machine = self._connection.is_this_machine
        self.context_tokens = settings.context_tokens
        self.shows_struck = settings.show_struck
        self._nli_model = settings.nli_model
        self._answer_seconds = settings.answer_seconds

    @cached_property
    def inference(self) -> Inference | None:
        """A model that judges whether passages carry what this one writes, loaded once; None leaves that to rules.

        Raises:
            SettingsError: it cannot be loaded.
        """
        return Inference(self._nli_model) if self._nli_model else None

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
        with self._connection.errors_named(), ThreadPoolExecutor(max_workers=1) as thread:
            text = thread.submit(copy_context().run, lambda: asyncio.run(self._reply(prompt, seed))).result()
        if not text:
            raise self._connection.no_reply("empty reply")
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
        deadline = monotonic() + min(seconds or math.inf, self._answer_seconds)
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
            raise self._connection.no_reply("empty reply")
        return monotonic() - began

    def _next(self, pieces: _Pieces, deadline: float) -> str | None:
        try:
            piece = pieces.get(timeout=max(0.0, deadline - monotonic()))
        except Empty as error:
            raise self._connection.no_reply("timeout") from error
        if piece == "" and monotonic() >= deadline:
            raise self._connection.no_reply("timeout")
        if isinstance(piece, NoReply):
            raise piece
        return piece

    def _read(self, prompt: str, most_tokens: int, pieces: _Pieces, gone: Event) -> None:
        """Fill the queue."""
        try:
            with self._connection.errors_named():
                ended = asyncio.run(self._relay(prompt, most_tokens, pieces, gone))
            if ended != "stop":
                raise self._connection.no_reply("cut off")
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
        async with self._connection.opened() as llm:
            async for part in await llm.astream_chat(_messages(prompt), max_tokens=most_tokens):
                pieces.put(part.delta or "")
                ended = part.raw.choices[0].finish_reason if part.raw.choices else ended
        return ended

    async def _reply(self, prompt: str, seed: int) -> str | None:
        async with self._connection.opened() as llm:
            message = (await llm.achat(_messages(prompt), seed=seed)).message
        content: str | None = message.content
        return content


def _messages(prompt: str) -> "list[ChatMessage]":
    from llama_index.core.llms import ChatMessage

    return [ChatMessage(role="user", content=prompt)]
