"""Fills the disk at moments spread over a build's run: it ends with one sentence, and the index answers as before.

python -m tests.stress.disk --moments 40       as root: it mounts a small disk in memory
"""

import argparse
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.index.desk import Builder, make_model, started_builder
from tests.stress.kills import SECTIONS, Case, answers, copied, prepare, watch

DISK_MEGABYTES = 96
PIECE = bytes(1 << 12)


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own, in memory."""
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(path: Path) -> None:
    """Take what room there is with one file."""
    with suppress(OSError), path.open("wb", buffering=0) as stream:
        while stream.write(PIECE):
            pass


def try_one(case: Case, moment: int, builder: Builder, disk: Path) -> str:
    """Fill the disk at one change of a build's, and check what is left.

    Returns:
        "as before" or "as after", and what the build said last.
    """
    desk = copied(case.start, disk / "index")
    _, lines = watch(builder, desk, moment, lambda process: fill(disk / "others"))
    (disk / "others").unlink(missing_ok=True)
    found = answers(desk)
    assert found == case.before or found == case.after, f"answers neither as before nor as after: {found}\n{case}"
    assert lines[-1] == "done" or lines[-1].startswith("IndexUnusable: "), lines
    desk.build()
    assert answers(desk) == case.after
    desk.check_whole()
    shutil.rmtree(disk / "index")
    return f"{'as before' if found == case.before else 'as after'}, {lines[-1].replace(str(disk), '')}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=40)
    moments = parser.parse_args().moments
    outcomes: Counter[str] = Counter()
    with TemporaryDirectory() as name, started_builder() as builder, small_disk(Path(name, "disk")) as disk:
        case = prepare(Path(name), make_model(Path(name), seed=1), builder, SECTIONS)["second"]
        for number in range(moments):
            moment = max(1, case.changes * (number + 1) // moments)
            outcome = try_one(case, moment, builder, disk)
            outcomes[outcome] += 1
            print(f"change {moment} of {case.changes}: {outcome}", flush=True)
    print(*(f"{count} times {outcome}" for outcome, count in outcomes.most_common()), sep="\n")


if __name__ == "__main__":
    main()
