"""What all tests share: no network, and one index of the sample reports."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_socket import enable_socket, socket_allow_hosts

from assistant.assistant import Assistant
from corpus.settings import ReadingSettings
from index.build import build
from index.settings import IndexSettings

SAMPLE_REPORTS = Path(__file__).parents[1] / "corpus" / "reports"


@pytest.fixture(autouse=True)
def _only_this_machine() -> Iterator[None]:
    """Tests reach servers on this machine and nothing else."""
    socket_allow_hosts(["127.0.0.1", "::1", "localhost"], allow_unix_socket=True)
    yield
    enable_socket()


@pytest.fixture(scope="session")
def sample_index(tmp_path_factory: pytest.TempPathFactory) -> IndexSettings:
    """The settings of an index over the sample reports, built once with the default model."""
    settings = IndexSettings(folder=tmp_path_factory.mktemp("sample-index"))
    build([SAMPLE_REPORTS], settings, ReadingSettings())
    return settings


@pytest.fixture(scope="session")
def assistant(sample_index: IndexSettings) -> Iterator[Assistant]:
    """An assistant over the sample reports."""
    assistant = Assistant(sample_index)
    yield assistant
    assistant.close()
