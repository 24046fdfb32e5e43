"""Cutting, on pages made by hand; a word counts as a token."""

import random

import pytest

from corpus.passages import (
    LONGEST_PASSAGE_TOKENS,
    LONGEST_SENTENCE_TOKENS,
    SMALL_SECTION_TOKENS,
    TARGET_TOKENS,
    cut_passages,
)
from corpus.records import Block, BlockRole, Page, Passage

HEADING, PARAGRAPH, ITEM = BlockRole.HEADING, BlockRole.PARAGRAPH, BlockRole.LIST_ITEM
ROW, QUOTE, ATTRIBUTION, CONTENTS = BlockRole.TABLE_ROW, BlockRole.QUOTE, BlockRole.ATTRIBUTION, BlockRole.CONTENTS


class Part:
    """A block before it has a place."""

    def __init__(self, role: BlockRole, text: str, level: int = 0, *, box: bool = False, cont: bool = False) -> None:
        self.role, self.text, self.level, self.box, self.cont = role, text, level, box, cont


def page(number: int, *parts: Part) -> Page:
    text = ""
    blocks = []
    for part in parts:
        text += "\n" if text else ""
        start = len(text)
        text += part.text
        blocks.append(Block(start, len(text), part.role, part.level, part.box, part.cont))
    return Page(number, str(number), text, tuple(blocks))


def cut(*pages: Page) -> tuple[Passage, ...]:
    passages = cut_passages("holm-2024", pages, lambda text: len(text.split()))
    check_verbatim(passages, pages)
    return passages


def check_verbatim(passages: tuple[Passage, ...], pages: tuple[Page, ...]) -> None:
    for number, passage in enumerate(passages):
        assert passage.id == f"holm-2024#{number}"
        for sentence in passage.sentences:
            assert passage.text[sentence.start : sentence.end] == sentence.text
            found = " ".join(pages[span.page - 1].text[span.start : span.end] for span in sentence.spans)
            assert " ".join(found.split()) == sentence.text


def words(count: int, name: str = "ord") -> str:
    return " ".join([name.capitalize(), *[name] * (count - 2), f"{name}."])


def texts(passage: Passage) -> list[str]:
    return [sentence.text for sentence in passage.sentences]


def test_headings_make_the_path() -> None:
    passages = cut(
        page(1, Part(HEADING, "Indsats", 1), Part(PARAGRAPH, words(70)), Part(HEADING, "Mentor", 2)),
        page(2, Part(PARAGRAPH, words(80)), Part(HEADING, "Resultater", 1), Part(PARAGRAPH, words(90))),
    )
    assert [passage.headings for passage in passages] == [("Indsats",), ("Indsats", "Mentor"), ("Resultater",)]
    assert [passage.text for passage in passages] == [words(70), words(80), words(90)]
    assert [passage.page for passage in passages] == [1, 2, 2]


def test_heading_of_a_box_is_over_the_box_alone() -> None:
    passages = cut(
        page(
            1,
            Part(HEADING, "Indsats", 1),
            Part(PARAGRAPH, words(70)),
            Part(HEADING, "Fakta", 3, box=True),
            Part(HEADING, "Formål", 3, box=True),
            Part(PARAGRAPH, words(80), box=True),
            Part(HEADING, "Varighed", 3, box=True),
            Part(PARAGRAPH, words(90), box=True),
            Part(PARAGRAPH, words(100)),
        )
    )
    assert [passage.headings for passage in passages] == [
        ("Indsats",),
        ("Indsats", "Fakta", "Formål"),
        ("Indsats", "Fakta", "Varighed"),
        ("Indsats",),
    ]


def test_sentence_over_a_page_break_has_two_spans() -> None:
    passages = cut(
        page(1, Part(PARAGRAPH, "Det begyndte her. Og så gik vi"), Part(PARAGRAPH, "En boks.", box=True)),
        page(2, Part(PARAGRAPH, "videre til næste", cont=True)),
        page(3, Part(PARAGRAPH, "side. Der sluttede det.", cont=True)),
    )
    (passage,) = passages
    assert texts(passage) == [
        "Det begyndte her.",
        "Og så gik vi videre til næste side.",
        "En boks.",
        "Der sluttede det.",
    ]
    assert [span.page for span in passage.sentences[1].spans] == [1, 2, 3]


def test_small_sections_under_one_parent_are_joined() -> None:
    small = SMALL_SECTION_TOKENS // 2
    (passage,) = cut(
        page(
            1,
            Part(HEADING, "Borger", 1),
            Part(HEADING, "Alder", 2),
            Part(PARAGRAPH, words(small)),
            Part(HEADING, "Ønsker", 2),
            Part(PARAGRAPH, words(small)),
        )
    )
    assert passage.headings == ("Borger",)
    assert texts(passage) == ["Alder", words(small), "Ønsker", words(small)]


def test_small_sections_of_two_parents_stay_apart() -> None:
    passages = cut(
        page(
            1,
            Part(HEADING, "Første", 1),
            Part(HEADING, "Alder", 2),
            Part(PARAGRAPH, words(20)),
            Part(HEADING, "Anden", 1),
            Part(HEADING, "Alder", 2),
            Part(PARAGRAPH, words(20)),
        )
    )
    assert [passage.headings for passage in passages] == [("Første", "Alder"), ("Anden", "Alder")]


