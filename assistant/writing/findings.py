"""What verification finds: the faults of a sentence, and the passages that it is compared with."""

from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """What of a sentence its passages do not carry."""

    NUMBER = "number"
    NAME = "name"
    AGENT = "agent"
    NEGATION = "negation"
    QUANTITY = "quantity"
    MODALITY = "modality"
    RESERVATION = "reservation"
    OPPOSITE = "opposite"
    CAUSE = "cause"
    EXCHANGE = "exchange"
    ADDITION = "addition"
    NOT_ENTAILED = "not_entailed"
    NO_SOURCE = "no_source"


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault of a sentence, and the words of it that are at fault."""

    fault: Fault
    words: str


@dataclass(frozen=True, slots=True)
class Source:
    """A passage that a sentence cites.

    Attributes:
        organisation: who wrote it; "we" in it is they.
        year: of its report; None where nothing tells.
        text: the passage.
    """

    organisation: str
    year: int | None
    text: str
