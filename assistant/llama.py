"""A language model in a GGUF file, served on this machine by llama.cpp in a process of its own.

The process is this file: what the model does, or trips over, cannot take the page down. It ends with whoever started
it, for it ends when its standard input does.
"""

import atexit
import json
import secrets
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

from pydantic import HttpUrl, SecretStr

from assistant.endpoint import Endpoint
from assistant.settings import LlmSettings
from corpus.errors import SettingsError

_HOST = "127.0.0.1"
_AT_ONCE = 1  # of two each would have half of the context


class LlamaServer:
    """A model that is being served until `close`, or until this process ends.

    Args:
        settings: the section `llm`, with `gguf`.

    Attributes:
        settings: the same, with the address and the key of the server, and the name of the file as the model's.

    Raises:
        SettingsError: there is no such file, llama.cpp is not installed, or it cannot load the file.
    """

    def __init__(self, settings: LlmSettings) -> None:
        model = settings.gguf
        if model is None or not model.is_file():
            raise SettingsError(f"llm.gguf is {model}, where there is no file; name one in the format GGUF.")
        if find_spec("xllamacpp") is None:
            raise SettingsError("llm.gguf is set, and llama.cpp is not installed; run pip install 'kildesvar[llama]'.")
        key = secrets.token_urlsafe()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "assistant.llama"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # llama.cpp may log prompts
            text=True,
        )
        assert self._process.stdin and self._process.stdout
        asked = {"model": str(model), "context_tokens": settings.context_tokens, "key": key}
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        address = self._process.stdout.readline().strip()
        if not address:
            self.close()
            raise SettingsError(
                f"llama.cpp cannot load {model}; name a model for chat in the format GGUF that fits in memory."
            )
        served = {"gguf": None, "base_url": HttpUrl(f"{address}/v1"), "model": model.stem, "api_key": SecretStr(key)}
        self.settings = settings.model_copy(update=served)

    def close(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.communicate()


def open_endpoint(settings: LlmSettings) -> Endpoint:
    """The language model that the settings name; one in a file is served until this process ends.

    Raises:
        SettingsError: as of `Endpoint` and `LlamaServer`.
    """
    if not settings.gguf:
        return Endpoint(settings)
    server = LlamaServer(settings)
    atexit.register(server.close)
    return Endpoint(server.settings)


def _serve() -> None:
    """Serve the model that the first line of standard input names, until standard input ends."""
    from xllamacpp import CommonParams, Server

    asked = json.loads(sys.stdin.readline())
    settings = CommonParams()
    settings.model.path = asked["model"]
    settings.model_alias = {Path(asked["model"]).stem}
    settings.n_ctx = asked["context_tokens"]
    settings.n_parallel = _AT_ONCE
    settings.hostnames = [_HOST]
    settings.port = 0  # a free one
    settings.api_keys = [asked["key"]]  # no other user of the machine, and no page in a browser, asks it anything
    settings.ui = settings.endpoint_slots = settings.endpoint_props = False
    settings.offline = True
    server = Server(settings)
    sys.stdout.write(f"{server.listening_address}\n")
    sys.stdout.flush()
    sys.stdin.read()


if __name__ == "__main__":
    _serve()
