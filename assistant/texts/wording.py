"""A text in Danish and English."""

from typing import Final, NamedTuple

LANGUAGES: Final = ("da", "en")
"""ISO 639-1 codes of the languages of the screen; the first is the default."""


class Wording(NamedTuple):
    """One text in both languages."""

    da: str
    en: str

    def say(self, language: str, **values: object) -> str:
        """Return the text in a language, its placeholders filled.

        Raises:
            KeyError: a placeholder has no value.
            ValueError: the language is neither.
        """
        if language not in LANGUAGES:
            raise ValueError(f"the texts are in {' and '.join(LANGUAGES)}, not in {language!r}")
        return (self.da if language == "da" else self.en).format(**values)
