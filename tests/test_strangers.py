"""The whole page, with all its tabs, against those who may not: every route that it has is asked for.

The routes are taken from the application itself. A new one that changes something is refused to readers, or is named in
`READERS_MAY`; one of Gradio's that is opened is named in `OF_GRADIO`. Else a test fails.
"""

import json
import re
import socket
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import httpx
import pytest
from fastapi import FastAPI
from starlette.routing import BaseRoute, Route
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from assistant.access import Access
from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.texts import text
from assistant.ui.drafts.tab import drafts_tab
from assistant.ui.guard import Guard
from assistant.ui.login import PATHS
from assistant.ui.opening import Opening
from assistant.ui.reports.tab import reports_tab
from assistant.ui.server import build_app
from assistant.users_file import Users, add_user
from evals.ui.tab import evaluation_tab
from index.settings import IndexSettings
from tests.assistant.ui.guarding import CHEAP, PASSWORD
from tests.browsing import served

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
READERS_MAY = {
    "/mcp", "/answer.docx", "/answer.md", "/answer/rating", "/draft/new", "/draft/open", "/draft/find",
    "/draft/chart", "/draft/sentence", "/draft/file.docx", "/draft/file.md", "/draft/file.html",
}  # fmt: skip
OF_GRADIO = {
    "/", "/assets/x", "/static/x", "/svelte/x", "/theme.css", "/config", "/favicon.ico", "/robots.txt",
    "/manifest.json", "/gradio_api/info", "/gradio_api/info/", "/gradio_api/startup-events", "/gradio_api/heartbeat/x",
    "/gradio_api/queue/join", "/gradio_api/queue/data", "/gradio_api/cancel", "/gradio_api/reset",
    "/gradio_api/reset/", "/gradio_api/theme.css",
}  # fmt: skip
NOT_AN_ADDRESS = {  # of a request that goes round the guard's list of open addresses, if anything does
    "//", "/./", "//config", "/login/", "/login/x", "/login;x", "/LOGIN", "/login%2f", "/login%00", "/x/../config",
    "/login/../config", "/login/..%2fconfig", "/%2e%2e/config", "/login.css/../config", "/login.css%2f..%2fconfig",
    "/%6cogin/../gradio_api/info", "/logout/..;/config", "/reports/file/", "/%72eports/build", "/opening", "/health/",
    "/gradio_api/mcp/", "/docs", "/openapi.json",
}  # fmt: skip
CANARY = "kanariefugl"


@pytest.fixture(scope="module")
def app(assistant: Assistant, sample_index: IndexSettings, tmp_path_factory: pytest.TempPathFactory) -> FastAPI:
    """The application as the command serves it."""
    settings = Settings(index=sample_index)
    runs = tmp_path_factory.mktemp("runs")
    tabs = [drafts_tab(assistant), reports_tab(settings), evaluation_tab(assistant, settings, runs=runs)]
    return build_app(assistant, tabs)


