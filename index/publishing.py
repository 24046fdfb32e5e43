"""The end of whatever changes an index: its keywords and its manifest are written, and what is left over goes."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from corpus.errors import IndexUnusable
from index.files import check_space, flush
from index.framing import keyword_text
from index.keywords import build_keywords
from index.library import Library
from index.records import Manifest
from index.settings import IndexSettings
from index.vectors import VectorStore, open_store


@contextmanager
def stored_anew(
    library: Library, settings: IndexSettings, before: Manifest, after: Manifest, passages: int
) -> Iterator[VectorStore]:
    """The vectors that count now, for those of a new generation to be added.

    On this machine's disk it is a copy, which goes when it cannot be finished: Chroma writes over its own files, and
    where a full disk or a kill breaks that off, they are of no more use.

    Args:
        library: the index's files.
        settings: where the vectors are.
        before: what counts now; none of its vectors are kept where it has no entries.
        after: what is to count.
        passages: how many are to be added.

    Raises:
        IndexUnusable: there is no room, or Chroma has lost what counts now.
        StoreUnreachable: the Chroma server does not answer.
    """
    is_here = settings.chroma_host is None
    kept = library.chroma_folder(before.generation) if is_here and before.entries else None
    folder = library.chroma_folder(after.generation)
    shutil.rmtree(folder, ignore_errors=True)  # of a build that was killed
    check_space(library.folder, passages, kept)
    with _whole_or_gone(library, folder):
        if kept and kept.is_dir():
            shutil.copytree(kept, folder)
        with closing(open_store(settings, folder, after.fingerprint, create=not before.entries)) as store:
            yield store
            if is_here:
                store.remove_all_but({entry.version for entry in after.entries})


@contextmanager
def _whole_or_gone(library: Library, folder: Path) -> Iterator[None]:
    """See to it that what is written to a folder is on the disk, or that the folder goes."""
    try:
        yield
        flush(folder)
    except BaseException as error:
        try:
            if isinstance(error, (IndexUnusable, OSError)):
                check_space(library.folder)  # the likeliest cause, which Chroma does not tell
            raise
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def publish(library: Library, manifest: Manifest) -> None:
    """Write the keywords of a manifest's reports, which are stored already, and then the manifest: now they count."""
    passages = [p for entry in manifest.entries for p in library.stored(entry.version).passages]
    folder = library.keywords_folder(manifest.generation)
    build_keywords([keyword_text(passage) for passage in passages], folder / "passages")
    build_keywords([sentence.text for p in passages for sentence in p.sentences], folder / "sentences")
    flush(folder)
    library.publish(manifest)


def sweep(library: Library, settings: IndexSettings, manifest: Manifest) -> None:
    """Remove what the manifest does not name; the files last, so that a killed sweep is done again."""
    if settings.chroma_host is not None:
        with closing(open_store(settings, library.folder, manifest.fingerprint)) as store:
            store.remove_all_but({entry.version for entry in manifest.entries})
            store.remove_other_collections(settings.chroma_collection)
    library.sweep(manifest)
