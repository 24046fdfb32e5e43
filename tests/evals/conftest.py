"""Runs over the sample reports, shared by all tests of what comes out of a run and of what is made of it."""

import shutil
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.settings import Settings
from evals.run import Run, run
from index.settings import IndexSettings
from tests.evals.judging import MATCHED, SAID, llm, rewrite

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


@pytest.fixture(scope="session")
def known_original(assistant: Assistant, sample_index: IndexSettings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A real run, made with a key in the settings, and then its answers and their figures set by hand."""
    folder = tmp_path_factory.mktemp("judged") / "run"
    own_set = folder.with_name("own.jsonl")
    lines = SAMPLE_SET.read_text(encoding="utf-8").splitlines()
    own_set.write_text("\n".join(lines[:4] + lines[-1:]) + "\n", encoding="utf-8")
    run([own_set], assistant, Settings(index=sample_index, llm=llm("http://127.0.0.1:1/v1")), folder)
    rewrite(
        folder / "answers.jsonl",
        lambda line: line["answer"].update(statements=[{"text": text} for text in SAID.get(line["id"], [])]),
    )
    rewrite(folder / "scores.jsonl", lambda line: line["metrics"].update(vital_recall=MATCHED.get(line["id"])))
    return folder


@pytest.fixture
def known_run(known_original: Path, tmp_path: Path) -> Path:
    """A copy of it, to be judged."""
    return Path(shutil.copytree(known_original, tmp_path / "run"))