@pytest.fixture(scope="module")
def url(app: FastAPI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address, behind the guard as the command serves it."""
    path = tmp_path_factory.mktemp("users") / "users.txt"
    add_user(path, "anna", "reader", PASSWORD, cost=CHEAP)
    add_user(path, "bo", "editor", PASSWORD, cost=CHEAP)
    with served(Guard(Opening(lambda: app), Access(Users(path)))) as url:
        yield url


@pytest.fixture(scope="module")
def anna(url: str) -> Iterator[httpx.Client]:
    """A reader who is logged in."""
    yield from logged_in(url, "anna")


@pytest.fixture(scope="module")
def bo(url: str) -> Iterator[httpx.Client]:
    """An editor who is logged in."""
    yield from logged_in(url, "bo")


def logged_in(url: str, name: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=url, timeout=60) as client:
        assert client.post("login", data={"name": name, "password": PASSWORD}).status_code == 303
        yield client


def our_routes(app: FastAPI) -> list[Route]:
    """What is answered beside Gradio."""
    return [route for each in app.user_middleware for route in each.kwargs.get("routes", ())]


def addresses(routes: Sequence[BaseRoute], before: str = "") -> set[str]:
    """Every address that the routes have, those of mounted applications too, something filled in for parameters."""
    found: set[str] = set()
    for route in routes:
        address = before + str(getattr(route, "path", ""))
        router = getattr(route, "original_router", route)  # how FastAPI holds a router within an application
        inner = getattr(router, "routes", None) or getattr(getattr(route, "app", None), "routes", None)
        found |= addresses(inner, address) if inner else {filled(address)}
    return found


def filled(address: str, words: str = "x") -> str:
    return re.sub(r"{[^}]*}", words, re.sub("{[^}]*:int}", "1", address))


def all_addresses(app: FastAPI) -> set[str]:
    return addresses(app.routes) | addresses(our_routes(app))


def send(client: httpx.Client, method: str, address: str, **rest: object) -> httpx.Response:
    """Ask for an address as it is written; httpx would tidy it."""
    return client.request(method, client.base_url.copy_with(raw_path=address.encode()), **rest)  # type: ignore[arg-type]


def test_every_route_refuses_a_stranger_by_every_method(app: FastAPI, url: str) -> None:
    known = all_addresses(app)
    assert OF_GRADIO | READERS_MAY | {"/reports/build", "/kilde/x/side/1.png", "/gradio_api/upload"} <= known
    assert len(known) > 80
    opened = []
    with httpx.Client(base_url=url) as client:
        for address in sorted(known | NOT_AN_ADDRESS):
            for method in METHODS:
                answer = send(client, method, address)
                if address not in PATHS and (answer.status_code not in (401, 403) or "set-cookie" in answer.headers):
                    opened.append((method, address, answer.status_code))
        assert client.request("GET", "/config").text == text("refused_stranger", "da")
        as_json = client.get("/config", headers={"accept": "application/json", "accept-language": "en"})
        assert (as_json.status_code, as_json.json()) == (401, {"detail": text("refused_stranger", "en")})
    assert opened == []


def test_a_websocket_refuses_a_stranger_on_every_route(app: FastAPI, url: str) -> None:
    known = all_addresses(app)
    for address in sorted(known | set(PATHS)):
        with pytest.raises(InvalidStatus, match="403"), connect(f"ws{url.removeprefix('http')}{address[1:]}"):
            pass


def test_a_reader_can_change_nothing(app: FastAPI, anna: httpx.Client) -> None:
    changing = {
        (method, route.path)
        for route in our_routes(app)
        for method in route.methods or METHODS
        if method not in ("GET", "HEAD")
    }
    assert {path for _, path in changing} > READERS_MAY
    refused = {(method, path) for method, path in changing if path not in READERS_MAY}
    assert len(refused) >= 4
    for method, path in refused:
        assert send(anna, method, path, content=b"{}").status_code == 403, path


def test_of_gradios_routes_only_those_of_the_page_are_there(app: FastAPI, anna: httpx.Client) -> None:
    closed = addresses(app.routes) - OF_GRADIO
    assert {"/gradio_api/upload", "/gradio_api/file=x", "/gradio_api/proxy=x", "/gradio_api/component_server"} <= closed
    ways = [(method, address) for address in sorted(closed - set(PATHS)) for method in METHODS]
    found = [(method, address) for method, address in ways if send(anna, method, address).status_code != 404]
    assert found == []


STEPS = ("../", "..%2f", "%2e%2e/", "%252e%252e%252f", "..\\", "..%5c", "..%c0%af", "....//", "..;/", "%00../")


@pytest.mark.parametrize("steps", STEPS)
def test_no_spelling_of_a_path_leads_out_of_the_folder(
    app: FastAPI, bo: httpx.Client, sample_index: IndexSettings, steps: str
) -> None:
    beside = sample_index.folder.parent / "beside.txt"
    beside.write_text(CANARY, encoding="utf-8")
    places = ["/etc/passwd", str(beside), "pyproject.toml", "index.json", "reports/index.json"]
    targets = [f"{steps * 12}{place.lstrip('/')}" for place in places]
    targets += [place for given in places for place in (given, f"/{given}", quote(given, safe=""), f"C:{given}")]
    bases = {base for route in our_routes(app) if "§" in (base := filled(route.path, "§"))}
    assert len(bases) >= 4
    for base in [*bases, "/§", "/assets/§", "/static/§", "/svelte/§", "/gradio_api/file=§", "/login.css/§"]:
        for target in [*targets, *(f"{target}%00.pdf" for target in targets)]:
            answer = send(bo, "GET", base.replace("§", target))
            assert answer.status_code in (400, 401, 403, 404, 405) or b"<!doctype" in answer.content.lower()
            assert not any(word in answer.content for word in (CANARY.encode(), b"root:x:0", b"[build-system]"))


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    """An address on this machine, and who has called there."""
    calls: list[str] = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def listen() -> None:
            while True:
                try:
                    with listening.accept()[0] as connection:
                        calls.append(connection.recv(1000).decode("latin-1"))
                except OSError:  # closed
                    return

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/{CANARY}", calls
        listening.shutdown(socket.SHUT_RDWR)


FILES = ("/etc/passwd", "pyproject.toml", "/proc/self/environ")


def test_no_value_of_a_component_makes_the_server_fetch_or_read(
    bo: httpx.Client, listener: tuple[str, list[str]]
) -> None:
    """CVE-2024-1728, 2024-4325, 2024-4941, 2024-47167, 2024-48052: files and addresses as values of components."""
    address, calls = listener
    marked = {"meta": {"_type": "gradio.FileData"}}
    values = [{"path": path, "url": address, **marked} for path in (*FILES, address)]
    functions = [each for each in bo.get("/config").json()["dependencies"] if each["backend_fn"]]
    assert len(functions) > 15
    for function in functions:
        for value in (values, values[0]):
            sent = {"data": [value] * len(function["inputs"]), "fn_index": function["id"], "session_hash": CANARY}
            if bo.post("/gradio_api/queue/join", json=sent).status_code == 200:
                told = bo.get("/gradio_api/queue/data", params={"session_hash": CANARY}).text
                assert "root:x:0" not in told and "[build-system]" not in told
    asked = bo.post("/gradio_api/call/v2/ask", json={"question": address, "reports": values})
    bo.get(f"/gradio_api/call/v2/ask/{asked.json()['event_id']}")
    assert calls == []


@pytest.mark.parametrize(
    ("method", "address", "body"),
    [
        # CVE-2023-34239, 2024-47167, 2025-23042: requests passed on, files by another case or by their address
        ("GET", "/gradio_api/proxy={address}", None),
        ("GET", "/proxy={address}", None),
        ("GET", "/gradio_api/file={address}", None),
        ("GET", "/file={address}", None),
        ("GET", "/gradio_api/file=/ETC/passwd", None),
        ("GET", "/gradio_api/file=C%3a/boot.ini", None),
        ("GET", "/gradio_api/stream/x/1/x/playlist.m3u8", None),
        # CVE-2023-51449, 2024-1561: any method of a component
        ("POST", "/component_server", {"component_id": "1", "fn_name": "move_resource_to_block_cache", "data": FILES}),
        ("POST", "/gradio_api/component_server", {"component_id": 1, "fn_name": "ls", "data": FILES}),
        # CVE-2024-1727, 2024-0964 and their like: uploads, custom components, run without the queue
        ("POST", "/gradio_api/upload", {}),
        ("GET", "/gradio_api/upload_progress?upload_id=1", None),
        ("GET", "/gradio_api/custom_component/x/client/component/..%2f..%2fstyle.css", None),
        ("POST", "/gradio_api/run/ask", {"data": []}),
        ("POST", "/gradio_api/api/ask", {"data": []}),
        ("POST", "/gradio_api/run/predict", {"data": [], "fn_index": 0}),
        ("GET", "/gradio_api/deep_link?session_hash=x", None),
        ("GET", "/monitoring", None),
        ("GET", "/gradio_api/token", None),
        ("GET", "/login/huggingface", None),
        ("GET", "/gradio_api/app_id", None),
    ],
)
def test_known_faults_of_gradio_are_not_there(
    bo: httpx.Client, listener: tuple[str, list[str]], method: str, address: str, body: object
) -> None:
    called, calls = listener
    assert send(bo, method, address.format(address=called), json=body).status_code == 404
    assert calls == []


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost:1", "http://127.0.0.1.evil.example"]
)
def test_no_other_origin_is_let_in_with_a_users_cookie(bo: httpx.Client, origin: str) -> None:
    """CVE-2024-47084, 2024-47165, 2024-1727: pages of other sites, sandboxed ones, and other servers here."""
    for method, address in (("OPTIONS", "/config"), ("GET", "/config"), ("POST", "/gradio_api/queue/join")):
        asking = {"origin": origin, "access-control-request-method": "POST"}
        answer = bo.request(method, address, headers=asking, content=json.dumps({}))
        assert answer.status_code == 403
        assert not [name for name in answer.headers if name.startswith("access-control")]


def test_what_one_user_uploads_no_other_fetches(bo: httpx.Client, anna: httpx.Client, tmp_path: Path) -> None:
    """Gradio's cache is everybody's; nothing comes into it, and nothing out of it."""
    assert bo.post("/gradio_api/upload", files={"files": ("x.txt", CANARY)}).status_code == 404
    cached = tmp_path / "gradio" / "x.txt"
    cached.parent.mkdir()
    cached.write_text(CANARY, encoding="utf-8")
    assert send(anna, "GET", f"/gradio_api/file={cached}").status_code == 404
