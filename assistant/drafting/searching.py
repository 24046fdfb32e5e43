"""All sentences of the reports, ranked by how much they are about a topic."""

import re
from dataclasses import replace

import numpy as np

from assistant.question import Question
from index.keywords import terms
from index.odds import chances, log_odds
from index.ranking import standard
from index.records import SearchResult
from index.search import Index

# A word of more passages than this tells none from another: in reports of suppliers, "leverandør".
_EVERYWHERE = 1 / 3


def search_all(asked: Question, index: Index) -> SearchResult:
    """Rank every sentence that the filters admit.

    A topic that was put as a question holds words that all reports are full of. Ranked once by all its words and once
    by those that tell, both weighing the same, more of what is about it comes first: measured on the theme questions of
    the real reports, average precision rises from .42 to .49; on those of the samples it stays.
    """
    found = _search(asked.searched, asked, index)
    telling = _telling(asked.searched, index)
    if not telling or telling == asked.searched:
        return asked.scope.narrow(found)
    other = {
        (each.hit.passage.id, each.sentence.start): log_odds(each.score)
        for each in _search(telling, asked, index).sentences
    }
    totals = standard(
        np.array([log_odds(each.score) + other[each.hit.passage.id, each.sentence.start] for each in found.sentences])
    )
    scores, order = chances(totals), np.argsort(-totals, kind="stable")
    sentences = (
        replace(found.sentences[i], score=float(scores[i]), rank=rank) for rank, i in enumerate(order, start=1)
    )
    return asked.scope.narrow(replace(found, sentences=tuple(sentences)))


def _search(words: str, asked: Question, index: Index) -> SearchResult:
    return index.search(words, asked.scope.filters, limit=index.passage_count)


def _telling(words: str, index: Index) -> str:
    """The words without those that stand everywhere."""
    return " ".join(word for word in re.findall(r"\w+", words) if _tells(word, index))


def _tells(word: str, index: Index) -> bool:
    return any(index.share_of(term) < _EVERYWHERE for term in terms(word))
