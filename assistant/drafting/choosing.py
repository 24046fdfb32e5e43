"""What of all that the reports say belongs into a draft."""

import re
from collections.abc import Iterable, Sequence
from statistics import NormalDist

from assistant.composing import Extract, choose, extract, says_something
from assistant.drafting.shapes import Shape
from assistant.drafting.subject import Subject
from index.odds import log_odds
from index.records import SentenceHit

# The scores of all sentences are log-odds with a standard deviation of 1. What lies so many deviations above what the
# reports say on the whole is about the topic, and so are the best few, for where many sentences are about it none
# stands out. Measured on the theme questions of the two sets together.
_ABOVE_MEAN = 2.1
_LEAST = 4
# What lies so far above the mean is not enough for a draft, but the topic is mentioned.
_MENTIONED = 2.0
# A statement that has less than this share of the topic's words must stand out by so much more: it may be about
# something that is only like it.
_SHARE_OF_WORDS = 0.2
_WITHOUT_WORDS = 0.4
# Among many sentences chance alone puts some that far out: never more than so many, were the scores normal. But where
# many are about it the best stands no farther out than among few: what is half as far out as it is no chance.
_BY_CHANCE = 25
_OF_BEST = 0.5
# Fewer words without a mark at their end are a caption or a figure of a box: it says nothing without what stands by it.
_FEWEST_WORDS = 8
_ENDS = re.compile(r"[.!?…][»«”“\"’') ]*$")

_RECOMMENDS = re.compile(
    r"(?i)\b(?:anbefal|foreslå|forslag|opfordr|ønsker\b|efterlys|bør\b|burde\b|med fordel\b|det kræver\b|skal prioriter"
    r"|fraråd|recommend|suggest|propos|should\b|ought\b|call for\b)"
)
# Reports across suppliers tell what these were asked before they tell what was answered.
_TELLS_OF_ASKING = re.compile(
    r"(?i)\b(?:er|blev|bliver)\b[^.;:]{0,40}\b(?:spurgt|bedt om at)\b|\b(?:was|were|been)\b[^.;:]{0,40}\basked\b"
)


def choose_all(sentences: Sequence[SentenceHit], subject: Subject) -> list[Extract]:
    """Everything about the topic that says something, with its neighbours; what says the same is put together.

    Args:
        sentences: all that the filters admit, best first.
        subject: what the topic is about.
    """
    quotable = [hit for hit in sentences if _answers(hit)]
    if not quotable:
        return []
    least = _least(log_odds(quotable[0].score), len(sentences))
    about = [hit for place, hit in enumerate(quotable) if place < _LEAST or log_odds(hit.score) >= least]
    sure = min(least + _WITHOUT_WORDS, log_odds(about[:_LEAST][-1].score))
    return [
        each
        for each in extract(choose(about, len(about), len(about), float("inf")))
        if _is_whole(each) and (log_odds(each.score) >= sure or _share_of_words(each, subject) >= _SHARE_OF_WORDS)
    ]


def reports_about(sentences: Sequence[SentenceHit], chosen: Sequence[Extract]) -> set[str]:
    """The ids of the reports that write about the topic, also where nothing of what they write is chosen.

    That a report says nothing is claimed of fewer than that it says something.
    """
    least = max(_MENTIONED, _by_chance(len(sentences)))
    mentioned = {hit.hit.report.id for hit in sentences if _answers(hit) and log_odds(hit.score) >= least}
    return mentioned | {hit.report.id for each in chosen for hit in [each.hit, *(echo.hit for echo in each.echoes)]}


def admitted(extracts: Sequence[Extract], shape: Shape) -> list[Extract]:
    """What a draft of a shape takes of what was chosen."""
    if shape is not Shape.RECOMMENDATIONS:
        return list(extracts)
    return [each for each in extracts if recommends([*_texts(each), *each.hit.passage.headings[-1:]])]


def recommends(words: Iterable[str]) -> bool:
    """Whether a sentence, or the heading that it stands under, recommends something."""
    return any(map(_RECOMMENDS.search, words))


def _least(best: float, count: int) -> float:
    """From which log-odds on a sentence is about the topic, by those of the best one and how many there are."""
    return max(_ABOVE_MEAN, min(_by_chance(count), _OF_BEST * best))


def _by_chance(count: int) -> float:
    """How far out of so many normal scores chance puts only a few."""
    return NormalDist().inv_cdf(1 - _BY_CHANCE / max(count, 2 * _BY_CHANCE))


def _answers(hit: SentenceHit) -> bool:
    return says_something(hit) and not _TELLS_OF_ASKING.search(hit.sentence.text)


def _is_whole(found: Extract) -> bool:
    said = " ".join(_texts(found))
    return len(said.split()) >= _FEWEST_WORDS or bool(_ENDS.search(said))


def _share_of_words(found: Extract, subject: Subject) -> float:
    said = " ".join([*_texts(found), *found.hit.passage.headings])
    return subject.share_in(said, found.hit.report.language)


def _texts(found: Extract) -> list[str]:
    return [sentence.text for sentence in found.sentences]
