"""A draft as a browser keeps it while somebody works on it."""

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter, ValidationError

from assistant.drafting.records import Draft
from assistant.drafting.shapes import Shape
from assistant.records import Citation, Coverage, Filters, Statement, Struck, Writing
from corpus.records import Span

LONGEST_TOPIC = 1000
"""Characters; more than the embedding model reads."""

LONGEST_SENTENCE = 2000
"""Characters of a sentence that opens a section; to verify longer ones would take long."""

_MOST_SENTENCES = 100  # of an opening
_MOST = 2000  # lines of a section, sections, reports: far more than anybody reads


@dataclass(frozen=True, slots=True)
class KeptCitation:
    """Words, and where they stood in a report when they were quoted."""

    report: str
    span: Span
    quote: Annotated[str, Field(min_length=1)]


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """A statement; its words are those of its first citations, the others say the same elsewhere."""

    text: str
    citations: Annotated[tuple[KeptCitation, ...], Field(min_length=1, max_length=_MOST)]


@dataclass(frozen=True, slots=True)
class KeptText:
    """What the user has written."""

    own: Annotated[str, Field(max_length=100_000)]


@dataclass(frozen=True, slots=True)
class KeptSentence:
    """A sentence that a language model wrote, as it was or as the user has changed it, and the statements it cites."""

    text: Annotated[str, Field(max_length=LONGEST_SENTENCE)]
    sources: Annotated[tuple[KeptStatement, ...], Field(min_length=1, max_length=_MOST)]


@dataclass(frozen=True, slots=True)
class KeptSection:
    """A heading, what stands below it in order, and how a language model opens it: also what was struck of that."""

    heading: Annotated[str, Field(max_length=1000)]
    lines: Annotated[tuple[KeptStatement | KeptText, ...], Field(max_length=_MOST)]
    opening: Annotated[tuple[KeptSentence, ...], Field(max_length=_MOST_SENTENCES)] = ()
    struck: Annotated[tuple[Struck, ...], Field(max_length=_MOST_SENTENCES)] = ()


@dataclass(frozen=True, slots=True)
class KeptWriting:
    """Which language model wrote the openings, and where; how many sentences it wrote, and how many were struck."""

    model: Annotated[str, Field(max_length=1000)]
    host: Annotated[str, Field(max_length=1000)]
    written: Annotated[int, Field(ge=1)]
    struck: Annotated[int, Field(ge=0)]

    @property
    def writing(self) -> Writing:
        """The same, as of a Draft."""
        return Writing(self.model, self.host, share=1 - self.struck / self.written)


@dataclass(frozen=True, slots=True)
class KeptDraft:
    """What is kept of a Draft, whose fields these are; the rest is found again in the index."""

    topic: Annotated[str, Field(max_length=LONGEST_TOPIC)]
    language: Literal["da", "en"]
    shape: Shape
    sections: Annotated[tuple[KeptSection, ...], Field(max_length=_MOST)]
    filters: Filters
    mentions: Annotated[tuple[str, ...], Field(max_length=_MOST)]
    coverage: Coverage
    writing: KeptWriting | None = None
    unknown: Annotated[tuple[str, ...], Field(max_length=_MOST)] = ()
    instead: Annotated[tuple[str, ...], Field(max_length=_MOST)] = ()


_KEPT = TypeAdapter(KeptDraft)


def keep(draft: Draft) -> KeptDraft:
    """What is kept of a draft that nobody has worked on yet, nor opened."""
    sections = (
        KeptSection(section.heading, tuple(keep_statement(each, draft.citations) for each in section.statements))
        for section in draft.sections
    )
    return KeptDraft(
        topic=draft.topic,
        language="en" if draft.language == "en" else "da",
        shape=draft.shape,
        sections=tuple(sections),
        filters=draft.filters,
        mentions=draft.mentions,
        coverage=draft.coverage,
        unknown=draft.unknown,
        instead=draft.instead,
    )


def keep_statement(statement: Statement, citations: tuple[Citation, ...]) -> KeptStatement:
    """What is kept of a statement; the citations are in the order of their numbers."""
    cited = (citations[number - 1] for number in statement.citations)
    return KeptStatement(statement.text, tuple(KeptCitation(each.report, each.span, each.quote) for each in cited))


def read_kept(content: bytes) -> KeptDraft | None:
    """Return a draft that a browser has kept; None where it is none. Its quotes are still to be looked up."""
    try:
        return _KEPT.validate_json(content)
    except ValidationError:
        return None
