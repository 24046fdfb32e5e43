"""Whether the numbers of a sentence stand to each other, and to what they count, as in its passages."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from assistant.writing.amounts import Amount, amounts
from assistant.writing.clauses import Clause, Reading, Word, likeness
from assistant.writing.comparison import Comparison
from assistant.writing.findings import Fault, Finding

# "14 af de 17": a part of a whole.
_PART_OF = re.compile(r"(?i)\s+(?:ud\s+)?(?:af|of)\s+(?:(?:de|dem|vores|the|our)\s+)?")
# "fra 16 dage til 9", and "9 dage mod 16 dage året før", which is the same.
_FROM = re.compile(r"(?i)\b(?:fra|from)\s+(?:\w+\s+)?$")
_TO = re.compile(r"(?i)\s*(?:\S+\s+){0,3}(?:til|to)\s+(?:\w+\s+)?")
_VERSUS = r"\b(?:mod|compared\s+(?:with|to)|against)\b"
_AGAINST = re.compile(rf"(?i){_VERSUS}([^,;]*)")
_AGAINST_BETWEEN = re.compile(rf"(?i)\s*(?:\S+\s+){{0,4}}{_VERSUS}\s+(?:\w+\s+){{0,3}}")
_SAYING = re.compile(r"(?!\d)\w{3,}|\b\d{4}\b")
_OF_THEM = re.compile(r"(?i)\s+(?:af\s+dem|of\s+them)\b")
# What is counted stands among so many words behind its number.
_COUNTED_WORDS = 2


def relations(comparison: Comparison) -> Iterator[Finding]:
    """Parts greater than their whole, changes turned round, numbers of what they do not count, and other times'."""
    for sentence in comparison.written.sentences:
        found = amounts(sentence, comparison.written.language)
        for one, other in pairwise(found):
            between = sentence[one.end : other.start]
            if one.is_share == other.is_share and one.value > other.value and _PART_OF.fullmatch(between):
                yield Finding(Fault.NUMBER, f"{one.words}{between}{other.words}")
        yield from _turned_changes(sentence, comparison)
        yield from _contrasted(sentence, found, comparison)
    for clause in comparison.written.clauses:
        yield from _of_others(clause, comparison)


def _turned_changes(sentence: str, comparison: Comparison) -> Iterator[Finding]:
    known = [
        change for reading in comparison.readings for text in reading.sentences for change in _changes(text, reading)
    ]
    for before, after in _changes(sentence, comparison.written):
        same = [(one.equals(before), other.equals(after)) for one, other in known]
        turned = [(one.equals(after), other.equals(before)) for one, other in known]
        if (True, True) in turned and (True, True) not in same:
            yield Finding(Fault.OPPOSITE, f"{before.words} … {after.words}")


def _changes(sentence: str, reading: Reading) -> list[tuple[Amount, Amount]]:
    """What a sentence says to have been before, and after."""
    found = []
    for one, other in pairwise(amounts(sentence, reading.language)):
        between = sentence[one.end : other.start]
        if _FROM.search(sentence[: one.start]) and _TO.fullmatch(between):
            found.append((one, other))
        elif _AGAINST_BETWEEN.fullmatch(between):
            found.append((other, one))
    return found


def _contrasted(sentence: str, found: Sequence[Amount], comparison: Comparison) -> Iterator[Finding]:
    """Numbers that the passages set another against, and that stand here without it and without their time."""
    if len(found) != 1:
        return
    (amount,) = found
    said = set(_SAYING.findall(sentence.lower()))
    sources = [text for reading in comparison.readings for text in reading.sentences if _holds(text, amount)]
    tails = [_against(text, amount) for text in sources]
    if tails and all(tail is not None and not tail & said for tail in tails):
        yield Finding(Fault.NUMBER, amount.words)


def _against(text: str, amount: Amount) -> set[str] | None:
    """The words that only stand with a number behind "against"; None where it does not stand there alone."""
    match = _AGAINST.search(text)
    if match is None or _holds(text[: match.start()], amount) or not _holds(text[match.start() :], amount):
        return None
    return set(_SAYING.findall(match[1].lower())) - set(_SAYING.findall(text[: match.start()].lower()))


def _holds(text: str, amount: Amount) -> bool:
    return any(amount.equals(each) for language in ("da", "en") for each in amounts(text, language))


def _of_others(clause: Clause, comparison: Comparison) -> Iterator[Finding]:
    """Numbers said of what the passages give another number of."""
    theirs = [
        (i, each, _counted(each, other) + _meant_by_them(each, i, other, comparison))
        for i, other in comparison.clauses
        for each in other.amounts
    ]
    for amount in clause.amounts:
        mine = _counted(amount, clause)
        homes = [words for _, each, words in theirs if each.equals(amount)]
        where = {i for i, each, _ in theirs if each.equals(amount)}
        rivals = [words for i, each, words in theirs if i in where and not (each.equals(amount) or each.is_year)]
        if mine and homes and all(homes) and not _alike(mine, homes) and _alike(mine, rivals):
            yield Finding(Fault.NUMBER, amount.words)


def _counted(amount: Amount, clause: Clause) -> list[Word]:
    """The words behind a number, up to the next one."""
    next_one = min((each.start for each in clause.amounts if each.start > amount.start), default=len(clause.text))
    behind = [word for word in clause.words if amount.end <= word.start - clause.start < next_one]
    return [] if amount.is_year or amount.is_share else behind[:_COUNTED_WORDS]


def _meant_by_them(amount: Amount, source: int, clause: Clause, comparison: Comparison) -> list[Word]:
    """What "them" in "four of them" may be."""
    return comparison.said_before(source, clause) if _OF_THEM.match(clause.text, amount.end) else []


def _alike(words: Sequence[Word], others: Sequence[Sequence[Word]]) -> bool:
    return any(likeness(word, other) == 1 for each in others for word in words for other in each)
