"""The row of actions under an answer as HTML, and the text that is copied."""

from collections.abc import Iterator
from html import escape

from assistant.feedback import Reason
from assistant.records import Answer, Statement
from assistant.sources import by_report, page_name, source_name
from assistant.texts import text
from assistant.ui.saying import say
from assistant.writing.telling import tell_writing


def render_actions(answer: Answer, turn: int, language: str) -> str:
    """Return the actions; none under a question that was refused or failed.

    Args:
        answer: what `ask` returned.
        turn: 0-based position in the conversation, by which the browser finds the answer that it keeps.
        language: "da" or "en", of the page; what is copied is in the answer's.
    """
    if not answer.has_content:
        return ""
    reasons = "".join(
        f'<button type="button" data-reason="{reason.value}">{say(f"rate_{reason.value}", language)}</button>'
        for reason in Reason
    )
    return (
        f'<div class="answer-actions" lang="{language}" data-turn="{turn}">{_button("copy", language)}'
        f'{_button("docx", language)}{_button("md", language)}<span class="rate">{_thumb("good", language)}'
        f'{_thumb("bad", language)}</span><p class="done" role="status"></p>'
        f'<div class="reasons" hidden><p>{say("rate_why", language)}</p>{reasons}'
        f'<p class="kept">{say("rate_kept", language)}</p></div>'
        f'<template class="copied">{escape(copied_text(answer))}</template></div>'
    )


def _button(name: str, language: str) -> str:
    title = escape(text(f"action_{name}_title", language))
    return f'<button type="button" data-act="{name}" title="{title}">{say(f"action_{name}", language)}</button>'


def _thumb(verdict: str, language: str) -> str:
    label = escape(text(f"rate_{verdict}", language))
    return (
        f'<button type="button" data-act="{verdict}" class="thumb {verdict}" aria-pressed="false" '
        f'title="{label}" aria-label="{label}"></button>'
    )


def copied_text(answer: Answer) -> str:
    """Return an answer as plain text: the question, the statements with their numbers, and the numbered sources."""
    language = answer.language
    sources, key = (answer.citations, "sources") if answer.citations else (answer.nearest, "nearest")
    lines = [answer.question, "", text(f"status_{answer.status.value}", language), *_statements(answer)]
    if sources:
        lines += ["", text(key, language)]
        lines += [
            f"[{each.number}] {source_name(each)}, {each.title}, {page_name(each, language)}"
            + ("" if answer.citations else f": {each.quote}")
            for each in sources
        ]
    return "\n".join(lines)


def _statements(answer: Answer) -> Iterator[str]:
    if answer.is_prose and answer.writing:
        yield from ("", " ".join(map(_numbered, answer.statements)), "", tell_writing(answer.writing, answer.language))
        return
    for source, said in by_report(answer.statements, answer.citations):
        yield from ("", source_name(source), *map(_numbered, said))


def _numbered(statement: Statement) -> str:
    return f"{statement.text} {''.join(f'[{number}]' for number in statement.citations)}"
