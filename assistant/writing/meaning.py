"""How near words are to each other in meaning, each in its sentence, by the taught reader."""

import re
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.reader.questions import load_question_reader

Floats = NDArray[np.float32]


@lru_cache(maxsize=512)
def word_vectors(sentence: str) -> tuple[tuple[int, ...], Floats]:
    """The words of a sentence as vectors.

    Returns:
        Where each word between white space starts, and its vector of length 1, shape (words, dimension). The words
        beyond what the reader reads at once are left out.
    """
    reader = load_question_reader()  # the default model's, whatever the index was made with
    starts = [match.start() for match in re.finditer(r"\S+", sentence)]
    tokens = reader.token_vectors(sentence)
    counts = reader.count_tokens(sentence, len(tokens))
    if not len(counts):
        return (), np.zeros((0, tokens.shape[1]), dtype=np.float32)
    summed = np.add.reduceat(tokens[: counts.sum()], np.cumsum(counts) - counts, axis=0)
    return tuple(starts[: len(counts)]), summed / np.linalg.norm(summed, axis=1, keepdims=True)
