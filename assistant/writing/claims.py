"""Whether a sentence claims what its passages claim: of as many, and as surely; and what it adds."""

import re
from collections.abc import Iterator

from assistant.writing import lexicon
from assistant.writing.clauses import Clause, Reading, Word, holds_word, words_of
from assistant.writing.comparison import Comparison, own_words
from assistant.writing.findings import Fault, Finding

# So many words' worth of a sentence may stand nowhere in the passages.
_ADDED = 0.95
# What one word counts at the most, for the reader may be unsure of it; and one that says little.
_MISSING, _COMMON = 0.8, 0.25


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
        homes = [[other for _, other in comparison.clauses if holds_word(other, word)] for word in clause.words]
        for sentences in ([best[1]] if best else [], *homes):
            hedges = [lexicon.ADVICE.search(each.sentence) for each in sentences]
            if hedges and hedges[0] and all(hedges):
                yield Finding(Fault.RESERVATION, hedges[0][0])


def _is_past(text: str) -> bool:
    return bool(lexicon.PAST.search(text)) and not lexicon.FUTURE.search(text)


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
