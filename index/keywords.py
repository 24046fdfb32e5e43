"""Keyword search in Danish: texts to stems and to pieces of words, and BM25 over both."""

import math
import re
import threading
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnusable

Scores = NDArray[np.float32]

_WORD = re.compile(r"\w+")

# Pieces of words find what stems leave apart: parts of compounds ("papir arbejde", papirarbejdet), other inflections
# (budget, budgettet), misspellings, and in English questions what the two languages share. Measured on three question
# sets, four letters find most; what a splitter of compounds, a speller or more endings add beside them is nothing.
_PIECE_LETTERS = 4
# Where a word begins and ends, so that "#by#" is not the "by" of "byggeri".
_EDGE = "#"
# No word has it: it tells the piece "borg" from the stem "borg".
_PIECE_MARK = "~"
# "levrandør" is "leverandør", misspelt: two letters of ten may differ. Shorter words are other words with a letter
# changed.
_SPELT_ALIKE = 0.8
_SHORTEST_MISSPELT = 5
# Of so many the word that is spelt alike is kept in memory, or that there is none.
_KEPT_MISSPELT = 4096
# Shorter ones begin or end too many words to be part of a compound; longer ones are no words.
_SHORTEST_PART, _LONGEST_PART = 4, 60
# So many pieces weigh what the stem of a word weighs; two and four do as well.
_STEM_WEIGHT = 3

# Words that stand in any Danish text, and the English ones that questions are made of.
_STOP_WORDS = frozenset(
    """
    ad af aldrig alle alt anden andet andre at bare begge blev blive bliver bør da de dem den denne der deres det dette
    dig din dine dit dog du efter ej eller en end ene eneste enhver er et far fem fik fleste flere for fordi fra få får
    før god godt ham han hans har havde have hej helt hen hende hendes her hos hun hvad hvem hver hvilke hvilken hvilket
    hvis hvor hvordan hvorfor hvornår i ifølge igen ikke ind ingen intet ja jeg jer jeres jo kan kom komme kommer kun
    kunne lad lav lidt lige lille man mand mange med meget men mens mere mig min mine mit mod må når ned nej noget nogle
    nogen nu ny nyt nær næste næsten og også om omkring op os over på rapport rapporten rapporterne rapporter se ser ses
    siden sig sige siger sin sine sit skal skulle som står sådan til ud uden under ved vi vil ville vor vores var være
    været
    a about an and any are as at be been by can did do does for from has have how in into is it of on or
    report reports s say says that the their them there they this to was were what when where which who why will with
    """.split()
)


# The stemmer keeps the word that it works on, so that two threads would get letters of each other's.
_STEMMING = threading.Lock()


@lru_cache(maxsize=1)
def _stemmer() -> Any:  # noqa: ANN401  # snowballstemmer has no types
    import snowballstemmer

    return snowballstemmer.stemmer("danish")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """The stem of a word in small letters (Snowball's Danish stemmer)."""
    with _STEMMING:
        return str(_stemmer().stemWord(word))


@lru_cache(maxsize=65536)
def _pieces(word: str) -> tuple[str, ...]:
    edged = f"{_EDGE}{word}{_EDGE}"
    starts = range(max(1, len(edged) - _PIECE_LETTERS + 1))
    return tuple(f"{_PIECE_MARK}{edged[start : start + _PIECE_LETTERS]}" for start in starts)


def words_of(text: str) -> list[str]:
    """A text's words in small letters, stop words left out."""
    words = _WORD.findall(unicodedata.normalize("NFC", text).lower())
    return [word for word in words if word not in _STOP_WORDS]


def terms(text: str) -> list[str]:
    """The stems of a text's words, stop words left out (see `stem`)."""
    return [stem(word) for word in words_of(text)]


def query_terms(text: str) -> list[str]:
    """What to look up for a question: its stems, as often as each weighs, and the pieces of its words."""
    return terms(text) * _STEM_WEIGHT + _all_pieces(text)


def _all_pieces(text: str) -> list[str]:
    return [piece for word in words_of(text) for piece in _pieces(word)]


