"""The list of reports and of all else that lies in their folder, as HTML.

What a report or a file name says is escaped: none of it is trusted.
"""

import json
from collections.abc import Sequence
from datetime import datetime
from html import escape

from assistant.desk.desk import FIELDS
from assistant.desk.shelf import Shelf
from assistant.desk.texts import text
from assistant.ui.reports.building import render_fault
from corpus.faults import Fault, describe
from corpus.records import Report
from index.records import Entry

_COLUMNS = ("title", "organisation", "year", "pages", "passages", "read")
_MANY = 10  # reports from which on a list wants searching


def say(key: str, language: str, **values: object) -> str:
    """One text of the table, escaped."""
    return escape(text(key, language, **values))


def render_list(shelf: Shelf, language: str, *, can_edit: bool) -> str:
    """All that is known of the reports.

    Args:
        shelf: what there is.
        language: of the tab.
        can_edit: whether who looks may change it.
    """
    can_edit = can_edit and shelf.obstacle is None
    return (
        _counts(shelf, language, can_edit)
        + _faults(shelf, language, can_edit)
        + _waiting(shelf, language, can_edit)
        + (_table(shelf, language, can_edit) if shelf.entries else _none(shelf, language, can_edit))
        + _duplicates(shelf, language, can_edit)
    )


def render_unusable(sentence: str, language: str) -> str:
    """What stands in place of the list where the index cannot be read."""
    return render_fault(text("index_unusable", language), text("failed_help", language), sentence, language)


def _counts(shelf: Shelf, language: str, can_edit: bool) -> str:
    count = len(shelf.entries)
    parts = [text("count_report" if count == 1 else "count_reports", language, count=count)]
    if count:
        parts.append(text("count_pages", language, count=sum(each.report.page_count for each in shelf.entries)))
        parts.append(text("count_passages", language, count=sum(each.passages for each in shelf.entries)))
    for name, items in (("faults", shelf.faults), ("waiting", shelf.waiting)):
        if items:
            parts.append(text(f"count_{name}", language, count=len(items)))
    listed = "".join(f"<li>{escape(part)}</li>" for part in parts)
    when = f"<p>{say('built_at', language, time=_local(shelf.built_at))}</p>" if shelf.built_at else ""
    button = f'<button type="button" data-do="build">{say("build", language)}</button>' if can_edit else ""
    return f'<div class="counts"><div><ul>{listed}</ul>{when}</div>{button}</div>'


def _faults(shelf: Shelf, language: str, can_edit: bool) -> str:
    rows = "".join(_fault(fault, language, can_edit and fault.file not in shelf.gone) for fault in shelf.faults)
    return _section("faults", rows, language, help_key="faults_help")


def _fault(fault: Fault, language: str, can_edit: bool) -> str:
    what, remedy = describe(fault, language)
    button = _remove(fault.file, fault.file, language) if can_edit else ""
    return (
        f"<li><div><b>{escape(fault.file)}</b><p>{escape(what)}</p>"
        f'<p class="remedy">{escape(remedy)}</p></div>{button}</li>'
    )


def _waiting(shelf: Shelf, language: str, can_edit: bool) -> str:
    rows = "".join(
        f"<li><b>{escape(file)}</b>{_remove(file, file, language) if can_edit else ''}</li>" for file in shelf.waiting
    )
    return _section("waiting", rows, language, help_key="waiting_help")


def _duplicates(shelf: Shelf, language: str, can_edit: bool) -> str:
    rows = "".join(
        f"<li><div><b>{escape(each.file)}</b> {say('duplicate_of', language, file=each.same_as)}</div>"
        f"{_remove(each.file, each.file, language) if can_edit and each.file not in shelf.gone else ''}</li>"
        for each in shelf.duplicates
    )
    return _section("duplicates", rows, language)


def _section(name: str, rows: str, language: str, help_key: str = "") -> str:
    if not rows:
        return ""
    help_ = f'<p class="help">{say(help_key, language)}</p>' if help_key else ""
    return f'<section class="{name}"><h2>{say(name, language)}</h2>{help_}<ul class="files">{rows}</ul></section>'


def _none(shelf: Shelf, language: str, can_edit: bool) -> str:
    key = "none_upload" if can_edit else "none_command"
    return f'<div class="none"><p><b>{say("none", language)}</b></p><p>{with_command(key, language)}</p></div>'


