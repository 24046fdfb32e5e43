import unicodedata
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexUnusable
from index.keywords import KeywordIndex, build_keywords, load_keywords, query_terms, terms

TEXTS = (
    "Mentorerne mødes med borgerne hver uge.",
    "Kommunen betaler for praktik i en planteskole.",
    "En mentor er frivillig, og mentoren er tålmodig.",
    "af den og de",
)


@pytest.fixture
def keywords(tmp_path: Path) -> KeywordIndex:
    build_keywords(TEXTS, tmp_path / "keywords")
    return load_keywords(tmp_path / "keywords")


def test_terms_are_stems_without_stop_words() -> None:
    assert terms("Hvad siger leverandørerne om borgernes indsatser?") == ["leverandør", "borg", "indsats"]
    assert terms("What do the reports say about it?") == []
    assert terms("") == terms("?!") == terms("\0") == []


def test_forms_of_a_word_are_one_term() -> None:
    assert len({term for word in ("mentor", "mentoren", "mentorerne", "MENTORER") for term in terms(word)}) == 1


def test_letters_in_two_parts_are_one() -> None:
    text = "pårørende får råd"
    assert terms(unicodedata.normalize("NFD", text)) == terms(text)


def test_scores_are_of_the_texts_with_the_word(keywords: KeywordIndex) -> None:
    scores = keywords.scores(terms("mentor"))
    assert scores.shape == (len(TEXTS),)
    assert [bool(score) for score in scores] == [True, False, True, False]
    assert scores[2] > scores[0] > 0


def test_unknown_words_score_nothing(keywords: KeywordIndex) -> None:
    assert not keywords.scores(terms("giraf")).any()
    assert not keywords.scores([]).any()
    both = keywords.scores(terms("giraf praktik"))
    assert np.array_equal(both, keywords.scores(terms("praktik")))


def test_knows(keywords: KeywordIndex) -> None:
    assert keywords.knows(*terms("planteskolen"))
    assert not keywords.knows("giraf")
    assert keywords.share_of("giraf") == 0
    assert 0 < keywords.share_of(*terms("planteskolen")) < 1


def test_rarity_is_of_the_word_or_of_one_spelt_nearly_so(keywords: KeywordIndex) -> None:
    rare, common = keywords.rarity(*terms("planteskolen")), keywords.rarity(*terms("mentor"))
    assert rare == 1
    assert common is not None and 0 < common < 1
    assert keywords.rarity(*terms("plateskolen")) == rare
    assert keywords.rarity("giraf") is None


@pytest.mark.parametrize(
    ("word", "familiarity"),
    [("planteskolen", 1), ("plantskolen", 1), ("giraf", 0), ("mentorordning", 6 / 13), ("2031", 0)],
)
def test_a_word_is_known_misspelt_and_in_part(keywords: KeywordIndex, word: str, familiarity: float) -> None:
    assert keywords.familiarity(*terms(word)) == pytest.approx(familiarity)


def test_a_piece_is_no_word(keywords: KeywordIndex) -> None:
    assert not keywords.knows("ment")
    assert not keywords.scores(["ment", "ntor"]).any()
    assert not keywords.scores(terms("planteskolepraktik")).any()


def test_pieces_find_what_stems_leave_apart(keywords: KeywordIndex) -> None:
    assert np.argmax(keywords.scores(query_terms("plante skolepraktik"))) == 1
    assert np.argmax(keywords.scores(query_terms("tolmodig"))) == 2
    assert not keywords.scores(query_terms("qxzvk?")).any()


def test_the_word_itself_comes_before_one_like_it(tmp_path: Path) -> None:
    build_keywords(["Han søgte om ledsagelse.", "Hun søgte en ledsager.", "De søgte en ledig bolig."], tmp_path)
    scores = load_keywords(tmp_path).scores(query_terms("ledsagere"))
    assert scores[1] > scores[0] > scores[2] > 0


def test_short_words_have_pieces(tmp_path: Path) -> None:
    build_keywords(["§ 5 i loven", "§ 7 i loven"], tmp_path)
    assert np.argmax(load_keywords(tmp_path).scores(query_terms("7"))) == 1


def test_scores_may_be_changed_without_harm(keywords: KeywordIndex) -> None:
    first = keywords.scores(terms("mentor"))
    expected = first.copy()
    first[:] = 0
    assert np.array_equal(keywords.scores(terms("mentor")), expected)


@pytest.mark.parametrize("texts", [[], ["og af"], ["", "mentor"]])
def test_texts_without_words(texts: list[str], tmp_path: Path) -> None:
    build_keywords(texts, tmp_path / "keywords")
    index = load_keywords(tmp_path / "keywords")
    assert len(index.scores(terms("mentor"))) == max(len(texts), 1)


def test_builds_over_what_a_killed_build_left(tmp_path: Path) -> None:
    folder = tmp_path / "keywords"
    build_keywords(TEXTS, folder)
    (folder / "vocab.index.json").write_text("{", encoding="utf-8")
    build_keywords(TEXTS[:1], folder)
    assert load_keywords(folder).scores(terms("mentor")).shape == (1,)


def test_missing_index(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match=r"missing or damaged .* `kildesvar build --again`"):
        load_keywords(tmp_path / "none")


@pytest.mark.parametrize("name", ["vocab.index.json", "params.index.json", "data.csc.index.npy"])
def test_damaged_index(name: str, tmp_path: Path) -> None:
    build_keywords(TEXTS, tmp_path)
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(IndexUnusable, match="missing or damaged"):
        load_keywords(tmp_path)
