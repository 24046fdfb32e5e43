"""A page whose language model says what a test has it say."""

from collections.abc import Callable

from assistant.endpoint import Endpoint
from assistant.settings import LlmSettings
from tests.chat_server import Received, Said, Server, streamed


class Script:
    """What the model says next, and the page that asks it."""

    def __init__(self) -> None:
        self.say: Callable[[Received], Said] = lambda received: streamed("INTET_SVAR")
        self.server: Server
        self.url = ""


def endpoint(url: str, **settings: object) -> Endpoint:
    return Endpoint(LlmSettings.model_validate({"base_url": url, "model": "en-model", **settings}))
