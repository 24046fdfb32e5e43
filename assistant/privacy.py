"""Personal data in what somebody writes: found before anything is sent or kept.

Civil registration numbers (CPR) always, names of persons and addresses where the settings say so.
"""

import re
from collections.abc import Iterator

from corpus.cpr import find_numbers, is_detector_installed
from corpus.errors import SettingsError

# What stands in the place of a digit, or of a letter of a name.
_MASK = "•"
# The words of a name behind the first one, which alone is on the list.
_SURNAMES = re.compile(r"(?:\s+[A-ZÆØÅ][\w’'-]*)*")
# Where a word has a capital whatever it is: "Hun" and "Bor" are on the list of names too.
_BEGINS = re.compile(r"(?:^|[.!?:]\s+|\n\s*)$")
_SHORTEST_NAME = 3


def masked(text: str, *, with_names: bool = False) -> str:
    """The text with the digits of civil registration numbers (CPR) masked, where the detector is installed.

    Args:
        text: what somebody has written.
        with_names: whether names of persons and addresses are masked too.
    """
    characters = list(text)
    for start, end in _found(text, with_names=with_names) if is_detector_installed() else ():
        characters[start:end] = [_MASK if c.isalnum() else c for c in characters[start:end]]
    return "".join(characters)


def holds_personal_data(text: str, *, with_names: bool = False) -> bool:
    """Whether a civil registration number (CPR) stands in the text.

    Args:
        text: what somebody has written.
        with_names: whether a name of a person or an address counts too.

    Raises:
        SettingsError: the detector is not installed, and nothing may be sent unchecked.
    """
    require_detector()
    return bool(_found(text, with_names=with_names))


def require_detector() -> None:
    """See that personal data can be found, before anything is sent to another machine.

    Raises:
        SettingsError: the detector is not installed, and nothing may be sent unchecked.
    """
    if not is_detector_installed():
        raise SettingsError(
            "A language model on another machine is set, and nothing is sent there before os2ds-rules has looked for "
            "civil registration numbers. It is not installed, for it exists for Python 3.11 only: run Kildesvar with "
            "Python 3.11, or set the address of a language model on this machine."
        )


def _found(text: str, *, with_names: bool) -> list[tuple[int, int]]:
    """Where personal data stands: the start and the end of each."""
    return [*find_numbers(text), *(_names(text) if with_names else ()), *(_addresses(text) if with_names else ())]


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Names that begin with a common first name; one word that begins a sentence is taken for a common word."""
    from os2ds_rules import NameRule

    for each in NameRule().find_matches(text):
        start, end = (_characters(text, each[at]) for at in ("start", "end"))
        surnames = _SURNAMES.match(text, end)
        whole = surnames.end() if surnames else end
        if end - start >= _SHORTEST_NAME and (whole > end or not _BEGINS.search(text[:start])):
            yield start, whole


def _addresses(text: str) -> Iterator[tuple[int, int]]:
    """Streets with a number."""
    from os2ds_rules import AddressRule

    for each in AddressRule().find_matches(text):
        start = _characters(text, each["start"])
        yield start, start + len(each["match"])


def _characters(text: str, count: int) -> int:
    """The characters in so many bytes, in which these rules count."""
    return len(text.encode()[:count].decode(errors="ignore"))
