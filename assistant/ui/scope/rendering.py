"""The choice of reports as HTML."""

import json
from collections.abc import Mapping, Sequence
from html import escape

from assistant.records import Filters
from assistant.sources import source_name
from assistant.texts import text
from assistant.ui.saying import say
from corpus.records import Report


def render_scope(reports: Sequence[Report], chosen: Filters, language: str) -> str:
    """Return the choice of reports: a group of boxes for each field of the filters; scope.js counts.

    Args:
        reports: those in the index.
        chosen: the boxes that are ticked.
        language: "da" or "en".
    """
    if len(reports) < 2:
        return ""  # nothing to choose
    of_reports = [_values(report) for report in reports]
    groups = "".join(_group(name, reports, chosen, language) for name in of_reports[0])
    return (
        f'<form class="scope" data-reports="{escape(json.dumps(of_reports))}"><details>'
        f'<summary>{say("scope", language)}: <b class="count" aria-live="polite"></b></summary>'
        f'<div class="groups">{groups}</div></details>'
        '<ul class="chips"></ul>'
        f'<button type="button" class="clear" hidden>{say("scope_clear", language)}</button></form>'
    )


def _group(name: str, reports: Sequence[Report], chosen: Filters, language: str) -> str:
    ticked = {str(value) for value in getattr(chosen, name)}
    boxes = "".join(
        f'<label><input type="checkbox" name="{name}" value="{escape(value)}"{" checked" if value in ticked else ""}>'
        f'<span class="name">{escape(label)}</span> <span class="number"></span></label>'
        for value, label in _options(name, reports, language).items()
    )
    return f"<fieldset><legend>{say(f'scope_{name}', language)}</legend><div>{boxes}</div></fieldset>" if boxes else ""


def _options(name: str, reports: Sequence[Report], language: str) -> Mapping[str, str]:
    """The values of a field, each with its name, in the order of their names; years newest first."""
    values = {_values(report)[name]: report for report in reports}
    if name == "year":
        return {year: year for year in sorted(filter(None, values), reverse=True)}
    labels = {value: _label(name, value, report, language) for value, report in values.items()}
    return dict(sorted(labels.items(), key=lambda option: option[1].casefold()))


def _label(name: str, value: str, report: Report, language: str) -> str:
    if name == "kind":
        return text(f"kind_{value}", language)
    return f"{source_name(report)}: {report.title}" if name == "report" else value


def _values(report: Report) -> dict[str, str]:
    """A report's value in each field of the filters, as text."""
    return {
        "year": str(report.year or ""),
        "organisation": report.organisation,
        "kind": report.kind.value,
        "report": report.id,
    }