def test_long_section_is_cut_evenly_between_sentences() -> None:
    sentence = words(11)
    count = 5 * TARGET_TOKENS // 11 - 1
    passages = cut(page(1, Part(HEADING, "Indsats", 1), Part(PARAGRAPH, " ".join([sentence] * count))))
    sizes = [len(passage.text.split()) for passage in passages]
    assert len(passages) == 5
    assert max(sizes) - min(sizes) <= 2 * 11
    assert all(set(texts(passage)) == {sentence} for passage in passages)
    assert {passage.headings for passage in passages} == {("Indsats",)}


def test_cut_lies_between_blocks_where_one_ends_near() -> None:
    first = " ".join([words(10)] * 20)
    second = " ".join([words(10)] * 16)
    passages = cut(page(1, Part(PARAGRAPH, first), Part(PARAGRAPH, second)))
    assert [passage.text for passage in passages] == [first, second]


@pytest.mark.parametrize("before", range(60, TARGET_TOKENS, 20))
def test_attribution_stays_with_its_quote(before: int) -> None:
    passages = cut(
        page(
            1,
            Part(PARAGRAPH, words(before)),
            Part(QUOTE, words(90, "citat")),
            Part(ATTRIBUTION, "Borger, 43 år"),
            Part(PARAGRAPH, words(150)),
        )
    )
    with_quote = next(passage for passage in passages if "Citat" in passage.text)
    assert "Borger, 43 år" in texts(with_quote)


def test_contents_are_left_out() -> None:
    (passage,) = cut(page(1, Part(CONTENTS, "Indsats 3"), Part(CONTENTS, "Resultater 4"), Part(PARAGRAPH, words(9))))
    assert passage.text == words(9)


def test_headings_that_stand_alone_are_not_lost() -> None:
    (passage,) = cut(page(1, Part(HEADING, "Erfaringer", 1), Part(HEADING, "Engholm 2024", 2)))
    assert "Engholm 2024" in passage.text or passage.headings[-1:] == ("Engholm 2024",)
    assert passage.sentences


def test_no_text_no_passages() -> None:
    assert cut(page(1)) == ()
    assert cut(page(1, Part(CONTENTS, "Indsats 3"))) == ()


MARKED = {
    "• Ro": "Ro",
    "▪Ro": "Ro",
    "– Ro": "Ro",
    "1. Ro": "Ro",
    "(b) Ro": "Ro",
    "a) Ro": "Ro",
    "-5 grader": "-5 grader",
    "»Ro«": "»Ro«",
    "(Ro)": "(Ro)",
    "§ 32 gælder": "§ 32 gælder",
    "[Navn] kom": "[Navn] kom",
    "12 borgere": "12 borgere",
}


@pytest.mark.parametrize(("text", "quoted"), MARKED.items())
def test_list_markers_are_no_part_of_quotes(text: str, quoted: str) -> None:
    (passage,) = cut(page(1, Part(ITEM, text)))
    assert texts(passage) == [quoted]


def test_row_is_one_sentence() -> None:
    (passage,) = cut(page(1, Part(ROW, "Mentor. Ja. 12 uger"), Part(ROW, "Praktik. Nej. 3 uger")))
    assert texts(passage) == ["Mentor. Ja. 12 uger", "Praktik. Nej. 3 uger"]


@pytest.mark.parametrize("role", [PARAGRAPH, ROW, ITEM])
def test_giant_sentence_is_cut_at_white_space(role: BlockRole) -> None:
    giant = " ".join(f"felt{number}" for number in range(5 * LONGEST_SENTENCE_TOKENS))
    passages = cut(page(1, Part(role, giant)))
    parts = [text for passage in passages for text in texts(passage)]
    assert " ".join(parts) == giant
    assert all(len(text.split()) <= LONGEST_SENTENCE_TOKENS for text in parts)


def test_giant_word_is_cut_where_it_must() -> None:
    pages = (page(1, Part(PARAGRAPH, "x" * 1000)),)
    passages = cut_passages("holm-2024", pages, len)
    check_verbatim(passages, pages)
    assert "".join(text for passage in passages for text in texts(passage)) == "x" * 1000
    assert all(len(passage.text) <= LONGEST_PASSAGE_TOKENS for passage in passages)


@pytest.mark.parametrize("seed", range(200))
def test_no_passage_is_too_long_and_nothing_is_lost(seed: int) -> None:
    draw = random.Random(seed)
    longest = draw.choice([20, 80, LONGEST_SENTENCE_TOKENS])
    parts = []
    for _ in range(draw.randint(1, 30)):
        sentences = [words(draw.randint(2, longest)) for _ in range(draw.randint(1, 6))]
        parts.append(Part(draw.choice([PARAGRAPH, ITEM, ROW, QUOTE]), " ".join(sentences)))
    if draw.random() < 0.5:
        parts.insert(0, Part(HEADING, "Indsats", 1))
    passages = cut(page(1, *parts))
    assert max(len(passage.text.split()) for passage in passages) <= LONGEST_PASSAGE_TOKENS
    told = " ".join(text for passage in passages for text in texts(passage))
    assert told.split() == " ".join(part.text for part in parts if part.role is not HEADING).split()
