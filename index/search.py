"""A question to ranked passages and sentences: dense and keyword search, fused."""

from collections.abc import Sequence
from typing import Self

import numpy as np
from numpy.typing import NDArray

from corpus.errors import IndexUnusable
from corpus.language import language_of
from corpus.records import Page, Report
from index.encoders import SentenceTransformerEncoder, Vectors, load_sentence_transformer
from index.everyday.phrases import called_instead, is_everyday_word
from index.filters import ALL, Filters
from index.keywords import KeywordIndex, load_keywords, query_terms, terms
from index.library import Library, open_manifest
from index.ranking import by_best_sentence, fuse
from index.reader.comparing import COMPARED, Comparison
from index.reader.questions import AskedVectors, QuestionReader, load_question_reader
from index.records import Entry, Evidence, Hit, Manifest, SearchResult, StoredReport
from index.reranking import Reranker, load_reranker
from index.sentences import Favours, SentenceRanking
from index.settings import IndexSettings
from index.spelling import joined, with_danish_letters
from index.vectors import VectorStore, open_store
from index.weighing import word_weights

# How deep each of the two lists is fused, at the least.
_DEPTH = 50
Encoder = QuestionReader | SentenceTransformerEncoder
"""What makes vectors of questions: the default model with the taught reader, or another model."""


