"""What is said to the browser: the table of texts as HTML, and sentences for scripts of the page."""

import json
from collections.abc import Mapping
from html import escape
from typing import Any

from starlette.responses import JSONResponse

from assistant.texts import text

LINES = "application/x-ndjson"
"""What `as_line` makes, as a media type."""


def say(key: str, language: str, **values: object) -> str:
    """One text of the table, escaped, its placeholders filled."""
    return escape(text(key, language, **values))


def told(sentence: str, status: int = 200) -> JSONResponse:
    """A sentence that a script of the page shows."""
    return JSONResponse({"sentence": sentence}, status)


def as_line(told: Mapping[str, Any]) -> str:
    """A line of JSON that a script of the page reads as it comes."""
    return json.dumps(told) + "\n"
