"""What a language model writes, read as it comes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.writing.stream import Parser, Written

KEYS = ("a1b2c3", "d4e5f6")
TEXT = (
    "KILDER: [a1b2c3] [d4e5f6]\n\n"
    "I 2024 var der 41 makkerpar [a1b2c3]. 28 af dem ses fortsat.【d4e5f6】 Det blev aftalt d. 1. september, "
    "jf. bilaget [a1b2c3, d4e5f6].\n```\n- **Foreningen** var i tvivl [kilde 3][deadbe].\n```\n"
    "Se ![her](http://192.0.2.1/x.png) og [sic] <b>nu</b> [a1b2c3; ffffff]"
)
WRITTEN = (
    Written("I 2024 var der 41 makkerpar.", ("a1b2c3",)),
    Written("28 af dem ses fortsat.", ("d4e5f6",)),
    Written("Det blev aftalt d. 1. september, jf. bilaget.", ("a1b2c3", "d4e5f6")),
    Written("Foreningen var i tvivl.", ()),
    Written("Se [her] og [sic] nu", ("a1b2c3",)),
)
# Enough to find what is wrong; time says nothing of what is right.
FEW = settings(max_examples=60, deadline=None, database=None)


def read(text: str) -> tuple[tuple[Written, ...], int]:
    parser = Parser(KEYS)
    parser.add(text)
    return parser.close()


def test_keys_belong_to_their_sentences_and_unknown_ones_are_taken_out_and_counted() -> None:
    assert read(TEXT) == (WRITTEN, 4)


@FEW
@given(st.lists(st.integers(0, len(TEXT)), max_size=12))
def test_any_pieces_give_the_same_sentences(cuts: list[int]) -> None:
    assert_same_in_pieces(TEXT, cuts)


BITS = ["[", "]", "【", "】", "a1b2c3", "ffffff", "d4e5f6", ". ", " ", "\n", "```", "- ", "1. ", "Ja", "jo", "<b>", "<"]
BITS += ["f.eks. ", "](", "http://x.dk", "**", "KILDER:", ",", "1", "?", "»", " sep", "tember"]


@FEW
@given(st.lists(st.sampled_from(BITS), max_size=30), st.lists(st.integers(0, 100), max_size=8))
def test_any_text_in_any_pieces_gives_the_same_sentences(bits: list[str], cuts: list[int]) -> None:
    assert_same_in_pieces("".join(bits), cuts)


def assert_same_in_pieces(text: str, cuts: list[int]) -> None:
    whole, unknown = read(text)
    parser = Parser(KEYS)
    shown: tuple[Written, ...] = ()
    places = [0, *sorted(cuts), len(text)]
    for start, end in zip(places, places[1:], strict=False):
        now = parser.add(text[start:end])[:-1]
        assert now[: len(shown)] == shown  # what was whole stays as it was
        shown = now
    assert parser.close() == (whole, unknown)
    assert whole[: len(shown)] == shown
    assert all(set(each.keys) <= set(KEYS) for each in whole)


@pytest.mark.parametrize("text", ["INTET_SVAR", " **NO_ANSWER**.", "KILDER:\nINTET_SVAR"])
def test_what_says_that_nothing_answers(text: str) -> None:
    parser = Parser(KEYS)
    parser.add(text)
    assert parser.says_nothing


@pytest.mark.parametrize("text", ["", "Der er intet svar fra kommunen endnu, skriver de [a1b2c3].", "KILDER: [a1b2c3]"])
def test_what_does_not_say_so(text: str) -> None:
    parser = Parser(KEYS)
    parser.add(text)
    assert not parser.says_nothing


def test_the_first_letters_of_a_word_are_told_and_nothing_that_is_told_vanishes() -> None:
    assert Parser(KEYS).add("Leveran") == (Written("Leveran", ()),)
    text = (
        f"KILDER: [{KEYS[0]}]\nDer var 41 makkerpar, bl.a. i Lyngby [{KEYS[0]}]. **I** 2024 mødtes 28 af dem. "
        "Se https://eksempel.dk/a her."
    )
    parser, told = Parser(KEYS), ""
    for letter in text:
        now = " ".join(each.text for each in parser.add(letter))
        assert now.startswith(told), (told, now)
        told = now
    assert told.startswith("Der var 41 makkerpar")
    for word in ("KILD", "Kilder", "INTET", "NO", "http"):
        assert Parser(KEYS).add(word) == ()