def with_command(key: str, language: str) -> str:
    """One text of the table, escaped, with the command in it set as one."""
    command = say("serve_command", language)
    return say(key, language).replace(command, f"<code>{command}</code>")


def _table(shelf: Shelf, language: str, can_edit: bool) -> str:
    head = "".join(f'<th scope="col">{say(f"column_{name}", language)}</th>' for name in _COLUMNS)
    if can_edit:
        head += f'<th scope="col"><span class="unseen">{say("column_actions", language)}</span></th>'
    rows = "".join(_row(entry, shelf, language, can_edit) for entry in shelf.entries)
    search = (
        f'<input type="search" class="find" placeholder="{say("filter", language)}" '
        f'aria-label="{say("filter", language)}">'
        if len(shelf.entries) > _MANY
        else ""
    )
    return (
        f'<section class="shelf"><h2>{say("reports", language)}</h2>{search}'
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p class="help legend">{say("inferred_legend", language)}</p></section>'
    )


def _row(entry: Entry, shelf: Shelf, language: str, can_edit: bool) -> str:
    report = entry.report
    names = [text(f"field_{name}", language).lower() for name in FIELDS if name in report.inferred]
    inferred = say("inferred_of", language, fields=", ".join(names)) if names else ""
    is_gone = report.file in shelf.gone
    gone = f'<small class="gone">{say("gone_row", language)}</small>' if is_gone else ""
    ocr = (
        ""
        if report.confidence is None
        else f'<small lang="{language}">{say("ocr_row", language, percent=round(100 * report.confidence))}</small>'
    )
    found = say("cpr_row_one" if report.cpr_numbers == 1 else "cpr_row", language, count=report.cpr_numbers)
    cpr = f'<small class="cpr" lang="{language}">{found}</small>' if report.cpr_numbers else ""
    kind = _mark(text(f"kind_{report.kind}", language), "kind", report)
    year = str(report.year) if report.year else text("year_none", language)
    cells: Sequence[str] = (
        f"{_mark(report.organisation, 'organisation', report)}<small>{kind}</small>",
        _mark(year, "year", report),
        str(report.page_count),
        str(entry.passages),
        _time(entry.read_at, language),
    )
    filled = "".join(
        f'<td data-label="{say(f"column_{name}", language)}">{cell}</td>'
        for name, cell in zip(_COLUMNS[1:], cells, strict=True)
    )
    actions = f'<td class="actions">{"" if is_gone else _actions(report, language)}</td>' if can_edit else ""
    return (
        f'<tr><th scope="row" lang="{escape(report.language)}">{_mark(report.title, "title", report)}'
        f'<small class="file">{escape(report.file)}</small>{ocr}{cpr}{gone}'
        f'<span class="unseen" lang="{language}">{inferred}</span></th>{filled}{actions}</tr>'
    )


def _mark(words: str, field: str, report: Report) -> str:
    sort = "inferred" if field in report.inferred else "known"
    return f'<span class="{sort}">{escape(words)}</span>'


def _actions(report: Report, language: str) -> str:
    told = {
        "file": report.file,
        "inferred": report.inferred,
        "title": report.title,
        "organisation": report.organisation,
        "year": str(report.year or ""),
        "kind": report.kind,
    }
    return (
        f'<button type="button" data-do="edit" data-file="{escape(report.file)}" '
        f'data-report="{escape(json.dumps(told))}" aria-label="{say("edit_of", language, title=report.title)}">'
        f"{say('edit', language)}</button>{_remove(report.file, report.title, language)}"
    )


def _remove(file: str, title: str, language: str) -> str:
    return (
        f'<button type="button" data-do="remove" data-file="{escape(file)}" data-title="{escape(title)}" '
        f'aria-label="{say("remove_of", language, title=title)}">{say("remove", language)}</button>'
    )


def _time(written: str, language: str) -> str:
    if not written:
        return "–"
    local = _local(written)
    whole = say("time", language, time=local)
    return f'<time datetime="{escape(written)}" title="{whole}">{say("date", language, time=local)}</time>'


def _local(written: str) -> datetime:
    """A time on this machine's clock."""
    return datetime.fromisoformat(written).astimezone()
