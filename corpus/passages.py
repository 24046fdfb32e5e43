"""Pages to passages: runs of whole sentences under one heading, sized in the embedding model's own tokens."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
from os.path import commonprefix

from corpus.records import Block, BlockRole, Page, Passage, Sentence, Span
from corpus.sentences import sentence_bounds

# Raised whenever the same pages would give other passages, so that an index cut by older rules is rebuilt.
RULES_VERSION = 3

# Passages are cut to about this many tokens; the model's 512 then hold the heading path and a long sentence too.
TARGET_TOKENS = 220
# What no cut may go beyond, unless a single sentence with its attribution does.
LONGEST_PASSAGE_TOKENS = 320
# A longer "sentence" (a table row, a list without full stops) is cut at white space.
LONGEST_SENTENCE_TOKENS = 200
# A section shorter than this joins its neighbour under the same parent: alone it says too little to be found.
SMALL_SECTION_TOKENS = 60

# A bullet or a number before a list item is no part of what it says.
_LIST_MARKER = re.compile(r"(?:[^\w\s(\"“„»«”'’&+§€£$%[…@#<>≤≥±-]|[-–—](?=\s)|\(?(?:\d{1,2}|[a-zæøå])[.)](?=\s))\s*")

_WHITE_SPACE = re.compile(r"\s+")

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A sentence on its way into a passage."""

    sentence: Sentence
    headings: tuple[str, ...]
    block: int  # sentences of one block carry the same number
    tokens: int


def cut_passages(report: str, pages: Sequence[Page], count_tokens: CountTokens) -> tuple[Passage, ...]:
    """Cut pages into passages of about TARGET_TOKENS that follow the headings and break no sentence.

    Args:
        report: the report's id, which the passages carry.
        pages: in order.
        count_tokens: how many tokens the embedding model makes of a text.

    Returns:
        Passages in reading order. A heading stands in the heading path of what it is over, and in the text only
        where a passage holds several sections, or the pages hold nothing but headings. Tables of contents are in no
        passage.
    """
    units = _units(pages, count_tokens)
    sections = [list(run) for _, run in groupby(units, key=lambda unit: unit.headings)]
    with_text = [run for run in sections if any(unit.sentence.role is not BlockRole.HEADING for unit in run)]
    runs = [run for section in _join_small(with_text or sections) for run in _split(section)]
    return tuple(_passage(report, number, run) for number, run in enumerate(runs))


def _units(pages: Sequence[Page], count_tokens: CountTokens) -> list[_Unit]:
    units: list[_Unit] = []
    path: list[tuple[int, str]] = []
    box: tuple[str, ...] = ()
    bare = False  # whether the block before was the heading of a box
    running = -1  # the unit that a paragraph on the next page may continue
    blocks = [(page, block) for page in pages for block in page.blocks if block.role is not BlockRole.CONTENTS]
    for block_number, (page, block) in enumerate(blocks):
        sentences = _sentences(page, block, count_tokens)
        if block.role is BlockRole.HEADING:
            heading = " ".join(sentence.text for sentence in sentences)
            if block.box:
                # A heading right under another heading of the box stands below it; else it takes the last one's place.
                box = (*(box if bare else box[:-1]), heading)
            else:
                path = [*(step for step in path if step[0] < block.level), (block.level, heading)]
        if not block.box:
            box = ()
        bare = block.box and block.role is BlockRole.HEADING
        if block.continues and running >= 0 and sentences:
            units[running] = _continued(units[running], sentences.pop(0), count_tokens)
        headings = tuple(text for _, text in path) + box
        units += [_Unit(s, headings, block_number, count_tokens(s.text)) for s in sentences]
        if sentences and block.role in (BlockRole.PARAGRAPH, BlockRole.LIST_ITEM) and not block.box:
            running = len(units) - 1
    return units


def _sentences(page: Page, block: Block, count_tokens: CountTokens) -> list[Sentence]:
    """The block's sentences; a heading, a row and an attribution are one each."""
    text = page.text[block.start : block.end]
    whole = block.role in (BlockRole.HEADING, BlockRole.TABLE_ROW, BlockRole.ATTRIBUTION)
    marker = _LIST_MARKER.match(text) if block.role is BlockRole.LIST_ITEM else None
    begin = marker.end() if marker else 0
    bounds = [(begin, len(text))] if whole else sentence_bounds(text, begin)
    return [
        Sentence(
            text=" ".join(text[start:end].split()),
            spans=(Span(page.number, block.start + start, block.start + end),),
            start=0,
            end=0,
            role=block.role,
        )
        for bound in bounds
        for start, end in _short_enough(text, bound, count_tokens)
    ]


