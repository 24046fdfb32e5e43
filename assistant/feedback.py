"""What readers think of answers, kept beside the index without what was asked or who asked."""

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path

from assistant.journal import Journal
from corpus.errors import IndexUnusable

FILE = "feedback.jsonl"
"""In the index's folder: one rating a line, oldest first."""

_LARGEST = 10_000_000  # bytes; some 30,000 ratings


class Verdict(StrEnum):
    """What a reader thinks of an answer."""

    GOOD = "good"
    BAD = "bad"


class Reason(StrEnum):
    """What is wrong with an answer."""

    OFF_TOPIC = "off_topic"
    WRONG_SOURCE = "wrong_source"
    INCOMPLETE = "incomplete"


@dataclass(frozen=True, slots=True)
class Place:
    """A page that the answer cited: the report's id and the 1-based page of its file."""

    report: str
    page: int


@dataclass(frozen=True, slots=True)
class Rating:
    """A reader's verdict on an answer; neither the question nor the reader is part of it.

    Attributes:
        verdict: good or bad.
        reason: what is wrong; None with a good answer, or where the reader gave none.
        index: fingerprint of the index that answered.
        generation: how many builds had changed it.
        cited: where the answer came from.
    """

    verdict: Verdict
    reason: Reason | None
    index: str
    generation: int
    cited: tuple[Place, ...]


def append_rating(folder: Path, rating: Rating) -> None:
    """Add a rating, with the time, to the file in an index's folder.

    Raises:
        IndexUnusable: the file cannot be written, or is full.
    """
    path = folder / FILE
    try:
        is_kept = Journal(path, _LARGEST).append(asdict(rating))
    except OSError as error:
        raise IndexUnusable(
            f"{path} cannot be written ({error.strerror}); see that the index's folder has space and can be written."
        ) from error
    if not is_kept:
        raise IndexUnusable(
            f"{path} is larger than {_LARGEST} bytes; shorten it with `kildesvar tidy`, or move it away."
        )
