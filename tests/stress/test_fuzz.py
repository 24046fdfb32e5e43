from pathlib import Path

from tests.stress.fuzz import fuzz


def test_no_damaged_file_is_lost(tmp_path: Path) -> None:
    outcomes = fuzz(files=120, seed=1_000_000, keep=tmp_path)
    assert outcomes["lost"] == 0
    assert outcomes.total() == 120
    assert outcomes["read"] > 20
