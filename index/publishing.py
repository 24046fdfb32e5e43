"""The end of whatever changes an index: its keywords and its manifest are written, and what is left over goes."""

from index.framing import keyword_text
from index.keywords import build_keywords
from index.library import Library
from index.records import Manifest
from index.settings import IndexSettings
from index.vectors import open_store


def publish(library: Library, manifest: Manifest) -> None:
    """Write the keywords of a manifest's reports, which are stored already, and then the manifest: now they count."""
    passages = [p for entry in manifest.entries for p in library.stored(entry.version).passages]
    folder = library.keywords_folder(manifest.generation)
    build_keywords([keyword_text(passage) for passage in passages], folder / "passages")
    build_keywords([sentence.text for p in passages for sentence in p.sentences], folder / "sentences")
    library.publish(manifest)


def sweep(library: Library, settings: IndexSettings, manifest: Manifest) -> None:
    """Remove what the manifest does not name; the files last, so that a killed sweep is done again."""
    store = open_store(settings, library.chroma_folder, manifest.fingerprint, create=True)
    try:
        store.remove_all_but({entry.version for entry in manifest.entries})
        store.remove_other_collections(settings.chroma_collection)
    finally:
        store.close()
    library.sweep(manifest)
