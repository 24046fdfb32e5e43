"""Where a request comes from: this site's own pages, a program, or a page of another site."""

from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from assistant.access import is_this_machine

READING = ("GET", "HEAD")
_OURS = ("same-origin", "none")  # "none": typed into the address bar


def is_navigation(scope: Scope) -> bool:
    """Whether a browser asks for a page to show, rather than a script or program for data."""
    if scope["type"] != "http" or scope["method"] not in READING:
        return False
    headers = Headers(scope=scope)
    mode = headers.get("sec-fetch-mode")
    return mode == "navigate" if mode else "text/html" in headers.get("accept", "")


def is_from_elsewhere(scope: Scope) -> bool:
    """Whether a browser says that a page of another site sent the request, be it only by a link to here.

    Browsers name the sender's site on their own, which a page cannot forge: on secure connections in Sec-Fetch-Site,
    else, but for links and pictures, in Origin. A program that names neither is no browser, and is not led by a page.
    """
    headers = Headers(scope=scope)
    if site := headers.get("sec-fetch-site"):
        return site not in _OURS
    origin = headers.get("origin")
    return origin is not None and _place(origin) not in _hosts(headers)


def is_foreign(scope: Scope) -> bool:
    """Whether a request comes from elsewhere and is more than a link that somebody followed."""
    is_link = is_navigation(scope) and "sec-fetch-site" in Headers(scope=scope)
    return is_from_elsewhere(scope) and not is_link


def is_for_this_machine(scope: Scope) -> bool:
    """Whether a request was sent to a name of this machine.

    Else a page of another site may have had its name point here (DNS rebinding), and the browser takes both for one.
    """
    host = Headers(scope=scope).get("host", "")
    try:
        return is_this_machine(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False


def _place(origin: str) -> str:
    return origin.partition("://")[2].casefold()


def _hosts(headers: Headers) -> list[str]:
    """What the site may be called: by the request, and by a proxy that has renamed it.

    A page of another site cannot have a browser send the second without asking first, which is refused.
    """
    return [headers[name].casefold() for name in ("host", "x-forwarded-host") if headers.get(name)]
