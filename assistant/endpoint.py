"""A language model behind an OpenAI-compatible endpoint: a prompt goes out, a reply comes back."""

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


class Endpoint:
    """A language model that the settings name. Nothing is sent before the first `reply`.

    Args:
        settings: the section `llm`.

    Raises:
        SettingsError: no endpoint or no model is set, or the model cannot chat.
    """

    def __init__(self, settings: LlmSettings) -> None:
        if not settings.base_url or not settings.model:
            raise SettingsError(
                "No language model is set; set base_url and model in the section llm of kildesvar.toml, or "
                "KILDESVAR_LLM__BASE_URL and KILDESVAR_LLM__MODEL in the environment."
            )
        self.model = settings.model
        self.host = settings.base_url.host or ""
        self._llm = _open(settings, self.is_this_machine)

    @property
    def is_this_machine(self) -> bool:
        """Whether what is sent stays on this machine."""
        return self.host in _THIS_MACHINE

    def reply(self, prompt: str, seed: int) -> str:
        """What the model says to a prompt, at temperature 0 where it has one.

        Args:
            prompt: the one message of the conversation.
            seed: for models that draw; the same one gives the same reply where the endpoint heeds it.

        Raises:
            NoReply: the endpoint cannot be reached, takes too long, refuses, or sends something else than a reply.
        """
        import openai
        from llama_index.core.llms import ChatMessage

        try:
            text: str | None = self._llm.chat([ChatMessage(role="user", content=prompt)], seed=seed).message.content
        except openai.APITimeoutError as error:
            raise self._no_reply("timeout") from error
        except openai.APIStatusError as error:
            raise self._no_reply(f"HTTP {error.status_code}") from error
        except openai.APIConnectionError as error:
            raise self._no_reply("no connection") from error
        # The library takes for granted that what came is a chat completion, and trips in these ways where it is not.
        except (openai.OpenAIError, AttributeError, IndexError, TypeError, ValueError) as error:
            raise self._no_reply("no chat completion") from error
        if not text:
            raise self._no_reply("empty reply")
        return text

    def _no_reply(self, reason: str) -> NoReply:
        return NoReply(
            f"The language model {self.model} at {self.host} gave no reply ({reason}); see that it runs there, and "
            "that base_url, model and api_key in the section llm are right.",
            reason,
        )


def _open(settings: LlmSettings, is_this_machine: bool) -> "OpenAILike":
    import httpx
    from llama_index.llms.openai_like import OpenAILike

    key = settings.api_key.get_secret_value() if settings.api_key else ""
    client = httpx.Client(
        event_hooks={"request": [_say_less if key else _say_less_without_key]},
        follow_redirects=False,  # the host that the user was told of is the host
        trust_env=not is_this_machine,  # a proxy is not this machine
    )
    try:
        return OpenAILike(
            model=settings.model or "",
            api_base=str(settings.base_url),
            api_key=key or "unset",  # an empty one is looked for in the environment, where it is somebody else's
            is_chat_model=True,
            temperature=0.0,
            timeout=settings.timeout_seconds,
            max_retries=_RETRIES,
            http_client=client,
        )
    except ValueError as error:
        raise SettingsError(
            f"The model {settings.model} cannot be asked by chat; set another one in llm.model."
        ) from error


def _say_less(request: "httpx.Request") -> None:
    for name in [name for name in request.headers if name.startswith(_NOBODYS_BUSINESS)]:
        del request.headers[name]


def _say_less_without_key(request: "httpx.Request") -> None:
    _say_less(request)
    del request.headers["authorization"]
