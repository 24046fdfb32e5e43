"""A text in clauses and words, as verification compares them."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from assistant.writing.amounts import Amount, amounts, derived, spell_dates
from assistant.writing.lexicon import HEDGE, PLAIN, SPEAKING, concepts
from corpus.language import language_of
from corpus.sentences import sentence_bounds
from index.keywords import terms

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# Where a clause ends: a relative clause stays with what it is about, and what is compared with what it beats.
_BREAK = re.compile(
    r"(?i)[;:–—]\s|,\s+(?!der\b|som\b|hvoraf\b|hvor\b|who\b|which\b|that\b|at\b|om\b|hvorvidt\b"
    r"|ahead of\b|frem for\b|i stedet\b|instead of\b|rather than\b)"
    r"|\s+(?=(?:og|mens|hvorimod|and|but|while|whereas|because|fordi|hvis|if|når|when|så)\s)"
    r"|\s+(?=(?:mod|against|compared (?:with|to))\s+(?:\w+\s+){0,2}\d)"
)

# What stands between two commas and splits no clause.
_ASIDE = re.compile(
    r"(?i), (?:on the other hand|however|though|by contrast|in turn|derimod|til gengæld|dog|imidlertid|ifølge [^,.;]+"
    r"|according to [^,.;]+),"
)

# "Pilen og Stævnen": what is shorter is no clause of its own.
_FEWEST_WORDS = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word that says something, with where it starts in its sentence."""

    text: str
    stem: str
    start: int

    @property
    def concepts(self) -> frozenset[int]:
        """See `lexicon.concepts`."""
        return concepts(self.text)


@dataclass(frozen=True)
class Clause:
    """A clause of a sentence.

    Attributes:
        text: its words.
        sentence: the whole sentence.
        start: where the clause starts in it.
        words: those that say something, names among them.
        amounts: its numbers.
    """

    text: str
    sentence: str
    start: int
    words: tuple[Word, ...]
    amounts: tuple[Amount, ...]


@dataclass(frozen=True)
class Reading:
    """A text as it is compared: its sentences, their clauses."""

    text: str
    language: str

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences, dates spelt out."""
        text = _ASIDE.sub(lambda aside: f" {aside[0][1:-1]} ", spell_dates(self.text))
        return tuple(text[start:end] for start, end in sentence_bounds(text))

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses in order."""
        return tuple(clause for sentence in self.sentences for clause in _clauses(sentence, self.language))

    @cached_property
    def amounts(self) -> tuple[Amount, ...]:
        """The numbers of all clauses."""
        return tuple(amount for clause in self.clauses for amount in clause.amounts)

    @cached_property
    def derived(self) -> tuple[Amount, ...]:
        """What the numbers of each of its sentences come to."""
        return tuple(amount for sentence in self.sentences for amount in derived(sentence, self.language))


@lru_cache(maxsize=1024)
def read(text: str) -> Reading:
    """A text in its clauses; its language is that of its words."""
    text = unicodedata.normalize("NFC", " ".join(text.split()))
    return Reading(text, language_of(text))


def _clauses(sentence: str, language: str) -> list[Clause]:
    starts = [0]
    for match in _BREAK.finditer(sentence):
        if len(sentence[starts[-1] : match.start()].split()) >= _FEWEST_WORDS:
            starts.append(match.end())
    parts = [(start, sentence[start:end]) for start, end in zip(starts, [*starts[1:], len(sentence)], strict=True)]
    return [
        Clause(part, sentence, start, words_of(part, language, start), tuple(amounts(part, language)))
        for start, part in parts
        if part
    ]


def words_of(text: str, language: str, start: int = 0) -> tuple[Word, ...]:
    """The words that say something: no function words, numbers, hedges, or words that name a speaker's act.

    Args:
        text: a sentence, or a part of one.
        language: "da" or "en".
        start: where the part starts in the sentence.
    """
    skipped = [(each.start, each.end) for each in amounts(text, language)]
    skipped += [match.span() for pattern in (HEDGE, SPEAKING) for match in pattern.finditer(text)]
    found = []
    for match in _WORD.finditer(text):
        inside = any(first <= match.start() < end for first, end in skipped)
        stems = terms(match[0])
        if not inside and stems and match[0].lower() not in PLAIN:
            found.append(Word(match[0], "".join(stems), start + match.start()))
    return tuple(found)


def likeness(one: Word, other: Word) -> float:
    """How much of one word stands in another, 0 to 1: the stem, its beginning, or a part of a compound."""
    if one.stem == other.stem or one.concepts & other.concepts:
        return 1.0
    short, long = sorted((one.stem, other.stem), key=len)
    if len(short) >= 4 and long.startswith(short) or len(short) >= 3 and long.endswith(short):
        return 0.9
    common = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return 0.8 if common >= max(4, 0.6 * len(long)) else 0.0


def holds_word(clause: Clause, word: Word) -> bool:
    """Whether a word stands in a clause, in any form."""
    return any(likeness(word, other) == 1 for other in clause.words)


def overlap(words: Sequence[Word], others: Sequence[Word]) -> float:
    """The share of words that stand among others, each as far as it does."""
    if not words:
        return 0.0
    return sum(max((likeness(word, other) for other in others), default=0.0) for word in words) / len(words)
