"""Plots of a run: its loss, and what validation says."""

from pathlib import Path

import numpy as np

from index.training.checkpoint import Progress

_WINDOW = 20


def draw(folder: Path, progress: Progress) -> None:
    """Write loss.svg (a running mean by step) and validation.svg (measures by epoch)."""
    from matplotlib.figure import Figure

    window = np.ones(min(_WINDOW, max(1, len(progress.losses))))
    loss = Figure(figsize=(7, 4), layout="constrained")
    axes = loss.subplots()
    for name in progress.losses[0] if progress.losses else ():
        values = [part[name] for part in progress.losses]
        means = np.convolve(values, window / window.size, mode="valid")
        axes.plot(np.arange(len(means)) + window.size, means, label=name)
    axes.set(xlabel="step", ylabel=f"loss, mean of {window.size} steps", ylim=(0, None))
    if progress.losses:
        axes.legend()
    validation = Figure(figsize=(7, 4), layout="constrained")
    axes = validation.subplots()
    for name in progress.validations[0]:
        axes.plot([found[name] for found in progress.validations], marker="o", label=name)
    axes.axvline(progress.best, color="grey", linestyle=":", label="kept")
    axes.set(xlabel="epoch (0: untaught)", ylabel="on the field held out", ylim=(0, 1))
    axes.legend()
    for name, figure in (("loss", loss), ("validation", validation)):
        figure.savefig(folder / f"{name}.svg")
