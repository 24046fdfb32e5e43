"""What a request to one of the tabs' own addresses holds."""

from starlette.requests import Request

from assistant.texts import LANGUAGES


def language_of(request: Request) -> str:
    """The language that the tab is in; the default where the address names none that there is."""
    language = request.query_params.get("language")
    return language if language in LANGUAGES else LANGUAGES[0]


async def read_body(request: Request, most: int) -> bytes:
    """The bytes of a request; none of them where they are more than `most`, which no reader of them accepts."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return b""
    return body
