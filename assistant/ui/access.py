"""Who may change the reports, asked in one place."""

from starlette.requests import HTTPConnection

from assistant.settings import ServeSettings
from assistant.ui.guard import user_of


def may_edit(request: HTTPConnection, settings: ServeSettings) -> bool:
    """Whether whoever asks may upload, correct and remove reports, and have them read.

    Args:
        request: what is asked, as the guard let it in.
        settings: of the page.
    """
    return settings.editing and user_of(request).may_edit
