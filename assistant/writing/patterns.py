"""Lists of words as regular expressions."""

import re


def pattern(words: str) -> re.Pattern[str]:
    """Any of the words, each a whole one.

    A word that ends in * stands for all that begin so, and one that begins with = is not written with a capital
    ("may"); + joins the words of an expression, and one other may stand between them.
    """
    ways = [_way(word) for word in words.split()]
    return re.compile(rf"(?i)\b(?:{'|'.join(ways)})\b")


def _way(word: str) -> str:
    way = re.escape(word.lstrip("=")).replace(r"\*", r"\w*").replace(r"\+", r"\s+(?:\w+\s+)?")
    return f"(?-i:{way})" if word.startswith("=") else way
