"""What the browser asks of the tab: the form, a table, and a file of it."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from threading import Semaphore

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from assistant.assistant import Assistant
from assistant.documents.files import TABLE_ENDINGS, as_bytes
from assistant.documents.matrix import matrix_document
from assistant.drafting import texts as drafting_texts
from assistant.drafting.kept import LONGEST_TOPIC
from assistant.drafting.matrix import Matrix, compare_themes
from assistant.drafting.matrix_texts import text
from assistant.drafting.shapes import Side
from assistant.filters import set_by_user
from assistant.records import Filters
from assistant.ui.bodies import language_of, read_body
from assistant.ui.matrices.rendering import render_matrix, render_shell
from assistant.ui.pace import Pace, TooFast
from assistant.ui.saying import told
from corpus.errors import KildesvarError
from corpus.records import by_id

logger = logging.getLogger(__name__)

_AT_ONCE = 4  # tables that are made or wait for it
_MOST_TOPICS = 12
_LONGEST_REQUEST = 100_000  # bytes


@dataclass(frozen=True, slots=True)
class _Asked:
    """What is to be compared; `topics` are the lines of a box, of which blank ones do not count."""

    topics: str
    filters: Filters = Filters()
    by: Side = Side.SUPPLIER

    @property
    def lines(self) -> list[str]:
        """The topics."""
        return [line for line in map(str.strip, self.topics.splitlines()) if line]


_ASKED = TypeAdapter(_Asked)

Answer = Callable[[Matrix, Request], Response]


def matrix_routes(assistant: Assistant, pace: Pace) -> tuple[Route, ...]:
    """The routes of the tab. None of them changes anything on the server, so readers may use them all.

    Args:
        assistant: whose reports they are.
        pace: how often a user may ask, for a table is a question too.
    """
    answers = _Answers(assistant, pace)
    return (
        Route("/compare/shell", answers.shell, methods=["GET"]),
        Route("/compare/new", answers.comparing(answers.table), methods=["POST"]),
        *(
            Route(f"/compare/file{ending}", answers.comparing(answers.file), methods=["POST"])
            for ending in TABLE_ENDINGS
        ),
    )


class _Answers:
    """The answers."""

    def __init__(self, assistant: Assistant, pace: Pace) -> None:
        self.assistant = assistant
        self.pace = pace
        self.free = Semaphore(_AT_ONCE)

    async def shell(self, request: Request) -> Response:
        """What of the tab stays while the table changes."""
        language = language_of(request)
        try:
            reports = await run_in_threadpool(self.assistant.reports)
        except KildesvarError:
            return _failed(language)
        return HTMLResponse(render_shell(reports, language))

    def comparing(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """Read what was sent, compare, and answer with what came of it, or with a sentence."""

        async def compared(request: Request) -> Response:
            language = language_of(request)
            try:
                asked = _ASKED.validate_json(await read_body(request, _LONGEST_REQUEST) or b"")
            except ValidationError:
                return told(text("topics_blank", language), 422)
            if sentence := _fault(asked.lines, language):
                return told(sentence, 422)
            try:
                self.pace.count(request, language)
            except TooFast as error:
                return error.response()
            if not self.free.acquire(blocking=False):
                return told(text("busy", language), 503)
            try:
                return await run_in_threadpool(lambda: answer(self._compare(asked), request))
            except KildesvarError:
                return _failed(language)
            finally:
                self.free.release()

        return compared

    def table(self, matrix: Matrix, request: Request) -> Response:
        """The table as HTML."""
        reports = by_id(self.assistant.reports())
        return JSONResponse({"html": render_matrix(matrix, reports, language_of(request))})

    def file(self, matrix: Matrix, request: Request) -> Response:
        """A file of it."""
        language, ending = language_of(request), request.url.path.removeprefix("/compare/file")
        reports = by_id(self.assistant.reports())
        return Response(
            as_bytes(matrix_document(matrix, language, reports), ending),
            media_type="application/octet-stream",
            headers={"content-disposition": f'attachment; filename="{text("file", language)}{ending}"'},
        )

    def _compare(self, asked: _Asked) -> Matrix:
        return compare_themes(self.assistant, asked.lines, set_by_user(asked.filters), asked.by)


def _fault(topics: list[str], language: str) -> str:
    """Why these cannot be compared; empty where they can."""
    if not topics:
        return text("topics_blank", language)
    if len(topics) > _MOST_TOPICS or max(map(len, topics)) > LONGEST_TOPIC:
        return text("topics_many", language, most=_MOST_TOPICS, longest=LONGEST_TOPIC)
    return ""


def _failed(language: str) -> Response:
    logger.exception("Themes could not be compared")
    return told(drafting_texts.text("failed", language), 503)