class KeywordIndex:
    """BM25 over a list of texts. Use `build_keywords` or `load_keywords`."""

    def __init__(self, bm25: Any) -> None:  # noqa: ANN401  # bm25s is not imported up here
        self._bm25 = bm25
        self._stems: tuple[str, ...] = ()
        self._spelt_alike = lru_cache(maxsize=_KEPT_MISSPELT)(self._find_spelt_alike)

    @property
    def size(self) -> int:
        """The number of texts; at least 1."""
        return int(self._bm25.scores["num_docs"])

    def scores(self, query_terms: Iterable[str]) -> Scores:
        """The BM25 score of each text, shape (texts,); 0 where no term stands in it.

        Args:
            query_terms: of `terms`, which only the words themselves match, or of `query_terms`, which more is like. A
                term that is there twice counts twice.
        """
        known = [term for term in query_terms if term in self._bm25.vocab_dict]
        if not known:
            return np.zeros(self.size, dtype=np.float32)
        return np.asarray(self._bm25.get_scores(known), dtype=np.float32)

    def knows(self, term: str) -> bool:
        """Whether the term stands in any of the texts."""
        return term in self._bm25.vocab_dict

    def familiarity(self, term: str) -> float:
        """How much of a term the texts know, 0 to 1.

        Returns:
            1 where it stands in them, or a term that is spelt nearly so; else the share of its letters that make up a
            term of theirs that it begins or ends with, as compounds do.
        """
        if self.knows(term) or self._spelt_alike(term):
            return 1.0
        lengths = range(min(len(term) - 1, _LONGEST_PART), _SHORTEST_PART - 1, -1)
        part = next((length for length in lengths if self.knows(term[:length]) or self.knows(term[-length:])), 0)
        return part / max(len(term), 1)

    def share_of(self, term: str) -> float:
        """The share of the texts in which the term stands, 0 to 1."""
        return float((self.scores([term]) > 0).mean())

    def rarity(self, term: str) -> float | None:
        """How much a term tells one text from others: 1 where it stands in one alone, the less the more have it.

        Returns:
            log(1 + 1 / share) / log(1 + number of texts), of a term spelt nearly so where it stands in none; None where
            there is neither.
        """
        known = term if self.knows(term) else self._spelt_alike(term)
        return None if known is None else math.log(1 + 1 / self.share_of(known)) / math.log(1 + self.size)

    def _find_spelt_alike(self, term: str) -> str | None:
        from rapidfuzz import process
        from rapidfuzz.distance import DamerauLevenshtein

        if len(term) < _SHORTEST_MISSPELT or not term.isalpha():
            return None
        self._stems = self._stems or tuple(known for known in self._bm25.vocab_dict if known[:1] != _PIECE_MARK)
        alike = DamerauLevenshtein.normalized_similarity
        found = process.extractOne(term, self._stems, scorer=alike, score_cutoff=_SPELT_ALIKE)
        return None if found is None else str(found[0])


def build_keywords(texts: Sequence[str], folder: Path) -> None:
    """Write a keyword index of texts to a folder, replacing what a killed build left there."""
    import bm25s

    # BM25 in the form of Lucene, k1 1.5 and b 0.75 (Kamphuis et al. 2020, "Which BM25 do you mean?").
    bm25 = bm25s.BM25(method="lucene", k1=1.5, b=0.75)
    # bm25s wants at least one text and one word; no texts, or texts of stop words alone, have none.
    indexed = [terms(text) + _all_pieces(text) or [""] for text in texts]
    bm25.index(indexed or [[""]], show_progress=False)
    bm25.save(folder, show_progress=False)


def load_keywords(folder: Path) -> KeywordIndex:
    """Open a keyword index, left on disk but for what a question touches.

    Raises:
        IndexUnusable: it is missing or damaged.
    """
    import bm25s

    try:
        return KeywordIndex(bm25s.BM25.load(folder, mmap=True))
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise IndexUnusable(
            f"{folder} is missing or damaged ({type(error).__name__}); run `kildesvar build --again`."
        ) from error
