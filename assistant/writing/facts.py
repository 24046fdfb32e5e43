"""Whether the numbers and names of a sentence stand in its passages, and with the same words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from assistant.writing.amounts import Amount
from assistant.writing.classes import CLOSED
from assistant.writing.clauses import Clause, Reading, Word, overlap
from assistant.writing.comparison import CAPITAL, Comparison, own_words
from assistant.writing.findings import Fault, Finding

# A number belongs to other words where theirs are that much nearer.
_NEARER = 0.2
_OUT_OF = re.compile(r"(?i)\s*(?:ud\s+)?(?:af|of|in|out\s+of)\s+(?:de\s+|the\s+)?")


def numbers(comparison: Comparison) -> Iterator[Finding]:
    """Numbers that stand nowhere in the passages, or with other words there."""
    known = [each for reading in comparison.readings for each in reading.amounts]
    derived = [each for reading in comparison.readings for each in reading.derived]
    ratios = _ratios(comparison.written, known)
    years = {source.year for source in comparison.sources}
    for clause in comparison.written.clauses:
        for amount in clause.amounts:
            same = [each for each in known if amount.equals(each)]
            if not same and (amount in ratios or any(amount.is_about(each) for each in known)):
                continue
            if amount.is_year and amount.value in years and not (same or _other_year(clause, comparison)):
                continue
            if (
                not same
                and not any(amount.equals(each) for each in derived)
                or same
                and _belongs_elsewhere(amount, clause, comparison)
            ):
                yield Finding(Fault.NUMBER, amount.words)


def _ratios(written: Reading, known: Sequence[Amount]) -> list[Amount]:
    """Numbers of a sentence that say together what the passages say as a share: "one in four" of 25 percent."""
    found: list[Amount] = []
    for clause in written.clauses:
        for one, other in pairwise(clause.amounts):
            share = Amount(100 * one.value / (other.value or 1), True, one.words, one.start, other.end)
            if _OUT_OF.fullmatch(clause.text[one.end : other.start]) and any(map(share.equals, known)):
                found += [one, other]
    return found


def _other_year(clause: Clause, comparison: Comparison) -> bool:
    best = comparison.best(clause)
    return bool(best and any(each.is_year for each in best[1].amounts))


def _belongs_elsewhere(amount: Amount, clause: Clause, comparison: Comparison) -> bool:
    """Whether the number stands in the passages with another number, or other words, than it is written with."""
    if amount.is_share:
        return False
    beside = [each for each in clause.amounts if each is not amount]
    with_it = [(i, other) for i, other in comparison.clauses if _hold(other, amount)]
    if any(_hold(other, each) for _, other in with_it for each in beside):
        return False
    if amount.is_year:
        known = [each for reading in comparison.readings for each in reading.amounts]
        counts = [each for each in beside if not each.is_year and any(map(each.equals, known))]
        return bool(counts) and all(_is_of_another(other, counts, comparison) for _, other in with_it)
    words = own_words(clause.words, comparison.organisations)
    # What is said of "them" is said of what stands before; that must not speak for another number.
    mine = [[*_spoken_of(i, other, comparison), *comparison.said_before(i, other)] for i, other in with_it]
    where = {i for i, _ in with_it}
    theirs = [
        other.words
        for i, other in comparison.clauses
        if i in where and any(_is_rival(each, amount, clause) for each in other.amounts)
    ]
    return _most(words, theirs) > _most(words, mine) + _NEARER


def _spoken_of(source: int, clause: Clause, comparison: Comparison) -> list[Word]:
    """The words of a clause, and of the rest of its sentence where it has hardly any ("and Elmhurst 31")."""
    if len(clause.words) > 1:
        return list(clause.words)
    same = [each for each in comparison.readings[source].clauses if each.sentence == clause.sentence]
    return [word for each in same for word in each.words]


def _most(words: Sequence[Word], others: Iterable[Sequence[Word]]) -> float:
    return max((overlap(words, each) for each in others), default=0.0)


def _is_rival(each: Amount, amount: Amount, clause: Clause) -> bool:
    return _is_count(each) and not each.equals(amount) and not _hold(clause, each)


def _is_of_another(year: Clause, counts: Sequence[Amount], comparison: Comparison) -> bool:
    """Whether the clause with a year has a count of its own, and is not what begins the sentence of one of these."""
    clauses = [other for _, other in comparison.clauses]
    after = [other for other in clauses[clauses.index(year) + 1 :] if other.sentence == year.sentence]
    has_another = any(not each.is_year for each in year.amounts)
    return has_another and not any(_hold(other, each) for other in after for each in counts)


def _is_count(amount: Amount) -> bool:
    return not amount.is_share and not amount.is_year


def _hold(clause: Clause, amount: Amount) -> bool:
    return any(each.equals(amount) for each in clause.amounts)


def names(comparison: Comparison) -> Iterator[Finding]:
    """Names that stand nowhere in the passages, and months, days and languages that do not."""
    text = " ".join([*(reading.text for reading in comparison.readings), *comparison.organisations]).lower()
    for match in CAPITAL.finditer(comparison.written.text):
        name = match[0].lower()
        is_closed = any(pattern.fullmatch(name) for pattern in CLOSED)
        is_known = all(part.removesuffix("s").rstrip("'’") in text for part in name.split("-"))
        if not is_closed and not is_known:
            yield Finding(Fault.NAME, match[0])
    for pattern in CLOSED:
        said = pattern.search(_without_durations(comparison.written))
        if said and not any(pattern.search(" ".join(reading.sentences)) for reading in comparison.readings):
            yield Finding(Fault.NAME, said[0])


def _without_durations(reading: Reading) -> str:
    """The text without counted units of time, which are compared as numbers, and without what only may be a month."""
    text = re.sub(r"\bmay\b|(?i:\bi\s+dag\b)", " ", " ".join(reading.sentences))
    return re.sub(r"(?i)(\d+|\w+)\s+(days?|dage|uger|weeks?|måneder|months?)\b", " ", text)
