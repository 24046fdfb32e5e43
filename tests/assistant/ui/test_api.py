"""A question from a program: the examples of docs/api.md as they stand, and what is refused."""

import asyncio
import json
import re
import subprocess
import sys
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from gradio_client import Client
from gradio_client.exceptions import AppError
from mcp import ClientSession, McpError
from mcp.client.streamable_http import streamable_http_client
from mcp.types import CallToolResult, Tool

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.texts import text
from assistant.ui.api import Request, answer
from assistant.ui.guard import Guard
from assistant.ui.server import build_app
from assistant.users_file import Users, add_user
from corpus.errors import IndexUnusable, RequestError
from corpus.records import Kind
from tests.assistant.ui.guarding import CHEAP, PASSWORD
from tests.browsing import served

PAGE = (Path(__file__).parents[3] / "docs" / "api.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
QUESTION = "Hvor mange makkerpar var der i 2024?"
DIGITAL = "Hvad siger leverandørerne om digitale møder?"

Result = TypeVar("Result")


def examples(language: str, url: str) -> list[str]:
    found = [code for name, code in BLOCK.findall(PAGE) if name == language]
    return [code.replace("http://127.0.0.1:7860/", url) for code in found]


def run(command: list[str]) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_the_example_with_gradios_client_runs(page_url: str) -> None:
    told = run([sys.executable, "-c", examples("python", page_url)[0]])
    assert text("status_answered", "en") in told
    assert re.search(r"(?m)^\d Brofæste 2025 p\. \d+$", told)


def test_the_example_with_curl_runs(page_url: str) -> None:
    (answer,) = json.loads(run(["bash", "-c", examples("bash", page_url)[0]]))
    assert "41 makkerpar" in answer["citations"][0]["quote"]
    assert answer["filters"] == {
        "year": [2024], "organisation": [], "kind": [], "report": [], "source": "user"
    }  # fmt: skip


def test_the_example_with_mcp_runs(page_url: str) -> None:
    assert text("status_answered", "da") in run([sys.executable, "-c", examples("python", page_url)[1]])


def test_the_page_names_every_argument() -> None:
    assert re.findall(r"(?m)^\| `(\w+)` \|", PAGE) == list(Request.model_fields)


def in_session(
    url: str, do: Callable[[ClientSession], Awaitable[Result]], headers: dict[str, str] | None = None
) -> Result:
    """Do something with an MCP client; in a thread of its own, for a browser's loop may run in this one."""

    async def doing() -> Result:
        async with (
            httpx.AsyncClient(headers=headers, timeout=60) as http,
            streamable_http_client(f"{url}mcp", http_client=http) as (read, write, _),
            ClientSession(read, write) as session,
        ):
            await session.initialize()
            return await do(session)

    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, doing()).result()


def call(url: str, arguments: dict[str, Any], name: str = "ask") -> CallToolResult:
    return in_session(url, lambda session: session.call_tool(name, arguments))


def test_ask_is_the_only_tool_and_says_what_it_takes(page_url: str) -> None:
    async def tools(session: ClientSession) -> list[Tool]:
        return (await session.list_tools()).tools

    (tool,) = in_session(page_url, tools)
    assert tool.name == "ask" and tool.description and "verbatim" in tool.description
    properties = tool.inputSchema["properties"]
    assert list(properties) == list(Request.model_fields)
    assert all(each["description"] for each in properties.values())
    assert tool.inputSchema["required"] == ["question"]
    assert {"status", "citations", "nearest"} <= set((tool.outputSchema or {})["properties"])

    async def others(session: ClientSession) -> None:
        for listed in (session.list_resources, session.list_prompts, session.list_resource_templates):
            with pytest.raises(McpError, match="Method not found"):
                await listed()

    in_session(page_url, others)


def test_the_tool_gives_the_same_answer_as_the_assistant(page_url: str, assistant: Assistant) -> None:
    result = call(page_url, {"question": DIGITAL, "organisations": ["BROFÆSTE"], "years": [2023]})
    found = result.structuredContent
    assert found and not result.isError
    filters = assistant.filters([2023], ["Brofæste"])
    expected = assistant.ask(DIGITAL, filters=filters)
    assert [said["text"] for said in found["statements"]] == [said.text for said in expected.statements]
    assert {citation["organisation"] for citation in found["citations"]} == {"Brofæste"}


def test_a_follow_up_needs_what_was_said_before(assistant: Assistant) -> None:
    history = [{"role": "user", "content": "Hvad siger Brofæste i 2023 om digitale møder?"}]
    follow_up = answer(assistant, {"question": "Og hvad med 2025?", "history": history})
    assert {citation["year"] for citation in follow_up["citations"]} == {2025}
    assert answer(assistant, {"question": DIGITAL, "kinds": ["cross-cutting"]})["coverage"]["searched"] == [
        report.id for report in assistant.reports() if report.kind is Kind.CROSS_CUTTING
    ]


