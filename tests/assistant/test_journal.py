import json
import os
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from assistant.audit import Action, Audit, Outcome, open_audit
from assistant.feedback import Rating, Verdict, append_rating
from assistant.journal import Journal
from assistant.settings import RetentionSettings, ServeSettings, Settings
from assistant.tidying import Tidied, tidy_up
from corpus.errors import SettingsError
from index.settings import IndexSettings

NOW = datetime.now(UTC)


def write(path: Path, *ages: int) -> None:
    """Lines that are so many days old."""
    lines = [json.dumps({"time": (NOW - timedelta(days=age)).isoformat(), "age": age}) for age in ages]
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def test_what_is_old_is_forgotten_and_what_has_no_time_too(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "j.jsonl")
    assert journal.forget(NOW) == 0
    write(journal.path, 400, 31, 29, 0)
    with journal.path.open("a", encoding="utf-8") as stream:
        stream.write('{"time": "2020-01-01T00:00:00"}\n[]\n{"halv\n')
    assert journal.forget(NOW - timedelta(days=30)) == 5
    assert [json.loads(line)["age"] for line in journal.path.read_text("utf-8").splitlines()] == [29, 0]
    assert journal.path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(tmp_path) == ["j.jsonl"]


def test_no_line_is_lost_while_others_are_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "j.jsonl"
    write(path, *[100] * 500)

    def add(name: int) -> None:
        for number in range(50):
            assert Journal(path).append({"line": f"{name}.{number}"})

    threads = [threading.Thread(target=add, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    forgotten = 0
    while any(thread.is_alive() for thread in threads):
        forgotten += Journal(path).forget(NOW - timedelta(days=1))
        with path.open("a", encoding="utf-8") as stream:
            stream.write('{"time": "2020-01-01T00:00:00+00:00"}\n')  # so that there is always something to forget
    Journal(path).forget(NOW - timedelta(days=1))
    assert forgotten >= 500
    kept = [json.loads(line)["line"] for line in path.read_text("utf-8").splitlines()]
    assert sorted(kept) == sorted(f"{name}.{number}" for name in range(4) for number in range(50))


def test_an_audit_log_that_cannot_be_written_is_said_at_the_start_and_in_the_log(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "file").write_text("")
    settings = Settings(serve=ServeSettings(audit_log=tmp_path / "file" / "audit.jsonl"))
    with pytest.raises(SettingsError, match=r"audit\.jsonl cannot be written .* serve\.audit_log"):
        open_audit(settings)
    Audit(tmp_path / "file" / "audit.jsonl").note(Action.REMOVE, "bo", "x.pdf", Outcome.DONE)
    assert "remove is not in it" in caplog.text


def test_tidying_keeps_what_may_be_kept(library: Path) -> None:
    removed = library / "reports" / ".removed"
    removed.mkdir()
    (removed / "gammel.pdf").write_bytes(b"x")
    index = IndexSettings(folder=library / "index")
    write(index.folder / "audit.jsonl", 11, 9)
    append_rating(index.folder, Rating(Verdict.GOOD, None, "f", 1, ()))
    settings = Settings(index=index, retention=RetentionSettings(audit_days=10, feedback_days=20, removed_days=30))
    assert tidy_up(settings) == Tidied(1, 0, 0)
    assert tidy_up(settings, NOW + timedelta(days=21)) == Tidied(1, 1, 0)
    assert tidy_up(settings, NOW + timedelta(days=31)) == Tidied(0, 0, 1)
    assert os.listdir(removed) == []
    assert (library / "reports" / "havnelauget-2024.pdf").exists()
