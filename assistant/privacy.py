"""Civil registration numbers in what somebody writes: found before anything is sent to another machine."""

from corpus.errors import SettingsError

# What a number may be written with; to the detector anything else only hides where it ends ("010180-1232?").
_WRITTEN_WITH = frozenset("-/. ")


def holds_number(text: str) -> bool:
    """Whether a civil registration number (CPR) stands in the text.

    Raises:
        SettingsError: the detector is not installed, and nothing may be sent unchecked.
    """
    try:
        from os2ds_rules import CPRDetector
    except ImportError as error:
        raise SettingsError(
            "A language model on another machine is set, and nothing is sent there before os2ds-rules has looked for "
            "civil registration numbers. It is not installed, for it exists for Python 3.11 only: run Kildesvar with "
            "Python 3.11, or set the address of a language model on this machine."
        ) from error
    plain = "".join(c if c.isascii() and (c.isalnum() or c in _WRITTEN_WITH) else " " for c in text)
    return any(CPRDetector().find_matches(f"{plain} "))  # a number at the very end it finds only before a space
