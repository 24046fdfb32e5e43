"""What the server answers besides the page."""

import signal
import socket
import subprocess
from collections.abc import Callable

import httpx
import pytest

from assistant.assistant import Assistant
from assistant.ui.server import serve
from corpus.errors import SettingsError

Start = Callable[[str], tuple[subprocess.Popen[str], str]]


def test_the_page_names_no_other_host(page_url: str) -> None:
    page = httpx.get(page_url, headers={"Accept-Encoding": "br, gzip"})
    assert '<html\n\tlang="da"' in page.text
    assert "og:image" not in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert page.headers["referrer-policy"] == "no-referrer"
    assert httpx.get(f"{page_url}theme.css").headers["x-content-type-options"] == "nosniff"


def test_ask_is_the_only_endpoint(page_url: str) -> None:
    described = httpx.get(f"{page_url}gradio_api/info").json()
    assert list(described["named_endpoints"]) == ["/ask"]
    assert described["unnamed_endpoints"] == {}


def test_an_address_in_use_is_a_clear_error(assistant: Assistant) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SettingsError, match=rf"cannot be served on 127\.0\.0\.1 port {port} .* --port"):
            serve(assistant, "127.0.0.1", port)


def test_it_closes_when_told_to_though_a_page_is_open(start: Start) -> None:
    process, url = start("empty")
    with httpx.stream("GET", f"{url}gradio_api/heartbeat/page", timeout=120) as open_page:
        assert open_page.status_code == 200
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=10) == 0
