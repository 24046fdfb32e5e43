"""Where a run stands, in a file that is replaced in one step: a run that is killed goes on from there."""

from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import torch

from index.training.reader import Reader
from index.training.settings import TrainingSettings

_FILE = "checkpoint.pt"


@dataclass(slots=True)
class Progress:
    """What a run has done so far.

    Attributes:
        step: batches learnt from.
        losses: of each, by part.
        validations: measures before the first epoch and after each.
        best: the number of the best of `validations`.
        seconds: spent learning.
    """

    step: int = 0
    losses: list[dict[str, float]] = field(default_factory=list)
    validations: list[dict[str, float]] = field(default_factory=list)
    best: int = 0
    seconds: float = 0.0


def save(folder: Path, settings: TrainingSettings, reader: Reader, state: dict[str, Any], progress: Progress) -> None:
    """Replace the checkpoint in a folder; `state` is what else must be known to go on."""
    temporary = folder / f"{_FILE}.new"
    taught = {name: value.detach() for name, value in reader.taught().items()}
    content = {"settings": asdict(settings), "taught": taught, "state": state, "progress": asdict(progress)}
    torch.save(content, temporary)
    temporary.replace(folder / _FILE)


def load(folder: Path, settings: TrainingSettings, reader: Reader) -> tuple[dict[str, Any], Progress] | None:
    """Set the reader to the checkpoint in a folder; None where there is none.

    Raises:
        ValueError: the checkpoint is of a run with other settings.
    """
    path = folder / _FILE
    if not path.exists():
        return None
    stored = torch.load(path, weights_only=True)
    if stored["settings"] != asdict(settings):
        raise ValueError(f"{folder} holds a run with other settings; name another folder with --out, or remove it")
    put(reader, stored["taught"])
    return stored["state"], Progress(**stored["progress"])


def put(reader: Reader, taught: dict[str, torch.Tensor]) -> None:
    """Set what the reader has learnt."""
    with torch.no_grad():
        for name, value in reader.taught().items():
            value.copy_(taught[name])
