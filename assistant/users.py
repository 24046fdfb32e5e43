"""Who may use the page, and what they may do."""

import hashlib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from assistant.passwords import Cost, Derive, Hash


class Role(StrEnum):
    """What somebody may do."""

    READER = "reader"
    """Ask, and look at what there is."""
    EDITOR = "editor"
    """Add, build and remove reports as well."""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who uses the page.

    Attributes:
        name: as it was given to `kildesvar user add`; empty where nobody is asked to log in.
        role: what they may do.
    """

    name: str
    role: Role

    @property
    def may_edit(self) -> bool:
        """Whether they may add, build and remove reports."""
        return self.role is Role.EDITOR


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the users file."""

    user: User
    hash: Hash


class Roll:
    """The users at one moment; nothing of it changes.

    Args:
        entries: the lines of the users file.
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = {key_of(entry.user.name): entry for entry in entries}
        costs = [entry.hash.cost for entry in entries]
        self._nobody = Hash.of_nobody(max(costs, key=lambda cost: cost.n * cost.r * cost.p, default=Cost()))

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, name: str) -> Entry | None:
        """The user of a name, in capitals or not; None where there is none."""
        return self._entries.get(key_of(name))

    def verify(self, name: str, password: str, derive: Derive = hashlib.scrypt) -> Entry | None:
        """The user of a name and a password; None where there is none.

        A hash is computed also where the name is nobody's, or the time would tell which names are somebody's.
        """
        entry = self.find(name)
        matches = (entry.hash if entry else self._nobody).matches(password, derive)
        return entry if matches else None


def key_of(name: str) -> str:
    """What two spellings of one name have in common."""
    return unicodedata.normalize("NFC", name.strip().casefold())
