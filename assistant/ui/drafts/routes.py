"""What the browser asks of the tab: a new draft, one that it has kept, sentences to add, and a file of what stands."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from queue import SimpleQueue
from threading import Semaphore
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from assistant.assistant import Assistant
from assistant.documents.charts import chart_html
from assistant.documents.draft import draft_document, spread_charts
from assistant.documents.files import ENDINGS, as_bytes
from assistant.drafting.adding import find_sentences
from assistant.drafting.drafter import draft
from assistant.drafting.kept import LONGEST_TOPIC, KeptDraft, KeptSentence, keep, read_kept
from assistant.drafting.records import Draft
from assistant.drafting.restoring import restore
from assistant.drafting.shapes import Shape
from assistant.drafting.texts import text
from assistant.filters import set_by_user
from assistant.records import Filters, Stage
from assistant.ui.bodies import language_of, read_body
from assistant.ui.drafts.openings import Openings
from assistant.ui.drafts.shell import render_shell
from assistant.ui.drafts.showing import show_head, show_lines, show_sections, show_sentence
from assistant.ui.guard import user_of
from assistant.ui.pace import Pace, TooFast
from assistant.ui.saying import LINES, as_line, told
from corpus.errors import KildesvarError
from corpus.records import by_id

logger = logging.getLogger(__name__)

_AT_ONCE = 4  # drafts that are made or wait for it
_LONGEST_REQUEST = 4_000_000  # bytes; what browsers keep for a site is some five million characters

Handler = Callable[[Request, bytes], Response]


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a new draft is to be, and what a search is for."""

    words: Annotated[str, Field(min_length=1, max_length=LONGEST_TOPIC)]
    filters: Filters = Filters()
    shape: Shape = Shape.THEME


_ASKED = TypeAdapter(_Asked)
_SENTENCE = TypeAdapter(KeptSentence)


class _Malformed(Exception):
    """What was sent is not what this address takes."""


def draft_routes(assistant: Assistant, pace: Pace) -> tuple[Route, ...]:
    """The routes of the tab. None of them changes anything on the server, so readers may use them all.

    Args:
        assistant: whose reports they are.
        pace: how often a user may ask, for a draft and a search are questions too.
    """
    answers = _Answers(assistant, pace)
    return (
        Route("/draft/shell", answers.shell, methods=["GET"]),
        Route("/draft/new", answers.new, methods=["POST"]),
        Route("/draft/open", _taking(answers.open), methods=["POST"]),
        Route("/draft/chart", _taking(answers.chart), methods=["POST"]),
        Route("/draft/find", _taking(answers.find), methods=["POST"]),
        Route("/draft/sentence", _taking(answers.sentence), methods=["POST"]),
        *([Route("/draft/openings", answers.write, methods=["POST"])] if answers.openings else ()),
        *(Route(f"/draft/file{ending}", _taking(answers.file), methods=["POST"]) for ending in ENDINGS),
    )


def _taking(answer: Handler) -> Callable[[Request], Awaitable[Response]]:
    """Read what was sent; what cannot be done is answered with its sentence."""

    async def taking(request: Request) -> Response:
        language = language_of(request)
        try:
            return await run_in_threadpool(answer, request, await _body(request))
        except TooFast as error:
            return error.response()
        except (_Malformed, ValidationError):
            return told(text("malformed", language), 422)
        except KildesvarError:
            logger.exception("A draft could not be worked on")
            return told(text("failed", language), 503)

    return taking


