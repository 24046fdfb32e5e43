from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from index.keywords import KeywordIndex, build_keywords, load_keywords
from index.reader.found import Found
from index.search import Index
from index.settings import IndexSettings
from index.weighing import word_weights


@pytest.fixture
def keywords(tmp_path: Path) -> KeywordIndex:
    texts = [f"Leverandøren hjælper borgeren, del {number}." for number in range(50)]
    build_keywords([*texts, "Borgeren har angst for telefonen."], tmp_path / "keywords")
    return load_keywords(tmp_path / "keywords")


def test_a_rare_word_weighs_more_than_what_stands_everywhere(keywords: KeywordIndex) -> None:
    how, helps, supplier, with_, citizens, fear, misspelt = word_weights(
        "Hvordan hjælper leverandøren med borgere, angst? leverandørren", keywords
    )
    assert max(helps, supplier, citizens) < how == with_ < fear <= 1
    assert min(helps, supplier, citizens) > 0
    assert misspelt == supplier


def test_a_word_that_no_passage_has_weighs_between(keywords: KeywordIndex) -> None:
    borgeren, giraffen, angst = word_weights("borgeren giraffen angst", keywords)
    assert borgeren < giraffen < angst


def test_weights_shift_a_score_to_what_is_telling() -> None:
    matches = np.array([[0.9, 0.1], [0.2, 0.7]], dtype=np.float32)
    found = Found(matches, matches, np.zeros(2, dtype=np.float32))
    assert found.scores((1, 0, 0)).argmax() == 0
    assert found.scores((1, 0, 0), np.array([0.2, 0.8], dtype=np.float32)).argmax() == 1


@pytest.mark.parametrize("question", ["?", "\0 ?", "Ørenlyd\u200b til \ufeff alle", "mentor " * 200])
def test_odd_questions_are_weighed_too(sample_index: IndexSettings, question: str) -> None:
    with closing(Index.open(sample_index)) as index:
        found = index.search(question)
    assert all(np.isfinite(sentence.score) for sentence in found.sentences)
