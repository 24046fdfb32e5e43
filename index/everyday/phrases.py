"""What people say in everyday words, and what reports call the same: see README.md."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.keywords import stem, terms

_FOLDER = Path(__file__).parent
_WORD = re.compile(r"[^\W\d_]+")
# What a word of a phrase weighs that is a stop word, where another weighs 1, and how much of the phrase must stand in
# the text: "dukke op" and not "op", "blive væk" only beside "væk".
_STOP_WORD, _STANDING = 0.5, 0.5
# So many other words may stand among those of a phrase.
_BETWEEN = 1
# A word of which this much is known stands in the reports in another form, or as part of a longer one.
_KNOWN = 0.75
# So many terms of the reports are taken for a word: the most usual ones, which stand first.
_MOST = 2
# Stems keep at least so many of a word's letters.
_BEGINNING = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """An everyday phrase and what reports call the same.

    Attributes:
        words: of the phrase, in small letters.
        reports: terms of reports, the most usual first.
    """

    words: tuple[str, ...]
    reports: tuple[str, ...]


def read_phrases(language: str) -> Iterator[Phrase]:
    """The phrases of a language, "da" or "en", whose terms are Danish."""
    for line in (_FOLDER / f"{language}.jsonl").read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        yield Phrase(tuple(_WORD.findall(entry["everyday"].lower())), tuple(entry["reports"]))


def called_instead(
    text: str, language: str, familiarity: Callable[[str], float], knows: Callable[[str], bool]
) -> tuple[str, ...]:
    """What reports call those words of a text that they do not have.

    Args:
        text: a question.
        language: its language, "da" or "en".
        familiarity: how much of a stem they know, 0 to 1.
        knows: whether a stem stands in them.

    Returns:
        Terms whose words all stand in the reports; none that the text has itself.
    """
    text = unicodedata.normalize("NFC", text)  # å may be an a and a ring
    said, found = set(terms(text)), list[str]()
    standing = [stem(word) for word in _WORD.findall(text.lower())]
    for unknown in dict.fromkeys(word for word in terms(text) if word.isalpha() and familiarity(word) < _KNOWN):
        fitting = [phrase for phrase in _phrases_of(unknown, language) if _fits(phrase, standing)]
        fitting.sort(key=lambda phrase: -len(phrase.words))
        taken = 0
        for term in (term for phrase in fitting for term in phrase.reports):
            words = terms(term)
            if taken < _MOST and words and all(map(knows, words)) and not said.issuperset(words):
                found.append(term)
                said.update(words)
                taken += 1
    return tuple(found)


def is_everyday_word(word: str) -> bool:
    """Whether a stem is a Danish phrase of one word."""
    return any(len(phrase.words) == 1 for phrase in _phrases_of(word, "da"))


def _phrases_of(word: str, language: str) -> list[Phrase]:
    """The phrases that a stem stands in."""
    candidates = _beginning(language).get(word[:_BEGINNING], ())
    return [phrase for phrase in candidates if word in terms(" ".join(phrase.words))]


def _fits(phrase: Phrase, standing: Sequence[str]) -> bool:
    """Whether enough of a phrase stands together in a text, and all of it that says something."""
    wanted = [(stem(word), 1.0 if terms(word) else _STOP_WORD) for word in phrase.words]
    least = _STANDING * sum(weight for _, weight in wanted)
    saying = {word for word, weight in wanted if weight == 1.0}
    together = len(wanted) + _BETWEEN
    for start in range(max(1, len(standing) - together + 1)):
        near = set(standing[start : start + together])
        if saying <= near and sum(weight for word, weight in wanted if word in near) > least:
            return True
    return False


@lru_cache(maxsize=2)
def _beginning(language: str) -> dict[str, list[Phrase]]:
    """The phrases by the first letters of each of their words: of all of them stems would take half a second."""
    found: dict[str, list[Phrase]] = {}
    for phrase in read_phrases(language):
        for beginning in {word[:_BEGINNING] for word in phrase.words}:
            found.setdefault(beginning, []).append(phrase)
    return found
