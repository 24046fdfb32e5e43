"""What a request brings with it."""

from starlette.requests import Request


async def read_body(request: Request, most: int) -> bytes | None:
    """The bytes of a request; None where they are more than `most`, and then no more of them are taken in."""
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            return None
    return body
