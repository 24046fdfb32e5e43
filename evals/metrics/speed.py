"""How long answers take."""

from collections.abc import Sequence

import numpy as np


def percentile(milliseconds: Sequence[float], share: float) -> float | None:
    """The time within which a share of the answers came, linear between the two nearest.

    Source: type 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages" (The American Statistician 1996).

    Args:
        milliseconds: of each answer.
        share: 0 to 1; .5 is the median.

    Returns:
        Milliseconds; None without answers.
    """
    return float(np.quantile(np.asarray(milliseconds, dtype=float), share)) if len(milliseconds) else None
