"""What is wrong with an index: its files, keywords and vectors, set against what its manifest names."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import IndexUnusable
from index.keywords import load_keywords
from index.library import LastBuild, Library, open_manifest
from index.records import Entry, Manifest, StoredReport
from index.settings import IndexSettings
from index.vectors import open_store


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong with an index.

    Attributes:
        sentence: what was found, and what was expected.
        mended_by: "build" where that tidies it up, "build --again" where all must be made anew, "" where neither helps.
    """

    sentence: str
    mended_by: str


def inspect(settings: IndexSettings) -> tuple[Finding, ...]:
    """Look at everything that an index holds; none where it is whole.

    Raises:
        IndexUnusable: there is no index, its manifest is damaged, or another model or version made it.
        StoreUnreachable: the Chroma server does not answer.
    """
    manifest = open_manifest(settings)
    library = Library(settings.folder)
    again = [*_reports(library, manifest), *_keywords(library, manifest), *_vectors(library, manifest, settings)]
    return (
        *(Finding(sentence, "build --again") for sentence in again),
        *(Finding(sentence, "build") for sentence in _untidy(library, manifest)),
        *(Finding(sentence, "") for sentence in _surroundings(library, manifest)),
    )


def _reports(library: Library, manifest: Manifest) -> Iterator[str]:
    for entry in manifest.entries:
        try:
            stored = library.stored(entry.version)
            vectors, read = library.sentence_vectors(entry.version), library.read_passages(entry.version)
        except IndexUnusable as error:
            yield str(error)
            continue
        if len(read.lengths) not in (0, entry.passages + entry.sentences):
            yield f"What the reader made of {entry.report.id} is of another version of the report."
        if len(vectors) != entry.sentences or not _is_itself(stored, entry):
            yield f"The text of {entry.report.id} in {library.folder} is not what was read from {entry.report.file}."


def _is_itself(stored: StoredReport, entry: Entry) -> bool:
    """Whether it is the report of the entry, and each sentence of it stands where it says."""
    if stored.report != entry.report or len(stored.passages) != entry.passages:
        return False
    sentences = [sentence for passage in stored.passages for sentence in passage.sentences]
    if len(sentences) != entry.sentences:
        return False
    try:
        shown = [
            " ".join(stored.page(span.page).text[span.start : span.end] for span in sentence.spans)
            for sentence in sentences
        ]
    except KeyError:
        return False
    return all(" ".join(s.split()) == sentence.text for s, sentence in zip(shown, sentences, strict=True))


def _keywords(library: Library, manifest: Manifest) -> Iterator[str]:
    expected = {
        "passages": sum(entry.passages for entry in manifest.entries),
        "sentences": sum(entry.sentences for entry in manifest.entries),
    }
    for name, count in expected.items():
        folder = library.keywords_folder(manifest.generation) / name
        try:
            found = load_keywords(folder).size
        except IndexUnusable as error:
            yield str(error)
            continue
        if found != max(count, 1):  # bm25s wants at least one text
            yield f"The keywords in {folder} are of {found} {name}, but the reports have {count}."


def _vectors(library: Library, manifest: Manifest, settings: IndexSettings) -> Iterator[str]:
    expected = {f"{entry.version}:{number}" for entry in manifest.entries for number in range(entry.passages)}
    try:
        store = open_store(settings, library.chroma_folder(manifest.generation), manifest.fingerprint)
        try:
            found = store.names()
        finally:
            store.close()
    except IndexUnusable as error:
        yield str(error)
        return
    if missing := expected - found:
        yield f"Chroma lacks the vectors of {len(missing)} of {len(expected)} passages."
    is_running = library.last_build() is LastBuild.RUNNING
    if (extra := found - expected) and not is_running:  # a build adds before it counts
        yield f"Chroma holds {len(extra)} vectors of passages that are in no report of the index."


def _untidy(library: Library, manifest: Manifest) -> Iterator[str]:
    last_build = library.last_build()
    if last_build is LastBuild.RUNNING:
        return
    if last_build is not LastBuild.ENDED:
        yield f"The latest build was {last_build}."
    if leftovers := library.leftovers(manifest):
        names = ", ".join(sorted(path.name for path in leftovers))
        yield f"{library.folder} holds what other builds have left: {names}."


def _surroundings(library: Library, manifest: Manifest) -> Iterator[str]:
    for folder in manifest.folders:
        if not Path(folder).is_dir():
            yield f"The reports' folder {folder} is not there; put it back, or build from where the reports lie now."
    if not os.access(library.folder, os.W_OK):
        yield f"{library.folder} cannot be written, so that no build can change the index; give the right to write."
