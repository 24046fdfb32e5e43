"""A cross-encoder that orders the best passages and sentences anew, where the settings name one."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.encoders import load_cross_encoder
from index.odds import chances, log_odds
from index.ranking import standard
from index.records import Hit, SearchResult, SentenceHit
from index.settings import IndexSettings

# A pair takes some ten milliseconds on a CPU, so the cross-encoder reads no more sentences than an answer is chosen of.
_SENTENCES = 32


class Reranker:
    """A sentence-transformers CrossEncoder: reads question and text together.

    Args:
        model: name or folder.

    Raises:
        SettingsError: no such model can be loaded.
    """

    def __init__(self, model: str) -> None:
        self._model = load_cross_encoder(model, "index.cross_encoder")

    def reorder(self, question: str, found: SearchResult) -> SearchResult:
        """Order the passages by the cross-encoder, and the best sentences by it and by what they were found by.

        Returns:
            The same hits with other ranks and scores, 0 to 1.
        """
        return replace(
            found, hits=self._passages(question, found.hits), sentences=self._sentences(question, found.sentences)
        )

    def _passages(self, question: str, hits: Sequence[Hit]) -> tuple[Hit, ...]:
        odds = self._log_odds(question, [hit.passage.text for hit in hits])
        order, scores = np.argsort(-odds, kind="stable"), chances(odds)
        return tuple(replace(hits[i], score=float(scores[i]), rank=rank) for rank, i in enumerate(order, start=1))

    def _sentences(self, question: str, sentences: Sequence[SentenceHit]) -> tuple[SentenceHit, ...]:
        best = sentences[:_SENTENCES]
        odds = np.array([log_odds(hit.score) for hit in sentences])
        odds[: len(best)] += self._log_odds(question, [hit.sentence.text for hit in best])
        order, scores = np.argsort(-odds, kind="stable"), chances(odds)
        return tuple(replace(sentences[i], score=float(scores[i]), rank=rank) for rank, i in enumerate(order, start=1))

    def _log_odds(self, question: str, texts: Sequence[str]) -> NDArray[np.float64]:
        """The cross-encoder's scores in standard deviations from their mean, for models differ in their scale."""
        if not texts:
            return np.zeros(0)
        scores = self._model.predict([(question, text) for text in texts], show_progress_bar=False)
        return standard(np.asarray(scores, float))


@lru_cache(maxsize=1)
def _loaded(model: str) -> Reranker:
    return Reranker(model)


def load_reranker(settings: IndexSettings) -> Reranker | None:
    """The cross-encoder that the settings name, loaded once; None where they name none."""
    return _loaded(settings.cross_encoder) if settings.cross_encoder else None
