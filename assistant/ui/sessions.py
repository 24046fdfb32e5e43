"""Who is logged in: random tokens, known to the browser by a cookie and to the server by their hash, in memory only."""

import hashlib
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass

from assistant.passwords import Hash
from assistant.users import Entry, Roll, User, key_of

IDLE_SECONDS = 2 * 3600  # a long meeting
LONGEST_SECONDS = 12 * 3600  # a working day, however busy

_TOKEN_BYTES = 32
_MOST_PER_USER = 16  # browsers and scripts; of more, the one that was idle longest ends

Clock = Callable[[], float]
"""Seconds since some moment; never goes back."""


@dataclass
class _Session:
    name: str
    hash: Hash
    began: float
    used: float


class Sessions:
    """The sessions of all users; there are never more than `_MOST_PER_USER` for each.

    Args:
        clock: tells the time.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._sessions: dict[bytes, _Session] = {}

    def __len__(self) -> int:
        return len(self._sessions)

    def begin(self, entry: Entry) -> str:
        """Begin a session of a user who has just shown their password; returns its token, which is new each time."""
        self._sweep()
        name, now = key_of(entry.user.name), self._clock()
        theirs = [digest for digest, session in self._sessions.items() if session.name == name]
        for digest in sorted(theirs, key=lambda digest: self._sessions[digest].used)[: 1 - _MOST_PER_USER or None]:
            del self._sessions[digest]
        token = secrets.token_urlsafe(_TOKEN_BYTES)
        self._sessions[_digest(token)] = _Session(name, entry.hash, now, now)
        return token

    def user(self, token: str, roll: Roll) -> User | None:
        """The user of a token, with the role of today; None where the session has ended or never was.

        It ends when it was idle or open for too long, and when its user is gone or has another password.

        Args:
            token: what the cookie holds.
            roll: the users of this moment.
        """
        session = self._sessions.get(_digest(token))
        if session is None:
            return None
        entry = roll.find(session.name)
        if self._is_over(session) or entry is None or entry.hash != session.hash:
            self.end(token)
            return None
        session.used = self._clock()
        return entry.user

    def end(self, token: str) -> None:
        """End a session; a token of none is no fault."""
        self._sessions.pop(_digest(token), None)

    def _is_over(self, session: _Session) -> bool:
        now = self._clock()
        return now - session.used >= IDLE_SECONDS or now - session.began >= LONGEST_SECONDS

    def _sweep(self) -> None:
        for digest in [digest for digest, session in self._sessions.items() if self._is_over(session)]:
            del self._sessions[digest]


def _digest(token: str) -> bytes:
    """What a token is kept as: who reads the memory, or measures how long a look-up takes, learns no token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
