"""The organisations and other names in the words of a question."""

import re
from collections.abc import Iterable
from difflib import SequenceMatcher

from corpus.records import Kind, Report

_WORD = re.compile(r"[\w&/.-]*\w")
# Words of organisations' names that name none of them.
_COMMON = frozenset(
    "a/s aps as and den det fonden foreningen for i kommune københavns københavn og the of projekt selskabet".split()
)
# A name that is not quite spelt: as near as "Sydhavnskompagniet" is to "SydhavnsCompagniet".
_ALIKE = 0.88
_SHORTEST_ALIKE = 7
# The municipality stands in many questions that are not about what it writes.
_SPEAKS = re.compile(
    r"(?i)\b(?:siger|skriver|mener|anbefal\w+|peg\w+ på|fremhæv\w+|konkluder\w+|ifølge|rapport\w*|opsamling\w*"
    r"|foresl\w+|forslag|vil|says?|writes?|recommend\w*|according to|reports?|concludes?|propos\w+|plans?)\b"
)
_CAPITAL = re.compile(r"(?<![.!?:]\s)(?<!^)\b[A-ZÆØÅ][\w&/-]+")
# English names of what Danish reports call otherwise.
_TRANSLATED = frozenset(
    """
    i danish denmark copenhagen english european eu europe swedish sweden norwegian norway german germany zealand
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday
    """.split()
)
_MOSTLY = 0.5


def organisations_named(question: str, reports: Iterable[Report]) -> tuple[str, ...]:
    """The organisations with reports that a question names, in the order of their first report.

    A name is found in any case of its letters, in the genitive, with a slip of spelling, and by its one telling word.
    A municipality counts only where the question is about what it says.
    """
    reports = tuple(reports)
    words = [word.casefold() for word in _WORD.findall(question)]
    speaks = bool(_SPEAKS.search(question))
    across = {report.organisation for report in reports if report.kind is Kind.CROSS_CUTTING}
    names = dict.fromkeys(report.organisation for report in reports)
    return tuple(name for name in names if (speaks or name not in across) and _is_named(name, words))


def names_in(question: str) -> tuple[str, ...]:
    """The words with a capital within a question, which in Danish are names; none where most words have one."""
    words = [word for word in _WORD.findall(question) if word[0].isalpha()]
    if len(words) > 1 and sum(word[0].isupper() for word in words) > _MOSTLY * len(words):
        return ()
    found = (match.group() for match in _CAPITAL.finditer(question))
    return tuple(name for name in found if name.casefold() not in _TRANSLATED)


def _is_named(name: str, words: list[str]) -> bool:
    parts = [part.casefold() for part in _WORD.findall(name)]
    telling = [part for part in parts if part not in _COMMON]
    sizes = {len(parts): "".join(parts)} | ({1: telling[0]} if len(telling) == 1 and len(telling[0]) > 3 else {})
    for size, wanted in sizes.items():
        for count in {size, size + 1}:  # a compound may have been split
            for start in range(len(words) - count + 1):
                if _same("".join(words[start : start + count]), wanted):
                    return True
    return False


def _same(said: str, name: str) -> bool:
    if said == name or said.removesuffix("s").rstrip("'’") == name:
        return True
    if min(len(said), len(name)) < _SHORTEST_ALIKE or abs(len(said) - len(name)) > 2:
        return False
    alike = SequenceMatcher(None, said, name)
    # The quick ratios are upper bounds, and spare most of the organisations of a large index the slow one.
    return all(ratio() >= _ALIKE for ratio in (alike.real_quick_ratio, alike.quick_ratio, alike.ratio))
