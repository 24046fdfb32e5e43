"""One run at a time, beside the questions of the users."""

import logging
import threading
import time
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.assistant import Assistant
from assistant.settings import Settings
from corpus.errors import KildesvarError
from evals.run import run
from evals.runs import new_folder

logger = logging.getLogger(__name__)

# Python's locks are not fair: a pause lets a waiting user in before the next question. Measured with a run of the
# samples going on, the median answer came after 0.05 s with it and after 0.12 s without.
_PAUSE_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is.

    Attributes:
        set: the file name of its questions.
        done: how many are asked.
        total: how many there are; 0 until they are read.
        name: the name of the run, once it is whole.
        error: what is wrong in one sentence, where it ended without; empty where only the log knows.
    """

    set: str
    done: int = 0
    total: int = 0
    name: str | None = None
    error: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether it has ended, one way or the other."""
        return self.name is not None or self.error is not None


class Runner:
    """Runs sets of questions in the background, whether or not anybody looks on.

    Args:
        assistant: who is asked.
        settings: with which it was opened.
        runs: the folder of runs.
    """

    def __init__(self, assistant: Assistant, settings: Settings, runs: Path) -> None:
        self.assistant = assistant
        self.settings = settings
        self.runs = runs
        self.progress: Progress | None = None
        """Of the latest run; None before the first."""
        self._starting = threading.Lock()

    @property
    def is_busy(self) -> bool:
        """Whether a run is going on."""
        return self.progress is not None and not self.progress.is_over

    def start(self, file: Path) -> bool:
        """Begin a run; False where one is going on already, which is left alone."""
        with self._starting:
            if self.is_busy:
                return False
            self.progress = Progress(file.name)
        # A daemon, as nobody who closes the server waits for a run: one that is not whole is not listed.
        threading.Thread(target=self._run, args=(file, self.progress), daemon=True).start()
        return True

    def _run(self, file: Path, progress: Progress) -> None:
        def tell(done: int, total: int) -> None:
            self.progress = replace(progress, done=done, total=total)
            time.sleep(_PAUSE_SECONDS)

        try:
            done = run([file], self.assistant, self.settings, new_folder(self.runs), tell)
            total = done.summary.n
            self.progress = replace(progress, done=total, total=total, name=done.folder.name)
        except KildesvarError as error:
            # Where the file lies is nothing to whoever looks at the page.
            self.progress = replace(progress, error=str(error).replace(str(file), file.name))
        except Exception:
            logger.exception("A run of %s failed", file.name)
            self.progress = replace(progress, error="")
