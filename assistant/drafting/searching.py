"""All sentences of the reports, ranked by how much they are about a topic."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from assistant.drafting.feedback import with_feedback
from assistant.drafting.subject import telling_words
from assistant.question import Question
from index.odds import chances, log_odds
from index.ranking import standard
from index.records import SearchResult, SentenceHit
from index.search import Index


def search_all(asked: Question, index: Index) -> SearchResult:
    """Rank every sentence that the filters admit.

    A topic that was put as a question holds words that all reports are full of. Ranked once by all its words and once
    by those that tell, both weighing the same, more of what is about it comes first: measured on the theme questions of
    the real reports, average precision rises from .42 to .49; on those of the samples it stays. Then the likeness to
    the best counts.
    """
    found = _search(asked.searched, asked, index)
    if not found.sentences:
        return found
    telling = telling_words(asked.searched, index)
    if telling and telling != asked.searched:
        other = {_place(each): log_odds(each.score) for each in _search(telling, asked, index).sentences}
        both = [log_odds(each.score) + other[_place(each)] for each in found.sentences]
        found = _ranked(found, standard(np.array(both)))
    return asked.scope.narrow(_ranked(found, with_feedback(found, index)))


def _ranked(found: SearchResult, totals: NDArray[np.float64]) -> SearchResult:
    """The sentences in the order of their log-odds, best first."""
    scores, order = chances(totals), np.argsort(-totals, kind="stable")
    sentences = (
        replace(found.sentences[i], score=float(scores[i]), rank=rank) for rank, i in enumerate(order, start=1)
    )
    return replace(found, sentences=tuple(sentences))


def _place(sentence: SentenceHit) -> tuple[str, int]:
    return sentence.hit.passage.id, sentence.sentence.start


def _search(words: str, asked: Question, index: Index) -> SearchResult:
    return index.search(words, asked.scope.filters, limit=index.passage_count)
