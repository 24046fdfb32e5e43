"""What somebody may want done with the reports, each as one function."""

import os
import threading
from collections.abc import Mapping
from pathlib import Path

from assistant.desk.building import Builder
from assistant.desk.naming import free_name, safe_name
from assistant.desk.refusal import Refusal, WrongFields
from assistant.desk.shelf import Shelf, look, obstacle_to
from assistant.desk.uploads import MEGABYTE, Incoming, Kept, refuse_large, remove_stale
from assistant.settings import Settings
from corpus.corrections import correct, forget, replace_file, wrong_fields
from corpus.errors import CatalogueError
from corpus.folder import list_names, sha256_of

FIELDS = ("title", "organisation", "year", "kind")
"""What can be corrected of a report."""
REMOVED = ".removed"
"""The folder, below that of the reports, to which removed files are moved; hidden, so that no build reads it."""

_LONGEST_VALUE = 300  # characters; a title longer than that is a paragraph


class Desk:
    """Looks after the reports of one index. Safe to use from several threads.

    Args:
        settings: where the index is, and what may be uploaded.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.builder = Builder(settings.index.folder)
        self._lock = threading.Lock()

    def shelf(self) -> Shelf:
        """What there is.

        Raises:
            IndexUnusable: the index cannot be read.
        """
        return look(self.settings.index)

    def build(self) -> None:
        """Begin to bring the index in line with the folders.

        Raises:
            Refusal: a build is going on.
        """
        if not self.builder.start(self.shelf().folders):
            raise Refusal("busy")

    def follow(self) -> None:
        """See to it that what was changed until now is read."""
        self.builder.follow(self.shelf().folders)

    def receive(self, given_name: str, announced_bytes: int = 0) -> Incoming:
        """Make ready for a file that is uploaded.

        Args:
            given_name: what it is called where it comes from.
            announced_bytes: how large it is said to be.

        Raises:
            Refusal: it cannot be taken.
        """
        shelf, most = self.shelf(), self.settings.serve.upload_megabytes * MEGABYTE
        if shelf.obstacle:
            raise Refusal(f"obstacle_{shelf.obstacle}")
        name = safe_name(given_name)
        refuse_large(name, announced_bytes, most)
        if len(list_names(shelf.folders[0])) >= self.settings.serve.upload_files:
            raise Refusal("upload_many", count=self.settings.serve.upload_files)
        remove_stale(shelf.folders[0])
        return Incoming(shelf.folders[0], name, most)

    def keep(self, incoming: Incoming) -> Kept:
        """Put a file that has come whole among the others; a build is then to follow.

        Raises:
            Refusal: it cannot be kept.
        """
        with self._lock:
            return incoming.keep(self.shelf().folders)

    def correct(self, file: str, fields: Mapping[str, str]) -> None:
        """Note in the catalogue what somebody knows of a report, and build.

        Args:
            file: of the report, as it is shown.
            fields: new values by the names in `FIELDS`; an empty one takes the correction back.

        Raises:
            WrongFields: a report cannot have such values.
            Refusal: the catalogue cannot be changed.
        """
        values = {name: _value(name, words) for name, words in fields.items() if name in FIELDS}
        too_long = [name for name, words in fields.items() if name in FIELDS and len(words) > _LONGEST_VALUE]
        if wrong := {*wrong_fields(values), *too_long}:
            raise WrongFields([name for name in FIELDS if name in wrong])
        with self._lock:
            path = self._find(file)
            try:
                correct(path.parent, path.name, values)
            except CatalogueError as error:
                raise Refusal("catalogue_wrong", str(error)) from error
        self.follow()

    def remove(self, file: str) -> None:
        """Move a file, with what the catalogue says of it, to where no build finds it, and build.

        Args:
            file: as it is shown.

        Raises:
            Refusal: it cannot be moved.
        """
        with self._lock:
            shelf = self.shelf()
            path = self._find(file)
            root = next(folder for folder in shelf.folders if path.is_relative_to(folder))
            try:
                _put_away(path, root / REMOVED)
            except CatalogueError as error:
                raise Refusal("catalogue_wrong", str(error)) from error
            except OSError as error:
                raise Refusal("not_removed", file=file) from error
            self.builder.follow(shelf.folders, may_be_empty=not self._holds_more_than(file, shelf))

    def _holds_more_than(self, file: str, shelf: Shelf) -> bool:
        """Whether reports are known besides this one, so that finding none would be a sign of a fault."""
        return any(entry.report.file != file for entry in shelf.entries)

    def _find(self, file: str) -> Path:
        """The file that is shown so, in a folder that can be changed; no path is made of what is not known."""
        shelf = self.shelf()
        if file not in shelf.known or file in shelf.gone:
            raise Refusal("gone", file=file)
        paths = [folder / file for folder in shelf.folders if os.path.lexists(folder / file)]
        of_content = [path for path in paths[1:] if sha256_of(path) == shelf.known[file]]
        path = of_content[0] if of_content and sha256_of(paths[0]) != shelf.known[file] else paths[0]
        if obstacle := obstacle_to(path.parent):
            raise Refusal(f"obstacle_{obstacle}")
        return path


def _value(name: str, words: str) -> str | int | None:
    words = words.strip()
    if name == "year" and words.isdecimal() and words.isascii() and len(words) == len("2024"):
        return int(words)
    return words or None


def _put_away(path: Path, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    name = free_name(folder, path.name)
    # In this order: a table without a file would end every build with an error, a file without its table ends none.
    said = forget(path.parent, path.name)
    if said:
        replace_file(folder / f"{name}.toml", said)
    path.rename(folder / name)
