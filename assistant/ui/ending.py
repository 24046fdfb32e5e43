"""The end of the server: what is being answered is answered, and then it closes."""

import asyncio
import socket
import time

import uvicorn
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.ui.guard import HEALTH
from assistant.ui.opening_page import STEPS
from assistant.ui.refusing import SAFE_HEADERS

_ENDLESS = ("/gradio_api/heartbeat/", STEPS)  # streams that last as long as a page is open
_FINISH_WITHIN_SECONDS = 75  # longer than a language model is given by default
_IDLE_SECONDS = 0.5  # a program puts its question with one request and fetches the answer with the next
_CLOSE_WITHIN_SECONDS = 2


class UnderWay:
    """ASGI middleware that counts the requests under way, but for those that an open page never ends.

    Args:
        app: the application.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.count = 0
        self.is_ending = False
        self.closing = asyncio.Event()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; whoever asks after the health of a server that ends is told so."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["path"].startswith(_ENDLESS):
            await self._until_closing(scope, receive, send)
        elif self.is_ending and scope["path"] == HEALTH:
            await PlainTextResponse("ending", 503, headers=SAFE_HEADERS)(scope, receive, send)
        else:
            self.count += 1
            try:
                await self.app(scope, receive, send)
            finally:
                self.count -= 1

    async def _until_closing(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass an endless stream on, and end it in order when the server closes: cut off, each would log a fault."""
        last: Message = {}

        async def noting(message: Message) -> None:
            nonlocal last
            last = message
            await send(message)

        stream = asyncio.ensure_future(self.app(scope, receive, noting))
        closing = asyncio.ensure_future(self.closing.wait())
        await asyncio.wait((stream, closing), return_when=asyncio.FIRST_COMPLETED)
        closing.cancel()
        if not stream.done():
            stream.cancel()
            await asyncio.wait((stream,))
            if last.get("type") != "http.response.body" or last.get("more_body"):
                await send({"type": "http.response.body", "body": b""})
        elif error := stream.exception():
            raise error


class FinishingServer(uvicorn.Server):
    """A server that finishes what is under way when it is told to end; a second Ctrl-C ends it at once.

    Args:
        app: what is served.
        under_way: counts its requests.
    """

    def __init__(self, app: ASGIApp, under_way: UnderWay) -> None:
        super().__init__(
            uvicorn.Config(app, log_config=None, access_log=False, timeout_graceful_shutdown=_CLOSE_WITHIN_SECONDS)
        )
        self.under_way = under_way

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Wait until nothing has been under way for a moment, and close."""
        self.under_way.is_ending = True
        now = time.monotonic()
        latest, last_busy = now + _FINISH_WITHIN_SECONDS, now
        while now < latest and now - last_busy < _IDLE_SECONDS and not self.force_exit:
            await asyncio.sleep(0.05)
            now = time.monotonic()
            if self.under_way.count:
                last_busy = now
        self.under_way.closing.set()
        await super().shutdown(sockets)
