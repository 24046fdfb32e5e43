"""The language model's endpoint: what is sent to it, what is not, and what its failures are called."""

from pathlib import Path

import pytest

from assistant.endpoint import Endpoint
from assistant.settings import LlmSettings
from corpus.errors import NoReply, SettingsError
from tests.chat_server import KEY, Said, chat_server, completion, failure, streamed


def endpoint(url: str, key: str | None = KEY, seconds: float = 20.0) -> Endpoint:
    values = {"base_url": url, "model": "en-model", "api_key": key, "timeout_seconds": seconds}
    return Endpoint(LlmSettings.model_validate(values))


def test_a_prompt_goes_out_and_a_reply_comes_back() -> None:
    with chat_server(lambda received: completion("Goddag.")) as server:
        assert endpoint(server.url).reply("Hej", seed=2) == "Goddag."
    (request,) = server.received
    assert request.path == "/v1/chat/completions"
    assert request.headers["authorization"] == f"Bearer {KEY}"
    assert request.body == {
        "model": "en-model",
        "messages": [{"role": "user", "content": "Hej"}],
        "temperature": 0.0,
        "seed": 2,
        "stream": False,
    }


def test_nothing_of_this_machine_and_of_other_accounts_is_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-en-andens")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-en-andens")
    monkeypatch.setenv("OPENAI_API_BASE", "http://192.0.2.1/v1")
    monkeypatch.setenv("HTTP_PROXY", "http://192.0.2.1:3128")
    with chat_server(lambda received: completion("Ja.")) as server:
        endpoint(server.url, key=None).reply("Hej", seed=1)
    allowed = {"host", "accept", "accept-encoding", "connection", "content-type", "content-length"}
    assert set(server.received[0].headers) <= allowed


@pytest.mark.parametrize(
    ("said", "reason", "requests"),
    [
        (failure(500), "HTTP 500", 2),
        (failure(429), "HTTP 429", 2),
        (failure(401), "HTTP 401", 1),
        (Said("", 307, headers={"Location": "http://192.0.2.1/v1"}), "HTTP 307", 1),
        (Said("<html>", headers={"Content-Type": "text/html"}), "no chat completion", 1),
        (Said("{"), "no chat completion", 1),
        (Said("{}"), "no chat completion", 1),
        (Said('{"choices": []}'), "no chat completion", 1),
        (completion(None), "empty reply", 1),
        (completion(""), "empty reply", 1),
    ],
)
def test_what_is_no_reply_is_named_without_the_words_of_the_endpoint(said: Said, reason: str, requests: int) -> None:
    with chat_server(lambda received: said) as server, pytest.raises(NoReply, match="gave no reply") as raised:
        endpoint(server.url).reply("Hej", seed=1)
    assert raised.value.reason == reason
    assert KEY not in str(raised.value) and "\n" not in str(raised.value)
    assert len(server.received) == requests


@pytest.mark.parametrize(
    ("status", "remedy"),
    [
        (401, "does not accept the key"),
        (404, "does not know the model"),
        (400, "set llm.context_tokens to what that reads"),
        (500, "see that it runs there"),
    ],
)
def test_a_check_says_what_to_do(status: int, remedy: str) -> None:
    with chat_server(lambda received: failure(status)) as server, pytest.raises(NoReply, match=remedy):
        endpoint(server.url).check()


def test_silence_ends_after_the_time_that_is_set() -> None:
    slow = Said("{}", seconds=0.3)
    with chat_server(lambda received: slow) as server, pytest.raises(NoReply, match="en-model at 127") as raised:
        endpoint(server.url, seconds=0.1).reply("Hej", seed=1)
    assert raised.value.reason == "timeout"


def test_an_endpoint_that_is_not_there() -> None:
    with chat_server(lambda received: completion("Ja.")) as server:
        gone = server.url
    with pytest.raises(NoReply, match="see that it runs there") as raised:
        endpoint(gone).reply("Hej", seed=1)
    assert raised.value.reason == "no connection"


@pytest.mark.parametrize(
    ("url", "is_this_machine"),
    [("http://127.0.0.1:1/v1", True), ("http://localhost/v1", True), ("http://[::1]:1/v1", True)]
    + [("https://model.example/v1", False), ("http://127.0.0.1.example/v1", False)],
)
def test_which_hosts_are_this_machine(url: str, is_this_machine: bool) -> None:
    assert endpoint(url).is_this_machine is is_this_machine


@pytest.mark.parametrize("values", [{}, {"base_url": "http://127.0.0.1/v1"}, {"model": "m"}])
def test_without_an_endpoint_it_is_said_what_to_set(values: dict[str, str]) -> None:
    with pytest.raises(SettingsError, match="No language model is set; set base_url and model") as raised:
        Endpoint(LlmSettings.model_validate(values))
    assert "KILDESVAR_LLM__BASE_URL" in str(raised.value)


def test_a_reply_comes_in_pieces() -> None:
    with chat_server(lambda received: streamed("God", "", "dag.")) as server:
        assert "".join(endpoint(server.url).stream("Hej", most_tokens=9)) == "Goddag."
    assert server.received[0].body["max_tokens"] == 9


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (streamed("Der", end=None), "cut off"),
        (streamed("Der", end="length"), "cut off"),
        (failure(429), "HTTP 429"),
        (Said("data: {\n\n", headers={"Content-Type": "text/event-stream"}), "no chat completion"),
    ],
)
def test_a_reply_that_breaks_off_is_none(said: Said, reason: str) -> None:
    with chat_server(lambda received: said) as server, pytest.raises(NoReply, match="gave no reply") as raised:
        list(endpoint(server.url).stream("Hej", most_tokens=9))
    assert raised.value.reason == reason


def test_the_key_may_stand_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "key"
    file.write_text(f"{KEY}\n")
    values = {"model": "m", "api_key_file": file}
    with chat_server(lambda received: completion("Ja.")) as server:
        Endpoint(LlmSettings.model_validate(values | {"base_url": server.url})).reply("Hej", seed=1)
    assert server.received[0].headers["authorization"] == f"Bearer {KEY}"
    file.unlink()
    with pytest.raises(SettingsError, match="cannot be read"):
        Endpoint(LlmSettings.model_validate(values | {"base_url": "http://127.0.0.1/v1"}))
    with pytest.raises(ValueError, match="two places"):
        LlmSettings.model_validate(values | {"api_key": KEY})
