"""Who may change the reports, asked in one place."""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from assistant.settings import ServeSettings

_OWN_FETCHES = ("same-origin", "none")


def may_edit(request: HTTPConnection, settings: ServeSettings) -> bool:
    """Whether whoever asks may upload, correct and remove reports, and have them read.

    Args:
        request: what is asked.
        settings: of the page.
    """
    return settings.editing


def is_from_elsewhere(request: HTTPConnection) -> bool:
    """Whether another site's page made the browser ask; programs that are no browsers say nothing of it.

    A browser says it by Sec-Fetch-Site where the address is trustworthy (HTTPS, or this machine), else by Origin, which
    is then to be the host that was asked.
    """
    site, origin = request.headers.get("sec-fetch-site"), request.headers.get("origin")
    if site is not None:
        return site not in _OWN_FETCHES
    return origin is not None and urlsplit(origin).netloc != request.headers.get("host")
