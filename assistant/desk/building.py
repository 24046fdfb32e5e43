"""Builds that the page asks for: one at a time, in a process of its own, whoever looks on."""

import atexit
import json
import logging
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

logger = logging.getLogger(__name__)

# So much a build stands back for the answers that are asked for meanwhile, on the scale of nice(1).
_NICENESS = 10


@dataclass(frozen=True, slots=True)
class Building:
    """How far a build is.

    Attributes:
        stage: "starting", or one of `index.build.BuildStage`.
        file: the file that is being worked on; empty where it is none.
        done: passages made searchable so far.
        total: passages to make searchable; 0 until all files are read.
        is_over: whether it has ended.
        added: how many reports it read, once it has ended well.
        removed: how many reports it took out, once it has ended well.
        error: the class of the error that ended it; "" where only the log knows, None where there is none.
        sentence: the error's own sentence, in English.
    """

    stage: str = "starting"
    file: str = ""
    done: int = 0
    total: int = 0
    is_over: bool = False
    added: int = 0
    removed: int = 0
    error: str | None = None
    sentence: str = ""


class Builder:
    """Builds an index in the background.

    Args:
        index: its folder.
    """

    def __init__(self, index: Path) -> None:
        self.index = index
        self.building: Building | None = None
        """The latest build; None before the first."""
        self._lock = threading.Lock()
        self._next: tuple[tuple[Path, ...], bool] | None = None
        self._process: subprocess.Popen[str] | None = None
        self._thread: threading.Thread | None = None
        atexit.register(self.close)

    @property
    def is_busy(self) -> bool:
        """Whether a build is going on."""
        return self.building is not None and not self.building.is_over

    def start(self, folders: Sequence[Path]) -> bool:
        """Begin a build; False where one is going on already, which is left alone."""
        return self._begin(tuple(folders), may_be_empty=False, follow=False)

    def follow(self, folders: Sequence[Path], *, may_be_empty: bool = False) -> None:
        """See to it that a build begins after now: at once, or when the one that is going on has ended.

        Args:
            folders: of the reports.
            may_be_empty: whether it may find no files at all.
        """
        self._begin(tuple(folders), may_be_empty=may_be_empty, follow=True)

    def wait(self) -> Building | None:
        """Wait until nothing is being built, and return how the latest build ended."""
        if self._thread:
            self._thread.join()
        return self.building

    def close(self) -> None:
        """End the build that is going on; the index stays as it was."""
        if self._process is not None:
            self._process.terminate()

    def _begin(self, folders: tuple[Path, ...], *, may_be_empty: bool, follow: bool) -> bool:
        with self._lock:
            if self.is_busy:
                if follow:
                    self._next = (folders, may_be_empty or (self._next is not None and self._next[1]))
                return False
            self.building = Building()
            self._thread = threading.Thread(target=self._run, args=(folders, may_be_empty), daemon=True)
            self._thread.start()
        return True

    def _run(self, folders: tuple[Path, ...], may_be_empty: bool) -> None:
        while True:
            try:
                ended = self._build(folders, may_be_empty)
            except Exception:
                logger.exception("A build could not be started")
                ended = Building(error="")
            with self._lock:
                following, self._next = self._next, None
                self.building = replace(ended, is_over=True) if following is None else Building()
            if following is None:
                return
            folders, may_be_empty = following

    def _build(self, folders: Sequence[Path], may_be_empty: bool) -> Building:
        command = [*build_command(folders, self.index, may_be_empty=may_be_empty), "--events"]
        building = Building()
        with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True) as process:
            self._process = process
            os.setpriority(os.PRIO_PROCESS, process.pid, _NICENESS)
            assert process.stdout
            for line in process.stdout:
                building = self.building = _after(building, line)
        self._process = None
        if process.returncode and building.error is None:
            logger.error("A build ended with status %s", process.returncode)
            return replace(building, error="")
        return building


def build_command(folders: Sequence[Path], index: Path, *, may_be_empty: bool) -> list[str]:
    """The command that builds an index, for a process of its own: the server then never holds the memory of torch."""
    command = [sys.executable, "-m", "assistant", "build", *map(str, folders), "--index", str(index)]
    return [*command, "--may-be-empty"] if may_be_empty else command


def _after(building: Building, line: str) -> Building:
    """How far it is after a line of `kildesvar build --events`."""
    try:
        told: dict[str, Any] = json.loads(line)
    except ValueError:
        return building  # a library's word, no step
    if "stage" in told:
        return Building(told["stage"], told["file"], told["done"], told["total"])
    if "error" in told:
        return replace(building, error=told["error"], sentence=told["sentence"])
    return replace(building, added=len(told["added"]), removed=len(told["removed"]))
