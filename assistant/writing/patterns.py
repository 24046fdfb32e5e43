"""Lists of words as regular expressions."""

import re


def pattern(words: str) -> re.Pattern[str]:
    """Any of the words, each a whole one.

    A word that ends in * stands for all that begin so; + joins the words of an expression, and one other may stand
    between them.
    """
    ways = [re.escape(word).replace(r"\*", r"\w*").replace(r"\+", r"\s+(?:\w+\s+)?") for word in words.split()]
    return re.compile(rf"(?i)\b(?:{'|'.join(ways)})\b")
