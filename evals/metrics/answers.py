"""How good an answer is, by its cited quotes alone. No language model judges."""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

from evals.gold import Gold, Place
from evals.matching import fold
from evals.metrics.overlap import found_at, is_at
from evals.questions import Nugget

_MARKER = re.compile(r"\[\d+\]")
# Half of the vital nuggets make an answer acceptable.
_ACCEPTABLE = 0.5


class Truth(StrEnum):
    """How an answer ended, in the words of CRAG."""

    PERFECT = "perfect"
    ACCEPTABLE = "acceptable"
    MISSING = "missing"
    INCORRECT = "incorrect"


TRUTHFULNESS = {Truth.PERFECT: 1.0, Truth.ACCEPTABLE: 0.5, Truth.MISSING: 0.0, Truth.INCORRECT: -1.0}
"""What each is worth. Source: CRAG (Yang et al., NeurIPS 2024), with nuggets in place of graders."""


def is_verbatim(quote: str, page: str) -> bool:
    """Whether a quote stands on a page, after Unicode NFC, white space and hyphens left out; an empty one does not."""
    return next(fold(page).find_all(quote), None) is not None


def quote_fidelity(verbatim: Sequence[bool]) -> float | None:
    """The share of an answer's quotes that stand verbatim on the page they cite.

    Source: promise 1 of the design; the "quote accuracy" of extractive systems.

    Returns:
        0 to 1; None without quotes: an answer that quotes nothing is not faithful to anything.
    """
    return sum(verbatim) / len(verbatim) if verbatim else None


def citation_precision(cited: Sequence[Place], golds: Sequence[Gold], least_grade: int) -> float | None:
    """Gold-span precision: the share of the citations that are at a gold quote of at least a grade.

    Source: citation precision as in ALCE (Gao et al., EMNLP 2023), judged by place instead of by entailment. It is a
    lower bound: what the set's author did not find counts as wrong.

    Returns:
        0 to 1; None without citations or without gold quotes of any grade.
    """
    if not cited or not golds:
        return None
    wanted = [gold for gold in golds if gold.grade >= least_grade]
    return sum(any(is_at((place,), gold) for gold in wanted) for place in cited) / len(cited)


def citation_recall(cited: Sequence[Place], golds: Sequence[Gold], least_grade: int) -> float | None:
    """Gold-span recall: the share of the gold quotes of at least a grade of which half is cited.

    Returns:
        0 to 1; None where there is no such quote. 0 for an answer without citations.
    """
    wanted = [gold for gold in golds if gold.grade >= least_grade]
    if not wanted:
        return None
    return sum(found_at(gold, [(place,) for place in cited]) is not None for gold in wanted) / len(wanted)


def shows(nugget: Nugget, texts: Iterable[str]) -> bool:
    """Whether one of the texts, lower-cased and with single spaces, matches one of a nugget's expressions."""
    lowered = [" ".join(unicodedata.normalize("NFC", text).lower().split()) for text in texts]
    return any(re.search(pattern, text) for pattern in nugget.match for text in lowered)


def nugget_recall(nuggets: Sequence[Nugget], quotes: Sequence[str], *, only_vital: bool) -> float | None:
    """The share of the nuggets that an answer's cited quotes show.

    Source: strict vital recall and all recall of AutoNuggetizer (Pradeep et al., SIGIR 2025), with regular expressions
    in place of a language model, and inside cited quotes only: what is said without a source does not count.

    Args:
        nuggets: the question's.
        quotes: the cited words, one text a statement.
        only_vital: leave out those that are not vital.

    Returns:
        0 to 1; None where there is no such nugget.
    """
    wanted = [nugget for nugget in nuggets if nugget.vital or not only_vital]
    return sum(shows(nugget, quotes) for nugget in wanted) / len(wanted) if wanted else None


def count_words(text: str) -> int:
    """How many words of an answer there are to read: runs without white space that hold a letter or a digit.

    The [1] markers do not count; the names of reports above the statements do.
    """
    return sum(any(letter.isalnum() for letter in word) for word in _MARKER.sub(" ", text).split())


def cites_forbidden(cited: Iterable[str], forbidden: Collection[str]) -> float | None:
    """1 where an answer cites a report that a right answer does not cite, else 0; None where none is forbidden."""
    return float(any(report in forbidden for report in cited)) if forbidden else None


def says_forbidden(text: str, forbidden: Sequence[str]) -> float | None:
    """1 where an answer, lower-cased, holds words that a right one does not, else 0; None where none are forbidden."""
    lowered = unicodedata.normalize("NFC", text).lower()
    return float(any(unicodedata.normalize("NFC", words) in lowered for words in forbidden)) if forbidden else None


def truth(answered: bool, answerable: bool, vital_recall: float | None) -> Truth | None:
    """How an answer ended: all vital nuggets, at least half of them, abstained, or anything else.

    Any answer to an unanswerable question is incorrect; abstaining is "missing", there as elsewhere: as in CRAG it
    costs nothing and earns nothing.

    Returns:
        None for an answer to an answerable question without vital nuggets, of which nothing can be said.
    """
    if not answered:
        return Truth.MISSING
    if not answerable:
        return Truth.INCORRECT
    if vital_recall is None:
        return None
    if vital_recall == 1:
        return Truth.PERFECT
    return Truth.ACCEPTABLE if vital_recall >= _ACCEPTABLE else Truth.INCORRECT
