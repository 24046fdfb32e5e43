"""A request that is refused, with a sentence that says why: JSON for a program that asks for it, else text."""

from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import Receive, Scope, Send

from assistant.texts import LANGUAGES, text
from assistant.ui.policy import HEADERS

SAFE_HEADERS = {**HEADERS, "cache-control": "no-store", "referrer-policy": "same-origin"}
"""Of every answer that is given without the page."""

_POLICY_CLOSED = {"content-security-policy": "default-src 'none'; frame-ancestors 'none'"}
_POLICY_VIOLATION = 1008  # RFC 6455; sent before a handshake it becomes HTTP 403


async def refuse(status: int, key: str, scope: Scope, receive: Receive, send: Send, **values: object) -> None:
    """Answer a request with a sentence, or end a websocket before it begins.

    Args:
        status: HTTP status.
        key: of the sentence in the table of texts.
        scope: of the request, as are the next two.
        receive: not read.
        send: takes the answer.
        values: fill the sentence.
    """
    if scope["type"] != "http":
        await send({"type": "websocket.close", "code": _POLICY_VIOLATION, "reason": ""})
        return
    headers = Headers(scope=scope)
    sentence = text(key, _language(headers), **values)
    is_program = "json" in headers.get("accept", "") or "json" in headers.get("content-type", "")
    response: Response = (
        JSONResponse({"detail": sentence}, status) if is_program else PlainTextResponse(sentence, status)
    )
    response.headers.update(SAFE_HEADERS | _POLICY_CLOSED)
    if seconds := values.get("seconds"):
        response.headers["retry-after"] = str(seconds)
    await response(scope, receive, send)


def _language(headers: Headers) -> str:
    """The language that a program asks for first, or the screen's default."""
    asked = headers.get("accept-language", "")[:2].casefold()
    return asked if asked in LANGUAGES else LANGUAGES[0]
