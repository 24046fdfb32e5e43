"""The letters of a text, apart from all in which two texts of one page may differ."""

import unicodedata
from collections.abc import Collection
from dataclasses import dataclass

from corpus.cleaning import is_unseen

BREAK = "\x02"
"""Stands for a hyphen at a line's end, which may be part of the word or not."""

HYPHENS = "-\u2010\u2011"

_BREAKS = (BREAK, "\ufffe")  # as pdfium writes one that it takes for no part of the word
_LIGATURES = range(0xFB00, 0xFB07)  # ff, fi, fl, ffi, ffl, long s and t, st


@dataclass(frozen=True, slots=True)
class Letters:
    """The letters of a text.

    Attributes:
        text: they themselves, decomposed, without white space and what nobody sees.
        sources: for each the character of the text that it is of.
        starts: the places of those that start a line; empty for clean text.
    """

    text: str
    sources: tuple[int, ...]
    starts: frozenset[int] = frozenset()


def clean_letters(text: str) -> Letters:
    """The letters of clean text."""
    found = [(letter, i) for i, character in enumerate(text) for letter in _decomposed(character)]
    return Letters("".join(letter for letter, _ in found), tuple(i for _, i in found))


def drawn_letters(text: str, line_starts: Collection[int]) -> Letters:
    """The letters of a page as it is drawn, with a BREAK for each hyphen at a line's end.

    Args:
        text: of the page, as pdfium gives it.
        line_starts: the characters that start a line, be it of a column.
    """
    found: list[tuple[str, int]] = []
    starts = set()
    for i, character in enumerate(text):
        if i in line_starts:
            starts.add(len(found))
            if found and text[found[-1][1]] in HYPHENS:
                found[-1] = (BREAK, found[-1][1])
        if character in _BREAKS:
            found.append((BREAK, i))
        else:
            found += [(letter, i) for letter in _decomposed(character)]
    return Letters("".join(letter for letter, _ in found), tuple(i for _, i in found), frozenset(starts))


def pair(wanted: str, drawn: str, at: int) -> list[int]:
    """Walk along clean letters and drawn ones, as far as they are equal.

    Args:
        wanted: clean letters.
        drawn: all letters of the page.
        at: the place of the first of them among the drawn.

    Returns:
        For each clean letter, until the first that differs, the place of the drawn one.
    """
    places: list[int] = []
    for letter in wanted:
        is_break = at < len(drawn) and drawn[at] == BREAK
        if is_break and letter not in HYPHENS:
            at += 1 if places else 0
            is_break = False
        if at >= len(drawn) or not (is_break or drawn[at] == letter):
            break
        places.append(at)
        at += 1
    return places


def _decomposed(character: str) -> str:
    if character.isspace() or is_unseen(character):
        return ""
    return unicodedata.normalize("NFKD" if ord(character) in _LIGATURES else "NFD", character)
