"""Cutting the sample reports and the real ones, with the default model's own tokens."""

from collections import defaultdict
from pathlib import Path

import pytest

from corpus.folder import Reading, find_files, read_report
from corpus.passages import LONGEST_PASSAGE_TOKENS, cut_passages
from corpus.records import BlockRole, Passage
from corpus.settings import ReadingSettings
from index.e5 import MAX_TOKENS, PROMPTS
from index.encoders import TokenCounter
from index.framing import framed

SAMPLES = Path(__file__).parents[2] / "corpus" / "reports"
REAL = Path(__file__).parents[3] / "shared" / "reports"
SPECIAL_TOKENS = 2

Cut = tuple[Reading, tuple[Passage, ...]]


@pytest.fixture(scope="module")
def engine() -> TokenCounter:
    return TokenCounter()


@pytest.fixture(scope="module", params=[SAMPLES, REAL], ids=["samples", "real"])
def reports(request: pytest.FixtureRequest, engine: TokenCounter) -> list[Cut]:
    if not request.param.is_dir():
        pytest.skip("the real reports are not beside the project")
    readings = [read_report(source, ReadingSettings()) for source in find_files([request.param]).sources]
    return [(r, cut_passages(r.report.id, r.document.pages, engine.count_tokens)) for r in readings]


def test_every_sentence_stands_at_its_spans(reports: list[Cut]) -> None:
    assert len(reports) == 5
    for reading, passages in reports:
        for passage in passages:
            for sentence in passage.sentences:
                spans = [reading.document.pages[span.page - 1].text[span.start : span.end] for span in sentence.spans]
                assert " ".join(" ".join(spans).split()) == sentence.text
                assert passage.text[sentence.start : sentence.end] == sentence.text


def test_every_character_of_a_passage_is_in_one_sentence(reports: list[Cut]) -> None:
    for _, passages in reports:
        for number, passage in enumerate(passages):
            assert passage.number == number
            edges = [edge for sentence in passage.sentences for edge in (sentence.start, sentence.end)]
            assert edges == sorted(edges)
            told = "".join(sentence.text for sentence in passage.sentences)
            assert "".join(told.split()) == "".join(passage.text.split())


def test_passages_fit_the_model_with_their_frame(reports: list[Cut], engine: TokenCounter) -> None:
    prompt = engine.count_tokens(PROMPTS["document"])
    for reading, passages in reports:
        sizes = [engine.count_tokens(passage.text) for passage in passages]
        frames = [engine.count_tokens(framed(reading.report, passage)[0]) for passage in passages]
        assert max(sizes) <= LONGEST_PASSAGE_TOKENS
        assert max(frames) + prompt + SPECIAL_TOKENS <= MAX_TOKENS
        assert 100 <= sum(sizes) / len(sizes) <= 220


def test_running_text_is_in_some_passage(reports: list[Cut]) -> None:
    for reading, passages in reports:
        covered = defaultdict(set)
        for passage in passages:
            for sentence in passage.sentences:
                for span in sentence.spans:
                    covered[span.page].update(range(span.start, span.end))
        for page in reading.document.pages:
            for block in page.blocks:
                if block.role in (BlockRole.HEADING, BlockRole.CONTENTS):
                    continue
                missing = set(range(block.start, block.end)) - covered[page.number]
                left_out = "".join(page.text[place] for place in sorted(missing)).split()
                is_item = block.role is BlockRole.LIST_ITEM
                assert len("".join(left_out)) <= (3 if is_item else 0)  # a list marker


def test_headings_are_in_a_path_or_a_passage_but_for_covers_and_contents(reports: list[Cut]) -> None:
    for reading, passages in reports:
        told = {heading for passage in passages for heading in passage.headings}
        told |= {sentence.text for passage in passages for sentence in passage.sentences}
        lost = [
            page
            for page in reading.document.pages
            for block in page.blocks
            if block.role is BlockRole.HEADING and " ".join(page.text[block.start : block.end].split()) not in told
        ]
        for page in lost:
            assert page.number == 1 or BlockRole.CONTENTS in {block.role for block in page.blocks}
