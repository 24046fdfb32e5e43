"""A question as it is searched for."""

import re
from collections.abc import Sequence

from assistant.records import Turn

# How a question begins that goes on with the one before it.
_GOES_ON = re.compile(
    r"(?i)\s*(?:(?:og|men|også|and|but|also)\b|(?:hvad|hvordan|how|what)\s+(?:med|så med|about)\b|(?:hvorfor|why)\s*\?)"
)
# Words that stand for something said before; "det", "de" and "that" do so at the end of a question.
_STANDS_FOR = re.compile(
    r"(?i)\b(?:den|dem|deres|dette|disse|it|they|them|their|those|these)\b|\b(?:det|de|that)\b(?=\W*$)"
)
# A question this short that holds such a word says too little alone.
_SHORT_WORDS = 6


def made_whole(question: str, history: Sequence[Turn]) -> str:
    """The question with those before it, back to one that says enough alone, where it is a follow-up.

    Args:
        question: as it was asked.
        history: the conversation so far, oldest first.
    """
    parts = [question]
    before = (turn.content for turn in reversed(history) if turn.role == "user")
    while _says_too_little(parts[0]) and (earlier := next(before, "")):
        parts.insert(0, earlier)
    return " ".join(parts)


def _says_too_little(question: str) -> bool:
    is_short = len(question.split()) <= _SHORT_WORDS
    return bool(_GOES_ON.match(question) or (is_short and _STANDS_FOR.search(question)))
