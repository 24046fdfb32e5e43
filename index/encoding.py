"""A report to all the vectors that the index keeps of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from index.encoders import SentenceTransformerEncoder, Vectors, load_sentence_transformer
from index.framing import framed
from index.reader.passages import PassageReader
from index.records import NOT_READ, ReadPassages, StoredReport
from index.settings import IndexSettings


@dataclass(frozen=True, slots=True)
class EncodedReport:
    """The vectors of a report.

    Attributes:
        passages: shape (passages, dimension), length 1.
        sentences: for each passage those of its sentences, shape (sentences, dimension), length 1.
        read: what the taught reader makes of the passages.
    """

    passages: Vectors
    sentences: list[Vectors]
    read: ReadPassages


class ReportEncoder:
    """The model that the settings name, and beside the default one the taught reader. Use `ReportEncoder.open`.

    Attributes:
        model: what encodes passages and sentences.
    """

    def __init__(self, model: SentenceTransformerEncoder, reader: PassageReader | None) -> None:
        self.model = model
        self._reader = reader

    @classmethod
    def open(cls, settings: IndexSettings) -> Self:
        """Load what the settings name; takes some ten seconds.

        Raises:
            SettingsError: no such model can be loaded.
        """
        model = load_sentence_transformer(settings)
        return cls(model, PassageReader() if settings.model == "default" else None)

    def encode(self, text: StoredReport, on_progress: Callable[[int], None]) -> EncodedReport:
        """Encode the passages of a report.

        Args:
            text: the report.
            on_progress: told the number of passages done so far, after each batch. With the taught reader every
                passage is read twice, and counts half each time.
        """
        frames = [framed(text.report, passage) for passage in text.passages]
        texts, sentences = [words for words, _ in frames], [bounds for _, bounds in frames]
        if not self._reader:
            return EncodedReport(*self.model.encode_passages(texts, sentences, on_progress), NOT_READ)
        passages, of_sentences = self.model.encode_passages(texts, sentences, lambda done: on_progress(done // 2))
        read = self._reader.read(texts, sentences, lambda done: on_progress((len(texts) + done) // 2))
        return EncodedReport(passages, of_sentences, read)
