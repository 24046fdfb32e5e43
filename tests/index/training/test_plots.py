"""The plots of a run, also of one that has hardly begun."""

from pathlib import Path

import pytest

from index.training.checkpoint import Progress
from index.training.plots import draw

BEFORE = {"recall_at_20": 0.6, "auroc_report": 0.5}
AFTER = {"recall_at_20": 0.8, "auroc_report": 0.7}
LOSSES = [{"loss": 4.0 / step, "choice": 3.0 / step} for step in range(1, 40)]


@pytest.mark.parametrize("progress", [Progress(39, LOSSES, [BEFORE, AFTER], 1, 60.0), Progress(validations=[BEFORE])])
def test_both_plots_name_what_they_show(tmp_path: Path, progress: Progress) -> None:
    draw(tmp_path, progress)
    for name in ("loss", "validation"):
        assert (tmp_path / f"{name}.svg").read_text(encoding="utf-8").rstrip().endswith("</svg>")
    assert "on the field held out" in (tmp_path / "validation.svg").read_text(encoding="utf-8")
