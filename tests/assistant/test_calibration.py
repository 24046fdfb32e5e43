import json
import logging
import shutil
from dataclasses import asdict
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.calibration import FILE, Calibration, read_calibration
from assistant.records import Status
from index.settings import IndexSettings

CURVE = Calibration("abc", "default", 2.0, -1.0, "some.jsonl", 9)
QUESTION = "Hvad koster et månedskort fra de vestlige bydele?"


def test_a_chance_is_the_curve_s() -> None:
    assert CURVE.chance(0.5) == pytest.approx(0.2689, abs=1e-4)  # 1 / (1 + e)
    assert CURVE.chance(0.9) == pytest.approx(0.9675, abs=1e-4)  # 1 / (1 + exp(1 - 2 ln 9))
    assert CURVE.chance(0.0) == 0.0
    assert 0.0 < CURVE.chance(1e-12) < CURVE.chance(1.0) < 1.0


def test_the_curve_of_this_index_is_read(tmp_path: Path) -> None:
    assert read_calibration(tmp_path, "abc", "default") is None
    (tmp_path / FILE).write_text(json.dumps(asdict(CURVE)))
    assert read_calibration(tmp_path, "abc", "default") == CURVE


@pytest.mark.parametrize(("index", "model"), [("other", "default"), ("abc", "other")])
def test_the_curve_of_another_index_is_left_aside_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, index: str, model: str
) -> None:
    (tmp_path / FILE).write_text(json.dumps(asdict(CURVE)))
    with caplog.at_level(logging.WARNING):
        assert read_calibration(tmp_path, index, model) is None
    assert "was fitted for another model or by another version" in caplog.text


def test_a_damaged_curve_is_left_aside_with_a_warning(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / FILE).write_text("{")
    with caplog.at_level(logging.WARNING):
        assert read_calibration(tmp_path, "abc", "default") is None
    assert "cannot be read (ValidationError)" in caplog.text


def test_the_assistant_answers_by_the_curve(sample_index: IndexSettings, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    shutil.copytree(sample_index.folder, folder)
    settings = sample_index.model_copy(update={"folder": folder})
    plain = Assistant(settings)
    before = plain.ask(QUESTION)
    plain.close()
    curve = Calibration(before.stamp["index"], settings.model, 1.0, -20.0, "some.jsonl", 9)
    (folder / FILE).write_text(json.dumps(asdict(curve)))
    calibrated = Assistant(settings)
    after = calibrated.ask(QUESTION)
    calibrated.close()
    assert before.status is Status.ANSWERED and after.status is Status.NOT_FOUND
    assert after.confidence == pytest.approx(curve.chance(before.confidence))
    raw = Assistant(settings, is_calibrated=False)
    assert raw.ask(QUESTION).confidence == pytest.approx(before.confidence)
    raw.close()
