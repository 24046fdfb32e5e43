"""How near words are to each other in meaning, each in its sentence, by the taught reader."""

import re
from collections.abc import Sequence
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


def place_of(start: int, starts: Sequence[int]) -> int | None:
    """Which of the words between white space begins at, or shortly before, a place."""
    at = [i for i, each in enumerate(starts) if each <= start]
    return at[-1] if at else None


def nearness(one: tuple[str, int], other: tuple[str, int]) -> float:
    """The cosine of two words, each given as its sentence and where it starts in it; -1 where one is not read."""
    vectors = []
    for sentence, start in (one, other):
        starts, known = word_vectors(sentence)
        place = place_of(start, starts)
        if place is None:
            return -1.0
        vectors.append(known[place])
    return float(vectors[0] @ vectors[1])
