"""What of the tab stays while its list changes: heading, upload, and the two dialogs."""

import json
from html import escape

from assistant.desk.desk import FIELDS
from assistant.desk.shelf import Shelf
from assistant.desk.texts import text
from assistant.desk.uploads import MEGABYTE
from assistant.settings import ServeSettings
from assistant.ui.reports.rendering import say, with_command
from corpus.readers import SUFFIXES
from corpus.records import Kind

_AT_ONCE = 50  # files of one choice; more are a folder, which is copied to where the reports lie


def render_shell(shelf: Shelf | None, settings: ServeSettings, language: str, *, can_edit: bool) -> str:
    """All but the list.

    Args:
        shelf: what there is; None where the index cannot be read.
        settings: how large an upload may be.
        language: of the tab.
        can_edit: whether who looks may change the reports.
    """
    if shelf is None:
        edit = ""
    elif not can_edit:
        edit = f'<p class="help">{say("readers", language)}</p>'
    elif shelf.obstacle:
        edit = f'<p class="obstacle">{with_command(f"obstacle_{shelf.obstacle}", language)}</p>'
    else:
        edit = _upload(shelf, settings, language) + _edit_dialog(shelf, language) + _remove_dialog(language)
    return (
        f'<div id="desk" data-words="{escape(json.dumps(_words(settings, language)))}">'
        f'<h1>{say("heading", language)}</h1><p class="help">{say("help", language)}</p>{edit}'
        f'<div class="told" role="alert"></div><div class="reading"></div>'
        f'<div class="list"><p class="help">{say("loading", language)}</p></div>'
        f'<div class="unseen announcer" role="status" aria-live="polite"></div></div>'
    )


def _words(settings: ServeSettings, language: str) -> dict[str, object]:
    """What the script says itself, with the placeholders that it fills."""
    return {
        "most": settings.upload_megabytes * MEGABYTE,
        "atOnce": _AT_ONCE,
        "offline": text("offline", language),
        "queued": text("upload_queued", language),
        "step": text("upload_step", language, done="{done}", total="{total}"),
        "large": text("upload_large", language, name="{name}", megabytes=settings.upload_megabytes),
        "broken": text("upload_broken", language, name="{name}"),
        "tooMany": text("upload_at_once", language, count=_AT_ONCE),
        "done": text("upload_done", language, count="{count}"),
        "inferred": text("inferred", language),
        "corrected": text("corrected", language),
    }


def _upload(shelf: Shelf, settings: ServeSettings, language: str) -> str:
    hint = say("upload_help", language, megabytes=settings.upload_megabytes, folder=shelf.folders[0])
    accepted = ",".join(SUFFIXES)
    return (
        f'<section class="upload"><h2 id="upload-heading">{say("upload", language)}</h2>'
        f'<p><label class="choose"><input type="file" multiple accept="{accepted}" aria-describedby="upload-help">'
        f'<span>{say("choose", language)}</span></label> <span class="drop">{say("drop", language)}</span></p>'
        f'<p class="help" id="upload-help">{hint}</p>'
        f'<ul class="uploads" aria-label="{say("uploads", language)}"></ul></section>'
    )


def _edit_dialog(shelf: Shelf, language: str) -> str:
    fields = "".join(_field(name, shelf, language) for name in FIELDS)
    return (
        f'<dialog class="edit" aria-labelledby="edit-heading"><form method="dialog" novalidate>'
        f'<h2 id="edit-heading">{say("edit_heading", language)}</h2><p class="file"></p>{fields}'
        f'<p class="wrong" role="alert"></p><div class="buttons">'
        f'<button type="button" data-do="close">{say("cancel", language)}</button>'
        f'<button type="submit" class="main">{say("save", language)}</button></div></form></dialog>'
    )


def _field(name: str, shelf: Shelf, language: str) -> str:
    label = say(f"field_{name}", language)
    described = f'id="edit-{name}" name="{name}" aria-describedby="edit-{name}-from edit-{name}-wrong"'
    if name == "kind":
        options = "".join(f'<option value="{kind}">{say(f"kind_{kind}", language)}</option>' for kind in Kind)
        options += f'<option value="">{say("from_file", language)}</option>'
        control = f"<select {described}>{options}</select>"
    else:
        more = 'inputmode="numeric"' if name == "year" else ""
        more += ' list="edit-organisations"' if name == "organisation" else ""
        control = (
            f'<input type="text" {described} {more} autocomplete="off" placeholder="{say("from_file", language)}">'
        )
    known = ""
    if name == "organisation":
        names = sorted({entry.report.organisation for entry in shelf.entries}, key=str.casefold)
        options = "".join(f'<option value="{escape(each)}"></option>' for each in names)
        known = f'<datalist id="edit-organisations">{options}</datalist>'
    return (
        f'<div class="field"><label for="edit-{name}">{label}</label>{control}{known}'
        f'<p class="from"><span id="edit-{name}-from"></span> <button type="button" data-do="take-back" '
        f'data-field="{name}" aria-label="{say("take_back_of", language, field=label)}">'
        f'{say("take_back", language)}</button></p><p class="wrong" id="edit-{name}-wrong"></p></div>'
    )


def _remove_dialog(language: str) -> str:
    return (
        f'<dialog class="remove" aria-labelledby="remove-heading" aria-describedby="remove-help"><form method="dialog">'
        f'<h2 id="remove-heading">{say("remove_heading", language)}</h2>'
        f'<p class="title"></p><p class="file"></p><p class="help" id="remove-help">{say("remove_help", language)}</p>'
        f'<p class="wrong" role="alert"></p><div class="buttons">'
        f'<button type="button" data-do="close" autofocus>{say("cancel", language)}</button>'
        f'<button type="submit" class="main danger">{say("remove", language)}</button></div></form></dialog>'
    )
