"""The assistant while its index changes under it."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.records import Status
from corpus.errors import IndexUnusable
from index.settings import IndexSettings

SAMPLE_REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
ALL_REPORTS = ("brofaeste-2023", "brofaeste-2025", "engholm-2025", "havnelauget-2024", "traedestenen-2024")
QUESTION = "Hvor mange makkerpar har der været?"


@pytest.fixture
def assistant_over_copy(index_copy: IndexSettings) -> Iterator[Assistant]:
    assistant = Assistant(index_copy)
    yield assistant
    assistant.close()


def test_the_next_answer_knows_a_build_that_another_process_made(
    assistant_over_copy: Assistant, index_copy: IndexSettings, tmp_path: Path
) -> None:
    assert assistant_over_copy.ask(QUESTION).coverage.searched == ALL_REPORTS
    kept = tmp_path / "kept"
    kept.mkdir()
    shutil.copy(SAMPLE_REPORTS / "havnelauget-2024.pdf", kept)
    command = [sys.executable, "-m", "assistant", "build", kept, "--index", index_copy.folder]
    subprocess.run(command, check=True, capture_output=True)
    answer = assistant_over_copy.ask(QUESTION)
    assert answer.status is Status.ANSWERED
    assert answer.coverage.searched == answer.coverage.found == ("havnelauget-2024",)
    assert answer.stamp["generation"] == 2
    assert [report.id for report in assistant_over_copy.reports()] == ["havnelauget-2024"]


def test_an_index_that_goes_away_is_told_each_time_until_it_is_back(
    assistant_over_copy: Assistant, index_copy: IndexSettings
) -> None:
    away = index_copy.folder.with_name("away")
    index_copy.folder.rename(away)
    for _ in range(2):
        with pytest.raises(IndexUnusable, match="There is no index in .*; make one with `kildesvar build FOLDER`"):
            assistant_over_copy.ask("Hvad er lønnede timer?")
    away.rename(index_copy.folder)
    assert assistant_over_copy.ask("Hvad er lønnede timer?").status is Status.ANSWERED
