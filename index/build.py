"""Building the index: what is new is read, cut, encoded and stored; then one file is replaced, and it counts."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Literal
from uuid import uuid4

from corpus.errors import IndexUnusable
from corpus.faults import Fault
from corpus.folder import Listing, Reading, SourceFile, find_files
from corpus.passages import cut_passages
from corpus.settings import ReadingSettings
from index.encoders import TokenCounter
from index.encoding import ReportEncoder
from index.files import check_space
from index.library import Library, index_fingerprint
from index.publishing import publish, stored_anew, sweep
from index.reading import read_files
from index.records import Entry, Manifest, StoredReport
from index.settings import IndexSettings
from index.vectors import VectorStore

BuildStage = Literal["reading", "loading", "encoding", "writing"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a build is.

    Attributes:
        stage: what is being done.
        file: the file that it is done to; empty where it is none.
        done: passages encoded so far.
        total: passages to encode in all; 0 until all files are read.
    """

    stage: BuildStage
    file: str = ""
    done: int = 0
    total: int = 0


OnProgress = Callable[[Progress], None]


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build did.

    Attributes:
        manifest: what the index holds now.
        added: ids of the reports that were read now, new or in a new version.
        removed: ids of the reports that the index no longer holds.
        seconds: wall time of each stage, and "total". Files are read while the model loads.
    """

    manifest: Manifest
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    seconds: dict[str, float] = field(default_factory=dict)


def build(
    folders: Sequence[Path],
    settings: IndexSettings,
    reading: ReadingSettings,
    on_progress: OnProgress = lambda progress: None,
    *,
    again: bool = False,
    may_be_empty: bool = False,
) -> BuildResult:
    """Bring the index in line with the files in folders. Killed at any moment, it leaves the index as it was.

    Args:
        folders: where the reports lie; the index will hold these and no others.
        settings: where the index is and which model makes it.
        reading: how files are read.
        on_progress: told of every step.
        again: read and encode everything, as if there were no index.
        may_be_empty: whether folders without files are meant so; the index then holds nothing.

    Raises:
        FolderError, CatalogueError: the folders or a catalogue are wrong.
        IndexUnusable: another process is building this index.
        StoreUnreachable: the Chroma server does not answer.
    """
    began = perf_counter()
    listing = find_files(folders, may_be_empty=may_be_empty)
    library = Library(settings.folder)
    with library.locked() as was_broken_off:
        before = _before(library, settings, again=again)
        known = {entry.source: entry for entry in before.entries}
        new = [source for source in listing.sources if source.fingerprint not in known]
        work = _Work(library, settings, on_progress)
        read, faults = work.read(new, reading)
        entries = {source: _entry(source, text) for source, text in read.items()}
        after = _after(before, folders, listing, known | entries, faults)
        with library.written():
            if after.generation != before.generation:
                work.store(before, after, {entries[source].version: text for source, text in read.items()})
            elif replace(after, built_at=before.built_at) != before:
                library.publish(after)
            if was_broken_off or library.leftovers(after):
                with work.timed("writing"):
                    sweep(library, settings, after)
    kept = {entry.report.id for entry in after.entries}
    return BuildResult(
        manifest=after,
        added=tuple(text.report.id for text in read.values()),
        removed=tuple(entry.report.id for entry in before.entries if entry.report.id not in kept),
        seconds=work.seconds | {"total": perf_counter() - began},
    )


def _before(library: Library, settings: IndexSettings, *, again: bool) -> Manifest:
    """What of the index can be kept: nothing where other rules made it, or all is to be done again."""
    fingerprint = index_fingerprint(settings)
    try:
        manifest = library.manifest()
    except IndexUnusable:
        if not again:
            raise
        manifest = None
    if manifest and manifest.fingerprint == fingerprint and not again:
        return manifest
    generation = max(library.last_generation(), manifest.generation if manifest else 0)
    return Manifest(fingerprint, generation=generation)


def _after(
    before: Manifest, folders: Sequence[Path], listing: Listing, entries: Mapping[str, Entry], faults: Sequence[Fault]
) -> Manifest:
    """What lies in the folders now; of a new generation where the reports are others than before."""
    held = tuple(entries[source.fingerprint] for source in listing.sources if source.fingerprint in entries)
    is_new = held != before.entries or not before.built_at
    return Manifest(
        fingerprint=before.fingerprint,
        generation=before.generation + is_new,
        built_at=_now(),
        folders=tuple(str(folder.resolve()) for folder in folders),
        entries=held,
        faults=(*listing.faults, *faults),
        duplicates=listing.duplicates,
    )


def _entry(source: str, text: StoredReport) -> Entry:
    """A report that was read now.

    Its version is new, also where a killed build read the same file: its files take the place of no others, and Chroma
    loses passages where a record takes the place of another with its name (as of 1.5).
    """
    sentences = sum(len(passage.sentences) for passage in text.passages)
    return Entry(uuid4().hex, source, text.report, len(text.passages), sentences, _now())


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


class _Work:
    """The long steps of one build, timed and told of."""

    def __init__(self, library: Library, settings: IndexSettings, on_progress: OnProgress) -> None:
        self.library = library
        self.settings = settings
        self.tell = on_progress
        self.seconds: dict[str, float] = {}
        self._encoder: Future[ReportEncoder] | None = None

    @contextmanager
    def timed(self, stage: BuildStage) -> Iterator[None]:
        """Add the time of what is done within to a stage's."""
        began = perf_counter()
        yield
        self.seconds[stage] = self.seconds.get(stage, 0.0) + perf_counter() - began

    def read(self, new: Sequence[SourceFile], reading: ReadingSettings) -> tuple[dict[str, StoredReport], list[Fault]]:
        """Read and cut the new files, while the model loads beside it; the reports by the sources' fingerprints."""
        readings: dict[str, Reading] = {}
        faults: list[Fault] = []
        with ThreadPoolExecutor(max_workers=1) as thread:
            with self.timed("reading"):
                for source, result in read_files(new, reading):
                    self.tell(Progress("reading", source.file))
                    if isinstance(result, Fault):
                        faults.append(result)
                        continue
                    readings[source.fingerprint] = result
                    self._encoder = self._encoder or thread.submit(ReportEncoder.open, self.settings)
            if self._encoder is None:
                return {}, faults
            self.tell(Progress("loading"))
            with self.timed("loading"):
                counter = TokenCounter() if self.settings.model == "default" else self._encoder.result().model
                texts = {source: _cut(result, counter.count_tokens) for source, result in readings.items()}
                self._encoder.result()
        return texts, faults

    def store(self, before: Manifest, after: Manifest, texts: Mapping[str, StoredReport]) -> None:
        """Encode the new reports, store them, and publish the manifest."""
        passages = sum(len(text.passages) for text in texts.values())
        with stored_anew(self.library, self.settings, before, after, passages) as store:
            self._encode(texts, store)
        self.tell(Progress("writing"))
        with self.timed("writing"):
            publish(self.library, after)

    def _encode(self, texts: Mapping[str, StoredReport], store: VectorStore) -> None:
        if self._encoder is None:  # nothing was read
            return
        encoder = self._encoder.result()
        total = sum(len(text.passages) for text in texts.values())
        done = 0
        for version, text in texts.items():

            def tell(count: int, file: str = text.report.file, before: int = done) -> None:
                self.tell(Progress("encoding", file, before + count, total))

            tell(0)
            with self.timed("encoding"):
                encoded = encoder.encode(text, tell)
            check_space(self.library.folder, len(text.passages))  # others may have filled the disk meanwhile
            with self.timed("writing"):
                self.library.add(version, text, encoded.sentences, encoded.read)
                store.add(version, text.report, encoded.passages, [passage.text for passage in text.passages])
            done += len(text.passages)


def _cut(result: Reading, count_tokens: Callable[[str], int]) -> StoredReport:
    pages = result.document.pages
    return StoredReport(result.report, pages, cut_passages(result.report.id, pages, count_tokens))
