"""Questions to the vectors that are compared with those of passages: token by token, and pooled."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from index import e5
from index.reader.adapter import SHIPPED, read_adapter
from index.reader.answerability import Head, features_of
from index.reader.found import Found
from index.reader.pieces import Pieces
from index.reader.threads import one_thread
from index.records import Evidence
from index.transformer import Transformer

Floats = NDArray[np.float32]

MOST_TOKENS = 96
"""A question of more is cut, also where the reader is taught; the questions that teach it have fewer."""

# What the prompt takes of them, and the space and the end beside it.
_BESIDE_WORDS = 6


@dataclass(frozen=True, slots=True)
class AskedVectors:
    """A question under the default model and under the taught reader.

    Attributes:
        untaught: of the whole, by the default model as it is, shape (hidden,), length 1.
        tokens: of its tokens, prompt and special tokens left out, shape (tokens, dimension), length 1; may be none.
        pooled: of the whole, shape (hidden,), length 1.
    """

    untaught: Floats
    tokens: Floats
    pooled: Floats


class QuestionReader:
    """Encodes questions in numpy; safe to use from several threads. Use `QuestionReader.open`.

    It is ready in half a second, where torch would take ten.

    Attributes:
        mix: what the sentence, the whole passage and the pooled vectors weigh in a score.
    """

    def __init__(
        self,
        pieces: Pieces,
        transformer: Transformer,
        projection: Mapping[str, Floats],
        mix: tuple[float, float, float],
        head: Head,
    ) -> None:
        self.mix = mix
        self._head = head
        self._pieces = pieces
        # The prompt ends in a space, which the question's first piece begins with, unless it is one alone.
        *self._prompt, self._space, self._end = pieces.encode(e5.PROMPTS["query"])
        self._transformer = transformer
        self._projection = projection

    @classmethod
    def open(cls, folder: Path = SHIPPED) -> Self:
        """Load the default model and the adapter in folder.

        Raises:
            ValueError: the adapter is of another format, or for another model.
        """
        adapter = read_adapter(folder)
        model = e5.unpacked_folder()
        transformer = Transformer.open(model, adapter.matrices)
        projection = {part: adapter.matrices[f"projection.{part}"] for part in ("weight", "bias")}
        return cls(Pieces.open(), transformer, projection, adapter.mix, adapter.head)

    def read(self, question: str) -> AskedVectors:
        """Encode a question in any language that the model reads."""
        ids = self._ids(question, e5.MAX_TOKENS)
        short = self._ids(self.last_words(question), MOST_TOKENS)
        with one_thread():
            untaught, states = self._transformer.both_states(short)
            if short != ids:
                untaught = self._transformer.untaught_states(ids)
        return AskedVectors(_pooled(untaught), self._tokens(short, states), _pooled(states))

    def last_words(self, question: str) -> str:
        """What of a question `read` takes token by token: all, or of a long one the end, where a follow-up stands."""
        if len(self._pieces.encode(question)) <= MOST_TOKENS - _BESIDE_WORDS:
            return question
        words = question.split()
        counts = self._counts(words)[::-1]
        kept = int((np.cumsum(counts) <= MOST_TOKENS - _BESIDE_WORDS).sum())
        return " ".join(words[-kept:]) if kept else question

    def token_vectors(self, text: str) -> Floats:
        """The `tokens` of a text that is read as a question is."""
        ids = self._ids(text, MOST_TOKENS)
        with one_thread():
            return self._tokens(ids, self._transformer.states(ids))

    def count_tokens(self, question: str, most: int) -> NDArray[np.int_]:
        """How many of the tokens that `read` gives are of each word between white space.

        Args:
            question: as it was read.
            most: how many tokens there are; the words beyond them are left out.
        """
        counts = self._counts(question.split())
        return counts[np.cumsum(counts) <= most]

    def _counts(self, words: Sequence[str]) -> NDArray[np.int_]:
        special = 2
        return np.array([len(self._pieces.encode(word)) - special for word in words], dtype=np.int_)

    def judge(self, question: str, found: Found, word_weights: Floats) -> tuple[Floats, Evidence]:
        """How well each sentence answers a question, higher is better, and whether any does.

        Args:
            question: its last words, of one token at the least.
            found: what it found, of one sentence at the least.
            word_weights: what each word of the question between white space weighs, above 0.
        """
        counts = self.count_tokens(question, found.matches.shape[1])
        scores = found.scores(self.mix, _token_weights(counts, found.matches.shape[1], word_weights))
        answerability = float(self._head.probability(features_of(found, self.mix)))
        passage_match = float(found.whole_matches[scores.argmax()].mean())
        return scores, Evidence(answerability, passage_match, _word_matches(counts, found))

    def _ids(self, text: str, most: int) -> list[int]:
        return self._cut(self._pieces.encode(e5.PROMPTS["query"] + text), most)

    def _cut(self, ids: list[int], most: int) -> list[int]:
        return [*ids[: min(len(ids), most) - 1], self._end]

    def _tokens(self, ids: list[int], states: Floats) -> Floats:
        first = len(self._prompt) + (ids[len(self._prompt)] == self._space)
        vectors = states[first:-1] @ self._projection["weight"].T + self._projection["bias"]
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors


def _token_weights(counts: NDArray[np.int_], tokens: int, word_weights: Floats) -> Floats:
    """What each token weighs, sum 1, shape (tokens,); counts are of the words' tokens."""
    # A word that is cut, or some odd character, may leave tokens that are no word's.
    weights = np.full(tokens, word_weights.mean(), dtype=np.float32)
    weights[: counts.sum()] = np.repeat(word_weights[: len(counts)], counts)
    weights /= weights.sum()
    return weights


def _word_matches(counts: NDArray[np.int_], found: Found) -> tuple[float, ...]:
    """Of each word, the mean over its tokens in the sentence that matches it best."""
    if not len(counts):
        return ()
    summed = np.add.reduceat(found.matches[:, : counts.sum()], np.cumsum(counts) - counts, axis=1)
    return tuple((summed.max(axis=0) / counts).tolist())


def _pooled(states: Floats) -> Floats:
    mean: Floats = states.mean(axis=0)
    return mean / np.linalg.norm(mean)


@lru_cache(maxsize=1)
def load_question_reader() -> QuestionReader:
    """The default model with the reader that ships, loaded once."""
    return QuestionReader.open()
