import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import UnreadableReport
from corpus.pdfium import draw, read
from corpus.processes import LimitedProcess
from tests import hostile


@pytest.fixture(scope="module")
def process() -> Iterator[LimitedProcess]:
    process = LimitedProcess(seconds=1, megabytes=600)
    yield process
    process.close()


def test_calls_from_several_threads_go_to_one_process(process: LimitedProcess) -> None:
    pids: list[int] = []
    threads = [threading.Thread(target=lambda: pids.append(process.call(os.getpid))) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(pids) == 5
    assert set(pids) != {os.getpid()}
    assert len(set(pids)) == 1


@pytest.mark.parametrize(
    ("function", "argument", "cause"),
    [
        (bytes, 2**30, r"^too_large: 600 MB$"),
        (pow, (7, 7**9), r"^too_slow: 1 s$"),
        (os._exit, 3 + 4, r"^crashed$"),
    ],
)
def test_a_call_beyond_the_limits_is_an_error_and_the_next_is_answered(
    process: LimitedProcess, function: object, argument: object, cause: str
) -> None:
    arguments = argument if isinstance(argument, tuple) else (argument,)
    with pytest.raises(UnreadableReport, match=cause):
        process.call(function, *arguments)
    assert process.call(len, "ord") == 3


def test_an_error_of_the_function_comes_back_as_it_was(process: LimitedProcess) -> None:
    with pytest.raises(UnreadableReport, match=r"^damaged: PdfiumError$") as caught:
        process.call(draw, b"no PDF", 1, 100)
    assert caught.value.detail == "PdfiumError"


def test_nothing_is_written_into_files(process: LimitedProcess, tmp_path: Path) -> None:
    with pytest.raises(UnreadableReport, match="crashed"):
        process.call(Path.write_text, tmp_path / "a", "ord")
    assert (tmp_path / "a").read_text() == ""


def test_a_page_that_keeps_pdfium_busy_for_ever_is_given_up(process: LimitedProcess) -> None:
    with pytest.raises(UnreadableReport, match="too_slow|crashed"):  # pdfium ends itself when memory runs out first
        process.call(read, hostile.forms_in_forms(), 1)
