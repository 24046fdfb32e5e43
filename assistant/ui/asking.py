"""One question put to the assistant from the page, stage by stage."""

import asyncio
import logging
import threading
from collections.abc import AsyncGenerator, Callable, Collection, Sequence
from concurrent.futures import Executor
from contextlib import suppress
from functools import partial
from typing import Protocol

from assistant.endpoint import Endpoint
from assistant.feedback import Rating
from assistant.records import Answer, Filters, Stage, Status, Turn
from assistant.writing.stream import Written
from assistant.writing.writer import OnText
from corpus.records import Report
from index.originals import Original
from index.records import StoredReport

logger = logging.getLogger(__name__)

Step = Stage | Sequence[Written]
"""What is being done, or the sentences that a language model has written so far."""

# What is written is shown no oftener than this: each time the browser draws anew, and must still notice a click.
_READ_SECONDS = 0.2


class Answering(Protocol):
    """What the page needs of the assistant."""

    @property
    def endpoint(self) -> Endpoint | None:
        """The language model that writes the answers; None where they are quotes."""
        ...

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        on_stage: Callable[[Stage], None] | None = None,
        *,
        read_filters: bool = True,
        ignored: Collection[str] = (),
        language: str | None = None,
        on_text: OnText | None = None,
    ) -> Answer:
        """Answer a question."""
        ...

    def reports(self) -> tuple[Report, ...]:
        """Return the reports in the index."""
        ...

    def stored(self, report_id: str) -> StoredReport:
        """Return a report in the index with its pages and passages; raises KeyError where there is none."""
        ...

    def original(self, report_id: str) -> Original:
        """Return the file of a report; raises KeyError or OriginalGone where there is none any more."""
        ...

    def rate(self, rating: Rating) -> None:
        """Keep what a reader thinks of an answer."""
        ...

    def example_questions(self, language: str) -> tuple[str, ...]:
        """Return questions that the reports answer."""
        ...


class Stopped(Exception):
    """Whoever asked waits no longer; ends the question where the assistant next says how far it is."""


async def ask_in_stages(
    pool: Executor,
    assistant: Answering,
    question: str,
    history: Sequence[Turn],
    filters: Filters,
    ignored: Sequence[str],
    language: str,
) -> AsyncGenerator[Step | Answer]:
    """Yield the stages as they begin and what is written as it comes, the newest of both, and last the answer.

    An error of any kind ends as an answer with the status ERROR: the page is the last that can turn it into a
    sentence. Its details go to the log, without the question. Where this is closed before its end, as Gradio does when
    the answer is stopped or its tab is gone, the work ends before its next step.

    Args:
        pool: where it is answered; as many questions at a time as it has threads, the others wait.
        assistant: who answers.
        question: as it was typed.
        history: the turns before it.
        filters: which reports the user chose.
        ignored: what the question's words name and is not to narrow the search.
        language: "da" or "en", of the words around the quotes.
    """
    loop, is_stopped = asyncio.get_running_loop(), threading.Event()
    begun: asyncio.Queue[Step | None] = asyncio.Queue()
    has_words = asyncio.Event()

    def tell(step: Step) -> None:
        if is_stopped.is_set():
            raise Stopped
        loop.call_soon_threadsafe(begun.put_nowait, step)
        if step and not isinstance(step, Stage):
            loop.call_soon_threadsafe(has_words.set)

    def ended(asked: asyncio.Future[Answer]) -> None:
        if not asked.cancelled():
            asked.exception()  # looked at, or asyncio would log it as one that nobody wanted
        begun.put_nowait(None)

    work = partial(assistant.ask, question, history, filters, tell, ignored=ignored, language=language, on_text=tell)
    asked = loop.run_in_executor(pool, work)
    asked.add_done_callback(ended)
    try:
        while (step := await _newest(begun)) is not None:
            yield step
            if isinstance(step, Stage):
                continue
            if step:
                await asyncio.sleep(_READ_SECONDS)
            else:  # the first words are shown as soon as they come
                with suppress(TimeoutError):
                    await asyncio.wait_for(has_words.wait(), _READ_SECONDS)
    finally:
        is_stopped.set()
        asked.cancel()  # where its turn has not come yet
    error = asked.exception()
    if error is None:
        yield asked.result()
        return
    logger.error("A question could not be answered", exc_info=error)
    yield Answer(question=question, language=language, status=Status.ERROR, confidence=0.0, text="")


async def _newest(begun: asyncio.Queue[Step | None]) -> Step | None:
    """What was told last: who tells often is not to be listened to for longer than it works."""
    step = await begun.get()
    while not begun.empty():
        step = begun.get_nowait()
    return step
