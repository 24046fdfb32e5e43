"""The records of the index: what lies in it, what a search finds."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from corpus.faults import Fault
from corpus.folder import Duplicate
from corpus.records import Page, Passage, Report, Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """A report in the index.

    Attributes:
        version: names this reading of the file; no two builds give the same.
        source: the file's fingerprint; another content, name or catalogue entry gives another.
        report: the report.
        passages: how many passages it was cut into.
        sentences: how many sentences stand in them.
        read_at: when this version was read, ISO 8601 with time zone; empty in an index of an earlier version.
    """

    version: str
    source: str
    report: Report
    passages: int
    sentences: int
    read_at: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the index holds; the one file whose replacement makes a build count.

    Attributes:
        fingerprint: of the model and the rules that made it; see `library.index_fingerprint`.
        generation: how many builds changed it.
        built_at: when, ISO 8601 with time zone.
        folders: where the reports lay.
        entries: the reports in it, in the order of their files.
        faults: the files that could not be read.
        duplicates: the files whose content is another's.
    """

    fingerprint: str
    generation: int = 0
    built_at: str = ""
    folders: tuple[str, ...] = ()
    entries: tuple[Entry, ...] = ()
    faults: tuple[Fault, ...] = ()
    duplicates: tuple[Duplicate, ...] = ()


@dataclass(frozen=True, slots=True)
class StoredReport:
    """A report as it lies in the index: enough to quote from it without its file."""

    report: Report
    pages: tuple[Page, ...]
    passages: tuple[Passage, ...]

    def page(self, number: int) -> Page:
        """A page; numbers are 1-based.

        Raises:
            KeyError: there is no such page.
        """
        if not 1 <= number <= len(self.pages):
            raise KeyError(f"{self.report.id} has no page {number}")
        return self.pages[number - 1]


@dataclass(frozen=True, slots=True)
class ReadPassages:
    """A report's passages under the taught reader.

    Attributes:
        tokens: vectors of the tokens of all passages, shape (tokens, dimension), length 1 times TOKEN_SCALE, in 8 bits:
            of each passage first the tokens outside all sentences, then each sentence's.
        lengths: of each passage how many tokens stand outside, and in each sentence in turn, shape (passages +
            sentences,); 0 for a sentence beyond what the model reads.
        pooled: vectors of the passages, shape (passages, hidden), length 1, in 16 bits.

    Raises:
        ValueError: there are more tokens than the lengths say, or fewer.
    """

    tokens: NDArray[np.int8]
    lengths: NDArray[np.int16]
    pooled: NDArray[np.float16]

    def __post_init__(self) -> None:
        if self.lengths.sum() != len(self.tokens):
            raise ValueError("the tokens and their lengths are not of the same passages")


NOT_READ = ReadPassages(np.zeros((0, 0), np.int8), np.zeros(0, np.int16), np.zeros((0, 0), np.float16))
"""Where there is no taught reader, or no passage."""

TOKEN_SCALE = 127.0
"""What the numbers of a token vector, between -1 and 1, are multiplied by to be kept in 8 bits."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found.

    Attributes:
        report: where it comes from.
        passage: the passage.
        score: relevance, 0 to 1; higher is better.
        dense: cosine of question and passage, -1 to 1; None where only the keywords found it.
        keyword: BM25 score of the question's words; 0 where none of them stands in it. Pieces of words count for the
            rank alone.
        rank: 1-based.
    """

    report: Report
    passage: Passage
    score: float
    dense: float | None
    keyword: float
    rank: int


@dataclass(frozen=True, slots=True)
class SentenceHit:
    """A sentence that was found.

    Attributes:
        hit: the passage in which it stands.
        sentence: the sentence.
        score: relevance, 0 to 1; higher is better.
        dense: cosine of question and sentence, -1 to 1.
        keyword: BM25 score of the question's words, at least 0; pieces of words count for the rank alone.
        rank: 1-based.
        taught: the taught reader's score, higher is better, without unit and bounds; None where there is no reader.
    """

    hit: Hit
    sentence: Sentence
    score: float
    dense: float
    keyword: float
    rank: int
    taught: float | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the taught reader holds of whether a question is answered.

    Attributes:
        answerability: how likely that is, 0 to 1; .5 is without prejudice.
        passage_match: how well the question is matched in the whole passage of the sentence that answers best, -1 to 1.
        word_matches: how well each word of the question between white space is matched anywhere, -1 to 1; without the
            words beyond what the reader reads.
    """

    answerability: float
    passage_match: float
    word_matches: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """What a search found, best first.

    Attributes:
        hits: passages.
        sentences: the sentences of those passages.
        query_vector: the question's vector, shape (dimension,), length 1.
        evidence: of the taught reader; None where there is no such reader, or no passage.
    """

    hits: tuple[Hit, ...]
    sentences: tuple[SentenceHit, ...]
    query_vector: NDArray[np.float32] = field(repr=False, compare=False)
    evidence: Evidence | None = None
