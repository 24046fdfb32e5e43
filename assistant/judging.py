"""Is there an answer here? How sure it is that the reports answer a question."""

import math

from assistant.expectation import expected_by, is_held
from assistant.names import names_in
from assistant.question import Question
from index.keywords import terms
from index.records import SearchResult
from index.search import Index

# Cosines of multilingual-e5-small lie close together: for questions of another world the best sentence reaches .74 to
# .83, for questions that the reports answer .81 to .95. Where also the question's words are known, that counts like
# .05 of cosine. The threshold lies where questions of another world end.
_KNOWN_WORDS_WEIGHT = 0.05
_THRESHOLD = {"da": 0.85, "en": 0.795}
# How fast confidence rises from the threshold: to .9 at .05 above it.
_STEEPNESS = 44.0

# What is near and yet no answer shows in what it lacks: a number where one was asked for, or the question's own words.
# A logistic regression on the sample reports' questions and on those written for training, both sorts weighing the
# same; its intercept then raised until one answerable question in twenty is turned down, for most questions that
# people ask are answered. The words of an English question are no evidence about Danish reports: a constant stands
# in for them.
_FIRST_HOLDS, _OTHERS_HOLD, _KNOWN, _KNOWN_IN_ENGLISH, _NEARNESS, _INTERCEPT = 1.0, 1.9, 1.8, 2.7, 2.4, -4.7
_UNKNOWN_NAME = -3.0
# So many of the best sentences are looked at for what was asked for.
_LOOKED_AT = 5

NEAR = 0.5
"""The confidence from which on the reports are taken to answer."""


def confidence(question: Question, found: SearchResult, index: Index) -> float:
    """How sure it is that the reports answer a question: near enough, and with what was asked for.

    Args:
        question: what was searched for.
        found: what the search found.
        index: where it searched.

    Returns:
        0 to 1; 0.5 at the threshold, 0 where nothing was found.
    """
    if not found.sentences:
        return 0.0
    is_danish = question.language == "da"
    nearness = max(sentence.dense for sentence in found.sentences)
    known = _share_known(question.searched, index) if is_danish else 0.0
    near = _STEEPNESS * (nearness + _KNOWN_WORDS_WEIGHT * known - _THRESHOLD[question.language])
    expected = expected_by(question.words)
    held = [is_held(expected, hit.sentence.text) for hit in found.sentences[:_LOOKED_AT]]
    answering = (
        _FIRST_HOLDS * held[0]
        + _OTHERS_HOLD * sum(held) / len(held)
        + (_KNOWN * known if is_danish else _KNOWN_IN_ENGLISH)
        + _NEARNESS * nearness
        + _UNKNOWN_NAME * _names_what_is_unknown(question, index)
        + _INTERCEPT
    )
    return 1.0 / (1.0 + math.exp(-min(near, answering)))


def _share_known(words: str, index: Index) -> float:
    stems = terms(words)
    return sum(index.knows(stem) for stem in stems) / max(len(stems), 1)


def _names_what_is_unknown(question: Question, index: Index) -> bool:
    """Whether the question names somebody or some place that no report mentions: an answer would be about others."""
    if question.scope.filters.source == "question" or question.scope.mentions:
        return False  # the name is an organisation's, perhaps not quite spelt
    unknown = {stem for name in names_in(question.words) for stem in terms(name) if not index.knows(stem)}
    if not unknown:
        return False
    return not unknown <= set(terms(" ".join(f"{each.organisation} {each.title}" for each in index.reports())))
