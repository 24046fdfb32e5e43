"""Files that were made to do harm end as a row or are read, and the reading takes nothing else down."""

import os
import signal
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from corpus.faults import Fault, FaultCode
from corpus.folder import find_files
from corpus.settings import ReadingSettings
from index.reading import read_files
from tests import hostile

ROOT = Path(__file__).parents[2]
TIGHT = ReadingSettings(seconds_per_file=1, megabytes_per_file=600)

PDFS = {
    hostile.contents_of_gigabytes: FaultCode.TOO_LARGE,
    hostile.contents_packed_thrice: FaultCode.TOO_LARGE,
    hostile.objects_of_gigabytes: FaultCode.TOO_LARGE,
    hostile.picture_of_gigabytes_beside_text: 1,
    hostile.forms_in_forms: FaultCode.TOO_SLOW,
    hostile.deep_arrays: 1,
    hostile.deep_contents: FaultCode.DAMAGED,
    hostile.pages_in_a_ring: FaultCode.DAMAGED,
    hostile.outline_in_a_ring: 1,
    hostile.million_words: FaultCode.TOO_SLOW,
    hostile.thousands_of_pages: hostile.PAGES,
}
WORDS = {
    hostile.word_of_a_thousand_million_laughs: FaultCode.DAMAGED,
    hostile.word_in_word: FaultCode.DAMAGED,
    hostile.word_of_gigabytes: FaultCode.TOO_LARGE,
    hostile.word_that_climbs: 1,
}


def read(folder: Path, settings: ReadingSettings = TIGHT) -> dict[str, FaultCode | int]:
    """What comes of each file: why it is not read, or how many pages it has."""
    return {
        source.file: result.code if isinstance(result, Fault) else result.report.page_count
        for source, result in read_files(find_files([folder]).sources, settings)
    }


def test_files_that_were_made_to_do_harm(tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b" / "c"
    folder.mkdir(parents=True)
    expected = {}
    for makers, suffix in ((PDFS, ".pdf"), (WORDS, ".docx")):
        for make, outcome in makers.items():
            name = make.__name__ + suffix
            (folder / name).write_bytes(make())
            expected[name] = outcome
    before = sorted(tmp_path.rglob("*"))
    assert read(folder) == expected
    assert sorted(tmp_path.rglob("*")) == before


def test_a_file_that_names_another_shows_nothing_of_it(tmp_path: Path) -> None:
    (tmp_path / "hemmelig.xml").write_text("hemmelighed")
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.docx").write_bytes(hostile.word_that_names_a_file(str(tmp_path / "hemmelig.xml")))
    (folder / "b.txt").symlink_to(tmp_path / "hemmelig.xml")
    (folder / "c.txt").symlink_to("c.txt")
    listing = find_files([folder])
    assert {fault.file: fault.code for fault in listing.faults} == {
        "b.txt": FaultCode.OUTSIDE,
        "c.txt": FaultCode.NOT_READABLE,
    }
    assert read(folder) == {"a.docx": FaultCode.NOT_THE_FORMAT}


def test_no_server_is_asked_for_what_a_file_links_to(tmp_path: Path) -> None:
    asked = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        (tmp_path / "a.docx").write_bytes(hostile.word_with_links(f"http://127.0.0.1:{server.server_port}"))
        assert read(tmp_path) == {"a.docx": 1}
        server.shutdown()
    assert asked == []


def test_a_file_that_ends_the_process_is_a_row_and_the_next_is_read(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(f"Vi hjalp borgerne i {name}.")
    results = []
    others = set(children(os.getpid()))  # of other tests
    reading = read_files(find_files([tmp_path]).sources, TIGHT)
    for source, result in reading:
        results.append((source.file, getattr(result, "code", None)))
        if source.file == "a.txt":
            (child,) = set(children(os.getpid())) - others
            os.kill(child, signal.SIGSTOP)  # it does not begin with the next before it is killed
            threading.Timer(0.2, os.kill, (child, signal.SIGSEGV)).start()
            threading.Timer(0.3, os.kill, (child, signal.SIGCONT)).start()
    assert results == [("a.txt", None), ("b.txt", FaultCode.CRASHED), ("c.txt", None)]


# A process that a shell runs in the background, as it may run these tests, is deaf to Ctrl-C until it listens.
READ_FOR_EVER = """
import signal
import sys
from pathlib import Path
from corpus.folder import find_files
from corpus.settings import ReadingSettings
from index.reading import read_files

if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for source, _ in read_files(find_files([Path(sys.argv[1])]).sources, ReadingSettings()):
        print(source.file, flush=True)
"""


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_of_a_reading_that_is_ended(tmp_path: Path, end: signal.Signals) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text("Vi hjalp borgerne.")
    (folder / "b.pdf").write_bytes(hostile.million_words())
    script = tmp_path / "script.py"
    script.write_text(READ_FOR_EVER)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, str(script), str(folder)]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
    ) as build:
        assert build.stdout
        assert build.stdout.readline() == "a.txt\n"
        left = children(build.pid)
        assert left
        build.send_signal(end)
    while left:  # a process that goes on would hold the test up until it is stopped from outside
        left = [pid for pid in left if Path(f"/proc/{pid}").exists()]
        time.sleep(0.05)


def children(pid: int) -> list[int]:
    """The processes that a process has started to read files, not multiprocessing's own helper."""
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [int(child) for child in found if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()]
