"""Two runs of the sample set over the sample reports, shared by all tests of what comes out of a run."""

from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.run import Run, run
from index.settings import IndexSettings

SAMPLE_SET = Path(__file__).parents[2] / "evals" / "sets" / "samples.jsonl"


@pytest.fixture(scope="session")
def settings(sample_index: IndexSettings) -> Settings:
    return Settings(index=sample_index)


@pytest.fixture(scope="session")
def told() -> list[tuple[int, int]]:
    """What the run said of its progress."""
    return []


@pytest.fixture(scope="session")
def sample_run(
    assistant: Assistant, settings: Settings, told: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> Run:
    folder = tmp_path_factory.mktemp("runs") / "sample"
    return run([SAMPLE_SET], assistant, settings, folder, lambda done, total: told.append((done, total)))
