"""What the browser asks with an answer that it keeps: a document of it, or to note what its reader thinks."""

from collections.abc import Awaitable, Callable
from pathlib import PurePosixPath

from pydantic import TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from assistant.documents.answer import answer_document
from assistant.documents.files import as_bytes
from assistant.feedback import Rating
from assistant.ui.asking import Answering
from assistant.ui.bodies import read_body
from assistant.ui.conversations.records import Conversation, read_kept
from corpus.errors import KildesvarError
from corpus.records import by_id

WORD = "/answer.docx"
MARKDOWN = "/answer.md"
RATE = "/answer/rating"

_TYPES = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".md": "text/markdown",
}
_LONGEST_RATING = 20_000  # bytes; some hundred pages
_LONGEST_ANSWER = 1_000_000  # bytes
_RATING = TypeAdapter(Rating)


class _Unfit(Exception):
    """What was sent is not what this address takes."""


def action_routes(assistant: Answering) -> tuple[Route, ...]:
    """The routes of the actions.

    Args:
        assistant: knows the reports, and keeps the ratings.
    """

    def write(request: Request, body: bytes) -> Response:
        conversation = read_kept(body.decode("utf-8", "replace"))
        if conversation is None or len(conversation.answers) != 1:
            raise _Unfit
        return _document(conversation, request, assistant)

    def rate(_: Request, body: bytes) -> Response:
        rating = _RATING.validate_json(body)
        known = {report.id for report in assistant.reports()}
        if not all(place.report in known for place in rating.cited):
            raise _Unfit  # a report's name is no place to write something else
        assistant.rate(rating)
        return Response(status_code=204)

    answers = ((WORD, write, _LONGEST_ANSWER), (MARKDOWN, write, _LONGEST_ANSWER), (RATE, rate, _LONGEST_RATING))
    return tuple(Route(path, _taking(answer, most), methods=["POST"]) for path, answer, most in answers)


def _document(conversation: Conversation, request: Request, assistant: Answering) -> Response:
    reports = by_id(assistant.reports())
    try:
        document = answer_document(conversation.answers[0], reports)
    except (KeyError, ValueError) as error:  # refused questions, and stamps that are none
        raise _Unfit from error
    ending = PurePosixPath(request.url.path).suffix
    return Response(as_bytes(document, ending), media_type=_TYPES[ending])


def _taking(answer: Callable[[Request, bytes], Response], most: int) -> Callable[[Request], Awaitable[Response]]:
    """Read a body of at most so many bytes; the script has words for what is refused."""

    async def taking(request: Request) -> Response:
        body = await read_body(request, most)
        if body is None:
            return _refused(413)
        try:
            return await run_in_threadpool(answer, request, body)
        except (_Unfit, ValidationError):
            return _refused(422)
        except KildesvarError:
            return _refused(503)

    return taking


def _refused(status: int) -> Response:
    return PlainTextResponse("", status)
