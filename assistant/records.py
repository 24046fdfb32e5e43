"""The records of an answer. Their field names are the JSON that `kildesvar ask --json` prints."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Literal

import index.filters
from assistant.writing.findings import Finding
from corpus.records import Span


class Status(StrEnum):
    """How a question ended.

    NOT_FOUND shows the nearest passages and claims none. PERSONAL_DATA is refused before anything is stored.
    """

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"
    PERSONAL_DATA = "personal_data"
    ERROR = "error"


class Stage(StrEnum):
    """What `ask` is doing; told to its `on_stage` before each begins."""

    SEARCHING = "searching"
    READING = "reading"
    WRITING = "writing"


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Filters(index.filters.Filters):
    """Which reports may answer, and who said so.

    Attributes:
        source: "user" where somebody set them, "question" where they were read from its words, else "none".
    """

    source: Literal["none", "user", "question"] = "none"


@dataclass(frozen=True, slots=True)
class Citation:
    """Verbatim words of a report, and where they stand.

    Attributes:
        number: 1-based; the [number] in the answer's text.
        report: the report's id.
        title: the report's title.
        organisation: who wrote the report.
        year: the year it is about; None where nothing tells.
        page: 1-based page in the file.
        page_label: the number printed on that page.
        quote: the words, found on that page.
        passage: the passage in which they stand.
        headings: the passage's heading path.
        score: relevance, 0 to 1, higher is better.
        span: where the quote stands in the page's clean text.
    """

    number: int
    report: str
    title: str
    organisation: str
    year: int | None
    page: int
    page_label: str
    quote: str
    passage: str
    headings: tuple[str, ...]
    score: float
    span: Span


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer with the numbers of the citations that carry it; never without one."""

    text: str
    citations: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Ids of the reports that the filters admit, and of those among them that the answer cites."""

    searched: tuple[str, ...] = ()
    found: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Struck:
    """A sentence that a language model wrote and that its sources do not carry.

    Attributes:
        text: the sentence.
        faults: what of it they do not carry; empty where its source was not found on its page.
    """

    text: str
    faults: tuple[Finding, ...]


class Fallback(StrEnum):
    """Why an answer is in quotes although a language model was asked to write it.

    UNVERIFIED: its sources carry less than half. SLOW: it took too long. FAILED: it gave none, or broke off. NOTHING:
    it says that the passages do not answer. SMALL: not even one passage fits in what it can read.
    """

    UNVERIFIED = "unverified"
    SLOW = "slow"
    FAILED = "failed"
    NOTHING = "nothing"
    SMALL = "small"


@dataclass(frozen=True, slots=True)
class Writing:
    """How it went where a language model was asked to write the answer.

    Attributes:
        model: its name.
        host: where question and passages were sent.
        fallback: why the statements are quotes; None where they are in its words.
        share: of the sentences that it wrote those that their sources carry, 0 to 1; None where it wrote none.
        struck: the others, where the settings have them shown.
        unknown_keys: citations that named no passage.
    """

    model: str
    host: str
    fallback: Fallback | None = None
    share: float | None = None
    struck: tuple[Struck, ...] = ()
    unknown_keys: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What `ask` returns.

    Attributes:
        question: as it was asked.
        language: "da" or "en", of the words around the quotes.
        status: how it ended.
        confidence: 0 to 1, that the reports answer the question.
        text: Markdown with [1] markers, ready to show.
        statements: the sentences of the answer.
        citations: in the order of their numbers; empty unless answered or partial.
        nearest: with `not_found`, the nearest passages; the answer claims none of them.
        gaps: the years or organisations that were asked for side by side and of which nothing was found.
        unknown: words of the question that stand in no report, where that leaves the answer in doubt.
        instead: what the reports call such words, which was searched for too.
        coverage: where was searched, and where something was found.
        filters: those applied, and where they came from.
        chosen: those among them that a user had set.
        ignored: what the question's words said and was not to narrow the search (see `Assistant.ask`).
        mentions: years and organisations of the question of which there is no report: what is quoted mentions them.
        writing: how it went with the language model; None where none was asked.
        dropped: statements left out because their words were not found on the page they name.
        timings_ms: milliseconds a stage, and "total".
        stamp: what traces the answer: index fingerprint, model, version.
    """

    question: str
    language: str
    status: Status
    confidence: float
    text: str
    statements: tuple[Statement, ...] = ()
    citations: tuple[Citation, ...] = ()
    nearest: tuple[Citation, ...] = ()
    gaps: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    instead: tuple[str, ...] = ()
    coverage: Coverage = Coverage()
    filters: Filters = Filters()
    chosen: Filters = Filters()
    ignored: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    writing: Writing | None = None
    dropped: int = 0
    timings_ms: dict[str, float] = field(default_factory=dict)
    stamp: dict[str, Any] = field(default_factory=dict)

    @property
    def read(self) -> Filters:
        """The filters that were read from the question's words: those of which the user had set none."""
        applied, chosen = self.filters, self.chosen
        return replace(
            applied,
            year=() if chosen.year else applied.year,
            organisation=() if chosen.organisation else applied.organisation,
            kind=() if chosen.kind else applied.kind,
            report=(),
        )

    @property
    def has_content(self) -> bool:
        """Whether there is something to keep of it: it was neither refused nor went wrong."""
        return self.status in (Status.ANSWERED, Status.PARTIAL, Status.NOT_FOUND)

    @property
    def is_prose(self) -> bool:
        """Whether its statements are in a language model's words; else they are quotes."""
        return self.writing is not None and self.writing.fallback is None

    @property
    def is_narrowed(self) -> bool:
        """Whether the question's own words narrowed where was searched."""
        return self.filters.source == "question" or bool(self.mentions)
