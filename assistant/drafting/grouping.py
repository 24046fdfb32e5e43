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
    groups = [[row] for row in range(len(vectors))]
    while len(groups) > 1:
        likest, first, second = _likest(groups, likeness)
        if likest <= 0:
            break
        groups[first] += groups.pop(second)
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


def _likest(groups: list[list[int]], likeness: Vectors) -> tuple[float, int, int]:
    """The two groups that are most alike: how alike on average, and their places."""
    belongs = np.zeros((len(groups), len(likeness)))
    for place, members in enumerate(groups):
        belongs[place, members] = 1 / len(members)
    between = belongs @ likeness @ belongs.T
    between[np.tril_indices(len(groups))] = -np.inf
    first, second = np.unravel_index(int(between.argmax()), between.shape)
    return float(between[first, second]), int(first), int(second)
