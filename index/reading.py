"""Reading files in a process of its own, which a file may end without ending the build."""

from collections.abc import Iterator, Sequence
from contextlib import closing

from corpus.errors import UnreadableReport
from corpus.faults import Fault
from corpus.folder import Reading, SourceFile, read_report
from corpus.processes import LimitedProcess
from corpus.settings import ReadingSettings


def read_files(
    sources: Sequence[SourceFile], settings: ReadingSettings
) -> Iterator[tuple[SourceFile, Reading | Fault]]:
    """Read files one after the other in another process, while this one does something else.

    Args:
        sources: the files.
        settings: how they are read, and how much time and memory each may take.

    Yields:
        Each file, in order, with the report in it or why there is none.
    """
    with closing(LimitedProcess(settings.seconds_per_file, settings.megabytes_per_file)) as process:
        for source in sources:
            try:
                yield source, process.call(read_report, source, settings)
            except UnreadableReport as error:
                yield source, Fault(source.file, error.code, error.detail)
