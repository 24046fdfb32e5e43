"""How near words are to each other in meaning, each in its sentence, by the taught reader."""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.reader.questions import QuestionReader, load_question_reader
from index.settings import IndexSettings

Floats = NDArray[np.float32]


@lru_cache(maxsize=512)
def word_vectors(sentence: str) -> tuple[tuple[int, ...], Floats]:
    """The words of a sentence as vectors.

    Returns:
        Where each word between white space starts, and its vector of length 1, shape (words, dimension). The words
        beyond what the reader reads at once are left out.
    """
    reader = _reader()
    starts = [match.start() for match in re.finditer(r"\S+", sentence)]
    tokens = reader.read(sentence).tokens
    counts = reader.count_tokens(sentence, len(tokens))
    if not len(counts):
        return (), np.zeros((0, tokens.shape[1]), dtype=np.float32)
    summed = np.add.reduceat(tokens[: counts.sum()], np.cumsum(counts) - counts, axis=0)
    return tuple(starts[: len(counts)]), summed / np.linalg.norm(summed, axis=1, keepdims=True)


def _reader() -> QuestionReader:
    reader = load_question_reader(IndexSettings())
    assert reader  # the default model's, whatever the index was made with
    return reader
