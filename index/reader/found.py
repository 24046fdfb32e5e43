"""What a question finds among sentences: three similarities and their sum."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Found:
    """What a question finds; sentences and passages are numbered through all passages compared.

    Attributes:
        matches: of each token of the question the best match in each sentence, shape (sentences, tokens).
        whole_matches: the same in the sentence's whole passage with its frame, shape (sentences, tokens).
        dense: cosine of the pooled vectors of question and passage, shape (sentences,).
    """

    matches: Vectors
    whole_matches: Vectors
    dense: Vectors

    @property
    def sentence(self) -> Vectors:
        """Mean over the question's tokens of the best match in the sentence, shape (sentences,)."""
        mean: Vectors = self.matches.mean(axis=1)
        return mean

    @property
    def whole(self) -> Vectors:
        """The same in the whole passage, shape (sentences,)."""
        mean: Vectors = self.whole_matches.mean(axis=1)
        return mean

    def scores(self, mix: Sequence[float], weights: Vectors | None = None) -> Vectors:
        """How well each sentence answers; higher is better.

        Args:
            mix: what sentence, whole passage and pooled vectors weigh.
            weights: what each token of the question weighs, sum 1, shape (tokens,); None where all weigh the same.
        """
        # Not `@`: for a question of five tokens OpenBLAS 0.3.31 reads beyond its buffer on processors with AVX-512, and
        # now and then numpy warns of an invalid value that is none of ours.
        sentence, whole = (
            (self.sentence, self.whole)
            if weights is None
            else ((self.matches * weights).sum(axis=1), (self.whole_matches * weights).sum(axis=1))
        )
        mixed: Vectors = mix[0] * sentence + mix[1] * whole + mix[2] * self.dense
        return mixed
