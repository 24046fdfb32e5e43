from pathlib import Path

import numpy as np
import pytest

from index import e5
from index.encoders import SentenceTransformerEncoder, TokenCounter, load_sentence_transformer
from index.reader.questions import QuestionReader
from index.settings import IndexSettings

QUESTIONS = (
    "Hvad anbefaler leverandørerne om civilsamfundet?",
    "Hvordan bruges mentorer i indsatsen for unge på kanten?",
    "What do the suppliers recommend?",
    "Æblegrød, økonomi & ålegræs – 50 % af § 32",
    "x",
    "",
)
PASSAGE = "Brofæste 2024 – Mentor\nMentorerne mødes hver uge. De taler om bolig, økonomi og arbejde."


@pytest.fixture(scope="module")
def counter() -> TokenCounter:
    return TokenCounter()


@pytest.fixture(scope="module")
def reader() -> QuestionReader:
    return QuestionReader.open()


@pytest.fixture(scope="module")
def default() -> SentenceTransformerEncoder:
    return load_sentence_transformer(IndexSettings())


@pytest.fixture(scope="module")
def small(small_model: Path) -> SentenceTransformerEncoder:
    return load_sentence_transformer(IndexSettings(model=str(small_model)))


def bounds(text: str, *sentences: str) -> list[tuple[int, int]]:
    return [(text.index(sentence), text.index(sentence) + len(sentence)) for sentence in sentences]


def ignore(done: int) -> None:
    """Take no note of progress."""


@pytest.mark.parametrize("question", [*QUESTIONS, ("Hvordan bruges mentorer for unge på kanten? " * 48)[:2000]])
def test_questions_are_read_as_the_passages_model_reads_them(
    question: str, reader: QuestionReader, default: SentenceTransformerEncoder
) -> None:
    ours, theirs = reader.read(question).untaught, default.encode_query(question)
    assert ours.shape == theirs.shape == (e5.DIMENSION,)
    assert np.linalg.norm(ours) == pytest.approx(1, abs=1e-3)
    assert float(ours @ theirs) > 0.9999


@pytest.mark.parametrize("text", [*QUESTIONS, PASSAGE, PASSAGE * 40])
def test_engine_and_model_count_the_same_tokens(
    text: str, counter: TokenCounter, default: SentenceTransformerEncoder
) -> None:
    assert counter.count_tokens(text) == default.count_tokens(text)


def test_null_byte_does_not_end_a_text(counter: TokenCounter, reader: QuestionReader) -> None:
    assert counter.count_tokens("mentor\0 bolig") > counter.count_tokens("mentor")
    assert len(reader.read("mentor\0 bolig").tokens) > len(reader.read("mentor").tokens)


def test_default_passages_are_of_length_1_and_near_their_questions(
    default: SentenceTransformerEncoder, reader: QuestionReader
) -> None:
    sentences = bounds(PASSAGE, "Mentorerne mødes hver uge.", "De taler om bolig, økonomi og arbejde.")
    other = "Engholm 2025 – Trafik\nBusserne kører hvert kvarter."
    passages, of_sentences = default.encode_passages([PASSAGE, other], [sentences, []], ignore)
    assert passages.shape == (2, e5.DIMENSION)
    assert [vectors.shape for vectors in of_sentences] == [(2, e5.DIMENSION), (0, e5.DIMENSION)]
    assert np.allclose(np.linalg.norm(np.concatenate([passages, *of_sentences]), axis=1), 1, atol=1e-3)
    question = reader.read("Hvor tit mødes mentorerne?").untaught
    assert passages[0] @ question > passages[1] @ question
    assert of_sentences[0][0] @ question > of_sentences[0][1] @ question


def test_sentence_beyond_the_limit_gets_the_passage_vector(small: SentenceTransformerEncoder) -> None:
    text = "Mentorerne mødes hver uge. " + "borger " * 1000 + "Det var alt."
    sentences = bounds(text, "Mentorerne mødes hver uge.", "Det var alt.")
    (passage,), (vectors,) = small.encode_passages([text], [sentences], ignore)
    assert vectors.shape == (2, len(passage))
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert np.array_equal(vectors[1], passage)
    assert not np.allclose(vectors[0], passage)


def test_model_with_a_lower_limit_than_its_tokenizer(small_model: Path) -> None:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(small_model), device="cpu")
    model.max_seq_length = 24
    encoder = SentenceTransformerEncoder(model, "", "tekst: ")
    sentences = bounds(PASSAGE, "Mentorerne", "arbejde.")
    (passage,), (vectors,) = encoder.encode_passages([PASSAGE], [sentences], ignore)
    assert np.array_equal(vectors[1], passage)
    assert not np.allclose(vectors[0], passage)


def test_vectors_do_not_depend_on_the_batch(small: SentenceTransformerEncoder) -> None:
    texts = [f"{'Mentor og borger. ' * (1 + 7 * i % 23)}Nummer {i}." for i in range(40)]
    sentences = [bounds(text, "Mentor og borger.", text[-5:]) for text in texts]
    told: list[int] = []
    passages, of_sentences = small.encode_passages(texts, sentences, told.append)
    assert told == [16, 32, 40]
    for i in (0, 13, 39):
        alone, of_alone = small.encode_passages([texts[i]], [sentences[i]], ignore)
        assert np.allclose(passages[i], alone[0], atol=1e-5)
        assert np.allclose(of_sentences[i], of_alone[0], atol=1e-5)


def test_no_passages(small: SentenceTransformerEncoder) -> None:
    passages, of_sentences = small.encode_passages([], [], ignore)
    assert len(passages) == 0
    assert of_sentences == []


def test_prompts_are_the_models_own_unless_given(small_model: Path, small: SentenceTransformerEncoder) -> None:
    given = load_sentence_transformer(IndexSettings(model=str(small_model), query_prompt="spørgsmål: "))
    none = load_sentence_transformer(IndexSettings(model=str(small_model), query_prompt=""))
    assert np.allclose(given.encode_query("mentor"), small.encode_query("mentor"))
    assert not np.allclose(none.encode_query("mentor"), small.encode_query("mentor"))
