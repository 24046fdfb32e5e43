"""How long the stages of an answer take."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter


class Clock:
    """Wall time of the stages of one answer, from when it is made."""

    def __init__(self) -> None:
        self._began = perf_counter()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        """Take the time of a stage."""
        began = perf_counter()
        yield
        self._seconds[stage] = perf_counter() - began

    def milliseconds(self) -> dict[str, float]:
        """Of each stage, and in "total" of all until now."""
        seconds = self._seconds | {"total": perf_counter() - self._began}
        return {stage: round(1000 * value, 1) for stage, value in seconds.items()}
