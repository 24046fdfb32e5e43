"""Whether a sentence repeats its passages but for a word that it has in another's place."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from assistant.writing.clauses import Clause, Word, likeness
from assistant.writing.comparison import Comparison
from assistant.writing.findings import Fault, Finding
from assistant.writing.meaning import nearness
from assistant.writing.polarity import contradiction

# So many words around the place stand there word for word; an end of the sentence counts as one.
_REPEATED = 5
# Who repeats so much and changes a word means something else by it, unless the two are this near in meaning (cosine).
_SYNONYM = 0.73
# A part of a compound is the same word.
_SAME = 0.8
_LONGEST = 2
_TOKEN = re.compile(r"[\w'’%-]+")

Place = tuple[int, int]


def exchanges(comparison: Comparison) -> Iterator[Finding]:
    """Words that stand where a sentence of the passages, which is repeated around them, has others."""
    for clause in comparison.written.clauses:
        alike = [other for _, other in comparison.alike(clause)]
        known = [word for other in alike if not contradiction(clause.text, other) for word in other.words]
        for sentence in dict.fromkeys(other.sentence for other in alike):
            theirs = [each for _, each in comparison.clauses if each.sentence == sentence]
            for mine, its in _exchanged(clause.sentence, sentence):
                new = [word for word in _within([clause], mine) if not _stands(word, known)]
                gone = [word for word in _within(theirs, its) if not _stands(word, clause.words)]
                near = [
                    nearness((clause.sentence, a.start), (sentence, b.start))
                    for a in new
                    for b in gone
                    if not b.text.startswith(a.text)
                ]
                # What the sentence has in another place is no synonym.
                is_swapped = any(_stands(word, each.words) for word in new for each in theirs)
                if near and (is_swapped or max(near) < _SYNONYM):
                    yield Finding(Fault.EXCHANGE, " ".join(word.text for word in new))


def _stands(word: Word, others: Sequence[Word]) -> bool:
    return any(likeness(word, other) >= _SAME for other in others)


def _exchanged(written: str, source: str) -> Iterator[tuple[Place, Place]]:
    """Where, from and to, two sentences have other words in the same place."""
    sides = [list(_TOKEN.finditer(text)) for text in (written, source)]
    mine, its = ([each[0].lower() for each in side] for side in sides)
    steps = SequenceMatcher(None, mine, its, autojunk=False).get_opcodes()
    for i, (step, first, last, its_first, its_last) in enumerate(steps):
        beside = [
            each[2] - each[1] for each in (*steps[max(0, i - 1) : i], *steps[i + 1 : i + 2]) if each[0] == "equal"
        ]
        repeated = sum(beside) + (i == 0) + (i + 1 == len(steps))
        if step == "replace" and repeated >= _REPEATED and max(last - first, its_last - its_first) <= _LONGEST:
            yield _span(sides[0][first:last]), _span(sides[1][its_first:its_last])


def _span(tokens: Sequence[re.Match[str]]) -> Place:
    return tokens[0].start(), tokens[-1].end()


def _within(clauses: Sequence[Clause], place: Place) -> list[Word]:
    """The words of clauses that stand in a place of their sentence."""
    return [
        word for clause in clauses for word in clause.words if place[0] <= word.start < place[1] and len(word.text) > 1
    ]
