"""Kills builds at moments spread over their run: the index answers as before or as after, and the next build ends it.

python -m tests.stress.kills --moments 60
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import sleep

from corpus.errors import IndexUnusable
from index.filters import Filters
from index.library import LastBuild
from index.search import Index
from index.settings import IndexSettings
from tests.index.desk import Builder, Desk, make_model, started_builder

QUESTIONS = ("Hvem mødes i fyrtårnet?", "Hvor mange kom i job?")
LONG = "lang-2023"
# Chroma writes the graph of a collection to files of its own with each thousandth change: the second build has it.
SECTIONS = 994
SECTION = """## Afsnit {number}

I afsnit {number} fortæller {people} borgere, at samtalen hver uge med den samme mentor fra Nordlyset gjorde en forskel
for dem, for deres familie og for arbejdspladsen, hvor de efter {people} uger fik lønnede timer og en kollega at spørge,
når hverdagen blev svær, og hvor de siden blev i job, også når de var syge i en periode.
"""
NOTE = "# Sydlyset\n\nMentorer mødes med borgerne hver {day} i fyrtårnet, og 12 af dem kom i job.\n"
SECONDS_BETWEEN_LOOKS = 0.0002
MOST_SECONDS = 300

Answers = dict[str, list[list[str]]] | None


def write_few(folder: Path, day: str) -> Path:
    """Two short reports."""
    folder.mkdir()
    (folder / "note-2024.md").write_text(NOTE.format(day=day), encoding="utf-8")
    (folder / "bleven-2021.md").write_text(NOTE.format(day="søndag"), encoding="utf-8")
    return folder


def write_many(folder: Path, *, are_changed: bool, sections: int) -> Path:
    """A long report that stays, and short ones: one that changes, one that goes, one that comes."""
    write_few(folder, "onsdag" if are_changed else "tirsdag")
    (folder / f"{LONG}.md").write_text(_long("Nordlyset 2023", range(sections)), encoding="utf-8")
    name, numbers = ("ny-2025.md", range(2000, 2012)) if are_changed else ("gammel-2022.md", range(3000, 3002))
    (folder / name).write_text(_long("Vestlyset", numbers), encoding="utf-8")
    return folder


def _long(title: str, numbers: range) -> str:
    return f"# {title}\n\n" + "\n".join(SECTION.format(number=n, people=n % 40 + 2) for n in numbers)


@dataclass(frozen=True)
class Case:
    """A build that is killed: what it starts from, and what is answered before it and after it.

    Attributes:
        start: reports and index as they are before; there may be no index.
        before: what is answered then; None where nothing is.
        after: what is answered once it has ended.
        changes: how many changes of its files and steps are seen while it runs.
    """

    start: Desk
    before: Answers
    after: Answers
    changes: int


def answers(desk: Desk) -> Answers:
    """What is found in each report for each question; None where there is no index."""
    try:
        index = Index.open(desk.settings)
    except IndexUnusable as error:
        if "There is no index" in str(error):
            return None
        raise
    try:
        return {report.id: [_found(index, report.id, question) for question in QUESTIONS] for report in index.reports()}
    finally:
        index.close()


def _found(index: Index, report: str, question: str) -> list[str]:
    """The texts found in a report, in the order of the alphabet; of the long one, where many are alike, how many."""
    hits = index.search(question, Filters(report=(report,))).hits
    return [str(len(hits))] if report == LONG else sorted(hit.passage.text for hit in hits)


def copied(desk: Desk, folder: Path) -> Desk:
    """The same reports, with a copy of the index, if there is one."""
    if desk.settings.folder.exists():
        shutil.copytree(desk.settings.folder, folder)
    return desk.using(folder=folder)


def end(process: int) -> None:
    os.kill(process, signal.SIGKILL)


def watch(
    builder: Builder, desk: Desk, moment: int | None = None, act: Callable[[int], None] = end
) -> tuple[int, list[str]]:
    """Run a build and count the changes of the index's files and its steps; act at the one that is named.

    Args:
        builder: runs it.
        desk: what is built.
        moment: the number of the change; None does nothing.
        act: is given the number of the build's process.

    Returns:
        The count, and what the build said; the last line is "done" where it ended well.
    """
    lines: list[str] = []
    pid = builder.start(desk)
    listener = Thread(target=builder.listen, args=(lines,))
    listener.start()
    seen, changes = (), 0
    while changes != moment and listener.is_alive():
        now = (*_look(desk.settings.folder), len(lines))
        changes += now != seen
        seen = now
        sleep(SECONDS_BETWEEN_LOOKS)
    if listener.is_alive():
        act(pid)
    listener.join(MOST_SECONDS)
    if listener.is_alive():
        end(pid)
        listener.join()
        raise AssertionError(f"a build hangs: {lines}")
    return changes, lines


def _look(folder: Path) -> tuple[object, ...]:
    """The names, sizes and times of all files; without those that go meanwhile."""
    found = []
    for path, _, names in os.walk(folder):
        for name in names:
            with suppress(FileNotFoundError):
                status = Path(path, name).stat()
                found.append((name, status.st_size, status.st_mtime_ns))
    return tuple(sorted(found))


def prepare(folder: Path, model: Path, builder: Builder, sections: int) -> dict[str, Case]:
    """A first build, and one that adds, changes and removes reports; each run once to its end."""
    settings = IndexSettings(folder=folder / "none", model=str(model))
    many = Desk(
        write_many(folder / "before", are_changed=False, sections=sections),
        settings.model_copy(update={"folder": folder / "many"}),
    )
    many.build()
    return {
        "first": _case(Desk(write_few(folder / "few", "fredag"), settings), folder, builder),
        "second": _case(
            replace(many, reports=write_many(folder / "after", are_changed=True, sections=sections)), folder, builder
        ),
    }


def _case(start: Desk, folder: Path, builder: Builder) -> Case:
    with TemporaryDirectory(dir=folder) as temporary:
        done = copied(start, Path(temporary, "index"))
        changes, _ = watch(builder, done)
        return Case(start, answers(start), answers(done), changes)


def kill(case: Case, moment: int, builder: Builder, folder: Path) -> str:
    """Kill one build and check what is left.

    Args:
        case: the build.
        moment: at which of its changes it is killed.
        builder: runs it.
        folder: for the index; need not exist.

    Returns:
        "as before", "as after", or "ended" where the build was quicker.
    """
    desk = copied(case.start, folder)
    _, lines = watch(builder, desk, moment)
    was_killed = "done" not in lines
    found = answers(desk)
    is_before = found == case.before
    assert is_before or found == case.after, f"answers neither as before nor as after: {found}\n{case}"
    said = status(desk)
    if was_killed and desk.library.last_build() is not LastBuild.ENDED:
        assert "broken off" in said, said
    desk.build()
    assert answers(desk) == case.after
    desk.check_whole()
    assert "broken off" not in status(desk)
    return "ended" if not was_killed else "as before" if is_before else "as after"


def status(desk: Desk) -> str:
    """What `kildesvar status` says."""
    command = [sys.executable, "-m", "assistant", "status", "--index", str(desk.settings.folder)]
    environment = os.environ | {"KILDESVAR_INDEX__MODEL": desk.settings.model}
    return subprocess.run(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True).stdout


def kills(moments: int, sections: int = SECTIONS) -> Counter[str]:
    """Kill first and second builds in turn at moments spread evenly over their run.

    Args:
        moments: how many.
        sections: of the long report.

    Returns:
        How many of each were killed to what effect.
    """
    outcomes: Counter[str] = Counter()
    with TemporaryDirectory() as temporary, started_builder() as builder:
        folder = Path(temporary)
        cases = prepare(folder, make_model(folder, seed=1), builder, sections)
        for number in range(moments):
            name = ("first", "second")[number % 2]
            case = cases[name]
            moment = max(1, case.changes * (number + 1) // moments)
            outcome = kill(case, moment, builder, folder / f"{number}")
            shutil.rmtree(folder / f"{number}")
            outcomes[f"{name} {outcome}"] += 1
            print(f"{name} build, change {moment} of {case.changes}: {outcome}", flush=True)
    return outcomes


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=60)
    print(dict(kills(parser.parse_args().moments)))


if __name__ == "__main__":
    main()
