"""Passwords as salted, slow hashes (scrypt, RFC 7914). Neither a password nor its hash is ever shown."""

import binascii
import hashlib
import hmac
import os
import unicodedata
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from corpus.errors import UsersError

SHORTEST: Final = 12  # characters
LONGEST: Final = 256  # characters; nobody types more, and hashing begins with all of it

_SCHEME = "scrypt"
_SALT_BYTES = 16
_KEY_BYTES = 32
_MOST_MEMORY = 256 * 2**20  # bytes; what a users file may make the server take for one login
_MOST_PARALLEL = 16

Derive = Callable[..., bytes]
"""As `hashlib.scrypt`."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What one hash costs to compute: time n * r * p, and 128 * n * r bytes of memory.

    The defaults are one of the equally strong choices of OWASP's Password Storage Cheat Sheet: 32 MB, and about a
    quarter of a second.
    """

    n: int = 2**15
    r: int = 8
    p: int = 3

    def __post_init__(self) -> None:
        is_power = self.n > 1 and self.n & (self.n - 1) == 0
        if not (is_power and self.r > 0 and 0 < self.p <= _MOST_PARALLEL and self.memory <= _MOST_MEMORY):
            raise ValueError("no cost of scrypt that is computed here")

    @property
    def memory(self) -> int:
        """Bytes that computing takes."""
        return 128 * self.n * self.r


@dataclass(frozen=True, slots=True)
class Hash:
    """What a password is known by.

    Attributes:
        cost: as it was when the hash was made.
        salt: random bytes.
        key: what scrypt makes of password and salt; empty matches no password.
    """

    cost: Cost
    salt: bytes = field(repr=False)
    key: bytes = field(repr=False)

    @classmethod
    def of(cls, password: str, cost: Cost) -> "Hash":
        """Hash a new password.

        Raises:
            UsersError: it is too short or too long.
        """
        if not SHORTEST <= len(unicodedata.normalize("NFC", password)) <= LONGEST:
            raise UsersError(f"The password is not of {SHORTEST} to {LONGEST} characters; choose another.")
        salt = os.urandom(_SALT_BYTES)
        return cls(cost, salt, _derive(password, salt, cost, hashlib.scrypt))

    @classmethod
    def of_nobody(cls, cost: Cost) -> "Hash":
        """A hash that no password matches, and that costs as much to find out."""
        return cls(cost, os.urandom(_SALT_BYTES), b"")

    @classmethod
    def parse(cls, words: str) -> "Hash":
        """Read what `written` gave.

        Raises:
            ValueError: it is something else; the message repeats none of it.
        """
        try:
            scheme, n, r, p, salt, key = words.split(":")
            found = cls(Cost(int(n), int(r), int(p)), b64decode(salt, validate=True), b64decode(key, validate=True))
        except (ValueError, binascii.Error):
            raise ValueError("no hash of a password") from None  # the other message would repeat parts of it
        if scheme != _SCHEME or len(found.salt) < _SALT_BYTES or len(found.key) != _KEY_BYTES:
            raise ValueError("no hash of a password")
        return found

    def written(self) -> str:
        """The hash with its cost and salt, as the users file holds it."""
        salt, key = (b64encode(part).decode() for part in (self.salt, self.key))
        return f"{_SCHEME}:{self.cost.n}:{self.cost.r}:{self.cost.p}:{salt}:{key}"

    def matches(self, password: str, derive: Derive = hashlib.scrypt) -> bool:
        """Whether it is the hash of a password; takes as long either way."""
        return hmac.compare_digest(_derive(password, self.salt, self.cost, derive), self.key)


def _derive(password: str, salt: bytes, cost: Cost, derive: Derive) -> bytes:
    typed = unicodedata.normalize("NFC", password).encode(
        "utf-8", "surrogatepass"
    )  # keyboards differ in how they say å
    room = cost.memory + 2**20
    return derive(typed, salt=salt, n=cost.n, r=cost.r, p=cost.p, maxmem=room + 128 * cost.r * cost.p, dklen=_KEY_BYTES)
