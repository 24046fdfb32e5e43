"""The sentences of the passages that were found, ranked."""

from collections.abc import Callable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from corpus.records import BlockRole, Passage, Sentence
from index.encoders import Vectors
from index.keywords import KeywordIndex, query_terms, terms
from index.library import Library
from index.odds import chances
from index.ranking import standard
from index.records import Hit, Manifest, SentenceHit

# What one standard deviation of the taught reader's score, of BM25 and of the logarithm of the passage's rank weigh
# against one of the cosine when sentences are ranked. Chosen on both question sets together; the optimum
# is flat.
_TAUGHT_WEIGHT, _KEYWORD_WEIGHT, _RANK_WEIGHT = 2.0, 0.2, 0.3
# And what being of the sort that is asked for weighs. On 19 questions for recommendations in six sets, at 0, .7, 1.2,
# 1.6 and 2.2: facts found .50, .53, .61, .60, .60, share of the cited that says them .37, .41, .46, .49, .54; at the
# last those that ask for recommendations on one subject begin to get others.
_FAVOURED_WEIGHT = 1.4
# How many standard deviations a heading stands below a sentence: it names what is said and says nothing.
_HEADING_BELOW = 3.0

# Reports whose vectors are kept in memory, a megabyte or less each.
_CACHED_REPORTS = 512

Rows = NDArray[np.int_]
Favours = Callable[[Passage, Sentence], float]
"""How far a sentence of a passage is of the sort that a question asks for; 0 where it is not."""


class SentenceRanking:
    """Ranks sentences of an index.

    Args:
        library: the files of the index.
        manifest: what it holds.
        keywords: of its sentences.
    """

    def __init__(self, library: Library, manifest: Manifest, keywords: KeywordIndex) -> None:
        self._library = library
        self._entries = manifest.entries
        self._keywords = keywords
        self._place_of_report = {entry.report.id: i for i, entry in enumerate(manifest.entries)}
        self._first_sentence = np.cumsum([0, *(entry.sentences for entry in manifest.entries)])
        self._vectors = lru_cache(maxsize=_CACHED_REPORTS)(library.sentence_vectors)
        self._rows = lru_cache(maxsize=_CACHED_REPORTS)(self._count_sentences)

    def vectors(self, hit: Hit) -> Vectors:
        """The vectors of a hit's sentences, shape (sentences, dimension), each of length 1."""
        version = self._entries[self._place_of_report[hit.report.id]].version
        first = int(self._rows(version)[hit.passage.number])
        return np.asarray(self._vectors(version)[first : first + len(hit.passage.sentences)])

    def rank(
        self,
        vector: Vectors,
        question: str,
        hits: Sequence[Hit],
        taught: Vectors | None,
        favours: Favours | None = None,
    ) -> tuple[SentenceHit, ...]:
        """The sentences of the hits, best first: by cosine, keywords and the taught reader, in standard deviations.

        Args:
            vector: of the question, shape (dimension,), length 1.
            question: in words, to look for.
            hits: the passages.
            taught: of each of their sentences the taught reader's score; None where there is no reader.
            favours: what sort of sentence is asked for; None where any is.
        """
        found = [(hit, sentence, row) for hit in hits for sentence, row in self._sentences_of(hit)]
        if not found:
            return ()
        rows = np.array([row for _, _, row in found])
        dense = self._cosines(vector, rows)
        like = self._keywords.scores(query_terms(question))[rows]
        keyword = self._keywords.scores(terms(question))[rows]
        ranks = np.log([hit.rank for hit, _, _ in found])
        total = standard(dense) + _KEYWORD_WEIGHT * standard(like) - _RANK_WEIGHT * standard(ranks)
        total -= _HEADING_BELOW * np.array([sentence.role is BlockRole.HEADING for _, sentence, _ in found])
        if taught is not None:
            total += _TAUGHT_WEIGHT * standard(taught)
        if favours:
            total += _FAVOURED_WEIGHT * np.array([favours(hit.passage, sentence) for hit, sentence, _ in found])
        own = [None] * len(found) if taught is None else taught.tolist()
        order = np.argsort(-total, kind="stable")
        scores = chances(standard(total))
        return tuple(
            SentenceHit(found[i][0], found[i][1], float(scores[i]), float(dense[i]), float(keyword[i]), rank, own[i])
            for rank, i in enumerate(order, start=1)
        )

    def _sentences_of(self, hit: Hit) -> list[tuple[Sentence, int]]:
        """The hit's sentences with their rows among all sentences of the index."""
        place = self._place_of_report[hit.report.id]
        first = self._rows(self._entries[place].version)[hit.passage.number]
        row = int(self._first_sentence[place]) + int(first)
        return [(sentence, row + i) for i, sentence in enumerate(hit.passage.sentences)]

    def _count_sentences(self, version: str) -> Rows:
        """How many sentences of a report stand before each of its passages."""
        return np.cumsum([0, *(len(passage.sentences) for passage in self._library.stored(version).passages)])

    def _cosines(self, vector: Vectors, rows: Rows) -> NDArray[np.float32]:
        places = np.searchsorted(self._first_sentence, rows, side="right") - 1
        cosines = np.empty(len(rows), dtype=np.float32)
        for place in set(places.tolist()):
            mine = places == place
            vectors = self._vectors(self._entries[place].version)
            cosines[mine] = vectors[rows[mine] - self._first_sentence[place]] @ vector
        return cosines
