"""The page before the page as HTML: what is being done, and a box for the first question."""

from dataclasses import replace
from functools import cache
from html import escape

from assistant.desk.building import Building
from assistant.texts import LANGUAGES, text
from assistant.ui.assets import read_asset
from assistant.ui.login_page import login_style
from assistant.ui.policy import digest
from assistant.ui.reports.building import announce, render_building, render_fault, render_step
from assistant.ui.saying import say
from corpus.errors import KildesvarError

STEPS = "/opening"
"""Where the steps are told as server-sent events."""


def render_opening(building: Building | None, language: str) -> str:
    """Return the page: it follows the steps, keeps what is typed, and gives way to the page once that is there.

    Args:
        building: how far the reports are read for which it waits; None where none are.
        language: "da" or "en".
    """
    links = "".join(
        f'<a href="/?lang={code}" lang="{code}" hreflang="{code}"{" aria-current=true" if code == language else ""}>'
        f"{say('language_name', code)}</a>"
        for code in LANGUAGES
    )
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{say("title", language)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        '<link rel="icon" href="data:,"><noscript><meta http-equiv="refresh" content="3"></noscript>'
        f"<style>{_style()}</style></head><body><nav>{links}</nav><main>"
        f'<h1>{say("title", language)}</h1><p class="tagline">{say("tagline", language)}</p>'
        f'<div id="step">{tell_step(building, language)["html"]}</div>'
        f'<p id="gone" hidden>{say("opening_gone", language)}</p>'
        '<p id="said" class="unseen" role="status" aria-live="polite"></p>'
        f'<form><label for="question">{say("question_label", language)}</label>'
        f'<textarea id="question" rows="2" maxlength="1000" autofocus '
        f'placeholder="{say("question_placeholder", language)}"></textarea><button>{say("send", language)}</button>'
        f'<p id="kept" hidden>{say("opening_kept", language)}</p></form></main>'
        f"<script>{_script()}</script></body></html>"
    )


def tell_step(building: Building | None, language: str) -> dict[str, str]:
    """What is being done, as HTML, and what a screen reader says of it."""
    if building and not building.is_over:
        return {"html": render_step(building, language), "said": announce(building, language)}
    opening = text("opening", language)
    return {"html": f'<div class="progress"><p>{escape(opening)}</p><progress></progress></div>', "said": opening}


def tell_failure(building: Building | None, error: Exception | None, language: str) -> dict[str, str]:
    """Why there will be no page, and what to do.

    Args:
        building: the reports' reading, which may be what failed.
        error: what happened; None keeps it, as it names the machine's folders, from those whom that does not concern.
        language: "da" or "en".
    """
    if building and building.error is not None:
        shown = building if error else replace(building, sentence="")
        return {"html": render_building(shown, language), "said": announce(shown, language)}
    title, remedy = text("opening_failed", language), text("opening_failed_help", language)
    sentence = str(error) if isinstance(error, KildesvarError) else ""
    return {"html": render_fault(title, remedy, sentence, language), "said": f"{title}. {remedy}"}


@cache
def policy() -> str:
    """The content security policy: the page's own script and style, and nothing else."""
    script, style = digest(_script().encode()), digest(_style().encode())
    return (
        f"default-src 'none'; script-src '{script}'; style-src '{style}'; img-src data:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


@cache
def _style() -> str:
    return login_style() + read_asset("opening.css")


@cache
def _script() -> str:
    return read_asset("opening.js")
