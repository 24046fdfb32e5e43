import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.drafting.drafter import draft
from assistant.drafting.records import Draft
from assistant.settings import PREFIX
from corpus.samples import SAMPLE_REPORTS
from corpus.settings import ReadingSettings
from index.build import build
from index.search import Index
from index.settings import IndexSettings
from tests.sharing import made_once

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


@pytest.fixture(scope="session")
def drafted(assistant: Assistant) -> Draft:
    """A draft over all sample reports."""
    return draft(assistant, "digitale møder")


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


@pytest.fixture(scope="session")
def small_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two of the sample reports, a broken one and a copy, and the index of it."""

    def make(folder: Path) -> None:
        reports = folder / "reports"
        reports.mkdir()
        for name in ("havnelauget-2024.pdf", "traedestenen-2024.pdf"):
            shutil.copy(SAMPLE_REPORTS / name, reports)
        shutil.copy(SAMPLE_REPORTS / "havnelauget-2024.pdf", reports / "kopi.pdf")
        (reports / "<img src=x onerror=window.hit=1>.pdf").write_bytes(b"%PDF-1.7\nafbrudt")
        build([reports], IndexSettings(folder=folder / "index"), ReadingSettings())

    return made_once(tmp_path_factory, "small", make)


@pytest.fixture
def library(small_library: Path, tmp_path: Path) -> Path:
    """A copy of it that a test may change: the folders `reports` and `index`."""
    folder = tmp_path / "library"
    shutil.copytree(small_library, folder)
    manifest = folder / "index" / "index.json"
    written = manifest.read_text(encoding="utf-8")
    manifest.write_text(written.replace(str(small_library), str(folder)), encoding="utf-8")
    return folder
