"""A page of a report as HTML for the viewer. Every word of a report is escaped: none of them is trusted."""

from collections.abc import Sequence
from html import escape

from assistant.sources import source_name
from assistant.ui.saying import say
from assistant.ui.source.addresses import Place, pdf_address, picture_address, view_address
from assistant.ui.source.views import LARGE_SIDE, SIDE, Trouble, View, is_pdf
from corpus.drawing import Area
from corpus.records import Block, BlockRole, Page


def render_view(view: View, language: str) -> str:
    """Return what the viewer shows of a page.

    Args:
        view: the page.
        language: of the words around it, "da" or "en".
    """
    notes = "".join(f'<p class="view-note">{say(_note(trouble), language)}</p>' for trouble in view.troubles)
    shape = " wide" if view.sheet and view.sheet.width > view.sheet.height else ""
    return (
        f"{_head(view, language)}{_tools(view, language)}{notes}"
        f'<div class="view-main{shape}">{_sheet(view, language)}{_texts(view, language)}</div>'
    )


def mark_places(page: Page, blocks: Sequence[Block], places: Sequence[Place]) -> str:
    """Return blocks of a page as HTML, each place in mark elements; the first is the one that was asked for."""
    return "".join(
        f'<p class="{block.role.value.replace("_", "-")}">{_marked(page.text, block.start, block.end, places)}</p>'
        for block in blocks
        if block.role is not BlockRole.CONTENTS or page.text[block.start : block.end].strip()
    )


def _marked(words: str, start: int, end: int, places: Sequence[Place]) -> str:
    parts, at = [], start
    for place in sorted(places, key=lambda place: place.span.start):
        lower, upper = max(place.span.start, at), min(place.span.end, end)
        if lower < upper:
            kind = "" if place is places[0] else ' class="also"'
            parts += [escape(words[at:lower]), f"<mark{kind}>{escape(words[lower:upper])}</mark>"]
            at = upper
    return "".join([*parts, escape(words[at:end])])


def _head(view: View, language: str) -> str:
    report, page = view.report, view.page
    number = say("view_page", language, page=page.number, pages=report.page_count)
    printed = f" · {say('view_printed', language, label=page.label)}" if page.label != str(page.number) else ""
    return (
        f'<header class="view-head"><p class="view-source">{escape(source_name(report))}</p>'
        f'<h2 lang="{escape(report.language)}">{escape(report.title)}</h2>'
        f'<p class="view-number" role="status">{number}{printed}</p></header>'
    )


def _tools(view: View, language: str) -> str:
    number, last = view.page.number, view.report.page_count
    steps = _step(view, number - 1, "view_before", "‹", language, number > 1) + _step(
        view, number + 1, "view_after", "›", language, number < last
    )
    zoom = ""
    if view.sheet:
        zoom = (
            f'<span class="view-group">{_button("zoom-out", "view_farther", "−", language)}'
            f'<button type="button" data-do="zoom-fit">{say("view_fit", language)}</button>'
            f"{_button('zoom-in', 'view_nearer', '+', language)}</span>"
        )
    link = ""
    if is_pdf(view.report) and Trouble.GONE not in view.troubles:
        address = escape(pdf_address(view.report.id, number))
        link = (
            f'<a class="view-pdf" href="{address}" target="_blank" rel="noopener" data-do="pdf">'
            f'{say("view_pdf", language)}<span class="unseen"> {say("view_new_tab", language)}</span></a>'
        )
    return (
        f'<div class="view-tools" role="group" aria-label="{say("view_tools", language)}">'
        f'<span class="view-group">{steps}</span>{zoom}{link}</div>'
    )


def _step(view: View, number: int, key: str, sign: str, language: str, is_there: bool) -> str:
    address = escape(view_address(view.report.id, number, view.places))
    there = f'data-go="{address}"' if is_there else 'aria-disabled="true"'
    return _button(key.removeprefix("view_"), key, sign, language, there)


def _button(name: str, key: str, sign: str, language: str, attributes: str = "") -> str:
    label = say(key, language)
    return f'<button type="button" data-do="{name}" aria-label="{label}" title="{label}" {attributes}>{sign}</button>'


def _sheet(view: View, language: str) -> str:
    if view.sheet is None:
        return ""
    report, number = view.report, view.page.number
    words = say("view_picture", language, page=number, title=report.title)
    normal, large = (escape(picture_address(report.id, number, large=large)) for large in (False, True))
    size = f"{view.sheet.width:.0f} / {view.sheet.height:.0f}"
    share = view.sheet.width / max(view.sheet.width, view.sheet.height)
    wide, wider = (round(side * share) for side in (SIDE, LARGE_SIDE))
    return (
        f'<div class="view-sheet" tabindex="0" role="region" aria-label="{words}"><div class="view-paper" '
        f'style="aspect-ratio: {size}"><img src="{normal}" srcset="{normal} {wide}w, {large} {wider}w" sizes="100px" '
        f'alt="{words}">{_overlay(view.marks)}</div></div>'
    )


def _overlay(marks: Sequence[Sequence[Area]]) -> str:
    drawn = "".join(
        f'<g class="{"also" if place else "now"}">{"".join(map(_rectangle, areas))}</g>'
        for place, areas in reversed(list(enumerate(marks)))
    )
    return f'<svg viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">{drawn}</svg>'


def _rectangle(area: Area) -> str:
    return f'<rect x="{area.left:.5f}" y="{area.top:.5f}" width="{area.width:.5f}" height="{area.height:.5f}"/>'


def _texts(view: View, language: str) -> str:
    page, spoken = view.page, f' lang="{escape(view.report.language)}"'
    whole = mark_places(page, page.blocks, view.quoted) or f"<p>{say('view_no_text', language)}</p>"
    if view.sheet is None:
        return f'<section class="view-text view-whole"{spoken}>{whole}</section>'
    quote = ""
    if view.passage:
        words = mark_places(page, view.passage, view.quoted)
        quote = f"<h3>{say('view_quote', language)}</h3><div{spoken}>{words}</div>"
    return (
        f'<section class="view-text">{quote}<details><summary>{say("view_text", language)}</summary>'
        f"<div{spoken}>{whole}</div></details></section>"
    )


def _note(trouble: Trouble) -> str:
    return f"view_{trouble.value}"
