"""Whether a sentence repeats its passages but for a word that it has in another's place."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from assistant.writing.clauses import Clause, Word, likeness
from assistant.writing.comparison import Comparison
from assistant.writing.findings import Fault, Finding
from assistant.writing.meaning import nearness

# So many words around the place stand there word for word; an end of the clause counts as one.
_REPEATED = 4
# Who writes so much word for word, and one word not, means another thing by it, unless it is as near in meaning as this.
_SYNONYM = 0.73
# A part of a compound is the same word.
_SAME = 0.8
_LONGEST = 2
_TOKEN = re.compile(r"[\w'’%-]+")


def exchanges(comparison: Comparison) -> Iterator[Finding]:
    """Words that stand where a clause, which is repeated around them, has others."""
    written = [word for clause in comparison.written.clauses for word in clause.words]
    for clause in comparison.written.clauses:
        alike = [other for _, other in comparison.alike(clause)]
        for other in alike:
            for mine, its in _exchanged(clause, other):
                mine = [word for word in mine if not any(_holds(each, word) for each in alike)]
                its = [word for word in its if not any(likeness(word, each) >= _SAME for each in written)]
                near = [
                    nearness((clause.sentence, one.start), (other.sentence, two.start)) for one in mine for two in its
                ]
                if near and max(near) < _SYNONYM:
                    yield Finding(Fault.EXCHANGE, " ".join(word.text for word in mine))


def _holds(clause: Clause, word: Word) -> bool:
    return any(likeness(word, other) >= _SAME for other in clause.words)


def _exchanged(clause: Clause, other: Clause) -> Iterator[tuple[list[Word], list[Word]]]:
    """The words of two clauses that stand in each other's place."""
    sides = [list(_TOKEN.finditer(each.text)) for each in (clause, other)]
    steps = SequenceMatcher(None, *([each[0].lower() for each in side] for side in sides), autojunk=False).get_opcodes()
    for i, (step, first, last, its_first, its_last) in enumerate(steps):
        repeated = [
            each[2] - each[1] if each[0] == "equal" else 0
            for each in (*steps[max(0, i - 1) : i], *steps[i + 1 : i + 2])
        ]
        at_an_end = (i == 0) + (i + 1 == len(steps))
        if (
            step == "replace"
            and max(last - first, its_last - its_first) <= _LONGEST
            and sum(repeated) + at_an_end >= _REPEATED
        ):
            yield _within(clause, sides[0][first:last]), _within(other, sides[1][its_first:its_last])


def _within(clause: Clause, tokens: list[re.Match[str]]) -> list[Word]:
    """The words of a clause that say something among some of its tokens."""
    return [
        word for word in clause.words if any(each.start() <= word.start - clause.start < each.end() for each in tokens)
    ]
