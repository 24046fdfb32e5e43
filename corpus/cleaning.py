"""Lines to clean text: joins words that a line end broke, and leaves out what is only there for the eye."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_SOFT_HYPHEN = "\u00ad"
_OPENING = "\"'”“„»«( "
_HYPHENS = "-\u2010\u2011"
_UNSEEN_CATEGORIES = ("Cc", "Cf", "Co", "Cs")  # control characters, marks without width, signs of one font
_WORD = re.compile(r"\w+(?:[-\u2010\u2011]\w+)*")
_LEADER = re.compile(r"(?:\s*[.…·_]){4,}\s*(?P<page>\d{0,4})$")
_LEADER_REST = re.compile(r"\s+[.…]+$")
_COORDINATOR = re.compile(r"^(?:og|eller|samt|and|or|m\.?fl|mv|mm|etc)\b", re.IGNORECASE)
_RARE_BREAKS = 0.01  # of the lines; a text that is set with broken words has a hyphen at every tenth or so
_SENTENCE_END = re.compile(r"[.!?:…][\"'”»)\]]*$")


def clean_text(text: str) -> str:
    """The text in Unicode NFC, with single spaces and without characters that nobody sees."""
    words = " ".join(unicodedata.normalize("NFC", text).split())
    return "".join(letter for letter in words if not is_unseen(letter)).strip()


def is_unseen(letter: str) -> bool:
    """Whether a character is one that nobody sees."""
    return unicodedata.category(letter) in _UNSEEN_CATEGORIES


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of a document, and how it breaks them.

    Attributes:
        words: how often each word stands whole, in lower case; words that a line end breaks are not counted.
        breaks: whether the document breaks words at line ends as a matter of course.
    """

    words: Counter[str]
    breaks: bool

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Vocabulary":
        """The vocabulary of all lines of a document."""
        words: Counter[str] = Counter()
        broken = count = 0
        for line in lines:
            text = clean_text(line)
            found = [match.group().lower() for match in _WORD.finditer(text)]
            is_broken = text[-1:] in _HYPHENS if text else False
            words.update(found[:-1] if is_broken else found)
            broken += is_broken
            count += 1
        return cls(words, broken > _RARE_BREAKS * count)


def join_lines(lines: Sequence[str], vocabulary: Vocabulary) -> str:
    """Join the lines of one block.

    Args:
        lines: as they stand on the page.
        vocabulary: of the whole document: it tells whether a broken word is written with its hyphen.

    Returns:
        The clean text. It has no character that the lines do not have, but for white space.
    """
    joined = ""
    for line in lines:
        soft = joined.endswith(_SOFT_HYPHEN)
        text = " ".join(line.split())
        if not joined:
            joined = text
        elif soft:
            joined = joined[:-1] + text
        else:
            joined = _join(joined, text, vocabulary)
    return clean_text(joined)


def ends_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return bool(_SENTENCE_END.search(text.rstrip()))


def starts_lower(text: str) -> bool:
    """Whether the first letter of the text is small and nothing but a quotation mark stands before it."""
    return text.lstrip(_OPENING)[:1].islower()


def strip_leader(line: str) -> str:
    """The entry of a table of contents without its dots and the page number after them."""
    return _LEADER_REST.sub("", _LEADER.sub("", line)).rstrip()


def has_leader(line: str) -> bool:
    """Whether the line ends in a row of dots, with or without a page number."""
    return bool(_LEADER.search(line))


def _join(before: str, after: str, vocabulary: Vocabulary) -> str:
    if before.endswith("/") and not before.endswith(" /"):
        return before + after
    if before[-1:] not in _HYPHENS or not (before[-2:-1].isalnum() and after[:1].isalnum()):
        return f"{before} {after}"
    hyphen = before[-1]
    first = before[:-1].rsplit(" ", 1)[-1].lstrip(_OPENING)
    return before[:-1] + _seam(first, after, vocabulary).replace("-", hyphen) + after


def _seam(first: str, after: str, vocabulary: Vocabulary) -> str:
    # What stands between the halves: nothing, the hyphen, or the hyphen and a space.
    if _COORDINATOR.match(after):
        return "- "
    last = _WORD.match(after)
    second = last.group() if last else after
    if _keeps_hyphen(first, second):
        return "-"
    joined = vocabulary.words[f"{first}{second}".lower()]
    parted = vocabulary.words[f"{first}-{second}".lower()]
    if joined != parted:
        return "" if joined > parted else "-"
    # Where lines seldom end in a hyphen, nothing breaks words: the writer set this one.
    return "" if vocabulary.breaks else "-"


def _keeps_hyphen(first: str, second: str) -> bool:
    # Danish writes a hyphen after an abbreviation or a number (CV-samtale, 10-ugers) and before a name.
    piece = re.split(f"[{_HYPHENS}/]", first)[-1]
    return piece.isupper() and len(piece) > 1 or piece[-1:].isdigit() or second[:1].isupper()
