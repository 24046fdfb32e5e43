"""Logging in and out: the addresses that a stranger may use, and nothing behind them."""

import asyncio
import logging
import math
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qsl, quote, urlencode

from starlette.requests import HTTPConnection, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.types import Receive, Scope, Send

from assistant.audit import Action, Audit, Outcome
from assistant.texts import LANGUAGES, text
from assistant.ui.bodies import read_body
from assistant.ui.login_page import LOGIN, LOGOUT, STYLE, Form, login_style, render_login, render_onward
from assistant.ui.origin import READING, is_from_elsewhere
from assistant.ui.refusing import SAFE_HEADERS, refuse
from assistant.ui.sessions import Clock, Sessions
from assistant.ui.throttle import Throttle
from assistant.users import Entry, Roll, User
from assistant.users_file import Users
from corpus.errors import UsersError

logger = logging.getLogger(__name__)

PATHS = (LOGIN, LOGOUT, STYLE)

_COOKIE = "kildesvar_session"
_SECURE_PREFIX = "__Host-"  # browsers take it from this host over HTTPS alone, so that no neighbouring host can set it
_MOST_BYTES = 8192  # of a form
_FORM_WITHIN_SECONDS = 10
_MOST_WAITING = 16  # logins; each takes some tenths of a second of one processor
_LONGEST_ONWARD = 1000  # characters
_POLICY = (
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)


class Login:
    """Answers the open addresses, and knows whose session a request belongs to.

    Args:
        users: those who may log in.
        clock: tells the time.
        audit: notes who logs in and out.
    """

    def __init__(self, users: Users, clock: Clock, audit: Audit) -> None:
        self.users = users
        self.audit = audit
        self.sessions = Sessions(clock)
        self.throttle = Throttle(clock)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="login")  # one processor stays for answers
        self._waiting = 0

    def user(self, scope: Scope) -> User | None:
        """The user of a request, or None for a stranger.

        Raises:
            UsersError: the users file is damaged.
        """
        roll = self.users.current()
        token = _token(scope)
        return self.sessions.user(token, roll) if token else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one of `PATHS`."""
        request = Request(scope, receive)
        path, method = scope["path"], scope["method"]
        if path == STYLE and method in READING:
            response: Response = Response(login_style(), media_type="text/css")
            response.headers.update(SAFE_HEADERS)
        elif path == LOGIN and method in READING:
            response = self._show(request)
        elif path == LOGIN and method == "POST":
            await self._log_in(request, scope, receive, send)
            return
        elif path == LOGOUT and method == "POST":
            response = self._log_out(scope)
        else:
            await refuse(405, "refused_method", scope, receive, send)
            return
        await response(scope, receive, send)

    async def send_away(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Lead a stranger's browser to the login page, and from there to where they wanted."""
        query = scope["query_string"].decode("latin-1")
        wanted = onward(quote(scope["path"]) + (f"?{query}" if query else ""))
        if is_from_elsewhere(scope):
            await _page(render_onward(wanted, LANGUAGES[0]))(scope, receive, send)
            return
        asked = {"note": "over"} if _token(scope) else {}
        asked |= {"next": wanted} if wanted != "/" else {}
        await _go(f"{LOGIN}?{urlencode(asked)}" if asked else LOGIN)(scope, receive, send)

    def _show(self, request: Request) -> Response:
        form = _form(request.query_params)
        try:
            if self.user(request.scope):
                return _go(form.onward)
        except UsersError:  # the log has it
            return _page(render_login(_faulty(form, text("login_closed", form.language))), 503)
        return _page(render_login(form))

    def _log_out(self, scope: Scope) -> Response:
        try:
            user = self.user(scope)
        except UsersError:  # the log has it
            user = None
        self.sessions.end(_token(scope) or "")
        if user:
            self.audit.note(Action.LOGOUT, user.name, _address(scope), Outcome.DONE)
        response = _go(f"{LOGIN}?note=left")
        _set_cookie(response, scope, None)
        return response

    async def _log_in(self, request: Request, scope: Scope, receive: Receive, send: Send) -> None:
        body = await _body(request)
        if body is None:
            await refuse(413, "login_large", scope, receive, send)
            return
        sent = dict(parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True))
        form = _form(sent)
        status, key, seconds, entry = await self._judge(sent, scope)
        if entry:
            self.sessions.end(_token(scope) or "")
            response = _go(form.onward)
            _set_cookie(response, scope, self.sessions.begin(entry))
        elif "text/html" in request.headers.get("accept", ""):
            response = _page(render_login(_faulty(form, text(key, form.language, seconds=seconds))), status)
        else:
            await refuse(status, key, scope, receive, send, seconds=seconds)
            return
        if seconds:
            response.headers["retry-after"] = str(seconds)
        await response(scope, receive, send)

    async def _judge(self, sent: Mapping[str, str], scope: Scope) -> tuple[int, str, int, Entry | None]:
        """The status, key and seconds of what to say of a name and a password, or whose they are."""
        name, password, address = sent.get("name", ""), sent.get("password", ""), _address(scope)
        try:
            roll = self.users.current()
        except UsersError:  # the log has it
            return 503, "login_closed", 0, None
        if not name.strip() or not password:
            return 400, "login_blank", 0, None
        if self._waiting >= _MOST_WAITING:
            return 503, "login_busy", 0, None
        if wait := self.throttle.begin(name, address):
            return 429, "login_wait", math.ceil(wait), None
        entry = await self._verify(roll, name, password)
        if entry is None:
            # Of a name that is nobody's no more is told: it may be a password, typed into the wrong field.
            known = roll.find(name)
            logger.warning("A login from %s failed (%s user).", address, "known" if known else "unknown")
            self.audit.note(Action.LOGIN_REFUSED, known.user.name if known else "", address, Outcome.REFUSED)
            return 401, "login_wrong", 0, None
        self.throttle.succeed(name, address)
        self.audit.note(Action.LOGIN, entry.user.name, address, Outcome.DONE)
        return 303, "", 0, entry

    async def _verify(self, roll: Roll, name: str, password: str) -> Entry | None:
        self._waiting += 1
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(self._pool, roll.verify, name, password, self.users.derive)
        finally:
            self._waiting -= 1


