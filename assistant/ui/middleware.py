"""What Gradio's server brings beyond the page is closed, and what the browser may reach is this machine only."""

import re
from collections.abc import Sequence

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.texts import LANGUAGES
from assistant.ui.account import render_account
from assistant.ui.api import refusal
from assistant.ui.bodies import read_body
from assistant.ui.guard import user_of
from assistant.ui.pace import Pace
from assistant.ui.policy import HEADERS, POLICY, page_policy
from assistant.ui.refusing import refuse

# Gradio can also take uploads, hand out files, pass requests on to other hosts and show who uses it. The page needs
# none of that, and what is not needed is not there.
_OPEN = re.compile(
    r"/|/(assets|static|svelte)/.+|/(theme\.css|config|favicon\.ico|robots\.txt|manifest\.json)"
    r"|/gradio_api/(info|startup-events|heartbeat/\w+|queue/(join|data)|call/v2/ask(/\w+)?|cancel|reset|theme\.css)/?"
)

_ASK = re.compile(r"/gradio_api/call/v2/ask/?")  # a question; its answer has a longer address
_LONGEST_BODY = 1_000_000  # bytes of a question with the conversation before it

# The page that Gradio draws itself into introduces itself as Gradio's, in English, to whoever previews a link.
_FOREIGN_META = re.compile(rb'<meta\s+(property="og:|name="twitter:)[^>]*>\s*')
_FOREIGN_LANGUAGE = b'lang="en"'
_BODY = re.compile(rb"<body[^>]*>")


class OwnPage:
    """ASGI middleware around Gradio's application.

    Args:
        app: Gradio's application.
        routes: addresses that are answered besides; a policy of their own stands.
        pace: how often a user may ask.
        script: that Gradio puts into the page's head.
    """

    def __init__(self, app: ASGIApp, routes: Sequence[Route] = (), pace: Pace | None = None, script: str = "") -> None:
        self.app = app
        self.script = script
        self.routes = routes
        self.pace = pace or Pace()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what the page does not need; else pass it on, with our headers and, for the page, our language."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headed = _Heading(send)
        for route in self.routes:
            match, found = route.matches(scope)
            if match is Match.FULL:
                await route.handle({**scope, **found}, receive, headed)
                return
        if not _OPEN.fullmatch(scope["path"]):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, headed)
        elif _ASK.fullmatch(scope["path"]) and scope["method"] == "POST":
            await self._ask(scope, receive, headed)
        elif scope["path"] == "/":
            account = render_account(user_of(HTTPConnection(scope)))
            await self.app(scope, receive, _Rewriting(send, account, self.script))
        else:
            await self.app(scope, receive, headed)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a program's question on, unless it comes too soon (counted where it is answered) or is wrong."""
        if seconds := self.pace.wait(HTTPConnection(scope)):
            await refuse(429, "too_fast", scope, receive, send, seconds=seconds)
            return
        body = await read_body(Request(scope, receive), _LONGEST_BODY)
        if body is None:
            await refuse(413, "question_large", scope, receive, send, kilobytes=_LONGEST_BODY // 1000)
        elif sentence := refusal(body):
            await JSONResponse({"detail": sentence}, status_code=422)(scope, receive, send)
        else:
            await self.app(scope, _Read(body, receive), send)


class _Read:
    """Gives a request's body, which has been read, once more; then whatever else comes."""

    def __init__(self, body: bytes, receive: Receive) -> None:
        self.messages: list[Message] = [{"type": "http.request", "body": body}]
        self.receive = receive

    async def __call__(self) -> Message:
        return self.messages.pop() if self.messages else await self.receive()


class _Heading:
    """Sends a response with our headers."""

    def __init__(self, send: Send) -> None:
        self.send = send

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in {**HEADERS, "content-security-policy": POLICY}.items():
                headers.setdefault(name, value)
        await self.send(message)


class _Rewriting(_Heading):
    """Holds the page back until it is whole, and sends it as ours, with the bar of whoever is logged in."""

    def __init__(self, send: Send, account: str, script: str) -> None:
        super().__init__(send)
        self.account = account
        self.script = script
        self.start: Message = {}
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.start = message
            return
        self.body += message.get("body", b"")
        if message.get("more_body"):
            return
        body = _FOREIGN_META.sub(b"", self.body)
        body = body.replace(_FOREIGN_LANGUAGE, f'lang="{LANGUAGES[0]}"'.encode(), 1)
        body = _BODY.sub(lambda found: found.group() + self.account.encode(), body, count=1)
        headers = MutableHeaders(scope=self.start)
        headers["content-length"] = str(len(body))
        headers["content-security-policy"] = page_policy(body, self.script)
        await super().__call__(self.start)
        await super().__call__({"type": "http.response.body", "body": body})
