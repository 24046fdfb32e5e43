import json
import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

import pytest

from index.everyday import phrases
from index.everyday.phrases import called_instead, read_phrases
from index.keywords import stem, terms
from tests.index.training.test_data import QUESTION_SETS

WORD = re.compile(r"[^\W\d_]+")
REPORTS = set(terms("fremmøde manglende læreplads frivillig gæld økonomisk rådgivning"))


def known(word: str) -> bool:
    return word in REPORTS


def instead(text: str, language: str = "da") -> tuple[str, ...]:
    return called_instead(text, language, lambda word: float(known(word)), known)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_phrase_has_terms_of_reports_that_are_not_its_own_words(language: str) -> None:
    found = list(read_phrases(language))
    readme = (Path(phrases.__file__).parent / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"\b{len(found):,}\b", readme)
    assert len({phrase.words for phrase in found}) == len(found)
    for phrase in found:
        own = set(terms(" ".join(phrase.words)))
        assert own, phrase
        assert phrase.reports and all(set(terms(term)) - own for term in phrase.reports), phrase


def stems(words: Iterable[str]) -> str:
    return f" {' '.join(map(stem, words))} "


def test_no_phrase_of_three_words_or_more_stands_in_a_question_of_an_evaluation_set() -> None:
    lines = [line for path in QUESTION_SETS for line in path.read_text(encoding="utf-8").splitlines()]
    asked = "|".join(stems(WORD.findall(json.loads(line)["question"].lower())) for line in lines)
    longer = [phrase for language in ("da", "en") for phrase in read_phrases(language) if len(phrase.words) >= 3]
    assert len(lines) > 100 and len(longer) > 2000
    assert not [phrase for phrase in longer if stems(phrase.words) in asked]


@pytest.mark.parametrize(
    ("text", "language", "term"),
    [
        ("Hvad gør de, når borgeren ikke dukker op?", "da", "manglende fremmøde"),
        ("IKKE DUKKER hun OP", "da", "manglende fremmøde"),
        ("What kind of apprenticeship?", "en", "læreplads"),
        (unicodedata.normalize("NFD", "Hvad nu, hvis de må låne penge?"), "da", "gæld"),
    ],
)
def test_what_reports_call_it_is_told_for_a_word_that_they_do_not_have(text: str, language: str, term: str) -> None:
    assert term in instead(text, language)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "?",
        "Hvor mange frivillige er der?",  # their own word
        "Der er for mange skyer på himlen i dag.",  # a word that no phrase has
        "What kind of apprenticeship?",  # a phrase of the other language
        "op op op",
    ],
)
def test_nothing_is_told_where_nothing_is_meant(text: str) -> None:
    assert instead(text) == ()


def test_only_terms_that_the_reports_have_are_told_and_each_once() -> None:
    told = instead("Hvad gør de, når folk bliver væk og ikke dukker op, ikke møder op, ikke dukker op?")
    assert told and len(set(told)) == len(told)
    assert all(map(known, terms(" ".join(told))))
