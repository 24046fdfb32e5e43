"""Statements that belong together: agglomerative clustering of their vectors."""

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.floating]


def group(vectors: Vectors) -> list[list[int]]:
    """Group by average linkage (Sokal and Michener 1958), as far as groups are more alike than all are on average.

    Args:
        vectors: shape (n, dimension).

    Returns:
        The rows of each group in order, the group of the first row first. No group has one row alone, unless all are
        alone or there is but one.
    """
    likeness = _likeness(vectors)
    groups = _joined(likeness)
    several = [members for members in groups if len(members) > 1]
    if not several:
        return groups
    for [lone] in (members for members in groups if len(members) == 1):
        max(several, key=lambda members: float(likeness[lone, members].mean())).append(lone)
    return sorted((sorted(members) for members in several), key=min)


def _likeness(vectors: Vectors) -> Vectors:
    """Cosines of the vectors from their mean: above 0 is more alike than usual."""
    apart = vectors - vectors.mean(axis=0)
    apart /= np.maximum(np.linalg.norm(apart, axis=1, keepdims=True), np.finfo(np.float32).tiny)
    return np.asarray(apart @ apart.T)


def _joined(likeness: Vectors) -> list[list[int]]:
    """Join the two groups that are most alike on average, again and again while that is more than all are.

    The sums of likeness between two groups are kept, so that a join costs no more than to look for the next one.
    """
    count = len(likeness)
    sums, sizes = likeness.astype(np.float64), np.ones(count)
    between = np.where(np.triu(np.ones((count, count), dtype=bool), 1), sums, -np.inf)
    groups = {row: [row] for row in range(count)}
    while len(groups) > 1:
        first, second = (int(place) for place in np.unravel_index(between.argmax(), between.shape))
        if between[first, second] <= 0:
            break
        groups[first] += groups.pop(second)
        sums[first] += sums[second]
        sums[:, first] += sums[:, second]
        sizes[first] += sizes[second]
        between[second] = between[:, second] = -np.inf
        others = np.array([place for place in groups if place != first], dtype=int)
        means = sums[first, others] / (sizes[first] * sizes[others])
        between[np.minimum(first, others), np.maximum(first, others)] = means
    return list(groups.values())
