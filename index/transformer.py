"""The default model's encoder in numpy alone: twelve layers of BERT, for one text at a time.

torch takes ten seconds to start and a question needs an encoder at once. Of the weights' file the table of words is
never read whole, only the rows of the words that are asked for.
"""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from index.reader.adapter import merged

Floats = NDArray[np.float32]

# Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 7.1.26: the error function to 1.5e-7.
_ERF_P, _ERF = 0.3275911, (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)
_HALF_ROOT = float(np.sqrt(0.5))


@dataclass(frozen=True, slots=True)
class _Norm:
    """A layer norm over the first axis."""

    weight: Floats
    bias: Floats
    eps: float

    def __call__(self, states: Floats) -> Floats:
        centred: Floats = states - states.mean(axis=0)
        variance = np.einsum("ij,ij->j", centred, centred) / np.float32(len(states))
        centred /= np.sqrt(variance + np.float32(self.eps))
        centred *= self.weight
        centred += self.bias
        return centred


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer; states stand in columns, for so the matrices are multiplied in half the time that they take of rows.

    Attributes:
        into_heads: queries, keys and values of all heads in one matrix, shape (3 · hidden, hidden).
    """

    heads: int
    into_heads: Floats
    into_heads_bias: Floats
    out_of_heads: Floats
    out_of_heads_bias: Floats
    attention_norm: _Norm
    widen: Floats
    widen_bias: Floats
    narrow: Floats
    narrow_bias: Floats
    output_norm: _Norm

    @classmethod
    def of(cls, weights: dict[str, Floats], stem: str, heads: int, eps: float) -> Self:
        """From weights named as in transformers' BertModel; stem is what the layer's names begin with."""

        def both(part: str) -> tuple[Floats, Floats]:
            return weights[f"{stem}{part}.weight"], weights[f"{stem}{part}.bias"][:, None]

        def norm(part: str) -> _Norm:
            return _Norm(weights[f"{stem}{part}.weight"][:, None], weights[f"{stem}{part}.bias"][:, None], eps)

        parts = [both(f"attention.self.{part}") for part in ("query", "key", "value")]
        into_heads, bias = (np.concatenate(each) for each in zip(*parts, strict=True))
        hidden = into_heads.shape[1]
        for queries in (into_heads[:hidden], bias[:hidden]):
            queries *= np.float32((hidden // heads) ** -0.5)
        return cls(
            heads,
            into_heads,
            bias,
            *both("attention.output.dense"),
            norm("attention.output.LayerNorm"),
            *both("intermediate.dense"),
            *both("output.dense"),
            norm("output.LayerNorm"),
        )

    def __call__(self, states: Floats) -> Floats:
        """States to states, shape (hidden, tokens)."""
        hidden, tokens = states.shape
        mixed = (self.into_heads @ states + self.into_heads_bias).reshape(3, self.heads, -1, tokens)
        queries, keys, values = mixed
        likeness: Floats = queries.transpose(0, 2, 1) @ keys
        heard = _softmax(likeness)  # (heads, tokens that hear, tokens heard)
        context = (values @ heard.transpose(0, 2, 1)).reshape(hidden, tokens)
        attended: Any = self.out_of_heads @ context + self.out_of_heads_bias + states
        states = self.attention_norm(attended)
        widened: Floats = self.widen @ states + self.widen_bias
        wide = _gelu(widened)
        narrowed: Floats = self.narrow @ wide + self.narrow_bias + states
        return self.output_norm(narrowed)


class Transformer:
    """An encoder ready for texts; safe to use from several threads. Use `Transformer.open`."""

    def __init__(self, words: Any, fixed: Floats, norm: _Norm, layers: list[_Layer]) -> None:  # noqa: ANN401
        self._words = words  # safetensors' slice of a file: rows are read as they are asked for
        self._fixed = fixed
        self._norm = norm
        self._layers = layers

    @classmethod
    def open(cls, folder: Path, matrices: dict[str, Floats] | None = None) -> Self:
        """Read the weights; some 85 MB of them stay in memory.

        Args:
            folder: the model in the form of transformers.
            matrices: an adapter's, added to the weights; None leaves the model as it is.
        """
        from safetensors import safe_open

        config = json.loads((folder / "config.json").read_text(encoding="utf-8"))
        eps = config["layer_norm_eps"]
        file: Any = safe_open(folder / "model.safetensors", framework="numpy")
        stems = [f"encoder.layer.{number}." for number in range(config["num_hidden_layers"])]
        names = list(file.keys())
        layers = []
        for stem in stems:  # one after the other: all weights need not lie in memory twice
            weights = {name: file.get_tensor(name) for name in names if name.startswith(stem)}
            mine = {name: matrix for name, matrix in (matrices or {}).items() if name.startswith(stem)}
            layers.append(_Layer.of(merged(weights, mine), stem, config["num_attention_heads"], eps))
        positions = file.get_tensor("embeddings.position_embeddings.weight")
        fixed = positions + file.get_tensor("embeddings.token_type_embeddings.weight")[0]
        weight, bias = (file.get_tensor(f"embeddings.LayerNorm.{part}")[:, None] for part in ("weight", "bias"))
        norm = _Norm(weight, bias, eps)
        return cls(file.get_slice("embeddings.word_embeddings.weight"), fixed, norm, layers)

    def states(self, ids: list[int]) -> Floats:
        """The last layer's states.

        Args:
            ids: a text's tokens, special tokens among them; no more than the model has positions.

        Returns:
            Shape (tokens, hidden).
        """
        words = np.concatenate([self._words[number : number + 1] for number in ids])
        embedded: Floats = words + self._fixed[: len(ids)]
        states = self._norm(np.ascontiguousarray(embedded.T))
        for layer in self._layers:
            states = layer(states)
        return states.T


def _softmax(values: Floats) -> Floats:
    values = np.exp(values - values.max(axis=-1, keepdims=True))
    values /= values.sum(axis=-1, keepdims=True)
    return values


def _gelu(x: Floats) -> Floats:
    """Multiply every x by Φ(x), in place."""
    z = np.abs(x)
    z *= np.float32(_HALF_ROOT)
    t = 1 / (1 + np.float32(_ERF_P) * z)
    tail = np.full_like(t, _ERF[-1])
    for coefficient in _ERF[-2::-1]:
        tail *= t
        tail += np.float32(coefficient)
    tail *= t
    np.multiply(z, -z, out=z)
    tail *= np.exp(z, out=z)  # 1 - erf(|x| / √2)
    # Φ(x) is 1 - tail / 2 above 0 and tail / 2 below it, so x · Φ(x) = max(x, 0) - |x| · tail / 2.
    tail *= np.abs(x)
    tail *= np.float32(0.5)
    np.maximum(x, 0, out=x)
    x -= tail
    return x
