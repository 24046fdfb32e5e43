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
        sentence: mean over the question's tokens of the best match in the sentence, shape (sentences,).
        whole: the same in the whole passage with its frame, shape (sentences,).
        dense: cosine of the pooled vectors of question and passage, shape (sentences,).
        matches: of each token of the question the best match in each sentence, shape (sentences, tokens).
    """

    sentence: Vectors
    whole: Vectors
    dense: Vectors
    matches: Vectors

    def scores(self, mix: Sequence[float]) -> Vectors:
        """How well each sentence answers; higher is better."""
        mixed: Vectors = mix[0] * self.sentence + mix[1] * self.whole + mix[2] * self.dense
        return mixed
