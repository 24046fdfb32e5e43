"""Work on files that nobody here made, in a process of its own with limits on time and memory."""

import os
import pickle
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Lock, Thread
from typing import ParamSpec, TypeVar

from corpus.errors import UnreadableReport
from corpus.faults import FaultCode

_OUT_OF_MEMORY = 3  # a process's exit status; Python's own are 0 to 2

P = ParamSpec("P")
T = TypeVar("T")


class LimitedProcess:
    """Another process that calls functions, one at a time, and may be ended by what they read without harm to this one.

    It is started by the first call, kept for the next, and started anew after it was ended. Safe to use from several
    threads. It goes with the process that started it, however that ends.

    Args:
        seconds: of processor time that a call may take.
        megabytes: of memory that the process may have.
    """

    def __init__(self, seconds: int, megabytes: int) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._lock = Lock()
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None

    def call(self, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Call a function of a module, with arguments that can be pickled, in the other process.

        Raises:
            UnreadableReport: TOO_SLOW, TOO_LARGE or CRASHED where the call ended the process, or the function's own.
        """
        with self._lock:
            connection = self._started()
            reply = None
            try:
                connection.send((function, args, kwargs))
                reply = connection.recv_bytes()
            except (EOFError, OSError) as error:
                raise self._cause() from error
            finally:
                if reply is None:  # also where this process was interrupted: what comes later is no reply to anybody
                    self._end()
        result: T | UnreadableReport = pickle.loads(reply)
        if isinstance(result, UnreadableReport):
            raise result
        return result

    def close(self) -> None:
        """End the process and all that it has started."""
        with self._lock:
            self._end()

    def _started(self) -> Connection:
        if self._process is not None and not self._process.is_alive():
            self._end()
        if self._connection is None:
            # Spawned, not forked: this process may hold threads of torch and Chroma.
            context = get_context("spawn")
            self._connection, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._seconds, self._megabytes), daemon=True)
            self._process.start()
            theirs.close()  # else its end would not be noticed
        return self._connection

    def _cause(self) -> UnreadableReport:
        """Why the process has ended."""
        assert self._process is not None
        self._process.join()
        if self._process.exitcode == -signal.SIGXCPU:
            return UnreadableReport(FaultCode.TOO_SLOW, f"{self._seconds} s")
        if self._process.exitcode == _OUT_OF_MEMORY:
            return UnreadableReport(FaultCode.TOO_LARGE, f"{self._megabytes} MB")
        return UnreadableReport(FaultCode.CRASHED)

    def _end(self) -> None:
        process, connection = self._process, self._connection
        self._process = self._connection = None
        if process is None or connection is None:
            return
        connection.close()
        assert process.pid is not None
        with suppress(ProcessLookupError):  # it has ended, or does not lead its group yet
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.join()


def _serve(connection: Connection, seconds: int, megabytes: int) -> None:
    """Call what is asked for, within limits; runs in the other process."""
    os.setsid()  # a group, to be ended as one; Ctrl-C is for the process that waits
    _end_with_parent()
    _limit(resource.RLIMIT_AS, megabytes * 1_000_000)
    _limit(resource.RLIMIT_CORE, 0)
    _limit(resource.RLIMIT_FSIZE, 0)  # whatever stands in a file, reading it writes none
    with suppress(EOFError):
        while True:
            function, args, kwargs = connection.recv()
            used = resource.getrusage(resource.RUSAGE_SELF)
            _limit(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + 1 + seconds)
            try:
                reply = pickle.dumps(function(*args, **kwargs))
            except UnreadableReport as error:
                reply = pickle.dumps(error)
            except MemoryError:
                os._exit(_OUT_OF_MEMORY)
            connection.send_bytes(reply)


def _limit(kind: int, amount: int) -> None:
    """Limit what this process, and each that it starts, may use; a lower limit that somebody else set stays."""
    _, highest = resource.getrlimit(kind)
    resource.setrlimit(kind, (amount if highest == resource.RLIM_INFINITY else min(amount, highest), highest))


def _end_with_parent() -> None:
    """End this process and what it started when the one that started it has been killed."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os.killpg(0, signal.SIGKILL)

    Thread(target=watch, daemon=True).start()
