import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexUnusable
from index import e5
from index.framing import framed
from index.library import Library
from index.reader.adapter import SHIPPED, read_adapter
from index.reader.comparing import Comparison
from index.reader.passages import PassageReader
from index.reader.questions import QuestionReader
from index.records import NOT_READ, TOKEN_SCALE
from index.search import Index
from index.settings import IndexSettings
from index.training.shelf import Shelf
from index.training.tokens import tokenize_framed
from index.transformer import Transformer

QUESTION = "Hvordan arbejder mentorerne med borgerne?"


@pytest.fixture(scope="module")
def passages() -> PassageReader:
    return PassageReader()


@pytest.fixture(scope="module")
def questions() -> QuestionReader:
    return QuestionReader.open()


@pytest.fixture(scope="module")
def library(sample_index: IndexSettings) -> Library:
    return Library(sample_index.folder)


@pytest.fixture(scope="module")
def index(sample_index: IndexSettings) -> Iterator[Index]:
    index = Index.open(sample_index)
    yield index
    index.close()


def ignore(done: int) -> None:
    """Take no note of progress."""


def test_what_lies_in_the_index_is_what_the_specification_says(library: Library) -> None:
    from transformers import PreTrainedTokenizerFast

    adapter = read_adapter(SHIPPED)
    transformer = Transformer.open(e5.unpacked_folder(), adapter.matrices)
    tokenizer = PreTrainedTokenizerFast.from_pretrained(e5.unpacked_folder())
    manifest = library.manifest()
    assert manifest is not None
    entry = manifest.entries[0]
    stored, read = library.stored(entry.version), library.read_passages(entry.version)
    assert read.pooled.shape == (entry.passages, e5.DIMENSION)
    assert len(read.lengths) == entry.passages + entry.sentences
    first_token, first_length = 0, 0
    for passage, pooled in list(zip(stored.passages, read.pooled, strict=True))[:5]:
        text, bounds = framed(entry.report, passage)
        tokens = tokenize_framed(text, bounds, tokenizer)
        states = transformer.states(list(tokens.ids))
        vectors = states[list(tokens.order)] @ adapter.matrices["projection.weight"].T
        vectors += adapter.matrices["projection.bias"]
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        theirs = read.tokens[first_token : first_token + len(vectors)] / TOKEN_SCALE
        assert np.abs(vectors - theirs).max() < 0.6 / TOKEN_SCALE
        assert tuple(read.lengths[first_length : first_length + len(tokens.lengths)]) == tokens.lengths
        mean = states.mean(axis=0)
        assert np.abs(pooled - mean / np.linalg.norm(mean)).max() < 1e-3
        first_token += len(vectors)
        first_length += len(tokens.lengths)


def test_late_interaction_is_that_of_the_reference(library: Library, questions: QuestionReader) -> None:
    manifest = library.manifest()
    assert manifest is not None
    entry = manifest.entries[0]
    read, asked = library.read_passages(entry.version), questions.read(QUESTION)
    counts = [1 + len(passage.sentences) for passage in library.stored(entry.version).passages]
    lengths = [part.tolist() for part in np.split(read.lengths, np.cumsum(counts)[:-1])]
    shelf = Shelf(read.tokens / np.float32(TOKEN_SCALE), lengths, read.pooled.astype(np.float32))
    expected = shelf.find(asked.tokens, asked.pooled)
    found = Comparison(library).find(asked, [(entry.version, number) for number in range(entry.passages)])
    for name in ("sentence", "whole", "dense", "matches"):
        assert np.allclose(getattr(found, name), getattr(expected, name), atol=1e-5)
    last = entry.passages - 1
    alone = Comparison(library).find(asked, [(entry.version, last)])
    assert np.allclose(alone.sentence, expected.sentence[shelf.passage == last], atol=1e-5)


def test_sentence_beyond_what_the_model_reads_is_as_like_as_its_passage(
    passages: PassageReader, questions: QuestionReader, library: Library, tmp_path: Path
) -> None:
    manifest = library.manifest()
    assert manifest is not None
    entry = next(entry for entry in manifest.entries if entry.passages > 1)
    stored = library.stored(entry.version)
    passage = next(passage for passage in stored.passages if len(passage.sentences) > 1)
    text = passage.sentences[0].text + " borger" * 1000
    bounds = [(0, len(passage.sentences[0].text)), *((len(text) - 6, len(text)) for _ in passage.sentences[1:])]
    read = passages.read([text], [bounds], ignore)
    assert read.lengths[1] > 0
    assert set(read.lengths[2:].tolist()) == {0}
    other = Library(tmp_path)
    other.add("v", type(stored)(stored.report, stored.pages, (passage,)), [], read)
    found = Comparison(other).find(questions.read(QUESTION), [("v", 0)])
    assert np.allclose(found.sentence[1:], found.whole[1:])
    assert found.sentence[0] <= found.whole[0]


def test_no_passages(passages: PassageReader) -> None:
    assert passages.read([], [], ignore) is NOT_READ


def test_a_search_says_how_likely_it_is_that_there_is_an_answer(index: Index) -> None:
    found = index.search(QUESTION)
    other = index.search("Hvor mange måner har planeten Jupiter?")
    assert found.evidence
    assert other.evidence
    assert 0 <= other.evidence.answerability < found.evidence.answerability <= 1
    assert all(sentence.taught is not None for sentence in found.sentences)


@pytest.mark.parametrize("name", ["tokens", "lengths", "pooled"])
@pytest.mark.parametrize("content", [b"", b"{}", None])
def test_lost_or_damaged_vectors_name_the_command(
    sample_index: IndexSettings, tmp_path: Path, name: str, content: bytes | None
) -> None:
    folder = tmp_path / "index"
    shutil.copytree(sample_index.folder, folder)
    for path in (folder / "reports").glob(f"*.{name}.npy"):
        # A file that is only cut short would else be read to its end.
        path.write_bytes(path.read_bytes()[:-200] if content is None else content)
    with pytest.raises(IndexUnusable, match=r"missing or damaged .* `kildesvar build --index .* --again`"):
        Index.open(IndexSettings(folder=folder)).search(QUESTION)