def _short_enough(text: str, bound: tuple[int, int], count_tokens: CountTokens) -> Iterator[tuple[int, int]]:
    """The bound; where its text is too long for the model, those of its halves, or of their halves."""
    start, end = bound
    if end - start < 2 or count_tokens(text[start:end]) <= LONGEST_SENTENCE_TOKENS:
        yield bound
        return
    middle = (start + end) // 2
    gap = _WHITE_SPACE.search(text, middle, end)
    first, second = gap.span() if gap else (middle, middle)
    yield from _short_enough(text, (start, first), count_tokens)
    yield from _short_enough(text, (second, end), count_tokens)


def _continued(unit: _Unit, rest: Sentence, count_tokens: CountTokens) -> _Unit:
    """The unit with the rest of its sentence, from the next page."""
    text = f"{unit.sentence.text} {rest.text}"
    sentence = replace(unit.sentence, text=text, spans=unit.sentence.spans + rest.spans)
    return replace(unit, sentence=sentence, tokens=count_tokens(text))


def _tokens(run: Sequence[_Unit]) -> int:
    return sum(unit.tokens for unit in run)


def _common_headings(run: Sequence[_Unit]) -> tuple[str, ...]:
    paths = [list(unit.headings) for unit in run]
    return tuple(commonprefix(paths))  # which compares lists as well as strings


def _join_small(sections: list[list[_Unit]]) -> list[list[_Unit]]:
    """Join a small section to the one before it where the two are neighbours under one parent."""
    joined: list[list[_Unit]] = []
    for section in sections:
        if joined and _belong_together(joined[-1], section):
            joined[-1] = joined[-1] + section
        else:
            joined.append(section)
    return joined


def _belong_together(before: Sequence[_Unit], section: Sequence[_Unit]) -> bool:
    small = min(_tokens(before), _tokens(section)) < SMALL_SECTION_TOKENS
    fits = _tokens(before) + _tokens(section) <= TARGET_TOKENS
    parent = section[0].headings[:-1]
    return small and fits and bool(parent) and _common_headings([*before, *section])[: len(parent)] == parent


def _split(section: list[_Unit]) -> list[list[_Unit]]:
    """Split a section into runs of about equal size, between blocks where one ends near the cut."""
    pieces = ceil(_tokens(section) / TARGET_TOKENS)
    runs: list[list[_Unit]] = []
    rest = section
    while pieces > 1 and len(rest) > 1:
        cut = _best_cut(rest, _tokens(rest) / pieces)
        runs.append(rest[:cut])
        rest = rest[cut:]
        pieces = max(pieces - 1, ceil(_tokens(rest) / LONGEST_PASSAGE_TOKENS))
    return [*runs, rest] if rest else runs


def _best_cut(units: list[_Unit], wanted: float) -> int:
    """The index to cut before, so that about `wanted` tokens stand ahead of it."""
    slack = TARGET_TOKENS / 4  # how far out of the way a cut between blocks may lie
    best, best_cost = len(units), float("inf")
    tokens = 0
    for index in range(1, len(units)):
        tokens += units[index - 1].tokens
        if units[index].sentence.role is BlockRole.ATTRIBUTION:
            continue  # who says it stays with what is said
        inside_block = units[index].block == units[index - 1].block
        cost = abs(tokens - wanted) + slack * inside_block
        if cost < best_cost and (tokens <= LONGEST_PASSAGE_TOKENS or best == len(units)):
            best, best_cost = index, cost
    return best


def _passage(report: str, number: int, run: Sequence[_Unit]) -> Passage:
    """Lay the run's sentences end to end: a space within a block, a new line between blocks."""
    headings = _common_headings(run)
    text = ""
    sentences = []
    block = None
    for unit in run:
        if unit.sentence.role is BlockRole.HEADING and unit.headings == headings[: len(unit.headings)]:
            continue
        text += "" if not text else " " if unit.block == block else "\n"
        block = unit.block
        start = len(text)
        text += unit.sentence.text
        sentences.append(replace(unit.sentence, start=start, end=len(text)))
    return Passage(f"{report}#{number}", report, headings, text, tuple(sentences))
