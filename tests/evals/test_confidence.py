import subprocess
import sys
from pathlib import Path

import numpy as np

import evals.confidence
from assistant.judging import NEAR
from evals.confidence.__main__ import Asked, fit
from evals.questions import read_sets
from index.settings import IndexSettings

SUBJECTS = Path(evals.confidence.__file__).with_name("subjects.jsonl")


def test_the_weights_are_those_that_the_answers_were_drawn_by() -> None:
    draw = np.random.default_rng(2)
    known, holds = draw.random(20_000), draw.integers(2, size=20_000)
    answerable = draw.random(20_000) < 1 / (1 + np.exp(-(4 * known + holds - 2.5)))
    signs = [{"known": k, "holds": float(h)} for k, h in zip(known, holds, strict=True)]
    weights, constant = fit([Asked("drawn", signs, answerable)])
    assert list(weights) == ["holds", "known"]
    assert np.allclose([weights["holds"], weights["known"], constant], [1, 4, -2.5], atol=0.2)


def test_subjects_are_as_many_as_their_frames() -> None:
    questions = read_sets([SUBJECTS])
    assert [sum(each.answerable is kind for each in questions) for kind in (True, False)] == [60, 81]


def test_sets_are_asked_of_their_indexes_and_told_with_what_they_are_worth(
    sample_index: IndexSettings, tmp_path: Path
) -> None:
    lines = SUBJECTS.read_text(encoding="utf-8").splitlines()
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(lines[:81:4] + lines[81::4]) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "evals.confidence", f"{sample_index.folder}:{few}"]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    weights = {line.split()[0]: float(line.split()[1]) for line in told[:-1]}
    assert set(weights) == {"answerability", "constant", "holds", "in_english", "known", "passage", "unknown_name"}
    assert weights["known"] > 0
    assert told[-1].startswith("few: ")
    assert float(told[-1].rpartition("AUROC ")[2]) > NEAR
    missing = subprocess.run([*command[:3], f"{tmp_path}:{few}"], capture_output=True, text=True, check=False)
    assert missing.returncode == 1
    assert missing.stderr.startswith("There is no index in ")
