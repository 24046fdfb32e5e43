"""Who is logged in, and the way out, as HTML beside what Gradio draws; whichever language the page is in is shown."""

from html import escape

from assistant.texts import LANGUAGES, text
from assistant.ui.assets import read_asset
from assistant.ui.login_page import LOGOUT
from assistant.users import User, key_of


def render_account(user: User) -> str:
    """Return the bar of a user; nothing where nobody is asked to log in."""
    if not user.name:
        return ""
    return (
        f'<header id="account" data-user="{escape(key_of(user.name))}">'
        f"<style>{read_asset('account.css')}</style><script>{read_asset('account.js')}</script>"
        f'<p id="session-over" role="alert" hidden>{_say("account_over")} '
        f'<a href="/" target="_blank">{_say("account_again")}</a></p>'
        f'<p><span class="unseen">{_say("account")} </span><b>{escape(user.name)}</b> '
        f'<span class="role">{_say(f"role_{user.role}")}</span></p>'
        f'<form method="post" action="{LOGOUT}"><button>{_say("logout")}</button></form></header>'
    )


def _say(key: str) -> str:
    return "".join(f'<span lang="{code}">{escape(text(key, code))}</span>' for code in LANGUAGES)
