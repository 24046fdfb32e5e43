"""What a language model writes, read as it comes: sentences, and the keys of the passages that each cites."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from itertools import takewhile

from assistant.writing.prompt import NO_ANSWER, PLAN
from corpus.sentences import sentence_bounds

# Brackets that models write in place of [ ], and what stands between keys in one.
_BRACKETS = str.maketrans("【〔［｛{〖", "[[[[[[") | str.maketrans("】〕］｝}〗", "]]]]]]")
_MARKER = re.compile(r"\[([^\[\]\n]{0,200})\]")
_KEY = re.compile(r"[0-9A-Za-zæøåÆØÅ_-]+")
# What may go on in the next piece: a marker or a tag that has begun, and the last word.
_OPEN = re.compile(r"(?:\[[^\[\]\n]{0,200}|<[^<>\n]{0,500}|\S+)$")
# The letters that a word begins with stay as they are, whatever comes, unless it becomes one of these.
_NO_WORDS = (*PLAN.values(), *NO_ANSWER.values(), "HTTPS:")
_FENCE = re.compile(r"(?m)^\s*```.*$\n?|`+")
_MARKUP = re.compile(r"(?m)^\s*(?:#{1,6}\s+|[-*+•]\s+|\d{1,2}[.)]\s+|>\s*)|\*\*|__|!(?=\[)")
# A link or an image with its address: nothing that a model writes makes the page load anything.
_ADDRESS = re.compile(r"(?<=\])\([^()\s]*\)|https?://\S+|<[^<>\n]{1,500}>")
# What looks like a key and names no passage is taken out; other brackets belong to the text.
_LOOKS_LIKE_KEY = re.compile(r"(?i)(?=[a-z]*\d)[0-9a-z]{1,8}|[a-f]{4,8}|(?:kilde|source|key|nøgle|doc)\w*")


@dataclass(frozen=True, slots=True)
class Written:
    """One sentence that the model wrote.

    Attributes:
        text: its words, without markers and markup.
        keys: those of the passages that it cites, each once, in order.
    """

    text: str
    keys: tuple[str, ...]


class Parser:
    """Reads what comes piece by piece; any pieces of the same text give the same sentences.

    Args:
        keys: of the passages that the model was given.
    """

    def __init__(self, keys: Collection[str]) -> None:
        self._keys = frozenset(keys)
        self._text = ""

    def add(self, piece: str) -> tuple[Written, ...]:
        """Take in a piece; return all sentences so far, of which only the last may go on."""
        self._text += piece
        return self._read(_settled(self._text))[0]

    def close(self) -> tuple[tuple[Written, ...], int]:
        """All sentences, and how many keys that name no passage were taken out."""
        return self._read(self._text)

    @property
    def says_nothing(self) -> bool:
        """Whether the model says that the passages do not answer."""
        words = re.sub(r"[^A-Z_]", "", self._text.upper())
        return any(words.startswith(name) or words.endswith(name) for name in NO_ANSWER.values())

    def _read(self, text: str) -> tuple[tuple[Written, ...], int]:
        plain = _ADDRESS.sub("", _FENCE.sub("", text.translate(_BRACKETS)))
        lines = [line for line in plain.split("\n") if not _is_plan(line)]
        written: list[Written] = []
        unknown = 0
        for line in lines:
            found, strange = self._line(_MARKUP.sub("", line))
            written += found
            unknown += strange
        return tuple(written), unknown

    def _line(self, line: str) -> tuple[list[Written], int]:
        """The sentences of a line; a marker belongs to the sentence that it stands in or behind."""
        marked: list[tuple[int, str]] = []  # where in the words a key stands
        words, end, unknown = "", 0, 0
        for match in _MARKER.finditer(line):
            names = _KEY.findall(match[1])
            known = [name.lower() for name in names if name.lower() in self._keys]
            strange = [name for name in names if name.lower() not in self._keys and _LOOKS_LIKE_KEY.fullmatch(name)]
            words += line[end : match.start()]
            if known or len(strange) == len(names):
                words = words.rstrip()
                marked += [(len(words), name) for name in known]
                unknown += len(strange)
            else:
                words += match[0]
            end = match.end()
        words += line[end:]
        return _sentences(words, marked), unknown


def _settled(text: str) -> str:
    """The text without what may yet become something else at its end."""
    match = _OPEN.search(text.translate(_BRACKETS))
    if not match:
        return text
    letters = "".join(takewhile(str.isalpha, match[0]))
    is_no_word = any(each.startswith(letters.upper()) for each in _NO_WORDS)
    return text[: match.start()] + ("" if is_no_word else letters)


def _is_plan(line: str) -> bool:
    return any(line.strip(" *#`").upper().startswith(name) for name in PLAN.values())


def _sentences(words: str, marked: list[tuple[int, str]]) -> list[Written]:
    bounds = sentence_bounds(words)
    keys: list[dict[str, None]] = [{} for _ in bounds]
    for at, name in marked:
        # A marker before the full stop stands in its sentence, one behind it belongs to it too.
        place = max((i for i, (start, _) in enumerate(bounds) if start < at), default=0)
        if bounds:
            keys[place][name] = None
    written = [
        Written(" ".join(words[start:end].split()), tuple(of)) for (start, end), of in zip(bounds, keys, strict=True)
    ]
    return [each for each in written if any(map(str.isalnum, each.text))]
