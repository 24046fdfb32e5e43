from pathlib import Path

import pytest

from corpus.settings import ReadingSettings

SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture
def settings() -> ReadingSettings:
    return ReadingSettings()


def _shared(name: str) -> Path:
    folder = SHARED / name
    if not folder.is_dir():
        pytest.skip(f"the folder {name} of real files does not lie beside the project")
    return folder


@pytest.fixture
def without_ocr(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which no command is installed."""
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("no-commands")))


@pytest.fixture
def real_reports() -> Path:
    return _shared("reports")


@pytest.fixture
def hard_files() -> Path:
    return _shared("reports-hard")
