"""The log of a real server: which request a line belongs to, and nothing of what was asked or typed."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import httpx

from tests.assistant.ui.asking import page_event

MARKER = "kanariefugl"
ROOT = Path(__file__).parents[3]


def test_a_failure_is_logged_with_its_request_and_without_the_question() -> None:
    script = [sys.executable, "-m", "tests.assistant.ui.unlucky", "indiscreet"]
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    with subprocess.Popen(
        script, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment
    ) as process:
        try:
            assert process.stdout
            with httpx.Client(base_url=process.stdout.readline().strip(), timeout=120) as client:
                asked = ask_everywhere(client)
        finally:
            process.terminate()
            told, log = process.communicate()
    assert process.returncode == 0
    lines = re.findall(r"(?m)^\S+ \S+ ERROR (\S+) assistant\.ui\.\w+: A question could not be answered$", log)
    assert lines == asked
    assert log.count("builtins.ValueError") == len(asked)
    assert MARKER not in told + log


def ask_everywhere(client: httpx.Client) -> list[str]:
    """Ask on the page, by HTTP and as an MCP tool; returns the requests."""
    data = [MARKER, json.dumps({"id": "1"}), "da", None, None]
    sent = {"data": data, "fn_index": page_event(client), "session_hash": "s"}
    on_page = client.post("gradio_api/queue/join", json=sent)
    assert "answer" in client.get("gradio_api/queue/data?session_hash=s").text
    by_http = client.post("gradio_api/call/v2/ask", json={"question": MARKER})
    answer = client.get(f"gradio_api/call/v2/ask/{by_http.json()['event_id']}").text
    assert '"status": "error"' in answer
    called = {"name": "ask", "arguments": {"question": MARKER}}
    rpc = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": called}
    as_tool = client.post("mcp", json=rpc, headers={"accept": "application/json, text/event-stream"})
    assert as_tool.json()["result"]["structuredContent"]["status"] == "error"
    return [answer.headers["x-request-id"] for answer in (on_page, by_http, as_tool)]
