"""Scores to orders: lists fused by rank, scores set beside each other, passages ordered by their sentences."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.odds import chances, log_odds
from index.records import Hit, SentenceHit

# Reciprocal rank fusion (Cormack, Clarke and Büttcher, SIGIR 2009). With their constant of 60 the two lists' tails
# weigh almost what their heads do: measured on both question sets, fusing then finds less than the dense list alone.
# With 10 it finds more, and the best passage by keyword stands among the first dozen even where no vector finds it.
_RRF_CONSTANT = 10
# What a rank in the keyword list weighs against the same rank in the dense one.
_KEYWORD_WEIGHT = 0.5
# What a passage's place by dense and keyword search weighs beside its best sentence, both in standard deviations.
_FUSED_WEIGHT = 1.0


def fuse(by_dense: Iterable[int], by_keyword: Iterable[int]) -> dict[int, float]:
    """Rows of two lists, best first, with their fused scores: 1 for what is first in both."""
    fused: dict[int, float] = {}
    for ranking, weight in ((by_dense, 1.0), (by_keyword, _KEYWORD_WEIGHT)):
        for rank, row in enumerate(ranking, start=1):
            fused[row] = fused.get(row, 0.0) + weight / (_RRF_CONSTANT + rank)
    best = (1.0 + _KEYWORD_WEIGHT) / (_RRF_CONSTANT + 1)
    # First in both lists is 1 but for rounding.
    return {row: min(1.0, fused[row] / best) for row in sorted(fused, key=lambda row: (-fused[row], row))}


def standard(values: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Values as standard deviations from their mean; all 0 where they are equal."""
    precise = values.astype(np.float64)  # in float32 the score of a lone sentence far ahead would round to 1
    deviation = float(precise.std())
    return (precise - precise.mean()) / deviation if deviation > 0 else np.zeros_like(precise)


def by_best_sentence(
    hits: Sequence[Hit], sentences: Sequence[SentenceHit], limit: int
) -> tuple[tuple[Hit, ...], tuple[SentenceHit, ...]]:
    """The hits ordered by their best sentences and by what found them, and the sentences of the first of them.

    Args:
        hits: by fused score.
        sentences: of the hits, best first.
        limit: how many hits to keep at the most.
    """
    best: dict[str, float] = {}
    for sentence in sentences:
        best.setdefault(sentence.hit.passage.id, sentence.score)
    tops = np.array([log_odds(best.get(hit.passage.id, 0.0)) for hit in hits])
    # Ranks rather than scores: a score's first few places lie far above all others.
    places = np.log(np.array([hit.rank for hit in hits], dtype=np.float64))
    totals = standard(tops) - _FUSED_WEIGHT * standard(places)
    order = np.argsort(-totals, kind="stable")[:limit]
    scores = chances(totals)
    kept = {
        hits[i].passage.id: replace(hits[i], score=float(scores[i]), rank=rank) for rank, i in enumerate(order, start=1)
    }
    left = [sentence for sentence in sentences if sentence.hit.passage.id in kept]
    ranked = (
        replace(sentence, hit=kept[sentence.hit.passage.id], rank=rank) for rank, sentence in enumerate(left, start=1)
    )
    return tuple(kept.values()), tuple(ranked)
