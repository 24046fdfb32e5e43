"""A question understood: its language, what it goes on with, and which reports it asks."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import Protocol

from assistant.names import names_in
from assistant.records import Filters, Turn
from assistant.scope import Scope, read_scope
from corpus.language import language_of
from corpus.records import Report
from index.keywords import terms

# Longer questions are cut for the search: as many as the page takes, some 250 tokens of ordinary words, and a second
# of the engine's time, which grows with every token.
_SEARCHED_CHARACTERS = 1000

# How a question begins that goes on with the one before it.
_GOES_ON = re.compile(
    r"(?i)\s*(?:(?:og|men|også|and|but|also)\b|(?:hvad|hvordan|how|what)\s+(?:med|så med|about)\b|(?:hvorfor|why)\s*\?)"
)
# Words that stand for something said before; "det", "de" and "that" do so only where no noun follows.
_STANDS_FOR = re.compile(
    r"(?i)\b(?:den|dem|deres|dette|disse|så|it|they|them|their|those|these|then)\b|\b(?:det|de|that)\b(?=\W*$)"
    r"|\b(?:de|det)\b(?=\s+(?:typisk|også|så|selv|ikke|nu|da|mon|om|i|på|for|med|fra|til|hos|året)\b)"
)
# A question this short that holds such a word says too little alone.
_SHORT_WORDS = 6
# Somebody not named in the question, and a year counted from one that it does not name.
_SOMEBODY = re.compile(r"(?i)\b(?:han|hun|ham|hans|hendes|he|she|him|his|her)\b")
_COUNTED = re.compile(r"(?i)\båret (?:før|efter)\b|\bthe (?:year before|year after|previous year|following year)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# With fewer words of its own a question has no subject.
_FEWEST_TERMS = 2


class Vocabulary(Protocol):
    """The words of the reports."""

    def spelt(self, text: str) -> str:
        """A question in their letters."""

    def called_instead(self, text: str, language: str) -> Sequence[str]:
        """What they call those words of a question in "da" or "en" that they do not have."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the search and the answer need it.

    Attributes:
        words: as it was asked.
        read: as it is understood, in the letters of the reports.
        language: "da" or "en".
        searched: what is searched for: the question, after those that it goes on with, and before what the reports call
            those words of it that they do not have.
        scope: which reports it asks.
        instead: what the reports call those words.
    """

    words: str
    read: str
    language: str
    searched: str
    scope: Scope
    instead: tuple[str, ...] = ()


def understand(
    words: str,
    history: Sequence[Turn],
    reports: Sequence[Report],
    filters: Filters,
    *,
    read_filters: bool = True,
    ignored: Collection[str] = (),
    condensed: str = "",
    vocabulary: Vocabulary | None = None,
) -> Question:
    """Understand a question.

    Args:
        words: as it was asked.
        history: the conversation so far, oldest first.
        reports: those in the index.
        filters: those that a user has set.
        read_filters: whether years, organisations and kinds in the words become filters.
        ignored: those that do not.
        condensed: a follow-up as somebody made it whole; empty takes the questions one after the other.
        vocabulary: the reports' words; None takes the question's as they are.
    """
    words = _encodable(words)
    spell = vocabulary.spelt if vocabulary else str
    read = spell(words)
    asked = read[:_SEARCHED_CHARACTERS]
    earlier = [spell(each) for each in goes_on_with(asked, history)]
    # The end is kept: in a long conversation the question itself must not be what is cut.
    whole = (condensed or " ".join((*reversed(earlier), asked)))[-_SEARCHED_CHARACTERS:]
    scope = read_scope(asked, earlier, reports, filters, ignored) if read_filters else Scope(filters)
    language = language_in(read, history)
    subject = scope.subject(_encodable(whole))
    instead = tuple(vocabulary.called_instead(subject, language)) if vocabulary else ()
    return Question(words, read, language, " ".join((subject, *instead)), scope, instead)


def language_in(question: str, history: Sequence[Turn], otherwise: str = "da") -> str:
    """The language of a question's own words, "da" or "en"; where they do not tell, that of the questions before it.

    Args:
        question: as it was asked.
        history: the conversation so far, oldest first.
        otherwise: the language where none of them tells.
    """
    asked = (turn.content for turn in history if turn.role == "user")
    return reduce(lambda before, words: language_of(words, before), (*asked, question), otherwise)


def goes_on_with(question: str, history: Sequence[Turn]) -> tuple[str, ...]:
    """The questions before a follow-up, newest first, back to one that says enough alone; empty where it does itself.

    Args:
        question: as it was asked.
        history: the conversation so far, oldest first.
    """
    earlier: list[str] = []
    before = (turn.content for turn in reversed(history) if turn.role == "user")
    newest = question if question.strip() else None
    while newest and _says_too_little(newest) and (newest := next(before, None)):
        earlier.append(newest)
    return tuple(earlier)


def _encodable(words: str) -> str:
    """The words with a question mark for half characters, which come from broken input and cannot be written out."""
    return words.encode(errors="replace").decode()


def _says_too_little(question: str) -> bool:
    if _GOES_ON.match(question) or len(terms(question)) < _FEWEST_TERMS:
        return True
    if _COUNTED.search(question) and not _YEAR.search(question):
        return True
    is_short = len(question.split()) <= _SHORT_WORDS
    return bool((is_short and _STANDS_FOR.search(question)) or (_SOMEBODY.search(question) and not names_in(question)))
