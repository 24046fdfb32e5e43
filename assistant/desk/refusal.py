"""What cannot be done with a report, and why."""

from collections.abc import Sequence

from assistant.desk.texts import text
from corpus.errors import KildesvarError


class Refusal(KildesvarError):
    """A change to the reports that is not made.

    Args:
        key: of the sentence in `assistant.desk.texts`.
        detail: another error's own sentence, which is English; empty where there is none.
        values: what fills its placeholders.
    """

    def __init__(self, key: str, detail: str = "", **values: object) -> None:
        super().__init__(text(key, "en", **values))
        self.key = key
        self.detail = detail
        self.values = values

    def say(self, language: str) -> str:
        """The sentence in a language."""
        return text(self.key, language, **self.values)


class WrongFields(Refusal):
    """A correction whose values no report can have.

    Args:
        fields: their names.
    """

    def __init__(self, fields: Sequence[str]) -> None:
        super().__init__("wrong_fields")
        self.fields = tuple(fields)

    def say_each(self, language: str) -> dict[str, str]:
        """A sentence for each field, by its name."""
        return {field: text(f"wrong_{field}", language) for field in self.fields}
