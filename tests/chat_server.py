"""A server on this machine that speaks the chat completions of OpenAI, and says what a test wants said."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-hemmelig-42"


@dataclass(frozen=True)
class Said:
    """What the server says: a status and a body, after some seconds."""

    body: str
    status: int = 200
    seconds: float = 0.0
    headers: dict[str, str] = field(default_factory=lambda: {"Content-Type": "application/json"})
    events: tuple[str, ...] = ()
    pause: float = 0.0


def completion(text: str | None) -> Said:
    message = {"role": "assistant", "content": text}
    choices = [{"index": 0, "message": message, "finish_reason": "stop"}]
    return Said(json.dumps({"id": "1", "object": "chat.completion", "created": 1, "model": "m", "choices": choices}))


def streamed(*pieces: str, pause: float = 0.0, end: str | None = "stop") -> Said:
    """The pieces as server-sent events, with a pause after each; an end of None breaks off without one."""
    head = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
    chunks: list[dict[str, Any]] = [{"index": 0, "delta": {"role": "assistant", "content": piece}} for piece in pieces]
    chunks += [{"index": 0, "delta": {}, "finish_reason": end}] if end else []
    events = tuple(f"data: {json.dumps(head | {'choices': [chunk]})}\n\n" for chunk in chunks)
    return Said(
        "",
        headers={"Content-Type": "text/event-stream"},
        events=(*events, *(["data: [DONE]\n\n"] if end else [])),
        pause=pause,
    )


def failure(status: int) -> Said:
    """A refusal whose words repeat the key, as those of some endpoints do; a second try is welcome at once."""
    headers = {"Content-Type": "application/json", "retry-after-ms": "1"}
    return Said(json.dumps({"error": {"message": f"Incorrect API key: {KEY}"}}), status, headers=headers)


@dataclass
class Received:
    """A request as it came, and when each event of its reply was sent, in seconds since the epoch."""

    path: str
    headers: dict[str, str]
    body: dict[str, Any]
    sent: list[float] = field(default_factory=list)

    @property
    def prompt(self) -> str:
        return str(self.body["messages"][0]["content"])

    def key_of(self, words: str) -> str:
        """The key of the passage in the prompt that holds some words."""
        data = json.loads(self.prompt.splitlines()[-1])
        return str(next(each["key"] for each in data["passages"] if words in " ".join(each["text"].split())))


@dataclass
class Server:
    """The address of a server that runs, what it has received, and what of it was no longer waited for."""

    url: str
    received: list[Received]
    hung_up: list[Received]


class _Quiet(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that has waited long enough is gone when its reply comes."""


@contextmanager
def chat_server(say: Callable[[Received], Said], host: str = "127.0.0.1") -> Iterator[Server]:
    received: list[Received] = []
    hung_up: list[Received] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            now = Received(self.path, {name.lower(): of for name, of in self.headers.items()}, body)
            received.append(now)
            said = say(now)
            time.sleep(said.seconds)
            self.send_response(said.status)
            for name, value in said.headers.items():
                self.send_header(name, value)
            if said.events:
                self.end_headers()
                try:
                    for event in said.events:
                        now.sent.append(time.time())
                        self.wfile.write(event.encode())
                        time.sleep(said.pause)
                except OSError:
                    hung_up.append(now)
                return
            content = said.body.encode()
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = _Quiet((host, 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield Server(f"http://{host}:{server.server_port}/v1", received, hung_up)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
