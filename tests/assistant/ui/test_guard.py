"""Who is let in, over HTTP: strangers nowhere, users everywhere, and nobody by a trick."""

import logging
from collections.abc import Iterator
from pathlib import Path

import gradio as gr
import httpx
import pytest
from fastapi import FastAPI
from starlette.requests import HTTPConnection, Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from assistant.access import Access, is_this_machine
from assistant.assistant import Assistant
from assistant.texts import Wording, text
from assistant.ui.components import Tab
from assistant.ui.guard import Guard, user_of
from assistant.ui.opening import Opening
from assistant.ui.server import build_app
from assistant.ui.sessions import IDLE_SECONDS, LONGEST_SECONDS
from assistant.users import Role, User
from assistant.users_file import Users, add_user, remove_user
from tests.assistant.ui.guarding import CHEAP, PASSWORD, Behind, Client, Clock
from tests.browsing import served

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND")
NAVIGATION = {"sec-fetch-mode": "navigate", "sec-fetch-site": "none", "accept": "text/html"}


async def tell(request: Request) -> PlainTextResponse:
    user = user_of(request)
    return PlainTextResponse(f"{user.name}/{user.role}/{user.may_edit}")


def roles(tab: gr.Tab, language: gr.Radio) -> None:
    def told(request: gr.Request) -> str:
        return f"{user_of(request).name}/{user_of(request).role}"

    gr.Button("x").click(told, None, gr.Textbox(), api_name="told")


TAB = Tab(Wording("x", "x"), roles, routes=(Route("/told", tell, methods=["GET", "POST"]),))


@pytest.fixture(scope="module")
def app(assistant: Assistant) -> FastAPI:
    """The real application, with a tab that has an event and a route."""
    return build_app(assistant, [TAB])


