"""Is there an answer here? How sure it is that the reports answer a question."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.expectation import is_held
from assistant.names import names_in
from assistant.question import Question
from corpus.language import language_of
from index.keywords import terms
from index.odds import chance, log_odds
from index.records import SearchResult
from index.search import Index


@dataclass(frozen=True, slots=True)
class _Weights:
    """Of a logistic regression: what each piece of evidence adds to the log-odds that there is an answer.

    Attributes:
        holds: the best sentence holds what was asked for: a number, a date, a name.
        known: the reports know all of the question's words, in letters or in meaning.
        in_english: the words of an English question are no evidence about Danish reports; this stands in for them.
        unknown_name: the question names somebody whom no report mentions.
        constant: added always.
        passage: how well the taught reader matches the question in the whole passage of the best sentence.
        answerability: the log-odds that this reader gives.
    """

    holds: float
    known: float
    in_english: float
    unknown_name: float
    constant: float
    passage: float = 0.0
    answerability: float = 0.0


# What `make confidence` fits: on the sample reports' questions, on the 1,896 of the field that the reader was not
# taught, asked of an index of its 68 reports, on 320 of other fields asked of the sample reports, which hardly answer
# them, and on 141 such as "Hvad siger leverandørerne om skak?", of which the samples answer 60; answerable and
# unanswerable ones weighing the same. The constant was then raised by .8, until one answerable question in twelve of
# that field is turned down, and one in thirty-five of the samples'. What a case or a table says in few words is made
# known by its passage: without `passage` the share of right orders (AUROC) falls from .98 to .94 and from .93 to .90 on
# two sets about other reports, and without `answerability` from .98 to .96 and from .93 to .89 on two.
_WITH_READER = _Weights(0.71, 2.88, 2.57, -4.47, -6.36, passage=8.71, answerability=0.7)
# Another model than the default one has no reader.
_WITHOUT_READER = _Weights(1.7, 1.0, 0.6, -3.0, -1.8)

_WORD = re.compile(r"\w+")
# Words with which one asks; whether the reports use them says nothing of the subject.
_ASKING = frozenset(
    terms(
        "beskriv beskriver beskrives beskrevet eksempel eksempler fandtes findes foregår forklar forklares forskel "
        "forskelle forskellen fortæl fortæller fremgår giv gælder handler hedder holdning holdningen hænder koster "
        "lyder mener menes nævn nævner nævnes nævnt omtaler omtales omtalt oplyser oplyses opsummer peger sagt "
        "sammenlign siges skrev skriver skrives skrevet sket sker skyldes spiller syn synet synes tales udvikler "
        "udviklet udviklingen uddyb viser vurderer vurderes ændret ændrer "
        "change changed compare describe mention mentions view write writes"
    )
)

# How well the reader matches a word that the reports do not mean, and one whose meaning is there in other words: in
# reports on employment "epilepsi" .40 at the best, "bange" .46 where they speak of fear.
_UNRELATED, _MEANT = 0.4, 0.55

# What of a word is known where only its ending is not, as in "anbefalede" beside "anbefaler".
_INFLECTED = 0.75

NEAR = 0.5
"""The confidence from which on the reports are taken to answer."""

SURE = 0.95
"""The confidence from which on it matters little which of the question's words they do not use."""


def confidence(question: Question, found: SearchResult, index: Index) -> float:
    """How sure it is that the reports answer a question.

    Args:
        question: what was searched for.
        found: what the search found.
        index: where it searched.

    Returns:
        0 to 1; 0.5 at the threshold, 0 where nothing was found.
    """
    if not found.sentences:
        return 0.0
    weights = _WITH_READER if found.evidence else _WITHOUT_READER
    return chance(
        weights.constant + sum(getattr(weights, name) * sign for name, sign in signs(question, found, index).items())
    )


def signs(question: Question, found: SearchResult, index: Index) -> dict[str, float]:
    """What speaks for an answer, as `_Weights` names it; the same arguments, but something must have been found."""
    matches = found.evidence.word_matches if found.evidence else ()
    is_danish = language_of(question.read) == "da"
    evidence = {
        "holds": float(is_held(question.read, found.sentences[0].sentence.text)),
        "known": _familiarity(question.searched, matches, index) if is_danish else 0.0,
        "in_english": float(not is_danish),
        "unknown_name": float(_names_what_is_unknown(question, index)),
    }
    if found.evidence:
        evidence["answerability"] = log_odds(found.evidence.answerability)
        evidence["passage"] = found.evidence.passage_match
    return evidence


def _familiarity(words: str, matches: Sequence[float], index: Index) -> float:
    """How much of the question's words the reports know, in letters or in meaning, 0 to 1; numbers are left out.

    The rarer a word, the more it counts: one that no report has is what the question is about.
    """
    asked = words.split()
    unread = len(asked) - len(matches)  # of a long question the reader takes the last words
    known = [
        (max(index.familiarity(stem), _meant(match)), (index.rarity(stem) or 1.0) ** 2)
        for word, match in zip(asked, [*[0.0] * unread, *matches], strict=True)
        for stem in terms(word)
        if stem.isalpha() and stem not in _ASKING
    ]
    return sum(share * weight for share, weight in known) / sum(weight for _, weight in known) if known else 1.0


def _meant(match: float) -> float:
    """How much of a word is known by its meaning, 0 to 1, by how well it is matched."""
    return min(max((match - _UNRELATED) / (_MEANT - _UNRELATED), 0.0), 1.0)


def unknown_words(question: Question, index: Index) -> tuple[str, ...]:
    """The question's own words that no report knows, as they are written there; none of an English question's.

    Other inflections of their words are left out, and so are numbers and years: where they matter, they narrow what is
    searched.
    """
    if language_of(question.read) != "da":
        return ()
    words: dict[str, str] = {}
    for word in _WORD.findall(unicodedata.normalize("NFC", question.read)):
        if word.isalpha() and (stems := terms(word)) and all(_is_unknown(stem, index) for stem in stems):
            words.setdefault(word.lower(), word)
    return tuple(words.values())


def _is_unknown(stem: str, index: Index) -> bool:
    return stem not in _ASKING and index.familiarity(stem) < _INFLECTED


def _names_what_is_unknown(question: Question, index: Index) -> bool:
    """Whether the question names somebody or some place that no report mentions: an answer would be about others."""
    if question.scope.filters.source == "question" or question.scope.mentions:
        return False  # the name is an organisation's, perhaps not quite spelt
    unknown = {stem for name in names_in(question.read) for stem in terms(name) if not index.knows(stem)}
    if not unknown:
        return False
    return not unknown <= set(terms(" ".join(f"{each.organisation} {each.title}" for each in index.reports())))
