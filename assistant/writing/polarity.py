"""Whether a sentence denies what its passages say, or says the opposite."""

import re
from collections.abc import Iterator, Sequence

from assistant.writing import lexicon
from assistant.writing.clauses import Clause, Word, holds_word, likeness, words_of
from assistant.writing.comparison import Comparison
from assistant.writing.findings import Fault, Finding
from assistant.writing.opposites import OPPOSITES
from corpus.language import language_of

# So much less like a clause than the best one may be what turns it round, and what confirms it.
_OPPOSED, _CONFIRMED = 0.2, 0.25
_COMPARATIVE = re.compile(r"(?i)\b(?:\w+ere|\w{3,}er|more|less|mere|mindre)$")
_SUPERLATIVE = re.compile(r"(?i)\b(?:\w{2,}este?|størst|mindst|bedst|værst|most|least|best|worst)\b")
_NO_MORE = re.compile(
    r"(?i)\b(?:ikke|ingen|not?|never|aldrig)\b.*\b(?:\w+ere|lower|higher|fewer|more|less|mere|mindre|better|worse)\b"
)
_RELATIVE_NEGATION = re.compile(
    r"(?i)\b(?:der|som|who|which|that)\s+(?:\w+\s+){0,2}(?:ikke|not|ingen|no|aldrig|never)\b"
)


def polarity(comparison: Comparison) -> Iterator[Finding]:
    """Clauses that deny what the passages say, or say the opposite."""
    for clause in comparison.written.clauses:
        found = [_compare(clause, other, comparison) for _, other in comparison.alike(clause)]
        faults = [fault for fault in found if fault and fault.fault == Fault.NEGATION]
        is_denied = bool(faults) and len(faults) == len(found) and not _is_denied_there(clause, comparison)
        if is_denied and not _is_rest(clause, comparison):
            yield faults[0]
        elif denied := _denied_word(clause, comparison):
            yield Finding(Fault.NEGATION, denied)
        yield from _opposites(clause, comparison)


def _opposites(clause: Clause, comparison: Comparison) -> Iterator[Finding]:
    """What a clause turns round of one that is like it, where none says it as it does."""
    siblings = [each for each in comparison.written.clauses if each.sentence == clause.sentence]
    counted = [other for _, other in comparison.clauses if _shares_a_count(clause, other)]
    for other in dict.fromkeys([*(each for _, each in comparison.alike(clause, almost=_OPPOSED)), *counted]):
        fault = _compare(clause, other, comparison)
        if fault and fault.fault == Fault.OPPOSITE and not _is_said_elsewhere(clause, fault, comparison):
            confirming = [each for _, each in comparison.alike(clause, almost=_CONFIRMED)]
            # What stands beside a sibling without the word may speak for it: "parents are least glad of" something.
            best = [comparison.best(each) for each in siblings if not _says(each.text, fault.words)]
            confirming += [each[1] for each in best if each]
            if not any(_says(each.text, fault.words) for each in confirming):
                yield fault


def _shares_a_count(clause: Clause, other: Clause) -> bool:
    return any(each.equals(its) for each in clause.amounts for its in other.amounts if not each.is_year)


def _says(text: str, word: str) -> bool:
    """Whether a text has a word, or another of the same side of its opposites."""
    is_one_side = any(side.search(word) and side.search(text) for sides in OPPOSITES for side in sides)
    return is_one_side and not _turned(word, text)


def _denied_word(clause: Clause, comparison: Comparison) -> str:
    """What the passages only deny, and a clause does not; empty where there is no such word."""
    unclear = (lexicon.LACKING, lexicon.UNSURE, lexicon.HEDGE)
    if lexicon.denials(clause.sentence) or any(each.search(clause.sentence) for each in unclear):
        return ""
    denying = [other for _, other in comparison.alike(clause, almost=_OPPOSED) if len(lexicon.denials(other.text)) % 2]
    for other in denying:
        denial = lexicon.NEGATION.search(other.text)
        after = [word for word in other.words if denial and word.start - other.start > denial.start()]
        denied = next(iter(after or other.words[-1:]), None)
        others = [each for _, each in comparison.clauses if not lexicon.denials(each.text)]
        if denial and denied and not _RELATIVE_NEGATION.search(other.text) and _stands(denied, clause.words):
            is_turned = bool(_turned(clause.text, other.text)) or _is_rest(clause, comparison)
            if not is_turned and not any(_stands(denied, each.words) for each in others):
                return denial[0]
    return ""


def _compare(clause: Clause, other: Clause, comparison: Comparison) -> Finding | None:
    """Where a clause says against another what also those beside it do not make good."""
    return contradiction(clause.text, other) and contradiction(_beside(clause, other, comparison), other)


