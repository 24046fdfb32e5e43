"""The time before the page is there: it is loaded in the background, and the browser shows how far that is."""

import asyncio
import json
import logging
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, suppress
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, StreamingResponse
from starlette.types import Receive, Scope, Send

from assistant.desk.building import Building
from assistant.texts import LANGUAGES
from assistant.ui.guard import HEALTH, user_of
from assistant.ui.opening_page import STEPS, policy, render_opening, tell_failure, tell_step
from assistant.ui.origin import READING, is_navigation
from assistant.ui.refusing import SAFE_HEADERS, refuse

if TYPE_CHECKING:
    from fastapi import FastAPI

logger = logging.getLogger(__name__)

_LOOK_SECONDS = 0.25


class Opening:
    """ASGI application that is the page once that is loaded.

    Until then a browser is shown what is being done, and any other request waits.

    Args:
        load: makes the page's application; takes long, and runs in a thread of its own.
        building: how far the reports are read for which the page waits; None where none are.
        end: called once a load has failed; `failure` then says how.
    """

    def __init__(
        self,
        load: "Callable[[], FastAPI]",
        building: Callable[[], Building | None] = lambda: None,
        end: Callable[[], None] = lambda: None,
    ) -> None:
        self.load = load
        self.building = building
        self.end = end
        self.failure: Exception | None = None
        self._page: FastAPI | None = None
        self._settled = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or have the page answer it."""
        if scope["type"] == "lifespan":
            await self._live(receive, send)
        elif scope["type"] == "http" and scope["path"] == HEALTH:
            await self._tell_health(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == STEPS:
            events = StreamingResponse(
                self._steps(HTTPConnection(scope)), media_type="text/event-stream", headers=SAFE_HEADERS
            )
            await events(scope, receive, send)
        elif not self._settled.is_set() and is_navigation(scope):
            html = render_opening(self.building(), _language(HTTPConnection(scope)))
            page = HTMLResponse(html, headers={**SAFE_HEADERS, "content-security-policy": policy()})
            await page(scope, receive, send)
        else:
            await self._settled.wait()
            if self._page:
                await self._page(scope, receive, send)
            else:
                await refuse(503, "opening_failed", scope, receive, send)

    async def _live(self, receive: Receive, send: Send) -> None:
        """Load the page, and let it begin and end with the server."""
        await receive()
        await send({"type": "lifespan.startup.complete"})
        loaded: asyncio.Future[FastAPI | None] = asyncio.get_running_loop().create_future()
        threading.Thread(target=self._load, args=(loaded,), daemon=True).start()
        ending = asyncio.ensure_future(receive())
        async with AsyncExitStack() as stack:
            await asyncio.wait((loaded, ending), return_when=asyncio.FIRST_COMPLETED)
            if loaded.done():
                if page := loaded.result():
                    await stack.enter_async_context(page.router.lifespan_context(page))
                self._page = page
                self._settled.set()
            if self.failure:
                self.end()
            await ending
        await send({"type": "lifespan.shutdown.complete"})

    def _load(self, loaded: "asyncio.Future[FastAPI | None]") -> None:
        page = None
        try:
            page = self.load()
        except Exception as error:  # whatever it is, it ends the program: see `serve`
            self.failure = error
        with suppress(RuntimeError):  # the server has been told to end meanwhile
            loaded.get_loop().call_soon_threadsafe(loaded.set_result, page)

    async def _tell_health(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] not in READING:
            await refuse(405, "refused_method", scope, receive, send)
            return
        status, words = (200, "ready") if self._page else (503, "opening")
        await PlainTextResponse(words, status, headers=SAFE_HEADERS)(scope, receive, send)

    async def _steps(self, asked: HTTPConnection) -> AsyncIterator[str]:
        """Server-sent events, each with what the browser is to show now; the last one says that it is over."""
        language, told = _language(asked), ""
        while not self._settled.is_set():
            step = json.dumps(tell_step(self.building(), language))
            if step != told:
                yield f"data: {step}\n\n"
            told = step
            await asyncio.sleep(_LOOK_SECONDS)
        if self.failure:
            failed = tell_failure(self.building(), self.failure if user_of(asked).may_edit else None, language)
            yield f"event: failed\ndata: {json.dumps(failed)}\n\n"
        else:
            yield "event: ready\ndata:\n\n"


def _language(asked: HTTPConnection) -> str:
    language = asked.query_params.get("lang", "")
    return language if language in LANGUAGES else LANGUAGES[0]
