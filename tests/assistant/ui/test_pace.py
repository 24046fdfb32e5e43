"""Who asks too often is told when to go on: on the page, by HTTP, by Gradio's client and as an MCP tool."""

from collections.abc import Iterator

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from playwright.sync_api import expect
from starlette.requests import HTTPConnection

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.texts import text
from assistant.ui.drafts.tab import drafts_tab
from assistant.ui.guard import Guard
from assistant.ui.pace import Pace, TooFast
from assistant.ui.server import build_app
from assistant.users import Role, User
from tests.assistant.ui.asking import ask
from tests.assistant.ui.guarding import Clock
from tests.browsing import Open, served

DRAFTING = (("draft/new", {"words": "gæld"}), ("draft/find", {"words": "gæld"}))
QUESTION = "Hvor mange makkerpar var der i 2024?"


def request(name: str = "", address: str = "192.0.2.1") -> HTTPConnection:
    state = {"user": User(name, Role.READER)}
    return HTTPConnection({"type": "http", "headers": [], "client": (address, 1), "state": state})


def test_each_user_may_ask_so_often_a_minute(clock: Clock) -> None:
    pace = Pace(2, clock)
    pace.count(request("anna"), "da")
    clock.now += 20
    pace.count(request("Anna"), "da")
    assert pace.wait(request("anna")) == 40
    with pytest.raises(TooFast, match=r"Prøv igen om 40 sek\.") as refused:
        pace.count(request("anna", "192.0.2.2"), "da")
    assert refused.value.seconds == 40
    for other in (request("bo"), request("", "192.0.2.1"), request("", "192.0.2.2")):
        assert pace.wait(other) == 0
        pace.count(other, "en")
    clock.now += 40
    pace.count(request("anna"), "da")
    assert pace.wait(request("anna")) == 20


def test_no_limit_and_no_growth(clock: Clock) -> None:
    endless, pace = Pace(None, clock), Pace(2, clock)
    for number in range(10_050):
        clock.now += 0.1
        endless.count(request("anna"), "da")
        pace.count(request("", f"192.0.2.{number}"), "da")
    assert endless.users == 0
    assert pace.users < 700


@pytest.fixture
def url(assistant: Assistant) -> Iterator[str]:
    """A page on which one question a minute is answered."""
    pace = Pace(1)
    with served(Guard(build_app(assistant, [drafts_tab(assistant, pace)], pace), Access())) as url:
        yield url


def test_the_page_says_so_and_keeps_the_question(open_page: Open, url: str) -> None:
    page = open_page(url, locale="da-DK")
    ask(page, QUESTION)
    page.locator("#question textarea").fill("Og i 2023?")
    page.locator("#question textarea").press("Enter")
    expect(page.locator("#note")).to_contain_text("Du har stillet mange spørgsmål på kort tid. Prøv igen om")
    expect(page.locator("#question textarea")).to_have_value("Og i 2023?")
    expect(page.locator(".turn")).to_have_count(1)


def test_programs_are_told_in_their_own_way(url: str) -> None:
    client = Client(url, verbose=False)
    assert client.predict(question=QUESTION, api_name="/ask")["status"] == "answered"
    with pytest.raises(AppError, match="Du har stillet mange spørgsmål"):
        client.predict(question=QUESTION, api_name="/ask")
    called = {"name": "ask", "arguments": {"question": QUESTION, "language": "en"}}
    rpc = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": called}
    accepted = {"accept": "application/json, text/event-stream"}
    result = httpx.post(f"{url}mcp", json=rpc, headers=accepted).json()["result"]
    assert result["isError"] and "You have asked many questions" in result["content"][0]["text"]
    for path, sent in (("gradio_api/call/v2/ask", {"question": QUESTION}), *DRAFTING):
        refused = httpx.post(f"{url}{path}?language=en", json=sent, headers={"accept-language": "en"})
        assert refused.status_code == 429
        (sentence,) = refused.json().values()
        assert sentence == text("too_fast", "en", seconds=refused.headers["retry-after"])
