"""Reading files in a process of its own, which a broken file may take down without ending the build."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context

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
        with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
            futures = [pool.submit(read_report, source, settings) for source in remaining]
            for future in futures:
                source = remaining.pop(0)
                try:
                    yield source, future.result()
                except BrokenProcessPool:
                    yield source, Fault(source.file, FaultCode.DAMAGED, "the reading process ended")
                    break  # the others wait for a new process
