"""Whether passages carry a sentence, by a model that was taught inference (NLI), where the settings name one."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from assistant.writing.findings import Source
from corpus.errors import SettingsError
from index.encoders import quiet_transformers

_ENTAILMENT = "entailment"


class Inference:
    """A sentence-transformers CrossEncoder that tells entailment from neutral and contradiction.

    Args:
        model: name or folder.

    Raises:
        SettingsError: no such model can be loaded, or it has no class of that name.
    """

    def __init__(self, model: str) -> None:
        quiet_transformers()
        from sentence_transformers import CrossEncoder

        try:
            self._model = CrossEncoder(model, device="cpu")
        except (OSError, ValueError) as error:
            raise SettingsError(
                f"llm.nli_model is {model!r}, which sentence-transformers cannot load ({type(error).__name__}); give "
                "the folder of an NLI cross-encoder, a name that can be downloaded, or leave it out."
            ) from error
        labels: dict[int, str] = self._model.config.id2label
        entailment = [number for number, label in labels.items() if label.lower() == _ENTAILMENT]
        if len(labels) < 2 or not entailment:
            raise SettingsError(
                f"llm.nli_model is {model!r}, whose classes are {', '.join(labels.values())}; give a model with "
                f"{_ENTAILMENT!r} among them, or leave it out."
            )
        self._entailment = entailment[0]

    def carries(self, sentence: str, sources: Sequence[Source]) -> bool:
        """Whether one of the sources, or all together, carry a sentence; there is at least one."""
        premises = [f"{source.organisation}, {source.year}. {source.text}" for source in sources]
        if len(premises) > 1:
            premises.append(" ".join(premises))
        scores = self._model.predict([(premise, sentence) for premise in premises], show_progress_bar=False)
        return bool((np.asarray(scores).argmax(axis=1) == self._entailment).any())


@lru_cache(maxsize=1)
def load_inference(model: str) -> Inference:
    """The model of that name or folder, loaded once.

    Raises:
        SettingsError: as of `Inference`.
    """
    return Inference(model)
