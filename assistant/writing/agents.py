"""Whether those who act in a sentence are those who act in its passages."""

import re
from collections.abc import Iterator, Sequence

from assistant.writing import lexicon
from assistant.writing.amounts import Amount
from assistant.writing.classes import ACTORS, ROLES
from assistant.writing.clauses import Clause, Reading, Word
from assistant.writing.comparison import BY, PRONOUN, Comparison, actors_of
from assistant.writing.findings import Fault, Finding

_PASSIVE = re.compile(r"(?i)\b(?:blive|bliver|blev|blevet|is|are|was|were|been|be|[a-zæøå]{3,}es)\b")
# Any clause may be about these, and calls them by many names.
_ANYBODY = ("citizen", "supplier", "adviser")
# Where in a clause its subject stands.
_SUBJECT_WORDS = 3
# The same, where it is one of those whom any clause may be about.
_DONE_BY_ANYBODY = 0.75
# Who does a thing is compared where so many of the words say that it is the same thing.
_DONE = 0.5
# Another supplier's passage says a clause where it has so many more of its words.
_NEARER = 0.25


def agents(comparison: Comparison) -> Iterator[Finding]:
    """Clauses that have another do what the passages say."""
    everything = " ".join([*(reading.text for reading in comparison.readings), *comparison.organisations])
    roles = [*ROLES, *(each for name, each in ACTORS.items() if name not in _ANYBODY)]
    for clause in comparison.written.clauses:
        best = comparison.best(clause)
        for pattern in roles:
            said = pattern.search(clause.text)
            if said and not pattern.search(everything):
                yield Finding(Fault.AGENT, said[0])
        who = actors_of(clause.text, comparison.organisations)
        if who and PRONOUN.search(clause.text[: clause.text.find(who[0][1])]):
            who = []  # it is they
        least = _DONE_BY_ANYBODY if who and who[0][0] in _ANYBODY else _DONE
        alike = comparison.alike(clause, who[0][1], least) if who else []
        if alike and not any(_agree(clause.text, who, comparison.actors(*each)) for each in alike):
            yield Finding(Fault.AGENT, who[0][1])
        if best and who and _are_exchanged(clause, best[1], comparison):
            yield Finding(Fault.AGENT, who[0][1])
        named = comparison.named(" ".join(clause.text.split()[:_SUBJECT_WORDS]))
        if (
            best
            and named
            and not any(named & comparison.subject(*each) for each in comparison.alike(clause, almost=_NEARER))
        ):
            yield Finding(Fault.AGENT, " ".join(sorted(named)))
        yield from _of_another(clause, comparison)


def _of_another(clause: Clause, comparison: Comparison) -> Iterator[Finding]:
    """The one of several suppliers of whom a clause says what the passages say of another."""
    named = comparison.named(clause.text)
    theirs = {i: named & set(name.split()) for i, name in enumerate(comparison.organisations)}
    owners = [i for i, parts in theirs.items() if parts]
    near = comparison.near[clause]
    if not near or not owners or len(owners) == len(theirs):
        return
    counts = [each for each in clause.amounts if not each.is_year]
    holders = {i for i, reading in enumerate(comparison.readings) if any(_has(reading, each) for each in counts)}
    if holders and not holders & set(owners):
        yield Finding(Fault.AGENT, " ".join(sorted(theirs[owners[0]])))
    own = max((share for share, i, _ in near if i in owners), default=0.0)
    if not holders and near[0][0] >= _DONE and near[0][0] > own + _NEARER:
        yield Finding(Fault.AGENT, " ".join(sorted(theirs[owners[0]])))


def _has(reading: Reading, amount: Amount) -> bool:
    return any(map(amount.equals, (*reading.amounts, *reading.derived)))


def _agree(text: str, who: Sequence[tuple[str, str]], whose: Sequence[tuple[str, str]]) -> bool:
    """Whether those who act in a clause are those of the source; also where it does not say who acts."""
    mine, its = [name for name, _ in who], [name for name, _ in whose]
    if not its or mine[0] == its[0] or (mine[0] == "supplier" and its[0] in (*mine, *_ANYBODY)):
        return True
    is_said = bool(lexicon.SPEAKING.search(text) or lexicon.HEDGE.search(text))
    if mine[0] in its and (mine[0] in _ANYBODY or its[0] in mine or (its[0] == "supplier" and not is_said)):
        return True
    return bool(_PASSIVE.search(text)) and not BY.search(text)


def _are_exchanged(clause: Clause, other: Clause, comparison: Comparison) -> bool:
    """Whether the first of two who act does to the second what the passages have the second do to the first."""
    (mine, between), (its, its_between) = (_pair(each, comparison) for each in (clause, other))
    if not mine or mine != its[::-1]:
        return False
    return (
        bool(between) and bool(its_between) and comparison.supports(between, clause.sentence, [other]).mean() >= _DONE
    )


def _pair(clause: Clause, comparison: Comparison) -> tuple[list[str], list[Word]]:
    """The first two who act in a clause in the active voice, and the words between them; else nothing."""
    who = actors_of(clause.text, comparison.organisations)[:2]
    indirect = (_PASSIVE, BY, lexicon.SPEAKING, lexicon.HEDGE)
    if len(who) < 2 or any(each.search(clause.text) for each in indirect):
        return [], []
    first, second = (clause.start + clause.text.find(words) for _, words in who)
    return [name for name, _ in who], [word for word in clause.words if first < word.start < second]
