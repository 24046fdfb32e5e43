"""What is said to the browser: the table of texts as HTML, and sentences for scripts of the page."""

from html import escape

from starlette.responses import JSONResponse

from assistant.texts import text


def say(key: str, language: str, **values: object) -> str:
    """One text of the table, escaped, its placeholders filled."""
    return escape(text(key, language, **values))


def told(sentence: str, status: int = 200) -> JSONResponse:
    """A sentence that a script of the page shows."""
    return JSONResponse({"sentence": sentence}, status)
