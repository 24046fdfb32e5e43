"""Late interaction in numpy: passages that are searched, and what a question finds among their sentences.

This is the reference of what README.md specifies; it needs neither torch nor peft.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.reader.found import Found, Vectors

Numbers = NDArray[np.int_]


class Shelf:
    """Vectors of passages.

    Args:
        tokens: of all passages, length 1, shape (tokens, dimension): of each passage first the tokens outside all
            sentences, then each sentence's.
        lengths: of each passage, how many tokens stand outside and in each sentence; none is 0.
        pooled: shape (passages, hidden), length 1.

    Attributes:
        passage: of each sentence, which passage it stands in.
    """

    def __init__(self, tokens: Vectors, lengths: Sequence[Sequence[int]], pooled: Vectors) -> None:
        self._tokens = tokens
        self._pooled = pooled
        segments = [len(of_passage) for of_passage in lengths]
        self._first_token = _starts([length for of_passage in lengths for length in of_passage])
        self._first_segment = _starts(segments)
        is_sentence = np.ones(sum(segments), dtype=bool)
        is_sentence[self._first_segment] = False
        self._sentences = np.flatnonzero(is_sentence)
        self.passage: Numbers = np.repeat(np.arange(len(lengths)), [count - 1 for count in segments])

    def find(self, tokens: Vectors, pooled: Vectors) -> Found:
        """Compare a question with every sentence.

        Args:
            tokens: the question's token vectors, length 1, shape (tokens, dimension).
            pooled: its pooled vector, length 1, shape (hidden,).
        """
        matches = np.maximum.reduceat(self._tokens @ tokens.T, self._first_token, axis=0)
        whole = np.maximum.reduceat(matches, self._first_segment, axis=0)
        dense = self._pooled @ pooled
        return Found(matches[self._sentences], whole[self.passage], dense[self.passage])


def _starts(lengths: Sequence[int]) -> Numbers:
    return np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int_)
