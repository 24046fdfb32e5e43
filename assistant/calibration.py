"""A curve that makes a chance of the assistant's confidence; `kildesvar eval curve` fits it."""

import logging
from dataclasses import dataclass
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from index.odds import chance, log_odds

FILE = "calibration.json"
"""Its name in the index's folder."""


logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Calibration:
    """A fitted curve: the chance is 1 / (1 + exp(-(slope * log-odds of the confidence + intercept))).

    Attributes:
        index: fingerprint of the index that it was fitted for.
        model: the embedding model, as the settings name it.
        slope: above 0 where the confidence says anything.
        intercept: the log-odds at a confidence of .5.
        set: names of the files of questions.
        n: how many questions.
    """

    index: str
    model: str
    slope: float
    intercept: float
    set: str
    n: int

    def chance(self, confidence: float) -> float:
        """The chance, 0 to 1, that the reports answer; 0 stays 0, where nothing was found."""
        if confidence == 0:
            return 0.0
        return chance(self.slope * log_odds(confidence) + self.intercept)


def read_calibration(folder: Path, index: str, model: str) -> Calibration | None:
    """Read the curve beside an index, where there is one for it.

    Args:
        folder: of the index.
        index: its fingerprint.
        model: the embedding model, as the settings name it.

    Returns:
        None where there is none, or one that is damaged or was fitted for another index or model; a warning says so.
    """
    path = folder / FILE
    try:
        calibration = TypeAdapter(Calibration).validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        logger.warning("%s cannot be read (%s) and is left aside; fit it anew.", path, type(error).__name__)
        return None
    if (calibration.index, calibration.model) != (index, model):
        logger.warning(
            "%s was fitted for another model or by another version and is left aside; fit it anew with "
            "`kildesvar eval curve SET`.",
            path,
        )
        return None
    return calibration