class _Answers:
    """The answers."""

    def __init__(self, assistant: Assistant, pace: Pace) -> None:
        self.assistant = assistant
        self.pace = pace
        self.pool = ThreadPoolExecutor(max_workers=1)  # the index answers one thread at a time
        self.free = Semaphore(_AT_ONCE)
        self.openings = Openings(assistant, assistant.endpoint) if assistant.endpoint else None

    async def shell(self, request: Request) -> Response:
        """What of the tab stays while a draft changes."""
        language = language_of(request)
        try:
            reports = await run_in_threadpool(self.assistant.reports)
        except KildesvarError:
            logger.exception("The reports in the index could not be listed")
            return told(text("failed", language), 503)
        is_user = bool(user_of(request).name)
        return HTMLResponse(render_shell(reports, language, is_user=is_user, endpoint=self.assistant.endpoint))

    async def new(self, request: Request) -> Response:
        """Make a draft: a line of JSON for each stage, its head and each section, and last `done` or a sentence."""
        language = language_of(request)
        try:
            asked = _ASKED.validate_json(await _body(request))
        except ValidationError:
            return told(text("topic_blank", language), 422)
        try:
            if self.assistant.refuses(asked.words):
                return told(text("personal_data", language), 422)
            self.pace.count(request, language)
        except TooFast as error:
            return error.response()
        except KildesvarError:  # nothing can look for personal data
            logger.exception("A draft could not be made")
            return told(text("failed", language), 503)
        if not self.free.acquire(blocking=False):
            return told(text("busy", language), 503)
        return StreamingResponse(self._begin(asked, language), media_type=LINES)

    def open(self, request: Request, body: bytes) -> Response:
        """A draft that the browser has kept, each quote looked up again."""
        kept, language = _kept(body), language_of(request)
        sections = list(show_sections(kept, self.assistant, language))
        return JSONResponse({**show_head(kept, self.assistant, language), "sections": sections})

    def chart(self, request: Request, body: bytes) -> Response:
        """From whom and from when the statements are that stand on the page, as HTML."""
        kept = _kept(body)
        # It counts statements; to verify the openings would take longer than all the rest.
        unopened = replace(kept, sections=tuple(replace(section, opening=()) for section in kept.sections))
        restored = restore(unopened, self.assistant)
        reports = by_id(self.assistant.reports())
        charts = spread_charts(restored, language_of(request), reports)
        return JSONResponse({"chart": "".join(map(chart_html, charts))})

    def find(self, request: Request, body: bytes) -> Response:
        """Sentences that may be added."""
        asked = _ASKED.validate_json(body)
        self.pace.count(request, language_of(request))
        found = find_sentences(self.assistant, asked.words, asked.filters)
        return JSONResponse({"found": show_lines(found, self.assistant, language_of(request))})

    async def write(self, request: Request) -> Response:
        """Have sections opened: see `Openings.begin`."""
        assert self.openings
        language = language_of(request)
        try:
            kept = _kept(await _body(request))
            self.pace.count(request, language)
        except _Malformed:
            return told(text("malformed", language), 422)
        except TooFast as error:
            return error.response()
        return self.openings.begin(kept, language, asyncio.get_running_loop())

    def sentence(self, request: Request, body: bytes) -> Response:
        """Whether a sentence of an opening that somebody has changed is still carried by the statements it cites."""
        sentence = _SENTENCE.validate_json(body)
        return JSONResponse({"sentence": show_sentence(sentence, self.assistant, language_of(request))})

    def file(self, request: Request, body: bytes) -> Response:
        """A file of what stands on the page, unless some of it does not stand in the reports."""
        language, ending = language_of(request), request.url.path.removeprefix("/draft/file")
        restored = restore(_kept(body), self.assistant)
        if restored.dropped:
            key = "dropped_one" if restored.dropped == 1 else "dropped"
            return told(text(key, language, count=restored.dropped), 409)
        if not restored.sections:
            return told(text("nothing", language), 409)
        reports = by_id(self.assistant.reports())
        content = as_bytes(draft_document(restored, language, reports), ending)
        return Response(
            content,
            media_type="application/octet-stream",
            headers={"content-disposition": f'attachment; filename="{text("file", language)}{ending}"'},
        )

    def _begin(self, asked: _Asked, language: str) -> Iterator[str]:
        """Begin to make a draft, which goes on also where nobody waits for it any more; returns what is told of it."""
        begun: SimpleQueue[Stage | None] = SimpleQueue()
        making = self.pool.submit(
            draft, self.assistant, asked.words, set_by_user(asked.filters), asked.shape, begun.put
        )
        making.add_done_callback(lambda _: self.free.release())
        making.add_done_callback(lambda _: begun.put(None))
        return self._tell(making, begun, language)

    def _tell(self, making: Future[Draft], begun: SimpleQueue[Stage | None], language: str) -> Iterator[str]:
        for stage in iter(begun.get, None):
            yield as_line({"stage": text(f"stage_{stage}", language)})
        try:
            kept = keep(making.result())
            yield as_line({"draft": show_head(kept, self.assistant, language)})
            yield from (as_line({"section": each}) for each in show_sections(kept, self.assistant, language))
            yield as_line({"done": True})
        except Exception:  # the browser is the last that can be told
            logger.exception("A draft could not be made")
            yield as_line({"sentence": text("failed", language)})


async def _body(request: Request) -> bytes:
    """What was sent; nothing where it is too long, which no reader of it accepts either."""
    return await read_body(request, _LONGEST_REQUEST) or b""


def _kept(body: bytes) -> KeptDraft:
    kept = read_kept(body)
    if kept is None:
        raise _Malformed
    return kept
