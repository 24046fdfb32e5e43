"""Verification with a model that was taught inference: a real cross-encoder, whose bias says what it answers."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.endpoint import Endpoint
from assistant.records import Fallback
from assistant.settings import LlmSettings
from assistant.writing.findings import Fault, Finding, Source
from assistant.writing.inference import Inference
from assistant.writing.verifying import verify
from corpus.errors import SettingsError
from index import e5
from index.settings import IndexSettings
from tests.assistant.conftest import Run
from tests.chat_server import chat_server, streamed

SOURCES = (Source("Nordværk", 2024, "40 borgere fik en mentor i 2024."), Source("Sydværk", 2023, "Mentorer er dyre."))
LABELS = {0: "contradiction", 1: "Entailment", 2: "neutral"}


def make_model(folder: Path, answer: int, labels: dict[int, str] = LABELS) -> str:
    """A cross-encoder that gives the one answer to everything."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    tokenizer = PreTrainedTokenizerFast.from_pretrained(e5.unpacked_folder())
    tokenizer.save_pretrained(folder)
    shape = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1, "intermediate_size": 8}
    config = BertConfig(vocab_size=len(tokenizer), num_labels=len(labels), id2label=labels, **shape)
    model = BertForSequenceClassification(config)
    with torch.no_grad():
        model.classifier.bias[answer] = 100.0
    model.save_pretrained(folder)
    return str(folder)


@pytest.fixture(scope="module")
def granting(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_model(tmp_path_factory.mktemp("granting"), answer=1)


@pytest.fixture(scope="module")
def doubting(tmp_path_factory: pytest.TempPathFactory) -> str:
    return make_model(tmp_path_factory.mktemp("doubting"), answer=2)


def test_it_judges_in_the_stead_of_rules_and_numbers_and_names_are_still_compared(granting: str, doubting: str) -> None:
    paraphrase = "Nordværk gav tæt på et halvt hundrede mennesker en fast støtteperson."
    assert verify("40 borgere fik aldrig en mentor.", SOURCES)
    assert verify(paraphrase, SOURCES, Inference(granting)) == ()
    assert verify("40 borgere fik aldrig en mentor.", SOURCES, Inference(granting)) == ()
    assert verify("57 borgere fik en mentor.", SOURCES, Inference(granting)) == (Finding(Fault.NUMBER, "57"),)
    assert verify(paraphrase, SOURCES, Inference(doubting)) == (Finding(Fault.NOT_ENTAILED, ""),)
    assert verify("40 borgere fik en mentor i 2024.", SOURCES, Inference(doubting)) == ()  # word for word


def test_an_answer_is_verified_by_the_model_that_the_settings_name(
    sample_index: IndexSettings, doubting: str, granting: str
) -> None:
    with chat_server(lambda got: streamed(f"Der var 41 par af makkere [{got.key_of('41 makkerpar')}].")) as server:
        for model, fallback in ((doubting, Fallback.UNVERIFIED), (granting, None)):
            values = {"base_url": server.url, "model": "m", "nli_model": model}
            assistant = Assistant(sample_index, endpoint=Endpoint(LlmSettings.model_validate(values)))
            answer = assistant.ask("Hvor mange makkerpar var der i 2024?")
            assistant.close()
            assert answer.writing and answer.writing.fallback is fallback


def test_doctor_says_which_model_judges(run: Run, sample_index: IndexSettings, granting: str, tmp_path: Path) -> None:
    with chat_server(lambda received: streamed("ja")) as server:
        settings = {"KILDESVAR_LLM__BASE_URL": server.url, "KILDESVAR_LLM__MODEL": "m"}
        arguments = ("doctor", "--index", sample_index.folder)
        done = run(*arguments, **settings, KILDESVAR_LLM__NLI_MODEL=granting)
        assert f"{granting} judges whether passages carry what it writes." in done.stdout
        done = run(*arguments, **settings, KILDESVAR_LLM__NLI_MODEL=str(tmp_path))
    assert done.returncode == 1 and "cannot load" in done.stderr and "Traceback" not in done.stderr


def test_a_model_without_entailment_is_refused(tmp_path: Path) -> None:
    model = make_model(tmp_path, answer=0, labels={0: "god", 1: "dårlig"})
    with pytest.raises(SettingsError, match=r"whose classes are god, dårlig; give a model with 'entailment'"):
        Inference(model)
