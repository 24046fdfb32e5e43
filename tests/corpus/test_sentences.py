from pathlib import Path

import pytest

from corpus.sentences import sentence_bounds

SOURCES = sorted((Path(__file__).parents[2] / "corpus" / "sample_sources").glob("*.md"))


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentence_bounds(text)]


# One sentence a string; joined by a space, they must be found again.
TEXTS = {
    "ordinal dates": ["Forløbet begyndte den 1. september 2024.", "Det sluttede i maj."],
    "day with d.": ["De mødtes d. 3. maj på Engholm Station.", "Det gik godt."],
    "ordinal words": ["Den 2. generation er her.", "Den 3. runde kommer."],
    "year at the end": ["Der var 40 borgere i 2023.", "Antallet steg i 2024.", "Så stod det stille."],
    "date at the end": ["Fristen var den 31.12.", "Så kom januar."],
    "kr. before a number": ["Det koster kr. 500 om ugen.", "Det er dyrt."],
    "mio. kr. inside": ["Det kostede 3 mio. kr. om året.", "Nu er det slut."],
    "mio. kr. at the end": ["Det kostede 3 mio. kr.", "Derefter stoppede vi."],
    "pct. before a dash": ["Det gælder 12 pct. – og det er mange.", "Resten gik."],
    "f.eks. before a name": ["Vi har f.eks. Brofæste og bl.a. Stigbøjlen.", "De er gode."],
    "mv. at the end": ["Vi tilbyder samtaler, praktik mv.", "Borgerne er glade."],
    "mv. inside": ["Vi tilbyder samtaler mv. og mentor.", "Det virker."],
    "osv. at the end": ["Det sker i Engholm, Nørby osv.", "Derfor gør vi det."],
    "law": ["Jf. § 32 stk. 2 og kap. 4 gælder det alle.", "Se også nr. 7 og s. 5."],
    "tidl. and ca.": ["Det tidl. Jobcenter har ca. 25 ansatte.", "12 af dem er nye."],
    "word that is also an abbreviation": ["Det var et stort tab.", "Hun sagde nej til alt af den art.", "Se tab. 3."],
    "straight quotes": ['"Det går godt."', "Sådan siger hun."],
    "curved quotes": ["Hun sagde: “Jeg vil gerne i arbejde.”", "Det var nyt."],
    "guillemets": ["»Det var rart.«", "»Ja.«", "Sådan talte de."],
    "question in a quote": ["»Hvad nu?« spurgte han.", "Ingen svarede."],
    "single quotes": ["Det er i orden.", "‘Ja’, sagde hun."],
    "questions": ["Hvad virker?", "Det gør samtalen!", "Og tilliden."],
    "ellipsis": ["Hun tøvede… men kom.", "Han blev væk..."],
    "omission": ["Vi ser frem.", "(...) Det er godt.", "Og […] Det bliver bedre."],
    "list numbers": ["1. Borgeren skal ses.", "2. Borgeren skal høres."],
    "initials": ["A. P. Holm gav penge.", "H.C. Lund og Ph.d. Jensen skrev om det."],
    "capital letters": ["Han er god til IT.", "Hun til HR."],
    "brackets": ["Vi spurgte alle (jf. afsnit 2).", "Svaret var ja."],
    "footnote": ["Det virker.¹", "Det ved vi."],
    "dash": ["De sagde ja.", "– Det var godt."],
    "English": ["We met Dr. Smith, e.g. on Monday.", "He said no.", "Is it done?", "Yes, see fig. 4."],
    "no full stop": ["Ingen slutning"],
}


@pytest.mark.parametrize("sentences", TEXTS.values(), ids=TEXTS)
def test_splits(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


@pytest.mark.parametrize("sentences", TEXTS.values(), ids=TEXTS)
def test_splits_where_lines_break(sentences: list[str]) -> None:
    lines = "\n".join(sentences).replace(" ", "\n")
    assert [" ".join(sentence.split()) for sentence in split(lines)] == sentences


@pytest.mark.parametrize("text", ["", " ", "\n\t "])
def test_nothing_has_no_sentences(text: str) -> None:
    assert sentence_bounds(text) == []


def test_begins_where_told() -> None:
    text = "1. Borgeren skal ses. Og høres."
    assert [text[start:end] for start, end in sentence_bounds(text, 3)] == ["Borgeren skal ses.", "Og høres."]


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.stem)
def test_every_character_is_in_one_sentence_in_order(source: Path) -> None:
    text = source.read_text(encoding="utf-8")
    for begin in range(0, len(text), 997):
        bounds = sentence_bounds(text, begin)
        edges = [edge for bound in bounds for edge in bound]
        assert edges == sorted(edges)
        assert all(start < end and text[start:end] == text[start:end].strip() for start, end in bounds)
        assert "".join("".join(text[start:end].split()) for start, end in bounds) == "".join(text[begin:].split())
