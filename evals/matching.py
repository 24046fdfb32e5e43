"""Where words stand in a text, with everything equal that a PDF's line ends may change."""

import unicodedata
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Hyphen-minus, soft hyphen, hyphen, non-breaking hyphen. A hyphen at a line's end cannot be told from one that belongs
# to the word once lines are joined, so none counts.
_HYPHENS = frozenset("-\u00ad\u2010\u2011")

# Pages are folded again and again: 20 bytes a character.
_CACHED_TEXTS = 4096


@dataclass(frozen=True, slots=True)
class Folded:
    """A text in Unicode NFC without white space and hyphens, and the way back.

    Attributes:
        text: the folded text.
        starts: for each of its characters, where in the original text it begins.
        ends: for each of its characters, one past where in the original text it ends.
    """

    text: str
    starts: "array[int]"
    ends: "array[int]"

    def find_all(self, words: str) -> Iterator[tuple[int, int]]:
        """Where the words stand in the original text: start and end (exclusive), left to right, never overlapping."""
        wanted = fold(words).text
        at = self.text.find(wanted) if wanted else -1
        while at >= 0:
            end = at + len(wanted)
            yield self.starts[at], self.ends[end - 1]
            at = self.text.find(wanted, end)


@lru_cache(maxsize=_CACHED_TEXTS)
def fold(text: str) -> Folded:
    """Fold a text for matching; see `Folded`."""
    letters: list[str] = []
    starts, ends = array("L"), array("L")
    for start, end in _characters(text):
        for letter in unicodedata.normalize("NFC", text[start:end]):
            if not letter.isspace() and letter not in _HYPHENS:
                letters.append(letter)
                starts.append(start)
                ends.append(end)
    return Folded("".join(letters), starts, ends)


def _characters(text: str) -> Iterator[tuple[int, int]]:
    """Bounds of each letter with the marks that combine with it."""
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not unicodedata.combining(text[i]):
            yield start, i
            start = i
