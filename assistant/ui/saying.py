"""The table of texts as HTML."""

from html import escape

from assistant.texts import text


def say(key: str, language: str, **values: object) -> str:
    """One text of the table, escaped, its placeholders filled."""
    return escape(text(key, language, **values))
