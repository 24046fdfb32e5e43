"""The one door: every request is let in, sent to the login page or refused here, before anything else sees it."""

import secrets
import time
from typing import TYPE_CHECKING

from starlette.datastructures import MutableHeaders
from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from assistant.access import Access
from assistant.audit import Audit
from assistant.log import request_id
from assistant.ui.login import PATHS, Login
from assistant.ui.origin import is_for_this_machine, is_foreign, is_navigation
from assistant.ui.refusing import refuse
from assistant.ui.sessions import Clock
from assistant.users import Role, User
from corpus.errors import UsersError

if TYPE_CHECKING:
    import gradio as gr

HEALTH = "/health"
"""Where anybody may ask whether the page is there."""

_STRANGER = User("", Role.READER)
_STATE = "user"
_REQUEST = "request_id"
_PUBLIC_CODE = ("/assets/", "/static/", "/svelte/")  # Gradio's own files, the same everywhere: these may be cached


class Guard:
    """ASGI middleware around everything else.

    What it does not know is refused: other sites' requests, strangers on any address and by any method, websockets
    too, and everybody while the users file is damaged. The addresses of the login are answered here and never passed
    on.

    Args:
        app: the application.
        access: who may use it.
        clock: tells the time, for sessions and waits.
        audit: notes who logs in and out.
    """

    def __init__(self, app: ASGIApp, access: Access, clock: Clock = time.monotonic, audit: Audit | None = None) -> None:
        self.app = app
        self.access = access
        self.login = Login(access.users, clock, audit or Audit()) if access.users else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, with its user in its state, or answer it here."""
        if scope["type"] == "lifespan":  # the server's own
            await self.app(scope, receive, send)
            return
        number = secrets.token_hex(6)
        request_id.set(number)
        send = _Numbered(send, number)
        scope = {**scope, "state": {**scope.get("state", {}), _REQUEST: number}}
        if is_foreign(scope):
            await refuse(403, "refused_foreign", scope, receive, send)
        elif self.login is None:
            await self._let_in_anyone(scope, receive, send)
        elif scope["type"] == "http" and scope["path"] == HEALTH:
            await self.app(_known(scope, _STRANGER), receive, send)
        elif scope["type"] == "http" and scope["path"] in PATHS:
            await self.login(scope, receive, send)
        else:
            await self._let_in_users(self.login, scope, receive, send)

    async def _let_in_anyone(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.access.is_proxied and not is_for_this_machine(scope):
            await refuse(421, "refused_host", scope, receive, send)
            return
        await self.app(_known(scope, self.access.anyone or _STRANGER), receive, send)

    async def _let_in_users(self, login: Login, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            user = login.user(scope)
        except UsersError:  # the log has it
            if is_navigation(scope):
                await login.send_away(scope, receive, send)
            else:
                await refuse(503, "login_closed", scope, receive, send)
            return
        if user:
            await self.app(_known(scope, user), receive, _Unshared(scope, send))
        elif is_navigation(scope):
            await login.send_away(scope, receive, send)
        else:
            await refuse(401, "refused_stranger", scope, receive, send)


def user_of(request: "gr.Request | HTTPConnection | None") -> User:
    """Who sent a request, and what they may do: `user_of(request).may_edit`.

    Args:
        request: what a route is called with, or what Gradio hands a function that takes `request: gr.Request`.

    Returns:
        The user; one without a name where nobody was asked to log in. A reader where the request did not come through
        the guard, for who is not known may do least.
    """
    inner = request if isinstance(request, HTTPConnection) or request is None else request.request
    found = getattr(inner.state, _STATE, None) if inner is not None else None
    return found if isinstance(found, User) else _STRANGER


def follow_request(request: "gr.Request") -> None:
    """Have the log name the request that an event of Gradio's came with: its queue works in other tasks."""
    if request.request is not None:
        request_id.set(getattr(request.request.state, _REQUEST, request_id.get()))


def _known(scope: Scope, user: User) -> Scope:
    return {**scope, "state": {**scope.get("state", {}), _STATE: user}}


class _Numbered:
    """Sends a response with the number under which the log tells of its request."""

    def __init__(self, send: Send, number: str) -> None:
        self.send = send
        self.number = number

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            MutableHeaders(scope=message)["x-request-id"] = self.number
        await self.send(message)


class _Unshared:
    """Sends what a user is shown so that no cache keeps it, and the Back button shows none of it after the logout."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.send = send
        self.is_public = scope["path"].startswith(_PUBLIC_CODE)

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and not self.is_public:
            headers = MutableHeaders(scope=message)
            headers["cache-control"] = "no-store"
            headers["referrer-policy"] = (
                "same-origin"  # with none at all, a form's POST would not say its origin either
            )
        await self.send(message)