WRONG = [
    ({}, "The argument question is wrong: Field required"),
    ({"question": ""}, "The argument question is wrong: String should have at least 1 character"),
    ({"question": "x" * 1001}, "at most 1000 characters"),
    ({"question": DIGITAL, "years": ["i fjor"]}, r"The argument years\.0 is wrong"),
    ({"question": DIGITAL, "history": [{"role": "system", "content": "x"}]}, r"The argument history\.0\.role is wrong"),
    ({"question": DIGITAL, "language": "sv"}, "The argument language is wrong: Input should be 'da' or 'en'"),
    ({"question": DIGITAL, "top_k": 5}, "There is no argument 'top_k'; there are question, history"),
    ({"question": DIGITAL, "years": [1950]}, "No report is left to ask .* of the years 2023, 2024, 2025 by Brofæste"),
]


@pytest.mark.parametrize(("arguments", "sentence"), WRONG)
def test_what_is_wrong_with_a_question_is_a_sentence(
    assistant: Assistant, arguments: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(RequestError, match=sentence):
        answer(assistant, arguments)


def test_programs_are_told_the_sentence(page_url: str) -> None:
    client = Client(page_url, verbose=False)
    with pytest.raises(AppError, match="No report is left to ask"):
        client.predict(DIGITAL, years=[1950], api_name="/ask")
    described = client.view_api(return_format="dict", print_info=False)["named_endpoints"]["/ask"]
    assert [each["parameter_name"] for each in described["parameters"]] == list(Request.model_fields)
    client.close()
    result = call(page_url, {"question": DIGITAL, "years": [1950]})
    assert result.isError and "No report is left to ask" in result.content[0].text  # type: ignore[union-attr]
    assert call(page_url, {}, "delete").isError


@pytest.mark.parametrize(
    ("body", "status", "detail"),
    [
        (
            b'{"question": "Hvad er fleksjob?", "top_k": 5}',
            422,
            "There is no argument 'top_k'; there are question, history",
        ),
        (b'{"data": ["Hvad er fleksjob?"]}', 422, "There is no argument 'data'; there are question, history"),
        (b'{"question": "' + b"x" * 1_000_000 + b'"}', 413, text("question_large", "da", kilobytes=1000)),
        (b"[5]", 422, "dict_type"),
        (b"5", 422, "dict_type"),
        (b"{", 422, "json_invalid"),
    ],
)
def test_a_question_over_http_that_gradio_cannot_take_is_refused_in_words(
    page_url: str, body: bytes, status: int, detail: str
) -> None:
    address = f"{page_url}gradio_api/call/v2/ask"
    refused = httpx.post(address, content=body, headers={"Content-Type": "application/json"})
    assert refused.status_code == status and detail in str(refused.json()["detail"])


class Gone:
    """An assistant whose index goes away."""

    def reports(self) -> tuple[()]:
        return ()

    def ask(self, *_: object, **__: object) -> None:
        raise IndexUnusable("the folder <index> is gone")


def test_an_answer_that_fails_is_an_answer_that_says_so(caplog: pytest.LogCaptureFixture) -> None:
    failed = answer(Gone(), {"question": DIGITAL})  # type: ignore[arg-type]
    assert failed["status"] == "error" and text("help_error", "da") in failed["text"]
    assert "gone" not in json.dumps(failed) and "gone" in caplog.text and "digitale" not in caplog.text


@pytest.fixture(scope="module")
def guarded_url(assistant: Assistant, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the page with a login."""
    path = tmp_path_factory.mktemp("users") / "users.txt"
    add_user(path, "anna", "reader", PASSWORD, cost=CHEAP)
    with served(Guard(build_app(assistant), Access(Users(path)))) as url:
        yield url


def test_strangers_are_refused_and_users_let_in(guarded_url: str) -> None:
    call_it = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "ask", "arguments": {}}}
    accept = {"accept": "application/json, text/event-stream"}
    for address, body in (("mcp", call_it), ("gradio_api/call/v2/ask", {"question": QUESTION})):
        refused = httpx.post(f"{guarded_url}{address}", json=body, headers=accept)
        assert (refused.status_code, refused.json()) == (401, {"detail": text("refused_stranger", "da")})
    login = httpx.post(f"{guarded_url}login", data={"name": "anna", "password": PASSWORD})
    cookie = {"cookie": login.headers["set-cookie"].partition(";")[0]}
    result = in_session(guarded_url, lambda session: session.call_tool("ask", {"question": QUESTION}), cookie)
    assert result.structuredContent and result.structuredContent["status"] == "answered"


def test_the_tool_is_for_programs_here_and_not_for_pages_elsewhere(page_url: str) -> None:
    body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
    accept = {"accept": "application/json, text/event-stream"}
    assert httpx.post(f"{page_url}mcp", json=body, headers=accept).status_code == 200
    assert httpx.post(f"{page_url}mcp", json=body, headers=accept | {"origin": "http://a.example"}).status_code == 403
    assert httpx.post(f"{page_url}mcp", json=body, headers=accept | {"host": "a.example"}).status_code == 421
    assert httpx.post(f"{page_url}mcp", content=b"x" * 1_000_001, headers=accept).status_code == 413
    for method in ("GET", "DELETE", "PUT"):
        assert httpx.request(method, f"{page_url}mcp", headers=accept).status_code == 405
