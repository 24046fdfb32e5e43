"""Whether a sentence claims what its passages claim: denied or not, of as many, and as surely."""

import re
from collections.abc import Iterator, Sequence

from assistant.writing import lexicon
from assistant.writing.clauses import Clause, Reading, Word, likeness, overlap, words_of
from assistant.writing.comparison import Comparison, own_words
from assistant.writing.findings import Fault, Finding
from corpus.language import language_of

# What a clause says is turned round by one that is so little less like it; it is confirmed by one that is so little less.
_OPPOSED, _CONFIRMED = 0.2, 0.25
# So many words' worth of a sentence may stand nowhere in the passages.
_ADDED = 0.95
# What one word counts at the most, for the reader may be unsure of it; and one that says little.
_MISSING, _COMMON = 0.8, 0.25
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
    is_one_side = any(side.search(word) and side.search(text) for sides in lexicon.OPPOSITES for side in sides)
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
    """Whether an opposite stands beside a word of the clause that those which are like it lack ("rarely by adverts")."""
    alike = [other for _, other in comparison.alike(clause)]
    lacking = [word for word in clause.words if not any(_holds_word(other, word) for other in alike)]
    return fault.fault == Fault.OPPOSITE and any(
        re.search(rf"(?i)\b{re.escape(fault.words)}\b", other.text)
        and any(_holds_word(other, word) for word in lacking)
        for _, other in comparison.clauses
    )


def _is_denied_there(clause: Clause, comparison: Comparison) -> bool:
    """Whether what a clause denies first is denied in the passages too, be it where they say less of the rest."""
    denial = lexicon.NEGATION.search(clause.text)
    denied = next((word for word in clause.words if denial and word.start - clause.start > denial.start()), None)
    return bool(denied) and any(
        lexicon.NEGATION.search(other.text) and _holds_word(other, denied) for _, other in comparison.clauses if denied
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
    for sides in lexicon.OPPOSITES:
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


def quantities(comparison: Comparison) -> Iterator[Finding]:
    """Clauses that say of all what the passages say of some."""
    for clause in comparison.written.clauses:
        best = comparison.best(clause)
        said = lexicon.UNIVERSAL.search(lexicon.NOT_ALL.sub(" ", clause.text))
        if said and not any(_says_all(reading.text) for reading in comparison.readings):
            yield Finding(Fault.QUANTITY, said[0])
        elif best and not lexicon.NONE.search(best[1].text) and lexicon.NONE.search(clause.text):
            if lexicon.NEGATION.search(best[1].text) and (some := lexicon.SOME.search(best[1].text)):
                yield Finding(Fault.QUANTITY, some[0])
        elif (only := lexicon.ONLY.search(clause.text)) and not any(map(_leaves_out, comparison.readings)):
            yield Finding(Fault.QUANTITY, only[0])
        elif best and (most := lexicon.MOST.search(clause.text)) and _are_some(best[1]):
            yield Finding(Fault.QUANTITY, most[0])


def _says_all(text: str) -> bool:
    """Whether a text speaks of all, be it that none of them does the opposite."""
    return bool(lexicon.UNIVERSAL.search(text) or re.search(r"(?i)\b(?:ingen|none)\s+(?:af|of)\b", text))


def _leaves_out(reading: Reading) -> bool:
    return any(each.search(reading.text) for each in (lexicon.ONLY, lexicon.NEGATION, lexicon.RATHER, lexicon.CONTRAST))


def _are_some(clause: Clause) -> bool:
    return bool(lexicon.SOME.search(clause.text)) and not lexicon.MOST.search(clause.sentence)


def modality(comparison: Comparison) -> Iterator[Finding]:
    """Clauses that have somebody do by duty what the passages leave open, and the other way round."""
    for clause in comparison.written.clauses:
        alike = [other.text for _, other in comparison.alike(clause)]
        for said, instead in ((lexicon.MUST, lexicon.CAN), (lexicon.CAN, lexicon.MUST)):
            word = None if lexicon.denials(clause.text) else said.search(clause.text)
            if word and any(_is_instead(text, said, instead) for text in alike) and not any(map(said.search, alike)):
                yield Finding(Fault.MODALITY, word[0])


def _is_instead(text: str, said: re.Pattern[str], instead: re.Pattern[str]) -> bool:
    return bool(instead.search(text)) and not said.search(text) and not lexicon.denials(text)


def reservations(comparison: Comparison) -> Iterator[Finding]:
    """Sentences that state what the passages wish, guess or advise; and that doubt what they state."""
    texts = [reading.text for reading in comparison.readings]
    doubt = lexicon.DOUBT.search(comparison.written.text)
    if doubt and not any(each.search(text) for text in texts for each in (lexicon.HEDGE, lexicon.CAN)):
        yield Finding(Fault.RESERVATION, doubt[0])
    if any(each.search(comparison.written.text) for each in (lexicon.HEDGE, lexicon.CAN, lexicon.UNSURE)):
        return
    for clause in comparison.written.clauses:
        best = comparison.best(clause)
        if (
            best
            and (will := lexicon.FUTURE.search(best[1].text))
            and _is_past(clause.text)
            and not _is_past(best[1].text)
        ):
            yield Finding(Fault.RESERVATION, will[0])
        homes = [[other for _, other in comparison.clauses if _holds_word(other, word)] for word in clause.words]
        for sentences in ([best[1]] if best else [], *homes):
            hedges = [lexicon.ADVICE.search(each.sentence) for each in sentences]
            if hedges and hedges[0] and all(hedges):
                yield Finding(Fault.RESERVATION, hedges[0][0])


def _is_past(text: str) -> bool:
    return bool(lexicon.PAST.search(text)) and not lexicon.FUTURE.search(text)


def _holds_word(clause: Clause, word: Word) -> bool:
    return any(likeness(word, other) == 1 for other in clause.words)


def _compared(sentence: str) -> tuple[str, str] | None:
    """The two that a sentence compares."""
    than = lexicon.RATHER.search(sentence)
    if than and than[0].lower().startswith("prefer"):
        first, _, second = sentence[than.start() :].partition(" to ")
        return first, second
    return (sentence[: than.start()], sentence[than.end() :]) if than else None


def additions(comparison: Comparison) -> Iterator[Finding]:
    """Words that stand nowhere in the passages, in no form and with no meaning, where they are many."""
    clauses = [clause for _, clause in comparison.clauses]
    missing: list[tuple[float, str]] = []
    for sentence in comparison.written.sentences:
        words = own_words(words_of(sentence, comparison.written.language), comparison.organisations)
        for word, support in zip(words, comparison.supports(words, sentence, clauses), strict=True):
            missing.append(((1 - float(support)) * _weight(word), word.text))
    if sum(share for share, _ in missing) >= _ADDED:
        yield Finding(Fault.ADDITION, ", ".join(word for share, word in missing if share > 0.2))


def _weight(word: Word) -> float:
    return _COMMON if lexicon.COMMON.fullmatch(word.text) or lexicon.is_compared(word.text) else _MISSING
