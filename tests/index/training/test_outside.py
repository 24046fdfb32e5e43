"""Figures on reports outside the training, with a small model over the sample reports."""

import json
from pathlib import Path

import pytest
from transformers import PreTrainedTokenizerFast

from index.reader.adapter import Adapter
from index.reader.answerability import FEATURES, Head
from index.training.outside import figures, read_reports
from index.training.reader import Reader
from tests.index.desk import ROOT, Desk

MIX = (1.0, 0.3, 0.3)


@pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing.:FutureWarning")
def test_untaught_and_taught_are_asked_the_same(small_model: Path, built_once: Desk) -> None:
    bert = small_model.parent / "bert"
    tokenizer = PreTrainedTokenizerFast.from_pretrained(bert)
    reports = read_reports(built_once.settings.folder, tokenizer)
    reader = Reader(bert, 32, seed=0)
    no_opinion = Head(FEATURES, *((value,) * len(FEATURES) for value in (0.0, 1.0, 0.0)), 0.0)
    lines = (ROOT / "evals" / "sets" / "samples.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line) for line in lines]
    # Even random weights know many a sentence by its own words.
    for question in questions:
        question["question"] = question["relevant"][0]["quote"] if question["relevant"] else question["question"]
    found = figures(questions, reports, reader, Adapter(reader.matrices(), MIX, no_opinion), tokenizer)
    assert found["questions"]["asked"] == sum(not question["history"] for question in questions)
    assert found["questions"]["unanswerable"] == sum(not question["answerable"] for question in questions)
    assert found["taught"]["auroc_head"]["value"] == 0.5
    for name in ("untaught", "taught", "taught, and as much of the untaught"):
        assert all(0 <= each["low"] <= each["value"] <= each["high"] <= 1 for each in found[name].values())
    assert found["taught"]["recall_at_20"]["value"] > 0.25  # by chance .03
    assert found["taught"]["reciprocal_rank"]["value"] > 0.25
