"""What readers think of answers, kept beside the index without what was asked or who asked."""

import json
import threading
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from corpus.errors import IndexUnusable

FILE = "feedback.jsonl"
"""In the index's folder: one rating a line, oldest first."""

_LARGEST = 10_000_000  # bytes; some 30,000 ratings
_lock = threading.Lock()


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
    line = json.dumps({"time": datetime.now(UTC).isoformat(timespec="seconds"), **asdict(rating)}, ensure_ascii=False)
    try:
        with _lock, path.open("a", encoding="utf-8") as stream:
            if stream.tell() > _LARGEST:
                raise IndexUnusable(f"{path} is larger than {_LARGEST} bytes; move it away, and a new one is begun.")
            stream.write(f"{line}\n")
    except OSError as error:
        raise IndexUnusable(
            f"{path} cannot be written ({error.strerror}); see that the index's folder has space and can be written."
        ) from error
