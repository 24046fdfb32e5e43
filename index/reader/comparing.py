"""Late interaction: every token of a question beside every token of the passages that were found."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.library import Library
from index.reader.found import Found
from index.reader.questions import AskedVectors
from index.reader.threads import one_thread
from index.records import TOKEN_SCALE, ReadPassages

COMPARED = 100
"""Of so many passages that dense and keyword search find the sentences are compared with a question."""

# Reports whose places of tokens are kept in memory, some kilobytes each; the vectors stay on the disk.
_CACHED_REPORTS = 512

Numbers = NDArray[np.int_]


@dataclass(frozen=True, slots=True)
class _Shelf:
    """A report's vectors, and where each passage's begin.

    Attributes:
        segments: of each passage its first segment, and the number of all; shape (passages + 1,). A passage's first
            segment is what stands outside its sentences, each other a sentence.
        tokens: of each segment its first token, and the number of all; shape (segments + 1,).
    """

    read: ReadPassages
    segments: Numbers
    tokens: Numbers


class Comparison:
    """Compares questions with passages of an index.

    Args:
        library: the files of the index.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._shelf = lru_cache(maxsize=_CACHED_REPORTS)(self._open)

    def find(self, asked: AskedVectors, passages: Sequence[tuple[str, int]]) -> Found:
        """Compare a question with every sentence of some passages.

        Args:
            asked: the question, of one token at the least.
            passages: each by its report's version and its number there.

        Returns:
            What the taught reader finds, passage after passage, of each passage sentence after sentence. A sentence
            without tokens, beyond what the model reads, is as like as its passage.
        """
        vectors, lengths, pooled = [], [], []
        for version, number in passages:
            shelf = self._shelf(version)
            first, last = shelf.segments[number], shelf.segments[number + 1]
            vectors.append(shelf.read.tokens[shelf.tokens[first] : shelf.tokens[last]])
            lengths.append(shelf.read.lengths[first:last])
            pooled.append(shelf.read.pooled[number])
        counts = np.array([len(of_passage) for of_passage in lengths])
        of_segments = np.concatenate(lengths)
        tokens = np.concatenate(vectors).astype(np.float32)
        with one_thread():
            similarities = asked.tokens @ tokens.T
        matches = _best_of_each(similarities, of_segments) / np.float32(TOKEN_SCALE)
        first_segments = np.cumsum(counts) - counts
        whole = np.maximum.reduceat(matches, first_segments, axis=1)
        matches = np.where(of_segments > 0, matches, np.repeat(whole, counts, axis=1))
        is_sentence = np.ones(len(of_segments), dtype=bool)
        is_sentence[first_segments] = False
        of_sentences = matches[:, is_sentence]
        dense = np.stack(pooled).astype(np.float32) @ asked.pooled
        sentences = counts - 1
        return Found(of_sentences.T, np.repeat(whole, sentences, axis=1).T, np.repeat(dense, sentences))

    def _open(self, version: str) -> _Shelf:
        read = self._library.read_passages(version)
        segments = [1 + len(passage.sentences) for passage in self._library.stored(version).passages]
        return _Shelf(read, np.cumsum([0, *segments]), np.cumsum(np.concatenate([[0], read.lengths.astype(np.int_)])))


def _best_of_each(similarities: NDArray[np.float32], lengths: NDArray[np.int16]) -> NDArray[np.float32]:
    """The highest similarity in each segment, shape (question's tokens, segments); -inf where one has no tokens."""
    best = np.full((len(similarities), len(lengths)), -np.inf, dtype=np.float32)
    filled = np.flatnonzero(lengths)
    starts = np.cumsum(lengths, dtype=np.int_) - lengths
    best[:, filled] = np.maximum.reduceat(similarities, starts[filled], axis=1)
    return best
