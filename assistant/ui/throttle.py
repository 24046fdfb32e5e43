"""Guessing at passwords takes ever longer, by user name and by address. Nothing waits here or grows for ever."""

import hashlib
import ipaddress
import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from assistant.ui.sessions import Clock
from assistant.users import key_of

_MOST_KEPT = 10_000  # names and addresses; of more, the one whose last attempt is longest ago is forgotten
_FORGET_AFTER_SECONDS = 3600
_LONGEST_WAIT_SECONDS = 60
_FREE_BY_NAME = 4  # everybody mistypes
_FREE_BY_ADDRESS = 20  # a whole office may share one


@dataclass
class _Failures:
    count: int
    last: float


class Throttle:
    """Counts attempts that failed, and says how long the next must wait.

    An attempt counts as failed from when it begins, so that many at once are as slow as one after the other. Where a
    name has logged in from an address before, its attempts from there are counted apart, and wait for no others: a
    stranger who guesses at the name elsewhere, or at other names in the same office, does not keep its owner out.

    Args:
        clock: tells the time.
    """

    def __init__(self, clock: Clock = time.monotonic) -> None:
        self._clock = clock
        self._failures: OrderedDict[bytes, _Failures] = OrderedDict()
        self._known: OrderedDict[bytes, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._failures) + len(self._known)

    def begin(self, name: str, address: str) -> float:
        """Begin an attempt; returns 0, or the seconds that it must wait, in which case it has not begun.

        Args:
            name: as it was typed.
            address: from where.
        """
        by_name, by_address = self._keys(name, address)
        wait = self._wait(by_name, _FREE_BY_NAME)
        if by_name not in self._known:
            wait = max(wait, self._wait(by_address, _FREE_BY_ADDRESS))
        if wait <= 0:
            self._count(by_name)
            self._count(by_address)
        return max(wait, 0.0)

    def succeed(self, name: str, address: str) -> None:
        """Take back an attempt that had the right password; those of the address before it stay."""
        by_name, by_address = self._keys(name, address)
        self._failures.pop(by_name, None)
        if failures := self._failures.get(by_address):
            failures.count -= 1
        self._known[_key("pair", name, address)] = None
        self._known.move_to_end(_key("pair", name, address))
        _shorten(self._known)

    def _keys(self, name: str, address: str) -> tuple[bytes, bytes]:
        pair = _key("pair", name, address)
        return pair if pair in self._known else _key("name", name, ""), _key("address", "", address)

    def _wait(self, key: bytes, free: int) -> float:
        """Seconds until the next attempt: 2 after the first that is not free, then twice as many each time."""
        failures = self._failures.get(key)
        if failures is None:
            return 0.0
        passed = self._clock() - failures.last
        if passed >= _FORGET_AFTER_SECONDS:
            del self._failures[key]
            return 0.0
        beyond = min(failures.count - free + 1, _LONGEST_WAIT_SECONDS)  # a power of more is too long anyway
        return min(2.0**beyond, _LONGEST_WAIT_SECONDS) - passed if beyond > 0 else 0.0

    def _count(self, key: bytes) -> None:
        failures = self._failures.setdefault(key, _Failures(0, 0.0))
        failures.count += 1
        failures.last = self._clock()
        self._failures.move_to_end(key)
        _shorten(self._failures)


def _shorten(table: OrderedDict[bytes, Any]) -> None:
    while len(table) > _MOST_KEPT:
        table.popitem(last=False)


def _key(sort: str, name: str, address: str) -> bytes:
    """A key of one length, however long the name is, and without the name."""
    words = "\0".join((sort, key_of(name), _network(address)))
    return hashlib.sha256(words.encode("utf-8", "surrogatepass")).digest()


def _network(address: str) -> str:
    """The address; of IPv6 the half that a provider gives to one customer, who has the other half to choose from."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))
    return address
