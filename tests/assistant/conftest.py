import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.settings import PREFIX
from index.search import Index
from index.settings import IndexSettings

COMMAND = Path(sys.executable).with_name("kildesvar")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def index_copy(sample_index: IndexSettings, tmp_path: Path) -> IndexSettings:
    """An index of the sample reports that a test may change."""
    folder = tmp_path / "index"
    shutil.copytree(sample_index.folder, folder)
    return sample_index.model_copy(update={"folder": folder})


@pytest.fixture(scope="module")
def index(sample_index: IndexSettings, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """An index of the sample reports, apart from the one that the assistant holds open."""
    folder = tmp_path_factory.mktemp("opened") / "index"
    shutil.copytree(sample_index.folder, folder)
    index = Index.open(sample_index.model_copy(update={"folder": folder}))
    yield index
    index.close()


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """The real command, run in a folder of its own with no settings but those given."""

    def run(*arguments: str | Path, given: str | bytes = "", **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)} | variables
        given = given.encode() if isinstance(given, str) else given
        done = subprocess.run(
            [COMMAND, *arguments], cwd=tmp_path, env=environment, input=given, capture_output=True, timeout=120
        )
        return subprocess.CompletedProcess(done.args, done.returncode, done.stdout.decode(), done.stderr.decode())

    return run
