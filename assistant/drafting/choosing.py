"""What of all that the reports say belongs into a draft."""

import re
from collections.abc import Iterable, Sequence
from statistics import NormalDist

from assistant.composing import Extract, can_be_quoted, choose, extract, is_bare
from assistant.drafting.shapes import Shape
from index.odds import log_odds
from index.records import SentenceHit

# The scores of all sentences are log-odds with a standard deviation of 1. What lies two deviations above what the
# reports say on the whole is about the topic; so are the best few, for where many sentences are about it none stands
# out. Measured on the theme questions of the two sets together.
_ABOVE_MEAN = 2.0
_LEAST = 12
# Among many sentences chance alone puts some that far out: never more than so many, were the scores normal.
_BY_CHANCE = 25

_RECOMMENDS = re.compile(
    r"(?i)\b(?:anbefal|foreslå|forslag|opfordr|ønsker\b|efterlys|bør\b|burde\b|med fordel\b|det kræver\b|skal prioriter"
    r"|fraråd|recommend|suggest|propos|should\b|ought\b|call for\b)"
)


def choose_about(sentences: Sequence[SentenceHit]) -> list[SentenceHit]:
    """Everything about the topic that says something, best first.

    Args:
        sentences: all that the filters admit, best first.
    """
    quotable = [hit for hit in sentences if can_be_quoted(hit) and not is_bare(hit.sentence)]
    share = _BY_CHANCE / max(len(sentences), 2 * _BY_CHANCE)
    least = max(_ABOVE_MEAN, NormalDist().inv_cdf(1 - share))
    return [hit for place, hit in enumerate(quotable) if place < _LEAST or log_odds(hit.score) >= least]


def choose_all(about: Sequence[SentenceHit], shape: Shape) -> list[Extract]:
    """What a draft of a shape takes of it, with its neighbours; what says the same is put together.

    Args:
        about: the topic, best first.
        shape: of the draft.
    """
    if shape is Shape.RECOMMENDATIONS:
        about = [hit for hit in about if recommends([hit.sentence.text, *hit.hit.passage.headings[-1:]])]
    return extract(choose(about, len(about), len(about), float("inf")))


def recommends(words: Iterable[str]) -> bool:
    """Whether a sentence, or the heading that it stands under, recommends something."""
    return any(map(_RECOMMENDS.search, words))
