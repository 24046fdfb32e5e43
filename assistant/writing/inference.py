"""Whether passages carry a sentence, by a model that was taught inference (NLI), where the settings name one."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.writing.findings import Source
from corpus.errors import SettingsError
from index.encoders import load_cross_encoder

_ENTAILMENT = "entailment"
# Of so many sentences the judgement is kept: a draft verifies its own when they are written and when they are shown.
_KEPT = 512


class Inference:
    """A sentence-transformers CrossEncoder that tells entailment from neutral and contradiction.

    Args:
        model: name or folder.

    Raises:
        SettingsError: no such model can be loaded, or it has no class of that name.
    """

    def __init__(self, model: str) -> None:
        self._model = load_cross_encoder(model, "llm.nli_model", "an NLI cross-encoder")
        labels: dict[int, str] = self._model.config.id2label
        entailment = [number for number, label in labels.items() if label.lower() == _ENTAILMENT]
        if len(labels) < 2 or not entailment:
            raise SettingsError(
                f"llm.nli_model is {model!r}, whose classes are {', '.join(labels.values())}; give a model with "
                f"{_ENTAILMENT!r} among them, or leave it out."
            )
        self._entailment = entailment[0]
        self._judged = lru_cache(maxsize=_KEPT)(self._judge)

    def carries(self, sentence: str, sources: Sequence[Source]) -> bool:
        """Whether one of the sources, or all together, carry a sentence; there is at least one."""
        return self._judged(sentence, tuple(sources))

    def _judge(self, sentence: str, sources: tuple[Source, ...]) -> bool:
        premises = [f"{source.organisation}, {source.year}. {source.text}" for source in sources]
        if len(premises) > 1:
            premises.append(" ".join(premises))
        scores = self._model.predict([(premise, sentence) for premise in premises], show_progress_bar=False)
        return bool((np.asarray(scores).argmax(axis=1) == self._entailment).any())
