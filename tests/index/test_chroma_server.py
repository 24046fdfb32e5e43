"""The index with its vectors in a Chroma server: a real one, on this machine."""

import gc
import http.server
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import IndexUnusable, StoreUnreachable
from corpus.settings import ReadingSettings
from index.build import Progress, build
from index.filters import Filters
from index.library import LastBuild
from index.search import Index
from tests.index.desk import Desk

# Chroma's client leaves its connections open until they are collected.
pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")

HOST = "127.0.0.1"
NO_ANSWER = r"No Chroma server answers at 127.0.0.1:\d+ \(\w+\); start it, or correct index.chroma_host"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


@pytest.fixture(autouse=True)
def _collect_connections() -> Iterator[None]:
    yield
    gc.collect()


class Server:
    """A `chroma run` process."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.start()

    def start(self) -> None:
        command = [Path(sys.executable).with_name("chroma"), "run", "--path", self.folder, "--host", HOST]
        self.process = subprocess.Popen(
            [*map(str, command), "--port", str(self.port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + 30
        while not self.listens():
            assert self.process.poll() is None, "chroma has ended"
            assert time.monotonic() < deadline, "chroma does not listen"
            time.sleep(0.05)

    def listens(self) -> bool:
        try:
            socket.create_connection((HOST, self.port)).close()
        except OSError:
            return False
        return True

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    server = Server(tmp_path_factory.mktemp("chroma"))
    yield server
    server.kill()


@pytest.fixture
def served(built_once: Desk, server: Server, tmp_path: Path, request: pytest.FixtureRequest) -> Desk:
    """Settings of an index in the server, under a name of its own, not built yet."""
    name = request.node.name.replace("_", "-")[:40]
    return built_once.using(
        folder=tmp_path / "served", chroma_host=HOST, chroma_port=server.port, chroma_collection=name
    )


def search(desk: Desk, filters: Filters = Filters()) -> set[str]:  # noqa: B008  # frozen
    index = Index.open(desk.settings)
    try:
        return {hit.passage.id for hit in index.search("Hvad virker med mentorer?", filters).hits}
    finally:
        index.close()


def are_alike(found: set[str], others: set[str]) -> bool:
    """Whether they are the same but for two: the small model's vectors are nearly alike, and Chroma may miss one."""
    return len(found) == len(others) and len(found - others) <= 2


def test_server_finds_what_the_disk_finds(served: Desk, built_once: Desk) -> None:
    served.build()
    served.check_whole()
    assert not (served.settings.folder / "chroma").exists()
    for filters in (Filters(), Filters(year=(2024,)), Filters(organisation=("Brofæste",), year=(2025,))):
        assert are_alike(search(served, filters), search(built_once, filters))


def test_indexes_on_one_server_do_not_disturb_each_other(
    served: Desk, built_once: Desk, tmp_path: Path, other_model: Path
) -> None:
    name = served.settings.chroma_collection
    other = served.using(folder=tmp_path / "other", chroma_collection=f"{name}-2", model=str(other_model))
    served.build()
    expected = search(served)
    other.build()
    other.check_whole()
    served.build(again=True)
    served.check_whole()
    other.check_whole()
    assert are_alike(search(served), expected)
    assert search(other)


def test_server_that_lost_the_collection(served: Desk, server: Server) -> None:
    served.build()
    elsewhere = served.using(chroma_collection="elsewhere")
    with pytest.raises(IndexUnusable, match="Chroma has no collection .* `kildesvar build --again`"):
        Index.open(elsewhere.settings)
    elsewhere.build(again=True)
    elsewhere.check_whole()


def test_no_server(served: Desk) -> None:
    away = served.using(chroma_port=free_port())
    with pytest.raises(StoreUnreachable, match=NO_ANSWER):
        away.build()
    assert away.library.manifest() is None


@pytest.mark.parametrize("status", [200, 404, 500])
def test_server_of_another_kind(served: Desk, status: int) -> None:
    class Other(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:  # noqa: N802
            self.send_response(status)
            self.end_headers()
            self.wfile.write(b"hello")

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with http.server.ThreadingHTTPServer((HOST, 0), Other) as other:
        threading.Thread(target=other.serve_forever, daemon=True).start()
        with pytest.raises(StoreUnreachable, match=NO_ANSWER):
            served.using(chroma_port=other.server_port).build()
        other.shutdown()


def test_server_that_goes_away(served: Desk, tmp_path: Path) -> None:
    server = Server(tmp_path / "mortal")
    desk = served.using(chroma_port=server.port)
    desk.build()
    before = desk.library.manifest()
    index = Index.open(desk.settings)
    store = index._store
    assert index.search("mentor").hits
    server.kill()
    calls = [
        lambda: index.search("mentor"),
        store.count,
        lambda: store.remove_all_but(["x"]),
        lambda: store.remove_other_collections("x"),
        lambda: store.add("x", index.reports()[0], index.search("mentor").query_vector[None, :], ["x"]),
        lambda: Index.open(desk.settings),
        lambda: desk.build(again=True),
    ]
    for call in calls:
        with pytest.raises(StoreUnreachable, match=NO_ANSWER):
            call()
    index.close()
    assert desk.library.manifest() == before


@pytest.mark.parametrize("is_back", [False, True], ids=["gone", "restarted"])
@pytest.mark.parametrize("stage", ["encoding", "writing"])
def test_server_that_goes_away_in_the_middle_of_a_build(
    served: Desk, desk: Desk, tmp_path: Path, stage: str, is_back: bool
) -> None:
    server = Server(tmp_path / "mortal")
    changed = replace(served.using(chroma_port=server.port), reports=desk.reports)
    changed.build()
    manifest = changed.library.manifest()
    (changed.reports / "brofaeste-2025.docx").unlink()
    (changed.reports / "note-2024.md").write_text("# Nordlyset 2024\n\nMentorer mødes i fyrtårnet.\n", encoding="utf-8")
    told: list[str] = []

    def tell(progress: Progress) -> None:
        if progress.stage == stage and stage not in told:
            server.kill()
            if is_back:
                server.start()
        told.append(progress.stage)

    with nullcontext() if is_back else pytest.raises(StoreUnreachable, match=NO_ANSWER):
        build([changed.reports], changed.settings, ReadingSettings(), tell)
    if not is_back:
        took_effect = changed.library.manifest() != manifest
        assert took_effect == (stage == "writing")  # all is there by then, but what it replaces has not gone
        assert changed.library.last_build() is (LastBuild.TOOK_EFFECT if took_effect else LastBuild.HAD_NO_EFFECT)
        server.start()
        assert any(passage.startswith("note-2024") for passage in search(changed)) == took_effect
        changed.build()
    changed.check_whole()
    index = Index.open(changed.settings)
    assert {"note-2024", "brofaeste-2023"} <= {report.id for report in index.reports()}
    index.close()
    server.kill()
