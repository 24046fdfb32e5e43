"""Questions typed without the letters å, æ and ø, or with words split in two, as the reports spell them."""

import re
from collections.abc import Callable

from index.keywords import terms, words_of

_TYPED = {"aa": "å", "ae": "æ", "oe": "ø"}
_PAIRS = re.compile("(?i)aa|ae|oe")
_WORD = re.compile(r"(?i)[^\W\d_]*(?:aa|ae|oe)[^\W\d_]*")
# A word before another one, which is looked at in its turn.
_BEFORE_ANOTHER = re.compile(r"\b([^\W\d_]+) (?=([^\W\d_]+)\b)")


def with_danish_letters(text: str, knows: Callable[[str], bool]) -> str:
    """A text with å, æ and ø where it has aa, ae and oe in their stead: "faar" is "får", "Michael" stays.

    Args:
        text: a question.
        knows: whether a stem, as `terms` makes them, is known. A word is read otherwise only where it is not, and its
            other form is, or is a word that stands in any Danish text.
    """

    def read(match: re.Match[str]) -> str:
        word = match.group()
        other = _PAIRS.sub(lambda pair: _letter(pair.group()), word)
        return word if _stands(word, knows) or not _stands(other, knows) else other

    return _WORD.sub(read, text)


def joined(text: str, knows: Callable[[str], bool]) -> str:
    """A text with words in one that were typed in two, as is often done: "hjerne skade" is "hjerneskade".

    Args:
        text: a question.
        knows: whether a stem is known. Two words are read as one only where that one is known and one of the two is
            not.
    """

    def read(match: re.Match[str]) -> str:
        first, last = match.groups()
        if (_stands(first, knows) and _stands(last, knows)) or not _stands(first + last, knows):
            return first + " "
        return first

    return _BEFORE_ANOTHER.sub(read, text)


def _letter(pair: str) -> str:
    letter = _TYPED[pair.lower()]
    return letter.upper() if pair[0].isupper() else letter


def _stands(word: str, knows: Callable[[str], bool]) -> bool:
    return not words_of(word) or all(map(knows, terms(word)))
