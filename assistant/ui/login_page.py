"""The login page as HTML: no script, and nothing from elsewhere. Whatever was typed is escaped."""

import re
from dataclasses import dataclass
from functools import cache
from html import escape
from urllib.parse import urlencode

from assistant.texts import LANGUAGES
from assistant.ui.assets import read_asset
from assistant.ui.saying import say

LOGIN, LOGOUT, STYLE = "/login", "/logout", "/login.css"
"""The addresses that are open to everybody."""


@dataclass(frozen=True, slots=True)
class Form:
    """What the login page shows.

    Attributes:
        language: "da" or "en".
        onward: the address on this site to go to after it.
        name: what was typed before, if anything.
        note: key of a text that tells why one is here.
        fault: what went wrong, as a sentence.
    """

    language: str = LANGUAGES[0]
    onward: str = "/"
    name: str = ""
    note: str = ""
    fault: str = ""


def render_login(form: Form) -> str:
    """Return the login page."""
    language = form.language
    title = f"{say('login', language)} – {say('title', language)}"
    if form.fault:
        title = f"{say('login_fault', language)}: {title}"
    return (
        f"{_head(title, language)}<body><nav>{_languages(form)}</nav><main>"
        f'<h1>{say("title", language)}</h1><p class="tagline">{say("tagline", language)}</p>'
        f"{_message(form)}{_fields(form)}"
        f'<p class="help">{say("login_help", language)}</p></main></body></html>'
    )


def render_onward(onward: str, language: str) -> str:
    """Return a page that leads on at once.

    After a link on another site the browser keeps back the cookie of whoever is logged in; after a step of our own it
    sends it.
    """
    address = escape(onward)
    refresh = f'<meta http-equiv="refresh" content="0; url={address}">'
    link = f'<a href="{address}">{say("login_onward", language)}</a>'
    return f"{_head(say('title', language), language, refresh)}<body><main><p>{link}</p></main></body></html>"


@cache
def login_style() -> str:
    """The style of the login page, in the page's own colours and letters."""
    page = read_asset("page.css")
    light, dark = (re.search(rf"(?ms)^{re.escape(name)} {{\n(.*?)^}}$", page) for name in (":root", ".dark"))
    if light is None or dark is None:
        raise ValueError("page.css has no block of colours for :root and for .dark")
    own = read_asset("login.css")
    return f":root {{{light[1]}}}\n@media (prefers-color-scheme: dark) {{ :root {{{dark[1]}}} }}\n{own}"


def _head(title: str, language: str, more: str = "") -> str:
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">'
        f'<link rel="icon" href="data:,"><link rel="stylesheet" href="{STYLE}">{more}</head>'
    )


def _languages(form: Form) -> str:
    """The languages to choose from, each in its own words."""
    links = []
    for code in LANGUAGES:
        asked = {"lang": code} | ({"next": form.onward} if form.onward != "/" else {})
        current = ' aria-current="true"' if code == form.language else ""
        address = escape(f"{LOGIN}?{urlencode(asked)}")
        links.append(f'<a href="{address}" lang="{code}" hreflang="{code}"{current}>{say("language_name", code)}</a>')
    return "".join(links)


def _message(form: Form) -> str:
    if form.fault:
        return f'<p class="fault" id="fault" role="alert">{escape(form.fault)}</p>'
    note = say(form.note, form.language) if form.note else ""
    return f'<p class="note" role="status">{note}</p>'


def _fields(form: Form) -> str:
    language = form.language
    wrong = ' aria-invalid="true" aria-describedby="fault"' if form.fault else ""
    first, second = ("", " autofocus") if form.name else (" autofocus", "")
    return (
        f'<form method="post" action="{LOGIN}">'
        f'<input type="hidden" name="lang" value="{language}">'
        f'<input type="hidden" name="next" value="{escape(form.onward)}">'
        f'<label for="name">{say("login_name", language)}</label>'
        f'<input id="name" name="name" value="{escape(form.name)}" required maxlength="64" autocomplete="username" '
        f'autocapitalize="none" autocorrect="off" spellcheck="false"{wrong}{first}>'
        f'<label for="password">{say("login_password", language)}</label>'
        f'<input id="password" name="password" type="password" required maxlength="256" '
        f'autocomplete="current-password"{wrong}{second}>'
        f"<button>{say('login', language)}</button></form>"
    )
