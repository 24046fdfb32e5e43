"""Whether a sentence gives the causes, the order in time and the conditions that its passages give."""

from collections.abc import Iterator, Sequence

from assistant.writing import lexicon
from assistant.writing.clauses import Clause, Reading, Word, likeness, overlap, words_of
from assistant.writing.comparison import Comparison
from assistant.writing.findings import Fault, Finding

# A cause stands in another's place where the words are that much nearer.
_NEARER = 0.2
# So much of a cause or an effect stands in the passages at the least.
_GROUNDED = 0.65
# So much of it stands in the sentence where it is found.
_FOUND = 0.5
# A word of which so much stands in another says the same.
_SAME = 0.8
_FEWEST_WORDS = 2
_BEGINNING = 8


def orders(comparison: Comparison) -> Iterator[Finding]:
    """Causes that the passages give as effects, or of which they do not say that they are causes."""
    for sentence in comparison.written.sentences:
        mine = _cause(sentence, "")
        for reading in comparison.readings if mine else ():
            for before, text in zip(("", *reading.sentences), reading.sentences, strict=False):
                its = _cause(text, before)
                if mine and its and _is_reversed(mine, its, (comparison.written.language, reading.language)):
                    yield Finding(Fault.CAUSE, sentence)
        if mine and not any(_is_said(mine, sentence, reading, comparison) for reading in comparison.readings):
            yield Finding(Fault.CAUSE, sentence)


def _is_said(mine: tuple[str, str], sentence: str, reading: Reading, comparison: Comparison) -> bool:
    """Whether a text relates what a sentence says to be cause and effect; also where it is not found there."""
    cause, effect = (_place(part, sentence, reading, comparison) for part in mine)
    if cause is None or effect is None:
        return True
    later = reading.clauses[max(cause, effect)].sentence
    is_one = reading.clauses[cause].sentence == reading.clauses[effect].sentence
    if not is_one:  # what relates two sentences begins the second
        later = " ".join(later.split()[:_BEGINNING])
    if lexicon.CAUSAL.search(sentence):
        return bool(lexicon.GROUNDS.search(later)) or (is_one and cause <= effect)
    return (
        is_one
        or cause < effect
        or any(lexicon.TIMES.search(reading.clauses[each].sentence) for each in (cause, effect))
    )


def _place(part: str, sentence: str, reading: Reading, comparison: Comparison) -> int | None:
    """Which clause of a text says most of a part of a sentence; None where none says enough."""
    words = words_of(part, comparison.written.language, sentence.find(part))
    if len(words) < _FEWEST_WORDS:
        return None
    shares = [float(comparison.supports(words, sentence, [each]).mean()) for each in reading.clauses]
    return shares.index(max(shares)) if max(shares) >= _FOUND else None


def _cause(sentence: str, before: str) -> tuple[str, str] | None:
    """What a sentence says to be cause and effect; the cause may stand in the sentence before."""
    if therefore := lexicon.THEREFORE.search(sentence):
        cause, effect = sentence[: therefore.start()], sentence[therefore.end() :]
        return (cause, effect) if len(cause.split()) > 2 else (before, effect)
    if because := lexicon.BECAUSE.search(sentence):
        before_it, after_it = sentence[: because.start()], sentence[because.end() :]
        if before_it.strip():
            return after_it, before_it
        cause, _, effect = after_it.partition(", ")
        return cause, effect
    return None


def _is_reversed(mine: tuple[str, str], its: tuple[str, str], languages: tuple[str, str]) -> bool:
    (cause, effect), (its_cause, its_effect) = (
        [words_of(part, language) for part in pair] for pair, language in zip((mine, its), languages, strict=True)
    )
    straight = overlap(cause, its_cause) + overlap(effect, its_effect)
    crossed = overlap(cause, its_effect) + overlap(effect, its_cause)
    return crossed > straight + _NEARER and min(overlap(cause, its_effect), overlap(effect, its_cause)) > _NEARER


def grounds(comparison: Comparison) -> Iterator[Finding]:
    """Causes and effects where the passages have none, or of which they do not speak."""
    clauses = [clause for _, clause in comparison.clauses]
    for clause in comparison.written.clauses:
        causal = lexicon.CAUSAL.search(clause.text)
        if causal and not any(lexicon.GROUNDS.search(reading.text) for reading in comparison.readings):
            yield Finding(Fault.ADDITION, causal[0])
        words = [word for word in clause.words if causal and word.start - clause.start > causal.start()]
        if words and float(comparison.supports(words, clause.sentence, clauses).mean()) < _GROUNDED:
            yield Finding(Fault.ADDITION, ", ".join(word.text for word in words))


def conditions(comparison: Comparison) -> Iterator[Finding]:
    """Clauses that say without a condition what the passages say with one."""
    sentence = comparison.written.text
    ever = lexicon.EVER.search(sentence)
    if ever and not any(lexicon.EVER.search(reading.text) for reading in comparison.readings):
        yield Finding(Fault.RESERVATION, ever[0])
    if any(each.search(sentence) for each in (lexicon.CONDITION, lexicon.BECAUSE, lexicon.HEDGE)):
        return
    written = [word for clause in comparison.written.clauses for word in clause.words]
    for clause in comparison.written.clauses:
        best = next(iter(comparison.alike(clause, least=_FOUND)), None)
        condition = _condition_of(best[1], comparison.readings[best[0]].clauses) if best else None
        said = lexicon.CONDITION.search(condition.text) if condition else None
        known = best[1].words if best else ()
        words = [word for word in written if not any(likeness(word, each) >= _SAME for each in known)]
        if said and condition and not _speaks_of(words, sentence, condition, comparison):
            yield Finding(Fault.RESERVATION, said[0])


def _condition_of(clause: Clause, clauses: Sequence[Clause]) -> Clause | None:
    """The condition that stands beside a clause in its sentence."""
    at = clauses.index(clause)
    beside = [each for each in clauses[max(0, at - 1) : at + 2] if each.sentence == clause.sentence and each != clause]
    return next((each for each in beside if lexicon.CONDITION.match(each.text)), None)


def _speaks_of(words: Sequence[Word], sentence: str, clause: Clause, comparison: Comparison) -> bool:
    """Whether one of the words stands in a clause, as it is or in meaning."""
    return bool(words) and float(comparison.supports(words, sentence, [clause]).max()) >= _SAME
