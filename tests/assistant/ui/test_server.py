"""What the server answers besides the page."""

import json
import signal
import socket
import subprocess
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest
from playwright.sync_api import Browser

from assistant.assistant import Assistant
from assistant.texts import text
from assistant.ui.policy import HEADERS
from assistant.ui.server import serve
from corpus.errors import SettingsError
from tests.assistant.ui.asking import page_event

Start = Callable[[str], tuple[subprocess.Popen[str], str]]


def test_the_page_names_no_other_host(page_url: str) -> None:
    page = httpx.get(page_url, headers={"Accept-Encoding": "br, gzip"})
    assert '<html\n\tlang="da"' in page.text
    assert "og:image" not in page.text


def test_the_browser_runs_no_script_that_was_not_sent(page_url: str) -> None:
    page, part = httpx.get(page_url), httpx.get(f"{page_url}theme.css")
    for answer in (page, part, httpx.get(f"{page_url}kilde/x/side/1"), httpx.get(f"{page_url}nothing")):
        policies = dict(part.strip().split(" ", 1) for part in answer.headers["content-security-policy"].split(";"))
        scripts = policies.get("script-src", policies["default-src"])
        assert ("'unsafe-eval'" in scripts) is (answer is page) and "unsafe-inline" not in scripts
        assert policies["frame-ancestors"] == "'none'"
        assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS


def test_a_script_that_comes_into_the_page_does_not_run(browser: Browser, page_url: str) -> None:
    page = browser.new_page()
    page.goto(page_url)
    page.locator("#header h1").wait_for()
    page.evaluate("""() => {
      document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hit = 1'>");
      const script = document.body.appendChild(document.createElement("script"));
      script.textContent = "window.hit = 1";
    }""")
    page.wait_for_function("() => [...document.images].every((image) => image.complete)")
    assert page.evaluate("window.hit") is None
    page.close()


def test_ask_is_the_only_endpoint(page_url: str) -> None:
    described = httpx.get(f"{page_url}gradio_api/info").json()
    assert list(described["named_endpoints"]) == ["/ask"]
    assert described["unnamed_endpoints"] == {}


def test_an_address_in_use_is_a_clear_error(assistant: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"cannot be served on 127\.0\.0\.1 port {port} .* --port"):
            serve(assistant, "127.0.0.1", port)


def test_the_answer_under_way_is_given_before_it_closes(start: Start) -> None:
    process, url = start("slow")
    with httpx.Client(base_url=url, timeout=120) as client, ThreadPoolExecutor() as threads:
        data = ["Hvad?", json.dumps({"id": "1"}), "da", None, None]
        client.post("gradio_api/queue/join", json={"data": data, "fn_index": page_event(client), "session_hash": "s"})
        with client.stream("GET", "gradio_api/queue/data?session_hash=s") as events:
            lines = events.iter_lines()
            next(line for line in lines if text("stage_writing", "da") in line)
            process.send_signal(signal.SIGTERM)
            rest = threads.submit("".join, lines)
            while (health := httpx.get(f"{url}health")).text == "ready":
                pass
            assert (health.status_code, health.text) == (503, "ending")
            assert text("status_not_found", "da") in rest.result()
    assert process.wait(timeout=60) == 0


def test_it_closes_in_order_when_told_to_though_a_page_is_open(start: Start, capfd: pytest.CaptureFixture[str]) -> None:
    process, url = start("empty")
    with httpx.stream("GET", f"{url}gradio_api/heartbeat/page", timeout=120) as open_page:
        assert open_page.status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=60) == 0
        assert open_page.read().endswith(b"\n")  # the stream is ended, not cut off
    assert capfd.readouterr().err == ""  # and no fault is logged
