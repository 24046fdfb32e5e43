"""What each component of the page says, by language and by how far the conversation is."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.endpoint import Endpoint
from assistant.examples import EXAMPLES
from assistant.records import Stage
from assistant.texts import text
from assistant.ui.conversations.records import Asked, Conversation
from assistant.ui.prose import render_writer
from assistant.ui.rendering import render_empty, render_header, render_line, render_progress, render_turn
from assistant.ui.scope.rendering import render_scope
from corpus.records import Report, by_id

Words = Mapping[str, Mapping[str, Any]]
"""Gradio properties by the name of the component."""


def page_words(
    reports: Sequence[Report],
    language: str,
    conversation: Conversation,
    asked: Asked | None = None,
    endpoint: Endpoint | None = None,
) -> Words:
    """Return the properties of every component that shows words but the examples.

    Args:
        reports: those in the index.
        language: "da" or "en".
        conversation: the one that is open.
        asked: the question whose answer is under way, if one is.
        endpoint: of the language model that writes the answers; None where they are quotes.
    """
    known = by_id(reports)
    answers = conversation.answers
    turns = [
        render_turn(answer, number, language, known, latest=number == len(answers) - 1 and not asked)
        for number, answer in enumerate(answers)
    ]
    if asked:
        turns.append(render_progress(asked.question, Stage.SEARCHING, asked.language))
    placeholder = "follow_up_placeholder" if answers else "question_placeholder"
    return {
        "language": {"label": text("language", language)},
        "tab_ask": {"label": text("tab_ask", language)},
        "list": {"value": text("conversations", language)},
        "new": {"value": text("new_conversation", language), "visible": bool(answers)},
        "header": {"value": render_header(reports, language, in_prose=endpoint is not None)},
        "earlier": {"value": "".join(turns[:-1])},
        "latest": {"value": turns[-1] if turns else "" if reports else render_empty(language)},
        "composer": {"visible": bool(reports)},
        "question": {"label": text("question_label", language), "placeholder": text(placeholder, language)},
        "send": {"value": text("send", language)},
        "stop": {"value": text("stop", language)},
        "note": {"value": render_line("note", language)},
        "writer": {"value": render_writer(endpoint, language) if endpoint else "", "visible": endpoint is not None},
        "examples": {"visible": bool(reports)},
        "invitation": {"value": render_line("examples", language)},
        "scope": {"value": render_scope(reports, conversation.chosen, language)},
    }


def example_words(questions: Sequence[str]) -> Words:
    """Return the properties of the examples; at most `EXAMPLES` are shown."""
    missing = [""] * (EXAMPLES - len(questions))
    return {
        f"example_{number}": {"value": question, "visible": bool(question)}
        for number, question in enumerate([*questions[:EXAMPLES], *missing])
    }
