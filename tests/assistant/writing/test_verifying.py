"""What verification finds in written sentences: the figures of the whole set, and single cases."""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from assistant.writing.amounts import amounts, derived, spell_dates
from assistant.writing.findings import Fault, Source
from assistant.writing.verifying import verify

SENTENCES = Path(__file__).with_name("sentences.jsonl")


def passes(group: dict[str, Any]) -> list[tuple[bool, bool]]:
    """Of each sentence of a group whether it is true, and whether it passes."""
    sources = [Source(each["organisation"], each["year"], each["text"]) for each in group["passages"]]
    return [(each["is_carried"], not verify(each["text"], sources)) for each in group["sentences"]]


@pytest.mark.parametrize(("half", "passed", "found"), [("development", 0.91, 0.89), ("unseen", 0.65, 0.5)])
def test_true_sentences_pass_and_false_ones_are_found(half: str, passed: float, found: float) -> None:
    groups = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    with ThreadPoolExecutor() as pool:  # nearly all of the time is the encoder's, which leaves the interpreter free
        results = list(chain(*pool.map(passes, [each for each in groups if each["half"] == half])))
    true, false = ([is_passed for is_true, is_passed in results if is_true == kind] for kind in (True, False))
    assert sum(true) / len(true) >= passed
    assert 1 - sum(false) / len(false) >= found


SOURCE = Source(
    "Nordværk",
    2024,
    "Hos Nordværk fik 40 borgere en mentor i 2024, og 12 af dem er i job. Vi anbefaler, at kommunen giver mere tid. "
    "Ventetiden faldt fra tre uger til ni dage. Pårørende kan komme om aftenen.",
)


@pytest.mark.parametrize(
    ("sentence", "fault", "words"),
    [
        ("44 borgere fik en mentor.", Fault.NUMBER, "44"),
        ("I 2021 fik 40 borgere en mentor.", Fault.NUMBER, "2021"),
        ("40 borgere fik en mentor fra Vestby.", Fault.NAME, "Vestby"),
        ("40 borgere fik ikke en mentor.", Fault.NEGATION, "ikke"),
        ("Alle borgere fik en mentor.", Fault.QUANTITY, "Alle"),
        ("Ventetiden steg fra tre uger til ni dage.", Fault.OPPOSITE, "steg"),
        ("Kommunen giver mere tid.", Fault.RESERVATION, "anbefaler"),
        ("40 borgere fik en mentor, en cykel og en hjelm.", Fault.ADDITION, "cykel, hjelm"),
        ("40 af de 12 borgere er i job.", Fault.NUMBER, "40 af de 12"),
        ("Ventetiden faldt fra ni dage til tre uger.", Fault.OPPOSITE, "ni … tre"),
        ("12 borgere fik en tandlæge i 2024.", Fault.AGENT, "tandlæge"),
        ("Pårørende skal komme om aftenen.", Fault.MODALITY, "skal"),
        ("Hos Nordværk fik 40 borgere en cykel i 2024.", Fault.EXCHANGE, "cykel"),
        (
            "Ventetiden faldt, fordi pårørende kan komme om aftenen.",
            Fault.CAUSE,
            "Ventetiden faldt, fordi pårørende kan komme om aftenen.",
        ),
        ("Pårørende kan måske komme hver dag.", Fault.QUANTITY, "hver dag"),
    ],
)
def test_a_fault_is_named_with_its_words(sentence: str, fault: Fault, words: str) -> None:
    assert (fault, words) in [(found.fault, found.words) for found in verify(sentence, [SOURCE])]


def test_a_sentence_without_a_source_is_not_carried() -> None:
    assert [found.fault for found in verify("Det regner.", [])] == [Fault.NO_SOURCE]


@pytest.mark.parametrize(
    ("text", "language", "values"),
    [
        ("2,4 mio. kr. til syvogtyve borgere", "da", [2_400_000, 27]),
        ("1.500 kr. den 1.3.2024", "da", [1500, 1, 2024]),
        ("3,000 kroner to forty-four people", "en", [3000, 44]),
        ("to tredjedele, halvdelen og fra 18 til 11 pct.", "da", [200 / 3, 50, 18, 11]),
    ],
)
def test_numbers_are_read_as_figures_and_as_words(text: str, language: str, values: list[float]) -> None:
    assert [amount.value for amount in amounts(spell_dates(text), language)] == pytest.approx(values)


def test_what_numbers_come_to() -> None:
    assert 7 in [each.value for each in derived("Alderen faldt fra 52 til 45 år.", "da") if not each.is_share]
    (about,), (known,) = amounts("more than 8,000 holes", "en"), amounts("8,300 holes", "en")
    assert about.is_about(known) and not known.is_about(about)
    (tenth,), (every,) = amounts("a tenth", "en"), amounts("hver tiende", "da")
    assert tenth.equals(every) and every.is_share
    assert 80 in [each.value for each in derived("Af de 90 borgere sagde 72 ja.", "da") if each.is_share]
    assert 24 in [each.value for each in derived("Halvdelen af de 48 unge", "da") if not each.is_share]
    (half_year,), (months,) = amounts("et halvt år", "da"), amounts("seks måneder", "da")
    assert half_year.equals(months) and not half_year.is_share
