"""The card says what the figures say."""

import json
from pathlib import Path

from index.reader.adapter import SHIPPED
from index.training.card import card

RUNS = SHIPPED.parent / "training" / "runs"
OTHERS = ("wide", "narrow", "quarter", "half", "whole", "employment", "social", "children", "municipal", "health")
MEASURES = {"recall_at_20": 0.8, "reciprocal_rank": 0.6, "auroc_collection": 0.7, "auroc_report": 0.71}
HEAD = {f"head_{name}_{scope}": 0.25 for name in ("auroc", "brier") for scope in ("collection", "report")}


def write_run(folder: Path, dimension: int) -> Path:
    folder.mkdir()
    figures = {
        "settings": {"held_out": "city", "dimension": dimension, "answered": 4, "unanswered": 2, "epochs": 8},
        "passages": {"taught": 900, "validation": 180},
        "minutes": 41.5,
        "untaught": {name: value / 2 for name, value in MEASURES.items()},
        "epochs": [MEASURES, MEASURES],
        "best_epoch": 2,
        "taught": MEASURES | HEAD,
        "intervals": {name: [value - 0.05, value + 0.04] for name, value in MEASURES.items()},
        "by_kind": {"lookup": {"recall_at_20": 0.9, "reciprocal_rank": 0.65}},
        "alone": {"sentence": MEASURES, "whole": MEASURES, "dense": MEASURES},
    }
    (folder / "figures.json").write_text(json.dumps(figures))
    return folder


def test_every_figure_stands_with_its_interval(tmp_path: Path) -> None:
    text = card(write_run(tmp_path / "a", 128))
    assert "900 passages" in text
    assert "Epoch 2 of 2 was kept" in text
    assert "| reciprocal rank of the first | 0.300 | 0.600 | 0.600 | 0.600 | 0.600 [0.550 0.640] |" in text
    assert "| AUROC of the head, own report |  |  |  |  | 0.250 |" in text
    assert "| lookup | 0.900 | 0.650 |" in text


def test_outside_figures_and_other_runs_are_added(tmp_path: Path) -> None:
    run = write_run(tmp_path / "a", 128)
    each = {"value": 0.5, "low": 0.4, "high": 0.625}
    outside = {"questions": {"asked": 40, "unanswerable": 5}, "untaught": {"auroc": each}, "taught": {"auroc": each}}
    (run / "outside-samples.json").write_text(json.dumps(outside))
    wide = write_run(tmp_path / "wide", 384)
    (wide / "outside-samples.json").write_text(json.dumps(outside | {"taught": {"auroc": each | {"value": 0.625}}}))
    text = card(run, [wide])
    assert "samples (run wide)\n" in text and "| 0.500 [0.400 0.625] | 0.625 [0.400 0.625] |" in text
    assert "that nobody taught it: samples\n\n40 questions, 5 of them unanswerable." in text
    assert "| AUROC of the best score | 0.500 [0.400 0.625] | 0.500 [0.400 0.625] |" in text
    assert "| wide | city | 384 | 900 | 2 | 0.400 | 0.300 | 0.800 | 0.600 | 0.250 | 0.250 |" in text


def test_the_cross_encoder_stands_beside_the_reader(tmp_path: Path) -> None:
    run = write_run(tmp_path / "a", 128)
    assert "cross-encoder" not in card(run)
    by_rank = {"reciprocal_rank_reader": 0.7, "reciprocal_rank_cross_encoder": 0.25}
    told = {"pairs": 3000, "questions": 200, "milliseconds": 850.0, "auroc_reader": 0.8, "auroc_cross_encoder": 0.75}
    (run / "cross-encoder.json").write_text(json.dumps(by_rank | told))
    assert "weights (run a)\n" in card(write_run(tmp_path / "b", 384), [run])
    text = card(run)
    assert "weights\n" in text
    assert "over 3000 pairs" in text and "0.8 s a question" in text
    assert "| reciprocal rank of the first passage | 0.700 | 0.250 |" in text


def test_the_card_that_ships_is_what_the_runs_say() -> None:
    others = [RUNS / name for name in OTHERS]
    assert (SHIPPED / "README.md").read_text(encoding="utf-8") == card(RUNS / "shipped", others)
    assert {path.name for path in RUNS.iterdir()} == {"shipped", *OTHERS}
