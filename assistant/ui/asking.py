"""One question put to the assistant from the page, stage by stage."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Protocol

from assistant.records import Answer, Filters, Stage, Status, Turn
from corpus.records import Report
from index.originals import Original
from index.records import StoredReport

logger = logging.getLogger(__name__)


class Answering(Protocol):
    """What the page needs of the assistant."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        on_stage: Callable[[Stage], None] | None = None,
        *,
        read_filters: bool = True,
        language: str | None = None,
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

    def example_questions(self, language: str) -> tuple[str, ...]:
        """Return questions that the reports answer."""
        ...


def turns_of(answers: Sequence[Answer]) -> tuple[Turn, ...]:
    """Return the conversation so far as `ask` takes it."""
    return tuple(turn for answer in answers for turn in (Turn("user", answer.question), Turn("assistant", answer.text)))


def ask_in_stages(
    assistant: Answering, question: str, history: Sequence[Turn], language: str, *, read_filters: bool = True
) -> Iterator[Stage | Answer]:
    """Yield each stage as it begins, and last the answer.

    An error of any kind ends as an answer with the status ERROR: the page is the last that can turn it into a
    sentence. Its details go to the log, without the question.

    Args:
        assistant: who answers.
        question: as it was typed.
        history: the turns before it.
        language: of the answer, should there be an error.
        read_filters: whether the question's words narrow where is searched.
    """
    begun: SimpleQueue[Stage | None] = SimpleQueue()
    with ThreadPoolExecutor(max_workers=1) as pool:
        asked = pool.submit(assistant.ask, question, history, on_stage=begun.put, read_filters=read_filters)
        asked.add_done_callback(lambda _: begun.put(None))
        while (stage := begun.get()) is not None:
            yield stage
        error = asked.exception()
        if error is None:
            yield asked.result()
            return
    logger.error("A question could not be answered", exc_info=error)
    yield Answer(question=question, language=language, status=Status.ERROR, confidence=0.0, text="")
