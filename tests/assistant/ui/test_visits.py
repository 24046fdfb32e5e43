from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect
from starlette.routing import Mount

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.ui import visits
from assistant.ui.guard import Guard
from assistant.ui.server import build_app
from tests.assistant.ui.asking import ask, page_event
from tests.browsing import Open, served

KEPT = 3
QUESTION = "Hvad siger Havnelauget om civilsamfundet?"


@pytest.fixture
def page_and_gradio(assistant: Assistant, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, Any]]:
    """The page, of which few closed ones and no programs' questions are kept, and Gradio's application."""
    monkeypatch.setattr(visits, "_KEPT_CLOSED", KEPT)
    monkeypatch.setattr(visits, "_IDLE", timedelta(0))
    app = build_app(assistant)
    gradio: Any = next(route.app for route in app.routes if isinstance(route, Mount))
    with served(Guard(app, Access())) as url:
        yield url, gradio


def visit(client: httpx.Client, session: str) -> None:
    """Open the page, ask, and close it."""
    data = [QUESTION, '{"id": "1"}', "da", None, None]
    sent = {"data": data, "fn_index": page_event(client), "session_hash": session}
    with client.stream("GET", f"gradio_api/heartbeat/{session}"):
        client.post("gradio_api/queue/join", json=sent).raise_for_status()
        client.get("gradio_api/queue/data", params={"session_hash": session}).raise_for_status()


def test_few_closed_pages_and_no_programs_are_kept_and_an_open_page_goes_on(
    page_and_gradio: tuple[str, Any], open_page: Open
) -> None:
    url, gradio = page_and_gradio
    sessions = gradio.state_holder.session_data
    page = open_page(url, locale="da-DK")
    ask(page, QUESTION)
    (mine,) = sessions
    with httpx.Client(base_url=url, timeout=60) as client:
        for number in range(2 * KEPT):
            visit(client, f"visit{number}")
            asked = client.post("gradio_api/call/v2/ask", json={"question": QUESTION}).raise_for_status()
            client.get(f"gradio_api/call/v2/ask/{asked.json()['event_id']}").raise_for_status()
        visit(client, "last")
    queue = gradio.get_blocks()._queue
    assert mine in sessions
    assert mine in queue.pending_messages_per_session  # else its next question might wait for an answer without end
    assert "last" in sessions
    assert "visit0" not in sessions
    assert len(sessions) <= 1 + KEPT + 1  # the page, those closed, and the last of which the end is just being noted
    assert len(queue.pending_messages_per_session) <= 1 + KEPT + 1
    assert len(queue.pending_event_ids_session) <= 1 + KEPT + 1
    assert len(queue.event_analytics) == 1
    assert queue.cached_event_analytics_summary == {"functions": {}}
    ask(page, "Og hvad siger Brofæste?")
    expect(page.locator("#latest .answer")).to_contain_text("Brofæste")
    expect(page.locator(".question")).to_have_count(2)


def test_a_page_that_comes_back_finds_its_conversation(page_and_gradio: tuple[str, Any]) -> None:
    url, gradio = page_and_gradio
    sessions = gradio.state_holder.session_data
    with httpx.Client(base_url=url, timeout=60) as client:
        visit(client, "sleeper")
        kept = sessions["sleeper"]
        with client.stream("GET", "gradio_api/heartbeat/sleeper"):
            for number in range(2 * KEPT):
                visit(client, f"visit{number}")
            assert sessions["sleeper"] is kept
            assert "visit0" not in sessions
