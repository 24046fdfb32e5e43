"""Is there an answer here? How near the reports come to a question, as a confidence."""

import math

from index.keywords import terms
from index.records import SearchResult
from index.search import Index

# Cosines of multilingual-e5-small lie close together: for questions of another world the best sentence reaches .74 to
# .83, for questions that the reports answer .81 to .95. Where also the question's words are known, that counts like
# .05 of cosine. The threshold lies where questions of another world end; what is near and yet not answered needs
# more than nearness.
_KNOWN_WORDS_WEIGHT = 0.05
_THRESHOLD = {"da": 0.865, "en": 0.80}
# How fast confidence rises from the threshold: to .9 at .05 above it.
_STEEPNESS = 44.0

NEAR = 0.5
"""The confidence from which on the reports are taken to answer."""


def confidence(question: str, language: str, found: SearchResult, index: Index) -> float:
    """How near the best sentence comes to the question.

    Args:
        question: as it was searched for.
        language: "da" or "en". The words of an English question are no evidence about Danish reports.
        found: what the search found.
        index: where it searched.

    Returns:
        0 to 1; 0.5 at the threshold, 0 where nothing was found.
    """
    if not found.sentences:
        return 0.0
    nearness = max(sentence.dense for sentence in found.sentences)
    if language == "da":
        words = terms(question)
        nearness += _KNOWN_WORDS_WEIGHT * sum(index.knows(word) for word in words) / max(len(words), 1)
    return 1.0 / (1.0 + math.exp(-_STEEPNESS * (nearness - _THRESHOLD[language])))
