"""What the routes of the tab answer, and to whom."""

import http.client
import json
import os
import socket
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from assistant.access import Access
from assistant.desk.texts import text
from assistant.users import Role
from assistant.users_file import Users, add_user
from tests.assistant.ui.guarding import CHEAP, PASSWORD
from tests.assistant.ui.reports.conftest import ServeRoutes

HAVNELAUGET = "havnelauget-2024.pdf"
CHANGES = [
    ("PUT", "file?name=ny.md", b"# Ny"),
    ("POST", "correct", json.dumps({"file": HAVNELAUGET, "fields": {"year": "2020"}}).encode()),
    ("POST", "remove", json.dumps({"file": HAVNELAUGET}).encode()),
    ("POST", "build", b"{}"),
]


def names(library: Path) -> list[str]:
    return sorted(os.listdir(library / "reports"))


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "https://elsewhere.example"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:1"},
    ],
)
def test_no_change_is_made_for_another_site(url: str, library: Path, headers: dict[str, str]) -> None:
    before = names(library)
    for method, path, content in CHANGES:
        answer = httpx.request(method, f"{url}reports/{path}", content=content, headers=headers)
        assert answer.status_code == 403
    assert names(library) == before
    assert httpx.get(f"{url}reports/state").json()["status"] == ""


def test_no_change_is_made_for_a_reader(serve_routes: ServeRoutes, library: Path) -> None:
    url = serve_routes(editing=False)
    before = names(library)
    for method, path, content in CHANGES:
        answer = httpx.request(method, f"{url}reports/{path}{'&' if '?' in path else '?'}language=en", content=content)
        assert (answer.status_code, answer.json()["sentence"]) == (403, text("may_not", "en"))
    assert names(library) == before
    seen = httpx.get(f"{url}reports/shell").text + httpx.get(f"{url}reports/state").json()["list"]
    assert "Havnelauget" in seen
    assert not any(word in seen for word in ("<button", "<input", "<dialog", str(library)))


@pytest.mark.parametrize(("role", "status"), [(Role.READER, 403), (Role.EDITOR, 409)])
def test_a_role_decides_who_may(
    serve_routes: ServeRoutes, library: Path, tmp_path: Path, role: Role, status: int
) -> None:
    add_user(tmp_path / "users.txt", "anna", role, PASSWORD, cost=CHEAP)
    url = serve_routes(Access(Users(tmp_path / "users.txt")))
    with httpx.Client() as client:
        client.post(f"{url}login", data={"name": "anna", "password": PASSWORD})
        answer = client.put(f"{url}reports/file?name=README.md", content=b"x")
    assert answer.status_code == status
    assert httpx.put(f"{url}reports/file?name=README.md", content=b"x").status_code == 401


def test_the_same_site_may(url: str, library: Path) -> None:
    for headers in ({"Sec-Fetch-Site": "same-origin"}, {"Origin": url.rstrip("/")}, {}):
        answer = httpx.put(f"{url}reports/file?name=README.md", content=b"x", headers=headers)
        assert (answer.status_code, answer.json()["sentence"]) == (409, text("upload_left_out", "da", name="README.md"))


@pytest.mark.parametrize("path", ["correct", "remove"])
@pytest.mark.parametrize("content", [b"", b"[]", b'{"file": 1}', b'{"file": "a.pdf", "fields": {"year": 1}}', b"\xff"])
def test_what_cannot_be_understood_is_a_sentence(url: str, path: str, content: bytes) -> None:
    answer = httpx.post(f"{url}reports/{path}", content=content)
    known = [text("malformed", "da"), text("gone", "da", file="a.pdf")]
    assert answer.status_code == 409
    assert answer.json()["sentence"] in known


def test_an_upload_goes_into_the_folder_under_a_safe_name(url: str, library: Path) -> None:
    answer = httpx.put(f"{url}reports/file", params={"name": "../../å <b>.md"}, content=b"# Ny")
    assert answer.json() == {"sentence": text("upload_kept", "da"), "name": "å <b>.md", "is_new": True}
    assert (library / "reports" / "å <b>.md").read_bytes() == b"# Ny"
    again = httpx.put(f"{url}reports/file", params={"name": "b.md"}, content=b"# Ny").json()
    assert (again["name"], again["is_new"]) == ("å <b>.md", False)
    other = httpx.put(f"{url}reports/file", params={"name": "å <b>.md"}, content=b"# Nyere").json()
    assert other["sentence"] == text("upload_renamed", "da", name="å <b>-2.md")
    state = httpx.get(f"{url}reports/state").json()
    assert "å &lt;b&gt;-2.md" in state["list"] and "<b>.md" not in state["list"]
    assert "list" not in httpx.get(f"{url}reports/state", params={"seen": state["stamp"]}).json()


