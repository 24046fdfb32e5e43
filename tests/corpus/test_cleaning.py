import pytest

from corpus.cleaning import (
    Vocabulary,
    clean_text,
    ends_sentence,
    has_leader,
    join_lines,
    starts_lower,
    strip_leader,
)

BROKEN = ["arbejdsmar-", "kedet er stort", "og der er mange", "borgere i det"]
UNBROKEN = [f"linje {number} har ord nok" for number in range(200)]


def join(*lines: str, document: list[str] | None = None) -> str:
    return join_lines(lines, Vocabulary.of(BROKEN if document is None else document))


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (("på arbejdsmar-", "kedet i dag"), "på arbejdsmarkedet i dag"),
        (("de faglige-", "og sociale"), "de faglige- og sociale"),
        (("beskæftigelses-", "og virksomhedsrettede"), "beskæftigelses- og virksomhedsrettede"),
        (("uddannelses-", "eller jobrettet"), "uddannelses- eller jobrettet"),
        (("en CV-", "samtale"), "en CV-samtale"),
        (("et 10-", "ugers forløb"), "et 10-ugers forløb"),
        (("projekt Nord-", "Syd"), "projekt Nord-Syd"),
        (("uddannelse/", "selvforsørgelse"), "uddannelse/selvforsørgelse"),
        (("det ene /", "det andet"), "det ene / det andet"),
        (("borgeren -", "og andre"), "borgeren - og andre"),
        (("med  dobbelte   mellemrum",), "med dobbelte mellemrum"),
        (("ar\u00adbejds\u00ad", "marked"), "arbejdsmarked"),
        (("første linje", "anden linje"), "første linje anden linje"),
    ],
)
def test_lines_join_as_danish_writes_them(lines: tuple[str, ...], text: str) -> None:
    assert join(*lines) == text


def test_word_that_stands_whole_elsewhere_joins() -> None:
    document = [*UNBROKEN, "Erfaringsopsamlinger fra året"]
    assert join("Erfarings-", "opsamlinger", document=document) == "Erfaringsopsamlinger"


def test_word_that_is_hyphenated_elsewhere_keeps_its_hyphen() -> None:
    document = [*BROKEN, "en job-samtale"]
    assert join("den job-", "samtale", document=document) == "den job-samtale"


def test_hyphen_stays_where_the_document_breaks_no_words() -> None:
    assert join("denne del-", "målgruppe", document=UNBROKEN) == "denne del-målgruppe"


def test_joining_adds_no_character() -> None:
    lines = ["Hjælp til ud-", "dannelse/", "job og fag-", "og støtte\u00ad", "timer  i tide."]
    raw = sorted("".join("".join(lines).split()))
    assert all(raw.count(letter) >= join(*lines).count(letter) for letter in set(join(*lines)) - {" "})


def test_clean_text_composes_letters_and_drops_what_nobody_sees() -> None:
    assert clean_text("A\u030a ben\u200b  i\tdag") == "Å ben i dag"


@pytest.mark.parametrize(
    ("line", "entry"),
    [
        ("Indledning ........................ 3", "Indledning"),
        ("Kapitel 2: Temaer . . . . . . . 12", "Kapitel 2: Temaer"),
        ("Støtte …………… 7", "Støtte"),
        ("Et kort et .", "Et kort et"),
        ("Udsatte borgere over 30 år", "Udsatte borgere over 30 år"),
    ],
)
def test_leaders_go(line: str, entry: str) -> None:
    assert strip_leader(line) == entry


def test_sentence_with_three_dots_has_no_leader() -> None:
    assert not has_leader("og så videre ...")
    assert has_leader("Indledning ..... 3")


def test_sentence_ends_are_seen_behind_quotation_marks() -> None:
    assert ends_sentence("Det er slut.”")
    assert not ends_sentence("Det er ikke")


def test_small_letters_are_seen_behind_quotation_marks() -> None:
    assert starts_lower("”sammen")
    assert not starts_lower("Sammen")
