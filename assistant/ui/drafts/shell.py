"""What of the tab stays while a draft changes: what it is to be about, the places it is drawn in, and the search."""

import json
from collections.abc import Sequence
from html import escape

from assistant.documents.files import ENDINGS
from assistant.drafting.kept import LONGEST_TOPIC
from assistant.drafting.shapes import Shape
from assistant.drafting.texts import TEXTS, text
from assistant.endpoint import Endpoint
from assistant.records import Filters
from assistant.ui.scope.rendering import render_scope
from corpus.records import Report

_AS_HTML = ("heading", "help", "topic", "topic_placeholder", "make", "find", "find_help", "find_label", "find_button")


def render_shell(reports: Sequence[Report], language: str, *, is_user: bool, endpoint: Endpoint | None = None) -> str:
    """Return all but the draft.

    Args:
        reports: those in the index.
        language: of the tab.
        is_user: whether somebody is logged in, whose drafts go with the logout.
        endpoint: of the language model that opens sections; None where there is none.
    """
    body = (
        render_scope(reports, Filters(), language) + _form(language) + _editor(language, endpoint)
        if reports
        else f'<p class="help">{_say("no_reports", language)}</p>'
    )
    words = {key: getattr(wording, language) for key, wording in TEXTS.items() if key not in _AS_HTML}
    words["kept"] = text("kept_for_user" if is_user else "kept", language)
    return (
        f'<div id="drafting" data-words="{escape(json.dumps(words))}">'
        f'<h1>{_say("heading", language)}</h1><p class="help">{_say("help", language)}</p>{body}'
        f'<div class="unseen announcer" role="status" aria-live="polite"></div></div>'
    )


def _form(language: str) -> str:
    shapes = "".join(f'<option value="{shape}">{_say(f"shape_{shape}", language)}</option>' for shape in Shape)
    return (
        f'<form class="about" novalidate><label>{_say("topic", language)}<input name="topic" '
        f'maxlength="{LONGEST_TOPIC}" autocomplete="off" placeholder="{_say("topic_placeholder", language)}"></label>'
        f'<label>{_say("shape", language)}<select name="shape">{shapes}</select></label>'
        f'<button type="submit" class="main">{_say("make", language)}</button>'
        f'<p class="under-way"></p><p class="told" role="alert"></p></form>'
    )


def _editor(language: str, endpoint: Endpoint | None) -> str:
    files = "".join(
        f'<button type="button" data-do="download" data-ending="{ending[1:]}">{_say(ending[1:], language)}</button>'
        for ending in ENDINGS
    )
    return (
        f'<div class="tools" hidden><button type="button" data-do="undo">{_say("undo", language)}</button>'
        f'<button type="button" data-do="redo">{_say("redo", language)}</button><span class="tally"></span>'
        f'<span class="files" role="group" aria-label="{_say("download", language)}">'
        f'<span aria-hidden="true">{_say("download", language)}</span>{files}</span></div>'
        '<section class="work" hidden><p class="told" role="alert"></p><h2 class="title" tabindex="-1"></h2>'
        f'<div class="coverage"></div><div class="spread"></div>{_openings(endpoint, language) if endpoint else ""}'
        '<p class="help written"></p><div class="sheet"></div>'
        f'<form class="more" role="search"><h3>{_say("find", language)}</h3>'
        f'<p class="help">{_say("find_help", language)}</p><div class="box">'
        f'<input type="search" name="words" maxlength="{LONGEST_TOPIC}" aria-label="{_say("find_label", language)}">'
        f'<button type="submit">{_say("find_button", language)}</button></div>'
        f'<label class="to" hidden>{_say("to", language)}<select></select></label><ul class="found"></ul></form>'
        f'<p class="help kept"></p><p class="help keys">{_say("keys", language)}</p>'
        f'<button type="button" class="quiet" data-do="delete">{_say("delete", language)}</button></section>'
    )


def _openings(endpoint: Endpoint, language: str) -> str:
    """The button that has sections opened, and where text is sent for it."""
    where = "open_here" if endpoint.is_this_machine else "open_away"
    return (
        f'<div class="openings"><button type="button" data-do="openings">{_say("open", language)}</button>'
        f'<p class="help">{_say(where, language, model=endpoint.model, host=endpoint.host)}</p>'
        '<p class="under-way"></p></div>'
    )


def _say(key: str, language: str, **values: object) -> str:
    return escape(text(key, language, **values))