def onward(wanted: str) -> str:
    """An address to go to after the login: one on this site, or the page."""
    is_plain = wanted.isascii() and wanted.isprintable() and len(wanted) <= _LONGEST_ONWARD
    is_local = wanted.startswith("/") and not wanted.startswith("//") and "\\" not in wanted
    is_login = wanted.partition("?")[0] in PATHS
    return wanted if is_plain and is_local and not is_login else "/"


def _address(scope: Scope) -> str:
    """From where a request comes, as a proxy tells it where there is one."""
    return str((scope.get("client") or ("",))[0])


def _form(sent: Mapping[str, str]) -> Form:
    """What was sent, of which only what can be is kept; the password is not."""
    language = sent.get("lang", "")
    note = sent.get("note", "")
    return Form(
        language=language if language in LANGUAGES else LANGUAGES[0],
        onward=onward(sent.get("next", "/")),
        name=sent.get("name", "")[:64],
        note=f"login_{note}" if note in ("left", "over") else "",
    )


def _faulty(form: Form, fault: str) -> Form:
    return Form(form.language, form.onward, form.name, fault=fault)


async def _body(request: Request) -> bytes | None:
    """The body of a form; None where it is too large or takes too long."""
    try:
        async with asyncio.timeout(_FORM_WITHIN_SECONDS):
            return await read_body(request, _MOST_BYTES)
    except TimeoutError:
        return None


def _page(html: str, status: int = 200) -> Response:
    return HTMLResponse(html, status, headers={**SAFE_HEADERS, "content-security-policy": _POLICY})


def _go(address: str) -> Response:
    return RedirectResponse(address, 303, headers=SAFE_HEADERS)


def _is_secure(scope: Scope) -> bool:
    return scope.get("scheme") in ("https", "wss")


def _cookie(scope: Scope) -> str:
    return f"{_SECURE_PREFIX}{_COOKIE}" if _is_secure(scope) else _COOKIE


def _token(scope: Scope) -> str | None:
    return HTTPConnection(scope).cookies.get(_cookie(scope))


def _set_cookie(response: Response, scope: Scope, token: str | None) -> None:
    """Have the browser keep a token until it is closed, for this site's own requests alone; None: forget it."""
    response.set_cookie(
        _cookie(scope),
        token or "",
        max_age=None if token else 0,
        path="/",
        secure=_is_secure(scope),
        httponly=True,
        samesite="strict",
    )
