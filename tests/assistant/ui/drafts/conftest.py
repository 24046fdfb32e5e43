"""The whole page with the tab of drafts, over the sample reports."""

from collections.abc import Iterator

import pytest

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.ui.drafts.tab import drafts_tab
from assistant.ui.guard import Guard
from assistant.ui.server import build_app
from tests.browsing import served


@pytest.fixture(scope="session")
def url(assistant: Assistant) -> Iterator[str]:
    with served(Guard(build_app(assistant, [drafts_tab(assistant)]), Access())) as url:
        yield url
