"""From the passages to an adapter with its figures."""

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

from index import e5
from index.reader.adapter import Adapter, write_adapter
from index.training.figures import finding_by_kind, fit_on, intervals, measures
from index.training.passages import read_passages
from index.training.plots import draw
from index.training.reader import Reader
from index.training.settings import TrainingSettings
from index.training.trainer import Trainer, read_material

# Alone: what the sentence, the whole passage and the pooled vectors find without the others.
_ABLATIONS = {"sentence": (1, 0, 0), "whole": (0, 1, 0), "dense": (0, 0, 1)}


def train(folder: Path, settings: TrainingSettings, tell: Callable[[str], None]) -> None:
    """Train, or go on training; then write adapter, figures and plots into the folder.

    Raises:
        ValueError: the folder holds a run with other settings.
    """
    from transformers import PreTrainedTokenizerFast

    folder.mkdir(parents=True, exist_ok=True)
    model = e5.unpacked_folder()
    material = read_material(read_passages(), settings, PreTrainedTokenizerFast.from_pretrained(model))
    reader = Reader(model, settings.dimension, settings.seed)
    trainer = Trainer(folder, settings, material, reader, tell)
    asked = trainer.run()
    mix = (float(reader.mix[0]), float(reader.mix[1]), float(reader.mix[2]))
    head, worth = fit_on(asked, mix)
    write_adapter(folder, Adapter(reader.matrices(), mix, head))
    progress = trainer.progress
    figures = {
        "settings": asdict(settings),
        "passages": {"taught": len(material.taught), "validation": len(material.validation)},
        "minutes": round(progress.seconds / 60, 1),
        "untaught": progress.validations[0],
        "epochs": progress.validations[1:],
        "best_epoch": progress.best,
        "taught": measures(asked, mix) | worth,
        "intervals": intervals(asked, mix),
        "by_kind": finding_by_kind(asked, mix),
        "alone": {name: measures(asked, only) for name, only in _ABLATIONS.items()},
        "mix": mix,
    }
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    draw(folder, progress)
    tell(f"the adapter and its figures are in {folder}")
