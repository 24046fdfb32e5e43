from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import SettingsError
from index.records import SearchResult
from index.reranking import Reranker, load_reranker
from index.search import Index
from index.settings import IndexSettings

QUESTION = "Hvad siger leverandørerne om digitale møder?"


@pytest.fixture(scope="module")
def cross_encoder(small_model: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real cross-encoder with random weights, which orders texts in a way of its own."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification, PreTrainedTokenizerFast

    folder = tmp_path_factory.mktemp("cross-encoder")
    tokenizer = PreTrainedTokenizerFast.from_pretrained(small_model.parent / "bert")
    tokenizer.save_pretrained(folder)
    torch.manual_seed(3)
    shape = {"hidden_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2, "intermediate_size": 64}
    config = BertConfig(vocab_size=len(tokenizer), num_labels=1, **shape)
    BertForSequenceClassification(config).save_pretrained(folder)
    return folder


@pytest.fixture(scope="module")
def found(sample_index: IndexSettings) -> Iterator[SearchResult]:
    index = Index.open(sample_index)
    yield index.search(QUESTION)
    index.close()


def test_passages_stand_in_the_cross_encoder_s_order(cross_encoder: Path, found: SearchResult) -> None:
    from sentence_transformers import CrossEncoder

    again = Reranker(str(cross_encoder)).reorder(QUESTION, found)
    read = CrossEncoder(str(cross_encoder), device="cpu").predict([(QUESTION, h.passage.text) for h in found.hits])
    passages, before = [hit.passage.id for hit in again.hits], [hit.passage.id for hit in found.hits]
    assert passages == [before[i] for i in np.argsort(-read, kind="stable")]
    assert passages != before
    for hits in (again.hits, again.sentences):
        assert [hit.rank for hit in hits] == [*range(1, len(hits) + 1)]
        assert all(0 < hit.score < 1 for hit in hits)
        assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


def test_the_best_sentences_are_read_again_and_none_is_lost(cross_encoder: Path, found: SearchResult) -> None:
    again = Reranker(str(cross_encoder)).reorder(QUESTION, found)
    before, after = ([hit.sentence for hit in result.sentences] for result in (found, again))
    assert after != before
    assert {id(sentence) for sentence in after} == {id(sentence) for sentence in before}
    assert after[-1] == before[-1]


def test_the_settings_name_one(cross_encoder: Path, sample_index: IndexSettings, found: SearchResult) -> None:
    assert load_reranker(sample_index) is None
    index = Index.open(sample_index.model_copy(update={"cross_encoder": str(cross_encoder)}))
    again = index.search(QUESTION)
    index.close()
    assert [hit.passage.id for hit in again.hits] != [hit.passage.id for hit in found.hits]
    assert {hit.passage.id for hit in again.hits} == {hit.passage.id for hit in found.hits}


def test_nothing_found_is_nothing_to_order(cross_encoder: Path, found: SearchResult) -> None:
    nothing = SearchResult((), (), found.query_vector)
    assert Reranker(str(cross_encoder)).reorder(QUESTION, nothing) == nothing


def test_a_cross_encoder_that_cannot_be_loaded_is_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"index\.cross_encoder is .*cannot load .*give the folder"):
        Reranker(str(tmp_path))
