"""The words of the tab of reports, in Danish and English; a table as that of the assistant."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.desk.texts.building import BUILDING
from assistant.desk.texts.changes import CHANGES
from assistant.desk.texts.refusals import REFUSALS
from assistant.desk.texts.shelf import SHELF
from assistant.texts import Wording

TEXTS: Final[Mapping[str, Wording]] = MappingProxyType({**SHELF, **CHANGES, **REFUSALS, **BUILDING})


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table, as `assistant.texts.text` does."""
    return TEXTS[key].say(language, **values)
