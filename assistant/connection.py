"""The connection to a language model behind an OpenAI-compatible endpoint: whom it reaches, and how it fails."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TYPE_CHECKING

from assistant.settings import LlmSettings
from corpus.errors import NoReply, SettingsError

if TYPE_CHECKING:
    import httpx
    from llama_index.llms.openai_like import OpenAILike

_THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]")
# llama-index retries around the OpenAI client, which retries too: with 1 the client alone does, once, and minds what
# the endpoint says of how long to wait.
_RETRIES = 1
# What the client tells of this machine, and of an account elsewhere that the environment may name.
_NOBODYS_BUSINESS = ("x-stainless-", "openai-", "user-agent")

_WRONG_KEY = "it does not accept the key: set the right one in llm.api_key or llm.api_key_file"
_REMEDIES = {
    "HTTP 400": "it refused the request: see that it knows the model, and set llm.context_tokens to what that reads",
    "HTTP 401": _WRONG_KEY,
    "HTTP 403": _WRONG_KEY,
    "HTTP 404": "it does not know the model or the address: see llm.model and the end of llm.base_url",
    "HTTP 413": "the request is too long for it: set llm.context_tokens to what the model reads",
    "HTTP 429": "it has too much to do or the account is used up: try again later, or see the account",
    "timeout": "it took too long: see that it is not overloaded, or raise llm.answer_seconds and llm.timeout_seconds",
    "no connection": "see that it runs there, and that llm.base_url is its address",
}
"""What can be done, by the reason."""


class Connection:
    """What the settings name, opened anew for each prompt. Nothing is sent before something is asked of `opened`.

    Args:
        settings: the section `llm`.

    Attributes:
        model: its name.
        host: where what is asked is sent.

    Raises:
        SettingsError: no endpoint or no model is set, or the model cannot chat.
    """

    def __init__(self, settings: LlmSettings) -> None:
        if not settings.base_url or not settings.model:
            raise SettingsError(
                "No language model is set; set base_url and model in the section llm of kildesvar.toml, or "
                "KILDESVAR_LLM__BASE_URL and KILDESVAR_LLM__MODEL in the environment."
            )
        from httpx import create_ssl_context

        self.model = settings.model
        self.host = settings.base_url.host or ""
        self._settings = settings
        self._key = _key(settings)
        self._certificates = create_ssl_context()
        _open(settings, self._key)  # whether it can be opened is told now

    @property
    def is_this_machine(self) -> bool:
        """Whether what is sent stays on this machine."""
        return self.host in _THIS_MACHINE

    @asynccontextmanager
    async def opened(self) -> "AsyncIterator[OpenAILike]":
        """The model by connections of its own, which end with what they are opened for."""
        import httpx

        async with httpx.AsyncClient(
            verify=self._certificates,
            event_hooks={"request": [self._say_less]},
            follow_redirects=False,  # the host that the user was told of is the host
            trust_env=not self.is_this_machine,  # a proxy is not this machine
        ) as client:
            yield _open(self._settings, self._key, client)

    @contextmanager
    def errors_named(self) -> Iterator[None]:
        """Turn what a client raises into a NoReply that says why there is none."""
        import httpx
        import openai

        try:
            yield
        except openai.APITimeoutError as error:
            raise self.no_reply("timeout") from error
        except openai.APIStatusError as error:
            raise self.no_reply(f"HTTP {error.status_code}") from error
        except httpx.TimeoutException as error:
            raise self.no_reply("timeout") from error
        except (openai.APIConnectionError, httpx.HTTPError) as error:
            raise self.no_reply("no connection") from error
        # The library takes for granted that what came is a chat completion, and trips in these ways where it is not.
        except (openai.OpenAIError, AttributeError, IndexError, TypeError, ValueError) as error:
            raise self.no_reply("no chat completion") from error

    def no_reply(self, reason: str) -> NoReply:
        """That the model said nothing, why, and what can be done."""
        remedy = _REMEDIES.get(
            reason, "see that it runs there, and that base_url and model in the section llm are right"
        )
        return NoReply(f"The language model {self.model} at {self.host} gave no reply ({reason}); {remedy}.", reason)

    async def _say_less(self, request: "httpx.Request") -> None:
        for name in [name for name in request.headers if name.startswith(_NOBODYS_BUSINESS)]:
            del request.headers[name]
        if not self._key:
            del request.headers["authorization"]


def _open(settings: LlmSettings, key: str, client: "httpx.AsyncClient | None" = None) -> "OpenAILike":
    from llama_index.llms.openai_like import OpenAILike

    try:
        return OpenAILike(
            model=settings.model or "",
            api_base=str(settings.base_url),
            api_key=key or "unset",  # an empty one is looked for in the environment, where it is somebody else's
            is_chat_model=True,
            temperature=0.0,
            timeout=settings.timeout_seconds,
            max_retries=_RETRIES,
            async_http_client=client,
        )
    except ValueError as error:
        raise SettingsError(
            f"The model {settings.model} cannot be asked by chat; set another one in llm.model."
        ) from error


def _key(settings: LlmSettings) -> str:
    if settings.api_key_file:
        try:
            return settings.api_key_file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"llm.api_key_file is {settings.api_key_file}, which cannot be read ({type(error).__name__}); "
                "name a file that holds the key and nothing else."
            ) from error
    return settings.api_key.get_secret_value() if settings.api_key else ""
