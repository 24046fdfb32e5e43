"""Recommendations: which questions ask for them, and which sentences give them.

That a sentence is about what a question is about says little where it asks what somebody recommends: reports speak of
their recommendations in many places and make them in few.
"""

import re

from corpus.records import Passage, Sentence
from index.sentences import Favours

_ASKS = re.compile(
    r"(?i)\banbefal\w*|\bfores(?:lå|log)\w*|\bforslag\w*|\bopfordr\w*|\bhvilke (?:gode )?råd\b|\bhvad råder\b"
    r"|\bhvad (?:ønske|efterlys)\w*|\brecommend\w*|\bsuggest\w*|\bpropos\w*|\badvice\b"
)
_GIVES = re.compile(
    r"(?i)\banbefal\w*|\bfores(?:lå|log)\w*|\bforslag\w*|\bopfordr\w*|\bbør\b|\bburde\b|\bønske[rst]?\b|\befterlys\w*"
    r"|\bbehov for\b|\brecommend\w*|\bsuggest\w*|\bpropos\w*|\b(?:should|ought|urge[sd]?)\b|\bwe (?:want|wish|need)\b"
)
_HEADING = re.compile(r"(?i)anbefal|forslag|ønsker|recommend|proposal|suggestion")
# What standing below such a heading counts beside saying so.
_BELOW_HEADING = 0.5


def favoured_by(question: str) -> Favours | None:
    """What makes a sentence an answer beside its subject, 0 to 1.5, where recommendations are asked for; else None."""
    return _gives if _ASKS.search(question) else None


def _gives(passage: Passage, sentence: Sentence) -> float:
    is_below = any(map(_HEADING.search, passage.headings))
    return bool(_GIVES.search(sentence.text)) + _BELOW_HEADING * is_below
