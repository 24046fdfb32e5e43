"""Reading files in a process of its own, which a broken file may take down without ending the build."""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context, parent_process
from threading import Thread

from corpus.faults import Fault, FaultCode
from corpus.folder import Reading, SourceFile, read_report
from corpus.settings import ReadingSettings


def read_files(
    sources: Sequence[SourceFile], settings: ReadingSettings
) -> Iterator[tuple[SourceFile, Reading | Fault]]:
    """Read files one after the other in another process, while this one does something else.

    Args:
        sources: the files.
        settings: how they are read.

    Yields:
        Each file, in order, with the report in it or why there is none.
    """
    remaining = list(sources)
    while remaining:
        # Spawned, not forked: this process may hold threads of torch and Chroma.
        with ProcessPoolExecutor(1, get_context("spawn"), initializer=_end_with_parent) as pool:
            futures = [pool.submit(read_report, source, settings) for source in remaining]
            for future in futures:
                source = remaining.pop(0)
                try:
                    yield source, future.result()
                except BrokenProcessPool:
                    yield source, Fault(source.file, FaultCode.DAMAGED, "the reading process ended")
                    break  # the others wait for a new process


def _end_with_parent() -> None:
    """End this process when the one that started it has been killed; else it would wait for files for ever."""
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        parent.join()
        os._exit(1)

    Thread(target=watch, daemon=True).start()