@pytest.fixture(scope="module")
def url(app: FastAPI, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Its address, behind the guard as the command serves it."""
    path = tmp_path_factory.mktemp("users") / "users.txt"
    add_user(path, "anna", "reader", PASSWORD, cost=CHEAP)
    add_user(path, "bo", "editor", PASSWORD, cost=CHEAP)
    with served(Guard(Opening(lambda: app), Access(Users(path)))) as url:
        yield url


def test_the_login_answers_only_what_it_is_for(url: str) -> None:
    answers = {
        (method, path): httpx.request(method, f"{url}{path}").status_code
        for method in METHODS
        for path in ("login", "login.css", "logout")
    }
    assert {key: status for key, status in answers.items() if status != 405} == {
        ("GET", "login"): 200,
        ("HEAD", "login"): 200,
        ("POST", "login"): 400,
        ("GET", "login.css"): 200,
        ("HEAD", "login.css"): 200,
        ("POST", "logout"): 303,
    }


def test_a_user_gets_the_page_the_api_and_their_role(url: str, assistant: Assistant) -> None:
    with httpx.Client(base_url=url) as client:
        done = client.post("/login", data={"name": "Bo", "password": PASSWORD})
        assert (done.status_code, done.headers["location"]) == (303, "/")
        page = client.get("/")
        assert "<b>bo</b>" in page.text and page.headers["cache-control"] == "no-store"
        assert page.headers["referrer-policy"] == "same-origin"
        assert client.get("/told").text == "bo/editor/True"
        for name, data, said in (("told", [], "bo/editor"), ("ask", ["Hvad er fleksjob?", *[None] * 7], "fleksjob")):
            joined = client.get("/config").json()["dependencies"]
            number = next(each["id"] for each in joined if each["api_name"] == name)
            sent = {"data": data, "fn_index": number, "session_hash": name}
            assert client.post("/gradio_api/queue/join", json=sent).status_code == 200
            assert said in client.get("/gradio_api/queue/data", params={"session_hash": name}, timeout=30).text
        assert client.get("/docs").status_code == 404  # what is not there is not there for users either
        assert client.post("/logout").headers["location"] == "/login?note=left"
        assert client.get("/told").status_code == 401


def test_an_asset_may_be_cached_and_the_page_may_not(guard: Guard) -> None:
    client = Client(guard)
    client.log_in()
    assert "cache-control" not in client("GET", "/assets/x.js").headers
    assert client("GET", "/gradio_api/info").headers["cache-control"] == "no-store"


def test_without_a_users_file_everybody_here_is_an_editor_and_other_names_are_refused(behind: Behind) -> None:
    guard = Guard(behind, Access())
    for base in ("http://127.0.0.1:7860", "http://localhost:1", "http://[::1]:7860"):
        assert Client(guard, base)("GET", "/x").text == "/editor"
    for base in ("http://evil.example:7860", "http://127.0.0.1.evil.example", "http://10.0.0.1"):
        refused = Client(guard, base)("GET", "/x")
        assert (refused.status_code, refused.text) == (421, text("refused_host", "da"))
    assert Client(guard, "http://localhost")("GET", "/login").text == "/editor"  # no login of ours


def test_behind_a_proxy_everybody_is_a_reader_and_a_users_file_still_asks(behind: Behind, path: Path) -> None:
    assert Client(Guard(behind, Access(is_proxied=True)), "https://kildesvar.kk.dk")("GET", "/x").text == "/reader"
    assert Client(Guard(behind, Access(Users(path), is_proxied=True)))("GET", "/x").status_code == 401


def test_who_did_not_come_through_the_guard_may_do_least() -> None:
    scope = {"type": "http", "headers": [], "state": {"user": "bo"}}
    for request in (None, HTTPConnection(scope), gr.Request(), gr.Request(Request({"type": "http"}))):
        assert user_of(request) == User("", Role.READER)
    assert not user_of(None).may_edit


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.8.8.8", True), ("::1", True), ("localhost", True), ("LOCALHOST", True),
     ("0.0.0.0", False), ("::", False), ("10.0.0.1", False), ("kildesvar", False), ("127.0.0.1.x", False), ("", False)],
)  # fmt: skip
def test_what_this_machine_is(host: str, own: bool) -> None:
    assert is_this_machine(host) is own


def test_a_browser_is_led_to_the_login_and_back(guard: Guard) -> None:
    client = Client(guard)
    led = client("GET", "/reports/å b?q=1&r=%2f", headers=NAVIGATION)
    assert led.status_code == 303
    assert led.headers["location"] == "/login?next=%2Freports%2F%25C3%25A5%2520b%3Fq%3D1%26r%3D%252f"
    form = client("GET", led.headers["location"], headers=NAVIGATION)
    assert 'name="next" value="/reports/%C3%A5%20b?q=1&amp;r=%2f"' in form.text
    wanted = "/reports/%C3%A5%20b?q=1&r=%2f"
    done = client("POST", "/login", data={"name": "anna", "password": PASSWORD, "next": wanted})
    assert done.headers["location"] == wanted
    assert client("GET", "/login?next=/told").headers["location"] == "/told"  # who is in need not log in again


def test_a_link_on_another_site_keeps_its_reader_logged_in(guard: Guard) -> None:
    client = Client(guard)
    client.log_in()
    from_elsewhere = NAVIGATION | {"sec-fetch-site": "cross-site"}
    bounced = Client(guard)("GET", "/x?a='b", headers=from_elsewhere)  # so far without the cookie, as browsers do
    assert bounced.status_code == 200
    assert 'http-equiv="refresh" content="0; url=/x?a=' in bounced.text and "'b" not in bounced.text
    assert client("GET", "/x", headers=NAVIGATION | {"sec-fetch-site": "same-origin"}).text == "anna/reader"


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "evil", "", "/\t/evil.example",
     "/a\r\nSet-Cookie: x=1", "\\\\evil.example", "/login", "/login?next=/", "/logout", f"/{'x' * 2000}", "/ø"],
)  # fmt: skip
def test_the_login_leads_to_no_other_site(guard: Guard, wanted: str) -> None:
    done = Client(guard)("POST", "/login", data={"name": "anna", "password": PASSWORD, "next": wanted})
    assert (done.status_code, done.headers["location"]) == (303, "/")
    shown = Client(guard)("GET", "/login", params={"next": wanted})
    assert 'name="next" value="/"' in shown.text


def test_what_is_typed_stands_as_text(guard: Guard) -> None:
    payload = '"><script>alert(1)</script>'
    sent = {"name": payload, "password": payload, "next": payload, "lang": payload, "note": payload}
    for answer in (
        Client(guard)("POST", "/login", data=sent, headers={"accept": "text/html"}),
        Client(guard)("GET", "/login", params=sent),
    ):
        assert "<script" not in answer.text
        assert "script-src" not in answer.headers["content-security-policy"]
        assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_the_cookie_is_for_this_site_alone(guard: Guard) -> None:
    plain = Client(guard).log_in().headers["set-cookie"]
    assert plain.startswith("kildesvar_session=") and "secure" not in plain.lower()
    over_https = Client(guard, "https://kildesvar.test").log_in().headers["set-cookie"]
    assert over_https.startswith("__Host-kildesvar_session=") and "; Secure" in over_https
    for cookie in (plain, over_https):
        assert {"HttpOnly", "Path=/", "SameSite=strict"} <= {part.strip() for part in cookie.split(";")}
        assert "domain" not in cookie.lower() and "max-age" not in cookie.lower()
        assert len(cookie.partition("=")[2].partition(";")[0]) >= 43  # 256 bits


def test_a_session_is_new_at_each_login_and_ends_at_logout(guard: Guard) -> None:
    client = Client(guard)
    client.client.cookies.set("kildesvar_session", "set-by-a-stranger", domain="kildesvar.test")
    assert client("GET", "/x").status_code == 401
    tokens = []
    for _ in range(2):
        client.log_in()
        tokens.append(client.client.cookies["kildesvar_session"])
    assert len({*tokens, "set-by-a-stranger"}) == 3
    old = Client(guard)
    old.client.cookies.set("kildesvar_session", tokens[0])
    assert old("GET", "/x").status_code == 401  # the login ended what was before it
    assert client("GET", "/x").text == "anna/reader"
    kept = client.client.cookies["kildesvar_session"]
    out = client("POST", "/logout")
    assert 'kildesvar_session=""' in out.headers["set-cookie"] and "Max-Age=0" in out.headers["set-cookie"]
    again = Client(guard)
    again.client.cookies.set("kildesvar_session", kept)
    assert again("GET", "/x").status_code == 401
    assert guard.login and len(guard.login.sessions) == 0


def test_a_session_ends_when_idle_and_when_old(guard: Guard, clock: Clock) -> None:
    client = Client(guard)
    client.log_in()
    clock.now += IDLE_SECONDS - 1
    assert client("GET", "/x").status_code == 200
    clock.now += IDLE_SECONDS
    assert client("GET", "/x").status_code == 401
    led = client("GET", "/", headers=NAVIGATION)
    assert led.headers["location"] == "/login?note=over"
    client.log_in()
    for _ in range(int(LONGEST_SECONDS / (IDLE_SECONDS - 1))):
        clock.now += IDLE_SECONDS - 1
        assert client("GET", "/x").status_code == 200
    clock.now += IDLE_SECONDS - 1
    assert client("GET", "/x").status_code == 401


def test_sessions_do_not_pile_up(guard: Guard, clock: Clock) -> None:
    first = Client(guard)
    first.log_in()
    assert guard.login
    for _ in range(30):
        Client(guard).log_in()
        Client(guard).log_in("bo")
    assert len(guard.login.sessions) == 32
    assert first("GET", "/x").status_code == 401
    clock.now += LONGEST_SECONDS
    first.log_in()
    assert len(guard.login.sessions) == 1


def test_a_changed_user_is_another_at_the_next_request(guard: Guard, path: Path) -> None:
    anna, bo = Client(guard), Client(guard)
    anna.log_in()
    bo.log_in("bo")
    path.write_text(path.read_text(encoding="utf-8").replace("anna reader", "anna editor"), encoding="utf-8")
    assert anna("GET", "/x").text == "anna/editor"
    add_user(path, "anna", "editor", "en helt anden kode", replace=True, cost=CHEAP)
    assert anna("GET", "/x").status_code == 401
    remove_user(path, "bo")
    assert bo("GET", "/x").status_code == 401
    add_user(path, "bo", "editor", PASSWORD, cost=CHEAP)
    assert bo("GET", "/x").status_code == 401  # an ended session does not come back


@pytest.mark.parametrize("damage", ["", "damaged", "gone"])
def test_a_damaged_file_lets_nobody_in(
    guard: Guard, path: Path, behind: Behind, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    client = Client(guard)
    client.log_in()
    whole = path.read_text(encoding="utf-8")
    path.unlink() if damage == "gone" else path.write_text(damage)
    answers = [client("GET", "/x").status_code, client("POST", "/x").status_code, client.log_in().status_code]
    assert answers == ([401, 401, 401] if not damage else [503, 503, 503])  # an empty file has no users
    led = client("GET", "/", headers=NAVIGATION)
    assert led.status_code == 303
    shown = client("GET", led.headers["location"], headers=NAVIGATION)
    assert (text("login_closed", "da") in shown.text) is bool(damage)
    assert behind.seen == []
    errors = [record for record in caplog.records if record.levelno == logging.ERROR]
    assert len(errors) == bool(damage)
    path.write_text(whole, encoding="utf-8")
    assert client("GET", "/x").status_code == (200 if damage else 401)
