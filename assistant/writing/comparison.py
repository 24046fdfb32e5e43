"""A written sentence beside the passages that it cites, clause by clause."""

import re
from collections.abc import Iterable, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from assistant.writing.classes import ACTORS
from assistant.writing.clauses import Clause, Word, likeness, read
from assistant.writing.findings import Source
from assistant.writing.meaning import place_of, word_vectors

# Words whose vectors are as near as the first are the same in meaning, as far as the second they are not (cosines).
_SAME, _OTHER = 0.55, 0.25
# A clause is compared with those that share this much of its words.
_COMPARED = 0.34
# What a word weighs that a pronoun may stand for.
_REFERRED = 0.5
# What the nearness to a word counts that the sentence holds itself.
_TAKEN = 0.5
# What is less like a word than this says something else.
_LEAST = 0.49
# What a word weighs that one of the same language is near to in its sentence: its neighbours rub off on it.
_MEANT = 0.7
# What it counts that a clause has a number of the other.
_COUNTED = 0.05
# Clauses that share so little fewer words are as good as the best.
_ALMOST = 0.1
_REFERRING = re.compile(
    r"(?i)\b(?:de|dem|den|det|han|hun|ham|hende|begge|hvilket|which|they|them|it|he|she|him|her|both)\b"
)
PRONOUN = re.compile(r"(?i)\b(?:de|han|hun|they|he|she)\b")
BY = re.compile(r"(?i)\b(?:af|by)\b")
CAPITAL = re.compile(r"(?<!^)(?<![.!?»\"“]\s)\b[A-ZÆØÅ][\wæøåé&-]+")


Floats = NDArray[np.float64]


class Comparison:
    """A sentence beside what it cites.

    Attributes:
        written: the sentence.
        readings: of the sources.
    """

    def __init__(self, sentence: str, sources: Sequence[Source]) -> None:
        self.written = read(sentence)
        self.sources = sources
        self.readings = [read(source.text) for source in sources]
        self.organisations = [source.organisation for source in sources]
        self.clauses = [(i, clause) for i, each in enumerate(self.readings) for clause in each.clauses]

    @cached_property
    def near(self) -> dict[Clause, list[tuple[float, int, Clause]]]:
        """For each clause of the sentence the clauses that say it, best first, with the share of its words there.

        It takes the encoder, which a sentence that stands word for word does without.
        """
        return {clause: self._nearest(clause) for clause in self.written.clauses}

    def supports(self, words: Sequence[Word], sentence: str, clauses: Iterable[Clause], most: float = 1.0) -> Floats:
        """How far each word stands in any of the clauses, 0 to 1; in meaning alone up to `most`."""
        of_source = list(clauses)
        best = np.zeros(len(words))
        for clause in of_source:
            for i, word in enumerate(words):
                best[i] = max([best[i], *(likeness(word, other) for other in clause.words)])
        unknown = [i for i, support in enumerate(best) if support < 1]
        if unknown:
            best[unknown] = np.maximum(best[unknown], most * _meant([words[i] for i in unknown], sentence, of_source))
        return best

    def _nearest(self, clause: Clause, but: str = "") -> list[tuple[float, int, Clause]]:
        words = [word for word in own_words(clause.words, self.organisations) if word.text not in but.split()]
        if not words:
            return []
        found = []
        for i, other in self.clauses:
            most = _MEANT if self.readings[i].language == self.written.language else 1.0
            supports = self.supports(words, clause.sentence, [other], most)
            before = self.said_before(i, other)
            meant = [max((likeness(word, each) for each in before), default=0.0) for word in words]
            supports = np.maximum(supports, _REFERRED * np.array(meant))
            is_counted = any(each.equals(its) for each in clause.amounts for its in other.amounts)
            share = float(np.where(supports >= _LEAST, supports, 0).mean())
            found.append((share + _COUNTED * is_counted, i, other))
        return sorted(found, key=lambda each: -each[0])

    def said_before(self, source: int, clause: Clause) -> list[Word]:
        """The words that the pronouns of a clause may stand for: those of the two clauses before; none without one."""
        clauses = self.readings[source].clauses
        at = clauses.index(clause)
        return [word for each in clauses[max(0, at - 2) : at] for word in each.words] if refers(clause) else []

    @cached_property
    def names(self) -> frozenset[str]:
        """Those named in the passages, apart from who wrote a single one: suppliers may be taken for each other."""
        text = " ".join(reading.text for reading in self.readings)
        capital = {match[0] for each in (text, self.written.text) for match in CAPITAL.finditer(each)}
        own = {part for name in self.organisations for part in name.split()}
        found = {name for name in capital if name in text and name not in own}
        # "Helsehuset Vest" and "Helsehuset Øst" are told apart by one word.
        told_apart = {part for part in own if not all(part in name.split() for name in self.organisations)}
        return frozenset(found | told_apart)

    def named(self, text: str) -> frozenset[str]:
        """Which of the names a text holds."""
        return frozenset(name for name in self.names if re.search(rf"\b{re.escape(name)}s?\b", text))

    def subject(self, source: int, clause: Clause) -> frozenset[str]:
        """Whom a clause of a source is about: those named in it, else in what stands before, else who wrote it."""
        clauses = self.readings[source].clauses
        before = (self.named(each.text) for each in reversed(clauses[: clauses.index(clause) + 1]))
        return next((named for named in before if named), frozenset()) | set(self.organisations[source].split())

    def actors(self, source: int, clause: Clause) -> list[tuple[str, str]]:
        """Who acts in a clause of a source; "they" are those who act in what stands before."""
        clauses = self.readings[source].clauses
        mine = actors_of(clause.text, self.organisations)
        if PRONOUN.search(clause.text[: clause.text.find(mine[0][1]) if mine else None]):
            before = [actors_of(each.text, self.organisations) for each in clauses[: clauses.index(clause)]]
            mine = next((each for each in reversed(before) if each), []) + mine
        return mine

    def alike(
        self, clause: Clause, but: str = "", least: float = _COMPARED, almost: float = _ALMOST
    ) -> list[tuple[int, Clause]]:
        """The clauses that say the same as well as the best one does, or almost; one word left out."""
        near = self._nearest(clause, but) if but else self.near[clause]
        best = near[0][0] if near else 0.0
        return [each[1:] for each in near if each[0] >= max(least, best - almost)]

    def best(self, clause: Clause) -> tuple[int, Clause] | None:
        """The clause that says the same, and of which source it is; None where none does."""
        near = self.near[clause]
        return near[0][1:] if near and near[0][0] >= _COMPARED else None


