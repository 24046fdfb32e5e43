"""The records of a draft. Their field names are the JSON that `kildesvar draft --json` prints."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from assistant.drafting.shapes import Shape
from assistant.records import Citation, Coverage, Filters, Statement, Status, Writing


class Contrast(StrEnum):
    """What is set side by side: the same theme in several years, or what two organisations say of it."""

    CHANGE = "change"
    DIFFERENCE = "difference"


@dataclass(frozen=True, slots=True)
class OwnText:
    """What whoever works on a draft has written, which stands in no report.

    Attributes:
        text: plain text.
        before: 0-based place of the statement of its section that follows; their number where none does.
    """

    text: str
    before: int


@dataclass(frozen=True, slots=True)
class Section:
    """Statements under one heading; never without one, unless somebody has written there instead.

    Attributes:
        heading: words of the reports, an organisation or a year; or what somebody has called it.
        statements: in the order of the years, the best first within one; or as somebody has moved them.
        own: what somebody has written between them, in the order of the places.
        opening: sentences of a language model that the statements carry, with the citations of these; and what somebody
            has made of one that they no longer carry.
    """

    heading: str
    statements: tuple[Statement, ...]
    own: tuple[OwnText, ...] = ()
    opening: tuple[Statement | OwnText, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Statements of one section side by side.

    Attributes:
        contrast: what is compared.
        heading: the section's.
        sides: each a year or a source's name, with the statement that stands for it; two at least.
    """

    contrast: Contrast
    heading: str
    sides: tuple[tuple[str, Statement], ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """What `draft` returns.

    Attributes:
        topic: as it was given, but for personal data, which is masked.
        language: "da" or "en", the topic's.
        shape: what the sections are.
        status: ANSWERED, or NOT_FOUND where there is no section.
        confidence: 0 to 1, that the reports write about it.
        sections: empty where nothing was found.
        comparisons: what changed, and where organisations differ.
        citations: in the order of their numbers.
        nearest: with NOT_FOUND, the nearest passages; the draft claims none of them.
        unknown: words of the topic that stand in no report, where that leaves the draft in doubt.
        instead: what was searched for besides, as reports call what those words mean.
        coverage: which reports were gone through, and which write about the topic, be it nothing that the shape admits.
        filters: those applied, and where they came from.
        mentions: as in an Answer.
        writing: how it went with the openings; None where no language model was asked for any.
        dropped: statements left out because their words were not found on the page they name.
        stamp: what traces the draft: index fingerprint, model, version.
    """

    topic: str
    language: str
    shape: Shape
    status: Status
    confidence: float
    sections: tuple[Section, ...] = ()
    comparisons: tuple[Comparison, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    unknown: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    coverage: Coverage = Coverage()
    filters: Filters = Filters()
    mentions: tuple[str, ...] = ()
    writing: Writing | None = None
    dropped: int = 0
    stamp: dict[str, Any] = field(default_factory=dict)

    @property
    def statements(self) -> tuple[Statement, ...]:
        """All statements, in the order of the sections."""
        return tuple(statement for section in self.sections for statement in section.statements)

    def citation(self, statement: Statement) -> Citation:
        """The citation that a statement's words are from; the others repeat or continue it."""
        return self.citations[statement.citations[0] - 1]

    def mentioned_in(self, statement: Statement) -> int:
        """In how many reports a statement stands, in these words or nearly."""
        return len({self.citations[number - 1].report for number in statement.citations})
