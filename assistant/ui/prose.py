"""A language model's words as HTML, escaped: as they come, once they are verified, and what is said of them."""

from collections.abc import Sequence
from html import escape

from assistant.endpoint import Endpoint
from assistant.records import Answer, Struck, Writing
from assistant.ui.citations import render_links
from assistant.writing.stream import Written
from assistant.writing.telling import tell_endpoint, tell_faults, tell_writing
from assistant.writing.texts import text


def render_writer(endpoint: Endpoint, language: str) -> str:
    """Return which model writes, and where text is sent for it."""
    return f"<p>{escape(tell_endpoint(endpoint, language))}</p>"


def render_written(written: Sequence[Written]) -> str:
    """Return what has been written so far: a dot for each citation, whose number only the whole answer gives."""
    dot = '<span class="cite coming">•</span>'
    said = " ".join(escape(each.text) + dot * len(each.keys) for each in written)
    return f'<p class="written coming">{said}</p>'


def render_prose(answer: Answer, turn: int, language: str) -> str:
    """Return the sentences that stand, in one paragraph, how many do, and those that do not.

    Args:
        answer: in prose.
        turn: as of `render_turn`.
        language: "da" or "en", of the words around it.
    """
    assert answer.writing
    cited = {citation.number: citation for citation in answer.citations}
    said = " ".join(
        f'<span class="sentence">{escape(each.text)}</span>{render_links(each, cited, turn, language)}'
        for each in answer.statements
    )
    struck = "".join(_struck(each, language) for each in answer.writing.struck)
    listed = f'<ul class="struck" aria-label="{escape(text("struck", language))}">{struck}</ul>' if struck else ""
    return (
        f'<p class="written">{said}</p>{listed}<p class="writing">{escape(tell_writing(answer.writing, language))}</p>'
    )


def render_fallback(writing: Writing, language: str) -> str:
    """Return why an answer that was to be written is in quotes."""
    return f'<p class="fallback">{escape(tell_writing(writing, language))}</p>'


def _struck(struck: Struck, language: str) -> str:
    return f"<li><s>{escape(struck.text)}</s> <span>{escape(tell_faults(struck, language))}</span></li>"