def test_what_is_too_large_is_refused_whether_it_says_so_or_not(serve_routes: ServeRoutes, library: Path) -> None:
    url = serve_routes(upload_megabytes=1)
    before = names(library)
    for content in (b"x" * 1_100_000, (b"x" * 100_000 for _ in range(11))):  # the second is sent without a length
        answer = httpx.put(f"{url}reports/file?name=a.pdf", content=content)
        assert answer.json()["sentence"] == text("upload_large", "da", name="a.pdf", megabytes=1)
    assert names(library) == before


def test_an_upload_that_breaks_off_leaves_nothing(url: str, library: Path) -> None:
    before, host = names(library), urlsplit(url)
    head = f"PUT /reports/file?name=a.pdf HTTP/1.1\r\nHost: {host.netloc}\r\nContent-Length: 100000\r\n\r\n"
    with socket.create_connection(("127.0.0.1", host.port or 0)) as browser:
        browser.sendall(head.encode() + b"half")
        wait_until(lambda: any(name.startswith(".upload-") for name in names(library)))
    wait_until(lambda: names(library) == before)


def wait_until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/reports/file?name=havnelauget-2024.pdf"),
        ("GET", "/reports/havnelauget-2024.pdf"),
        ("GET", "/reports/reports.toml"),
        ("GET", "/reports/.removed/"),
        ("GET", "/reports/../reports/havnelauget-2024.pdf"),
        ("GET", "/reports/remove"),
        ("POST", "/reports/file?name=a.pdf"),
        ("DELETE", "/reports/file?name=a.pdf"),
        ("POST", "/gradio_api/upload"),
        ("PUT", "/reports/file/a.pdf"),
    ],
)
def test_nothing_else_is_there(url: str, method: str, path: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=60)  # which does not tidy the path up
    connection.request(method, path)
    assert connection.getresponse().status == 404
    connection.close()


def test_an_index_that_cannot_be_read_is_a_sentence(url: str, library: Path) -> None:
    (library / "index" / "index.json").write_text("{")
    state = httpx.get(f"{url}reports/state").json()
    assert text("index_unusable", "da") in state["list"] and text("failed_help", "da") in state["list"]
    assert httpx.get(f"{url}reports/shell").status_code == 200
    refused = httpx.post(f"{url}reports/build", content=b"{}")
    assert (refused.status_code, refused.json()["sentence"]) == (409, text("index_unusable", "da"))


def test_the_audit_log_tells_who_did_what(serve_routes: ServeRoutes, library: Path, tmp_path: Path) -> None:
    add_user(tmp_path / "users.txt", "anna", Role.READER, PASSWORD, cost=CHEAP)
    add_user(tmp_path / "users.txt", "bo", Role.EDITOR, PASSWORD, cost=CHEAP)
    url = serve_routes(Access(Users(tmp_path / "users.txt")))
    numbers = []
    for name in ("anna", "bo"):
        with httpx.Client(base_url=url) as client:
            client.post("login", data={"name": name, "password": PASSWORD})
            for method, path, content in (*CHANGES, ("POST", "remove", b'{"file": "fremmed.pdf"}')):
                answer = client.request(method, f"reports/{path}", content=content)
                numbers.append(answer.headers["x-request-id"])
            client.post("logout")
    httpx.post(f"{url}login", data={"name": PASSWORD, "password": "bo"})
    httpx.post(f"{url}login", data={"name": "Bo", "password": "forkert"})
    lines = [json.loads(line) for line in (library / "audit.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["request"] for line in lines if line["action"] in ("upload", "correct", "remove", "build")] == numbers
    assert all(line["time"].startswith("20") for line in lines)
    here = "127.0.0.1"
    assert [(line["user"], line["action"], line["object"], line["outcome"]) for line in lines] == [
        ("anna", "login", here, "done"),
        *(("anna", action, "", "refused") for action in ("upload", "correct", "remove", "build", "remove")),
        ("anna", "logout", here, "done"),
        ("bo", "login", here, "done"),
        ("bo", "upload", "ny.md", "done"),
        ("bo", "correct", HAVNELAUGET, "done"),
        ("bo", "remove", HAVNELAUGET, "done"),
        ("bo", "build", "", "refused"),  # the correction has begun one
        ("bo", "remove", "fremmed.pdf", "refused"),
        ("bo", "logout", here, "done"),
        ("", "login_refused", here, "refused"),  # what was typed as a name may be a password
        ("bo", "login_refused", here, "refused"),
    ]