def _beside(clause: Clause, other: Clause, comparison: Comparison) -> str:
    """A clause with those of its sentence that come from the same clause."""
    same = [each for each in comparison.written.clauses if each.sentence == clause.sentence]
    return " ".join(each.text for each in same if each == clause or (comparison.best(each) or (0, None))[1] == other)


def _is_said_elsewhere(clause: Clause, fault: Finding, comparison: Comparison) -> bool:
    """Whether an opposite stands beside a word that the clauses like it lack ("rarely by adverts")."""
    alike = [other for _, other in comparison.alike(clause)]
    lacking = [word for word in clause.words if not any(holds_word(other, word) for other in alike)]
    return fault.fault == Fault.OPPOSITE and any(
        re.search(rf"(?i)\b{re.escape(fault.words)}\b", other.text) and any(holds_word(other, word) for word in lacking)
        for _, other in comparison.clauses
    )


def _is_denied_there(clause: Clause, comparison: Comparison) -> bool:
    """Whether what a clause denies first is denied in the passages too, be it where they say less of the rest."""
    denial = lexicon.NEGATION.search(clause.text)
    denied = next((word for word in clause.words if denial and word.start - clause.start > denial.start()), None)
    return bool(denied) and any(
        lexicon.NEGATION.search(other.text) and holds_word(other, denied) for _, other in comparison.clauses if denied
    )


def _is_rest(clause: Clause, comparison: Comparison) -> bool:
    """Whether a clause gives the number of those of whom the passages say the opposite: "15 of 96 did not finish"."""
    known = [each for reading in comparison.readings for each in reading.amounts]
    return any(not any(map(each.equals, known)) for each in clause.amounts)


def contradiction(written: str, other: Clause) -> Finding | None:
    """Where one of two clauses that say the same denies it or says the opposite, but not both."""
    source = other.text
    denials = [lexicon.denials(text) for text in (written, source)]
    lacking = [len(lexicon.LACKING.findall(text)) for text in (written, source)]
    of_whom = [len(_RELATIVE_NEGATION.findall(text)) for text in (written, source)]
    instead = [len(lexicon.RATHER.findall(text)) for text in (written, source)]
    odd = len(denials[0]) - len(denials[1])
    # "Those who do not start" are the rest, and the clause says nothing against them; "rather than" is "and not".
    said = [(0, 0), of_whom, (instead[1], instead[0]), (lacking[1], lacking[0])]
    # "No lower since" is the lowest.
    is_extreme = any(
        _SUPERLATIVE.search(one) and _NO_MORE.search(other) for one, other in ((written, source), (source, written))
    )
    is_denied = not is_extreme and all((odd - mine + its) % 2 for mine, its in said)
    turned = _turned(written, source)
    if _is_exchanged(written, other.sentence):  # "fewer B than A" is "more A than B"
        turned = "" if turned else " ".join(lexicon.RATHER.findall(written))
    if turned and not is_denied:
        return Finding(Fault.OPPOSITE, turned)
    if is_denied and not turned:
        return Finding(Fault.NEGATION, (denials[0] or denials[1])[0])
    return None


def _turned(written: str, source: str) -> str:
    """The words of a clause whose opposites the other has in their place; empty where two make up for each other."""
    found: dict[str, str] = {}
    for sides in OPPOSITES:
        mine = [side.search(written) for side in sides]
        its = [side.search(source) for side in sides]
        for here, there in ((0, 1), (1, 0)):
            said, instead = mine[here], its[there]
            if said and instead and not mine[there] and not its[here]:
                found[said[0]] = instead[0]
    is_even = min(len(found), len(set(found.values()))) % 2 == 0
    # "Attendance rose" is "absence fell"; but "more and shorter" is not "fewer and longer".
    return "" if is_even and not all(_COMPARATIVE.search(word) for word in found) else next(iter(found), "")


def _is_exchanged(written: str, source: str) -> bool:
    """Whether each of the two that a clause compares stands in the other's place."""
    sides = [_compared(text) for text in (written, source)]
    if not (sides[0] and sides[1]):
        return False
    (mine, other), (its, its_other) = (
        tuple(words_of(part, language_of(part)) for part in pair) for pair in sides if pair
    )
    return _only_in(mine, its_other, its) and _only_in(other, its, its_other)


def _only_in(words: Sequence[Word], these: Sequence[Word], not_these: Sequence[Word]) -> bool:
    """Whether one of the words stands among some, and not among others."""
    return any(_stands(word, these) and not _stands(word, not_these) for word in words)


def _stands(word: Word, others: Sequence[Word]) -> bool:
    return any(likeness(word, other) == 1 and not _turned(word.text, other.text) for other in others)


def _compared(sentence: str) -> tuple[str, str] | None:
    """The two that a sentence compares."""
    than = lexicon.RATHER.search(sentence)
    if than and than[0].lower().startswith("prefer"):
        first, _, second = sentence[than.start() :].partition(" to ")
        return first, second
    return (sentence[: than.start()], sentence[than.end() :]) if than else None
