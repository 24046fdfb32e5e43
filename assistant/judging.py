"""Is there an answer here? How sure it is that the reports answer a question."""

from dataclasses import dataclass

from assistant.expectation import expected_by, is_held
from assistant.names import names_in
from assistant.question import Question
from index.keywords import terms
from index.odds import chance, log_odds
from index.records import SearchResult
from index.search import Index


@dataclass(frozen=True, slots=True)
class _Weights:
    """Of a logistic regression: what each piece of evidence adds to the log-odds that there is an answer.

    Attributes:
        holds: the best sentence holds what was asked for: a number, a date, a name.
        known: all of the question's words stand in the reports.
        in_english: the words of an English question are no evidence about Danish reports; this stands in for them.
        unknown_name: the question names somebody whom no report mentions.
        constant: added always.
        nearness: the cosine of question and nearest sentence.
        answerability: the log-odds that the taught reader gives.
    """

    holds: float
    known: float
    in_english: float
    unknown_name: float
    constant: float
    nearness: float = 0.0
    answerability: float = 0.0


# Fitted on the sample reports' questions and on 800 of the field that the reader was not taught, answerable and
# unanswerable ones of both weighing the same; the constant then raised until some one answerable question in fifteen is
# turned down, for most questions that people ask are answered.
_WITH_READER = _Weights(1.0, 1.25, 1.4, -3.2, -12.4, nearness=13.1, answerability=1.4)
# Another model than the default one has no reader, and its cosines lie elsewhere.
_WITHOUT_READER = _Weights(1.7, 1.0, 0.6, -3.0, -1.8)

NEAR = 0.5
"""The confidence from which on the reports are taken to answer."""


def confidence(question: Question, found: SearchResult, index: Index) -> float:
    """How sure it is that the reports answer a question.

    Args:
        question: what was searched for.
        found: what the search found.
        index: where it searched.

    Returns:
        0 to 1; 0.5 at the threshold, 0 where nothing was found.
    """
    if not found.sentences:
        return 0.0
    weights = _WITHOUT_READER if found.answerability is None else _WITH_READER
    evidence = (
        weights.constant
        + weights.holds * is_held(expected_by(question.words), found.sentences[0].sentence.text)
        + (weights.known * _share_known(question.searched, index) if question.language == "da" else weights.in_english)
        + weights.unknown_name * _names_what_is_unknown(question, index)
        + weights.nearness * max(sentence.dense for sentence in found.sentences)
    )
    if found.answerability is not None:
        evidence += weights.answerability * log_odds(found.answerability)
    return chance(evidence)


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