class Index:
    """An index opened for questions. Use `Index.open`.

    Attributes:
        manifest: what it holds.
        encoder: what makes vectors of questions.
    """

    def __init__(
        self,
        library: Library,
        manifest: Manifest,
        store: VectorStore,
        passages: KeywordIndex,
        sentences: KeywordIndex,
        encoder: Encoder,
        reranker: Reranker | None = None,
    ) -> None:
        self.manifest = manifest
        self.encoder = encoder
        self._comparison = Comparison(library)
        self._reranker = reranker
        self._library = library
        self._store = store
        self._passage_keywords = passages
        self._place = {entry.version: i for i, entry in enumerate(manifest.entries)}
        self._first_passage = np.cumsum([0, *(entry.passages for entry in manifest.entries)])
        self._place_of_report = {entry.report.id: i for i, entry in enumerate(manifest.entries)}
        self._sentences = SentenceRanking(library, manifest, sentences)

    @classmethod
    def open(cls, settings: IndexSettings, encoder: Encoder | None = None) -> Self:
        """Open the index that the settings name.

        Args:
            settings: where it is, and which model its vectors must be of.
            encoder: what makes vectors of questions; None loads what the settings name.

        What it holds can be read until it is closed, though a build replaces it.

        Raises:
            IndexUnusable: there is none, it is damaged, or another model or other rules made it.
            StoreUnreachable: the Chroma server does not answer.
        """
        manifest = open_manifest(settings)
        encoder = encoder or _load_encoder(settings)
        while True:
            try:
                return cls._open(settings, manifest, encoder)
            except IndexUnusable:
                newer = open_manifest(settings)
                if newer == manifest:
                    raise
                manifest = newer  # a build has ended since, and has removed what the older one names

    @classmethod
    def _open(cls, settings: IndexSettings, manifest: Manifest, encoder: Encoder) -> Self:
        library = Library(settings.folder)
        library.hold(manifest)
        keywords = library.keywords_folder(manifest.generation)
        passages, sentences = load_keywords(keywords / "passages"), load_keywords(keywords / "sentences")
        store = open_store(settings, library.chroma_folder(manifest.generation), manifest.fingerprint)
        return cls(
            library,
            manifest,
            store,
            passages,
            sentences,
            encoder,
            load_reranker(settings),
        )

    def close(self) -> None:
        """Let go of the store."""
        self._store.close()

    def reports(self, filters: Filters = ALL) -> tuple[Report, ...]:
        """The reports that the filters admit, in the order of their files."""
        return tuple(entry.report for entry in self.manifest.entries if filters.admit(entry.report))

    def stored(self, report_id: str) -> StoredReport:
        """A report with its pages and passages.

        Raises:
            KeyError: there is no such report.
        """
        return self._library.stored(self.manifest.entries[self._place_of_report[report_id]].version)

    def page(self, report_id: str, number: int) -> Page:
        """A page of a report; numbers are 1-based.

        Raises:
            KeyError: there is no such report, or no such page in it.
        """
        return self.stored(report_id).page(number)

    def knows(self, term: str) -> bool:
        """Whether a term, as `keywords.terms` makes them, stands anywhere in the index."""
        return self._passage_keywords.knows(term)

    def spelt(self, text: str) -> str:
        """A text that was typed without å, æ and ø, or with words split in two, as the reports spell it."""
        read = with_danish_letters(text, self.knows)
        return joined(read, self._is_word) if language_of(read) == "da" else read  # "to get" is no "toget"

    def _is_word(self, term: str) -> bool:
        return self.knows(term) or is_everyday_word(term)

    def called_instead(self, text: str, language: str) -> tuple[str, ...]:
        """What the reports call those words of a text that they do not have (see `everyday.called_instead`)."""
        return called_instead(text, language, self.familiarity, self.knows)

    def familiarity(self, term: str) -> float:
        """How much of a term the index knows, 0 to 1 (see `KeywordIndex.familiarity`)."""
        return self._passage_keywords.familiarity(term)

    def rarity(self, term: str) -> float | None:
        """How much a term tells one passage from others, above 0 to 1 (see `KeywordIndex.rarity`)."""
        return self._passage_keywords.rarity(term)

    def share_of(self, term: str) -> float:
        """The share of all passages in which a term stands, 0 to 1."""
        return self._passage_keywords.share_of(term)

    def search(
        self, question: str, filters: Filters = ALL, limit: int = 20, favours: Favours | None = None
    ) -> SearchResult:
        """Find the passages and sentences nearest to a question.

        Args:
            question: in any language that the model reads.
            filters: which reports to look in.
            limit: how many passages at the most; sentences are those that stand in them.
            favours: what sort of sentence is asked for; None where any is.

        Returns:
            Hits and sentences, best first; both empty where the filters admit no report.
        """
        vector, asked = self._encoded(question)
        hits = self._hits(vector, question, filters, max(limit, COMPARED) if asked else limit)
        taught, evidence = None, None
        if asked and any(hit.passage.sentences for hit in hits):
            taught, evidence = self._read(question, asked, hits)
        sentences = self._sentences.rank(vector, question, hits, taught, favours)
        if taught is not None:
            hits, sentences = by_best_sentence(hits, sentences, limit)
        found = SearchResult(hits, sentences, vector, evidence)
        return self._reranker.reorder(question, found) if self._reranker else found

    def sentence_vectors(self, hit: Hit) -> Vectors:
        """The vectors of a hit's sentences, shape (sentences, dimension), each of length 1."""
        return self._sentences.vectors(hit)

    @property
    def passage_count(self) -> int:
        """How many passages it holds."""
        return int(self._first_passage[-1])

    def _encoded(self, question: str) -> tuple[Vectors, AskedVectors | None]:
        """A question's vector, and what the taught reader makes of it, if it makes something."""
        if not isinstance(self.encoder, QuestionReader):
            return self.encoder.encode_query(question), None
        asked = self.encoder.read(question)
        return asked.untaught, asked if len(asked.tokens) else None

    def _read(self, question: str, asked: AskedVectors, hits: Sequence[Hit]) -> tuple[Vectors, Evidence]:
        """The taught reader's score of each of the hits' sentences, and what they are evidence of."""
        assert isinstance(self.encoder, QuestionReader)
        compared = self._comparison.find(asked, [(self._entry(hit).version, hit.passage.number) for hit in hits])
        words = self.encoder.last_words(question)
        return self.encoder.judge(words, compared, word_weights(words, self._passage_keywords))

    def _hits(self, vector: Vectors, question: str, filters: Filters, limit: int) -> tuple[Hit, ...]:
        depth = max(_DEPTH, limit)
        nearest = self._store.nearest(vector, depth, filters, self._place.keys())
        cosines = {self._row(version, number): cosine for version, number, cosine in nearest}
        like = self._keyword_scores(query_terms(question), filters)
        by_keyword = [int(row) for row in np.argsort(-like, kind="stable")[:depth] if like[row] > 0]
        keyword = self._passage_keywords.scores(terms(question))
        hits = []
        for rank, (row, score) in enumerate(list(fuse(cosines, by_keyword).items())[:limit], start=1):
            entry, number = self._at(row)
            passage = self._library.stored(entry.version).passages[number]
            hits.append(Hit(entry.report, passage, score, cosines.get(row), float(keyword[row]), rank))
        return tuple(hits)

    def _keyword_scores(self, asked: Sequence[str], filters: Filters) -> NDArray[np.float32]:
        """BM25 of every passage; 0 in the reports that the filters do not admit."""
        scores = self._passage_keywords.scores(asked)
        for i, entry in enumerate(self.manifest.entries):
            if not filters.admit(entry.report):
                scores[self._first_passage[i] : self._first_passage[i + 1]] = 0
        return scores

    def _row(self, version: str, number: int) -> int:
        return int(self._first_passage[self._place[version]]) + number

    def _at(self, row: int) -> tuple[Entry, int]:
        place = int(np.searchsorted(self._first_passage, row, side="right")) - 1
        return self.manifest.entries[place], row - int(self._first_passage[place])

    def _entry(self, hit: Hit) -> Entry:
        return self.manifest.entries[self._place_of_report[hit.report.id]]


def _load_encoder(settings: IndexSettings) -> Encoder:
    """What makes vectors of questions; the default model is ready within half a second."""
    return load_question_reader() if settings.model == "default" else load_sentence_transformer(settings)
