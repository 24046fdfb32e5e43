"""What each component of the page says, by language and by how far the conversation is."""

from collections.abc import Mapping, Sequence
from typing import Any

from assistant.records import Answer
from assistant.texts import text
from assistant.ui.asking import Answering
from assistant.ui.rendering import render_empty, render_header, render_line, render_turn

EXAMPLES = 3

Words = Mapping[str, Mapping[str, Any]]
"""Gradio properties by the name of the component."""


def page_words(assistant: Answering, language: str, answers: Sequence[Answer] = ()) -> Words:
    """Return the properties of every component that shows words.

    Args:
        assistant: whose reports and example questions are shown.
        language: "da" or "en".
        answers: the conversation, oldest first.
    """
    reports = assistant.reports()
    by_id = {report.id: report for report in reports}
    turns = [
        render_turn(answer, number, language, by_id, latest=number == len(answers) - 1)
        for number, answer in enumerate(answers)
    ]
    placeholder = "follow_up_placeholder" if answers else "question_placeholder"
    return {
        "language": {"label": text("language", language)},
        "new": {"value": text("new_conversation", language), "visible": bool(answers)},
        "header": {"value": render_header(reports, language)},
        "earlier": {"value": "".join(turns[:-1])},
        "latest": {"value": turns[-1] if turns else "" if reports else render_empty(language)},
        "composer": {"visible": bool(reports)},
        "question": {"label": text("question_label", language), "placeholder": text(placeholder, language)},
        "send": {"value": text("send", language)},
        "note": {"value": render_line("note", language)},
        "examples": {"visible": bool(reports) and not answers},
        "invitation": {"value": render_line("examples", language)},
        **_example_words(assistant, language),
    }


def _example_words(assistant: Answering, language: str) -> Words:
    questions = assistant.example_questions(language)[:EXAMPLES]
    return {
        f"example_{number}": {"value": questions[number], "visible": True}
        if number < len(questions)
        else {"value": "", "visible": False}
        for number in range(EXAMPLES)
    }
