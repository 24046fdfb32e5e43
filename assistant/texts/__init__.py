"""The one table of the words that users read, in Danish and English.

Everything that the page or an answer says beyond the words of a report stands here. A placeholder in braces is
filled by `text`.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts.access import ACCESS
from assistant.texts.answer import ANSWER
from assistant.texts.conversations import CONVERSATIONS
from assistant.texts.page import PAGE
from assistant.texts.viewer import VIEWER
from assistant.texts.wording import LANGUAGES, Wording

__all__ = ["LANGUAGES", "TEXTS", "Wording", "text"]

TEXTS: Final[Mapping[str, Wording]] = MappingProxyType({**PAGE, **CONVERSATIONS, **ANSWER, **VIEWER, **ACCESS})


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table.

    Args:
        key: a key of `TEXTS`.
        language: "da" or "en".
        values: what fills the text's placeholders; taken as it is, so HTML is escaped after this, not before.

    Returns:
        The words in that language.

    Raises:
        KeyError: the table has no such key, or a placeholder has no value.
        ValueError: the language is neither.
    """
    return TEXTS[key].say(language, **values)
