"""A guard with nothing but a note-taker behind it, a clock that is set by hand, and a client without a server."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse

from assistant.passwords import Cost
from assistant.ui.guard import user_of

CHEAP = Cost(16, 1, 1)  # tests hash a lot; what is shipped is the default
PASSWORD = "Rødgrød med fløde"


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Behind:
    """What stands behind the guard here: notes what came through, and tells the user."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:  # noqa: ANN401  # as ASGI has it
        assert scope["type"] == "http"
        self.seen.append(scope["path"])
        user = user_of(HTTPConnection(scope))
        await PlainTextResponse(f"{user.name}/{user.role}")(scope, receive, send)


class Client:
    """Asks an ASGI application, as a program or a browser would, without a server between."""

    def __init__(self, app: Any, base: str = "http://kildesvar.test", address: str = "192.0.2.1") -> None:  # noqa: ANN401
        self.client = httpx.AsyncClient(
            transport=httpx.ASGITransport(app, client=(address, 1)), base_url=base, follow_redirects=False
        )

    def __call__(self, method: str, path: str, **rest: Any) -> httpx.Response:  # noqa: ANN401
        # In a thread of its own: where a browser is open, playwright's loop runs in this one.
        with ThreadPoolExecutor(max_workers=1) as thread:
            return thread.submit(asyncio.run, self.client.request(method, path, **rest)).result()

    def log_in(self, name: str = "anna", password: str = PASSWORD, **rest: Any) -> httpx.Response:  # noqa: ANN401
        return self("POST", "/login", data={"name": name, "password": password}, **rest)