def actors_of(text: str, organisations: Sequence[str]) -> list[tuple[str, str]]:
    """Who acts in a clause, the one who does it first; with the words."""
    found = [(match.start(), name, match[0]) for name, each in ACTORS.items() for match in each.finditer(text)]
    found += [(text.find(name), "supplier", name) for name in organisations if name in text]
    found.sort()
    by = BY.search(text)
    if by:
        found.sort(key=lambda each: each[0] < by.end())
    return [(name, words) for _, name, words in found]


def _meant(words: Sequence[Word], sentence: str, clauses: Sequence[Clause]) -> Floats:
    """How near each word is in meaning to one of the clauses, 0 to 1.

    A word of a clause that the sentence holds itself is not what another word of it stands for; but its neighbours may
    be, so half of its nearness counts.
    """
    known = [word for clause in read(sentence).clauses for word in clause.words]
    starts, vectors = word_vectors(sentence)
    at = [place_of(word.start, starts) for word in words]
    mine = np.array([vectors[place] if place is not None else np.zeros(vectors.shape[1]) for place in at])
    best = np.zeros(len(words))
    for clause in clauses:
        places, others = word_vectors(clause.sentence)
        for other in clause.words:
            place = place_of(other.start, places)
            if place is not None:
                supports = np.clip((mine @ others[place] - _OTHER) / (_SAME - _OTHER), 0, 1)
                is_taken = any(likeness(word, other) == 1 for word in known)
                best = np.maximum(best, supports * (_TAKEN if is_taken else 1))
    return best


def refers(clause: Clause) -> bool:
    """Whether a clause has a pronoun for what stands before it."""
    return bool(_REFERRING.search(clause.text))


def own_words(words: Iterable[Word], organisations: Sequence[str]) -> list[Word]:
    """Words that are not of the name of who wrote."""
    names = {part.lower() for name in organisations for part in name.split()}
    return [word for word in words if not any(_is_of(word.text.lower(), name) for name in names)]


def _is_of(word: str, name: str) -> bool:
    """Whether a word is a name or its last part: "enheden" of "Hjemløseenheden"."""
    return word.removesuffix("s") == name or (len(word) > 4 and name.endswith(word))
