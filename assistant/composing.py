"""The sentences of an answer: chosen, with their neighbours, report by report."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.expectation import Expectation, expected_by
from assistant.question import Question
from assistant.scope import Side
from corpus.records import BlockRole, Sentence
from index.odds import log_odds
from index.records import Hit, SearchResult, SentenceHit

# A sentence answers along with the best one while its log-odds are no more than this below the best one's (the log-odds
# of all have a standard deviation of 1): a lookup then gets one sentence or two, a theme as many as it has. Measured
# against a share of the best one's, and against bounds on the score or the cosine: at as many facts found, this cites
# the fewest sentences beside the point.
_BELOW_BEST = 1.3
# What each sentence already chosen from a report takes from the log-odds of its others: a theme that runs through many
# reports is answered from more of them, at as many facts found.
_SAME_REPORT = 0.03
# Shorter sentences say nothing alone.
_FEWEST_WORDS = 4
# Two sentences that share this much of their words say the same; the better one stands for both.
_SAME_WORDS = 0.8
# What stands on a page without saying anything of its own.
_NOT_QUOTED = (BlockRole.HEADING, BlockRole.ATTRIBUTION)
# What may stand after the mark that ends a sentence.
_CLOSING = "»«”“\"’') "
# A row of a table with one of these says something, also where it ends without a mark.
_VERB = re.compile(r"(?i)\b(?:er|var|har|kan|skal|vil|får|bliver|is|are|was|has|have|can|will)\b")
# What a table is ticked with.
_TICKS = frozenset("✓✔☑☒✗✘")
# How many passages are shown as nearest when none answers.
_NEAREST = 3
# So many best sentences make an answer where any sentence may be one, and where one holds what was asked for.
_MOST_OPEN, _MOST_EXPECTED = 8, 5
# Where any sentence may be one, so few are too few: one that says it outright would else leave out what the other
# reports say. Up to so many may lie further below the best one.
_LEAST_OPEN, _BELOW_BEST_OF_FEW = 4, 1.8
# Where several are set side by side each has its best ones, and may lie further below the best of all.
_MOST_OF_SIDES = 8
_BELOW_BEST_A_SIDE = 2.0


@dataclass(frozen=True, slots=True)
class Extract:
    """Neighbouring sentences of one passage that are quoted together: the best ones and what stands around them.

    Attributes:
        hit: the passage.
        sentences: in the order of the passage; of a list, those that are left out stand between its others.
        score: of the best of them.
        echoes: sentences elsewhere that say the same; cited, not repeated.
    """

    hit: Hit
    sentences: tuple[Sentence, ...]
    score: float
    echoes: tuple[SentenceHit, ...] = ()


def compose(question: Question, found: SearchResult) -> tuple[list[Extract], tuple[str, ...]]:
    """What the answer quotes, in the order to read it in, and the sides of which nothing was found."""
    if question.scope.sides:
        return _side_by_side(question.scope.sides, found)
    if expected_by(question.read) is Expectation.OPEN:
        return extract(choose(found.sentences, _MOST_OPEN, _LEAST_OPEN)), ()
    return extract(choose(found.sentences, _MOST_EXPECTED)), ()


def _side_by_side(sides: Sequence[Side], found: SearchResult) -> tuple[list[Extract], tuple[str, ...]]:
    """The best of each side, and the labels of those of which nothing was found."""
    quotable = [hit for hit in found.sentences if can_be_quoted(hit)]
    near = [hit for hit in quotable if log_odds(hit.score) >= log_odds(quotable[0].score) - _BELOW_BEST_A_SIDE]
    most = _MOST_OF_SIDES // len(sides) or 1
    by_side = {side.label: extract(choose([hit for hit in near if side.holds(hit.hit)], most)) for side in sides}
    extracts = [each for quoted in by_side.values() for each in quoted]
    return extracts, tuple(label for label, quoted in by_side.items() if not quoted)


def choose(
    sentences: Sequence[SentenceHit], most: int, least: int = 0, below_best: float = _BELOW_BEST_OF_FEW
) -> list[list[SentenceHit]]:
    """The sentences that answer, best first; with each those that say the same elsewhere.

    Args:
        sentences: best first.
        most: how many to choose at the most.
        least: how many to choose also from those that lie further below the best one.
        below_best: how far below it those may lie, in log-odds.
    """
    quotable = [hit for hit in sentences if can_be_quoted(hit)]
    top = log_odds(quotable[0].score) if quotable else 0.0
    below = below_best if least else _BELOW_BEST
    left = [hit for hit in quotable if log_odds(hit.score) >= top - below]
    chosen: list[list[SentenceHit]] = []
    from_report: Counter[str] = Counter()
    read: set[tuple[str, int]] = set()

    def worth(hit: SentenceHit) -> float:
        return log_odds(hit.score) - _SAME_REPORT * from_report[hit.hit.report.id]

    while left and len(chosen) < most:
        best = left.pop(max(range(len(left)), key=lambda place: worth(left[place])))
        if len(chosen) >= least and log_odds(best.score) < top - _BELOW_BEST:
            continue
        passage, number = best.hit.passage, _number(best)
        if not _echoes(best, chosen) and (passage.id, number) not in read:
            chosen.append([best])
            from_report[best.hit.report.id] += 1
            read.update((passage.id, near) for near in _with_neighbours(number, passage.sentences))
    for hit in sorted(left, key=worth, reverse=True):
        _echoes(hit, chosen)
    return chosen


def _echoes(hit: SentenceHit, chosen: Iterable[list[SentenceHit]]) -> bool:
    """Whether the sentence says what a chosen one says; it is then put with it."""
    same = next((group for group in chosen if _say_the_same(hit, group[0])), None)
    if same:
        same.append(hit)
    return same is not None


def extract(chosen: Iterable[Sequence[SentenceHit]]) -> list[Extract]:
    """The chosen sentences with their neighbours, joined where they meet.

    Returns:
        Report by report, that of the best sentence first; within a report in the order of its pages.
    """
    by_passage: dict[str, list[Sequence[SentenceHit]]] = {}
    for group in chosen:
        by_passage.setdefault(group[0].hit.passage.id, []).append(group)
    extracts = [run for groups in by_passage.values() for run in _runs(groups)]
    place = {report: i for i, report in enumerate(dict.fromkeys(run.hit.report.id for run in extracts))}
    return sorted(extracts, key=lambda run: (place[run.hit.report.id], _position(run.sentences[0])))


def _runs(groups: Sequence[Sequence[SentenceHit]]) -> Iterator[Extract]:
    """The extracts of one passage."""
    hit = groups[0][0].hit
    sentences = hit.passage.sentences
    seeds = {_number(group[0]): group for group in groups}
    wanted = sorted({near for seed in seeds for near in _with_neighbours(seed, sentences)})
    for run in _together(wanted, sentences):
        within = [seeds[number] for number in run if number in seeds]
        echoes = tuple(echo for group in within for echo in group[1:])
        yield Extract(hit, tuple(sentences[i] for i in run), max(group[0].score for group in within), echoes)


def _with_neighbours(number: int, sentences: Sequence[Sentence]) -> list[int]:
    """The sentence, the one before it and the one after it; of a list only the line that leads in to it.

    A sentence after it that leads in to a list is left out with the list, and so is what is of another kind: a row of a
    table beside a paragraph, or words that somebody else is quoted with. A quote goes with what leads up to it and with
    whose it is.
    """
    if sentences[number].role is BlockRole.LIST_ITEM:
        lead = next((i for i in range(number, -1, -1) if sentences[i].role is not BlockRole.LIST_ITEM), number)
        return [lead, number] if _leads_in(sentences[lead]) else [number]
    near = [i for i in (number - 1, number, number + 1) if 0 <= i < len(sentences)]
    return [i for i in near if i == number or _goes_with(i, number, sentences)]


def _goes_with(near: int, number: int, sentences: Sequence[Sentence]) -> bool:
    """Whether the sentence before or after another one is quoted with it."""
    other, role = sentences[near], sentences[number].role
    if is_bare(other) or (near > number and _leads_in(other)):
        return False
    beside_quote = BlockRole.ATTRIBUTION if near > number else BlockRole.PARAGRAPH
    return other.role is role or (role is BlockRole.QUOTE and other.role is beside_quote)


def _together(numbers: Sequence[int], sentences: Sequence[Sentence]) -> list[list[int]]:
    """The numbers in runs without gaps, and what leads in to a list with the items of it that are wanted."""
    runs: list[list[int]] = []
    for number in numbers:
        meets = runs and (number == runs[-1][-1] + 1 or _is_item_after(number, runs[-1], sentences))
        runs = [*runs[:-1], [*runs[-1], number]] if meets else [*runs, [number]]
    return runs


def _is_item_after(number: int, run: Sequence[int], sentences: Sequence[Sentence]) -> bool:
    """Whether a sentence is an item of the list that a run leads in to."""
    lead = next((i for i in reversed(run) if sentences[i].role is not BlockRole.LIST_ITEM), None)
    if lead is None or not _leads_in(sentences[lead]):
        return False
    return all(sentences[i].role is BlockRole.LIST_ITEM for i in range(lead + 1, number + 1))


def _leads_in(sentence: Sentence) -> bool:
    return sentence.text.endswith(":")


def _number(hit: SentenceHit) -> int:
    return next(i for i, sentence in enumerate(hit.hit.passage.sentences) if sentence.start == hit.sentence.start)


def nearest(found: SearchResult) -> list[Extract]:
    """The best sentence of each of the nearest passages, best first."""
    best: dict[str, Extract] = {}
    for candidate in filter(can_be_quoted, found.sentences):
        best.setdefault(candidate.hit.passage.id, Extract(candidate.hit, (candidate.sentence,), candidate.score))
    return list(best.values())[:_NEAREST]


def can_be_quoted(hit: SentenceHit) -> bool:
    """Whether the sentence says something alone; one that asks or ends in a colon leaves that to what follows."""
    words = hit.sentence.text
    is_open = _leads_in(hit.sentence) or words.rstrip(_CLOSING).endswith("?")
    return hit.sentence.role not in _NOT_QUOTED and len(words.split()) >= _FEWEST_WORDS and not is_open


def says_something(hit: SentenceHit) -> bool:
    """Whether a sentence can be quoted and is more than a bare name or mark."""
    return can_be_quoted(hit) and not is_bare(hit.sentence)


def is_bare(sentence: Sentence) -> bool:
    """Whether it is only names or ticks of a table: no sentence, and no figure."""
    if sentence.text.rstrip(_CLOSING).endswith((".", "!", "?", "…")):
        return False
    if not _TICKS.isdisjoint(sentence.text):
        return True
    says = _VERB.search(sentence.text) or any(map(str.isdecimal, sentence.text))
    return sentence.role is BlockRole.TABLE_ROW and not says


def _say_the_same(one: SentenceHit, other: SentenceHit) -> bool:
    words, other_words = _words(one.sentence.text), _words(other.sentence.text)
    if len(words & other_words) < _SAME_WORDS * len(words | other_words):
        return False
    return not any(word.isdecimal() for word in words ^ other_words)  # the same of another year or amount is another


@lru_cache(maxsize=4096)
def _words(sentence: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", unicodedata.normalize("NFC", sentence).lower()))


def _position(sentence: Sentence) -> tuple[int, int]:
    span = sentence.spans[0]
    return span.page, span.start
