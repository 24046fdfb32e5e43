"""Civil registration numbers in what somebody writes: found before anything is sent or kept."""

from importlib.util import find_spec

from corpus.errors import SettingsError

# What a number may be written with; to the detector anything else only hides where it ends ("010180-1232?").
_WRITTEN_WITH = frozenset("-/. ")


# What stands in the place of a digit.
_MASK = "•"


def masked(text: str) -> str:
    """The text with the digits of civil registration numbers (CPR) masked, where the detector is installed."""
    characters = list(text)
    for start, end in _numbers(text) if is_detector_installed() else ():
        characters[start:end] = [_MASK if c.isdigit() else c for c in characters[start:end]]
    return "".join(characters)


def holds_number(text: str) -> bool:
    """Whether a civil registration number (CPR) stands in the text.

    Raises:
        SettingsError: the detector is not installed, and nothing may be sent unchecked.
    """
    if not is_detector_installed():
        raise SettingsError(
            "A language model on another machine is set, and nothing is sent there before os2ds-rules has looked for "
            "civil registration numbers. It is not installed, for it exists for Python 3.11 only: run Kildesvar with "
            "Python 3.11, or set the address of a language model on this machine."
        )
    return bool(_numbers(text))


def is_detector_installed() -> bool:
    """Whether numbers can be found at all."""
    return find_spec("os2ds_rules") is not None


def _numbers(text: str) -> list[tuple[int, int]]:
    """Where each number stands: its start and its end."""
    from os2ds_rules import CPRDetector

    plain = "".join(c if c.isascii() and (c.isalnum() or c in _WRITTEN_WITH) else " " for c in text)
    found = CPRDetector().find_matches(f"{plain} ")  # a number at the very end it finds only before a space
    return [(each["start"], each["end"] + 1) for each in found]
