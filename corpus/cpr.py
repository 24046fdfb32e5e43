"""Danish civil registration numbers (CPR) in a text."""

from collections.abc import Iterable
from importlib.util import find_spec

# What a number may be written with; to the detector anything else only hides where it ends ("010180-1232?").
_WRITTEN_WITH = frozenset("-/. ")


def is_detector_installed() -> bool:
    """Whether numbers can be found at all."""
    return find_spec("os2ds_rules") is not None


def find_numbers(text: str) -> list[tuple[int, int]]:
    """Where each number stands: its start and its end. The detector must be installed."""
    from os2ds_rules import CPRDetector

    plain = "".join(c if c.isascii() and (c.isalnum() or c in _WRITTEN_WITH) else " " for c in text)
    found = CPRDetector().find_matches(f"{plain} ")  # a number at the very end it finds only before a space
    return [(each["start"], each["end"] + 1) for each in found]


def count_numbers(texts: Iterable[str]) -> int:
    """How many different numbers stand in some texts; 0 too where the detector is not installed."""
    if not is_detector_installed():
        return 0
    return len({"".join(filter(str.isdigit, text[start:end])) for text in texts for start, end in find_numbers(text)})
