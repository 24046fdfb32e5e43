"""What a request brings with it."""

from starlette.requests import Request

from assistant.texts import LANGUAGES


def language_of(request: Request) -> str:
    """The language that the tab is in; the default where the address names none that there is."""
    language = request.query_params.get("language")
    return language if language in LANGUAGES else LANGUAGES[0]


async def read_body(request: Request, most: int) -> bytes | None:
    """The bytes of a request; None where they are more than `most`, and then no more of them are taken in."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return body
