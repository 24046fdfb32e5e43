"""What each component of the page says, by language and by how far the conversation is."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.records import Answer
from assistant.texts import text
from assistant.ui.rendering import render_empty, render_header, render_line, render_turn
from corpus.records import Report

EXAMPLES = 3

Words = Mapping[str, Mapping[str, Any]]
"""Gradio properties by the name of the component."""


def page_words(
    reports: Sequence[Report], examples: Sequence[str], language: str, answers: Sequence[Answer] = ()
) -> Words:
    """Return the properties of every component that shows words.

    Args:
        reports: those in the index.
        examples: questions to try; at most `EXAMPLES` are shown.
        language: "da" or "en".
        answers: the conversation, oldest first.
    """
    by_id = {report.id: report for report in reports}
    turns = [
        render_turn(answer, number, language, by_id, latest=number == len(answers) - 1)
        for number, answer in enumerate(answers)
    ]
    placeholder = "follow_up_placeholder" if answers else "question_placeholder"
    return {
        "language": {"label": text("language", language)},
        "tab_ask": {"label": text("tab_ask", language)},
        "new": {"value": text("new_conversation", language), "visible": bool(answers)},
        "header": {"value": render_header(reports, language)},
        "earlier": {"value": "".join(turns[:-1])},
        "latest": {"value": turns[-1] if turns else "" if reports else render_empty(language)},
        "widen": {"value": text("widen", language), "visible": bool(answers) and answers[-1].is_narrowed},
        "composer": {"visible": bool(reports)},
        "question": {"label": text("question_label", language), "placeholder": text(placeholder, language)},
        "send": {"value": text("send", language)},
        "note": {"value": render_line("note", language)},
        "examples": {"visible": bool(reports) and not answers},
        "invitation": {"value": render_line("examples", language)},
        **_example_words(examples[:EXAMPLES]),
    }


def _example_words(questions: Sequence[str]) -> Words:
    missing = [""] * (EXAMPLES - len(questions))
    return {
        f"example_{number}": {"value": question, "visible": bool(question)}
        for number, question in enumerate([*questions, *missing])
    }
