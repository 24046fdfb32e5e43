"""The words of documents, in Danish and English; a table as that of the assistant."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from assistant.texts import Wording

TEXTS: Final[Mapping[str, Wording]] = MappingProxyType(
    {
        "made": Wording("Lavet med Kildesvar den {made:%d.%m.%Y}", "Made with Kildesvar on {made:%Y-%m-%d}"),
        "stamp": Wording(
            "Kildesvar {version}, indeks {index} fra {built:%d.%m.%Y}, model: {model}",
            "Kildesvar {version}, index {index} of {built:%Y-%m-%d}, model: {model}",
        ),
        "note": Wording("{source}, {title}, {page}: »{quote}«", "{source}, {title}, {page}: “{quote}”"),
    }
)


def text(key: str, language: str, **values: object) -> str:
    """Return one text of the table; as `assistant.texts.text`."""
    return TEXTS[key].say(language, **values)
