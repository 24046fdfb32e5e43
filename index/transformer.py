"""The default model's encoder in numpy alone: twelve layers of BERT, for one text at a time.

torch takes ten seconds to start and a question needs an encoder at once. Of the weights' file the table of words is
never read whole, only the rows of the words that are asked for. An adapter's matrices stay beside the weights, not
added to them: so a text is read without the adapter and under it in one pass, in two thirds of the time of two.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

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
class _Linear:
    """A linear layer, and the two matrices that an adapter adds to its weight: up · down, of a lower rank.

    Attributes:
        weight: shape (out, in).
        bias: shape (out, 1).
        down: shape (rank, in).
        up: shape (out, rank).
    """

    weight: Floats
    bias: Floats
    down: Floats
    up: Floats

    def __call__(self, states: Floats, adapted: slice) -> Floats:
        """States to states, shape (in, tokens) to (out, tokens); those in the slice of tokens under the adapter."""
        out: Floats = self.weight @ states
        out += self.bias
        if self.down.size and adapted.start < states.shape[1]:
            out[:, adapted] += self.up @ (self.down @ states[:, adapted])
        return out


@dataclass(frozen=True, slots=True)
class _Layer:
    """One layer; states stand in columns, for so the matrices are multiplied in half the time that they take of rows.

    Attributes:
        into_heads: queries, keys and values of all heads, one under the other.
    """

    heads: int
    into_heads: _Linear
    out_of_heads: _Linear
    attention_norm: _Norm
    widen: _Linear
    narrow: _Linear
    output_norm: _Norm

    @classmethod
    def of(cls, weights: dict[str, Floats], matrices: dict[str, Floats], stem: str, heads: int, eps: float) -> Self:
        """From weights and an adapter's matrices, named as in transformers' BertModel; all names begin with stem."""

        def linear(part: str) -> _Linear:
            weight = weights[f"{stem}{part}.weight"]
            down = matrices.get(f"{stem}{part}.lora_A", np.zeros((0, weight.shape[1]), np.float32))
            up = matrices.get(f"{stem}{part}.lora_B", np.zeros((weight.shape[0], 0), np.float32))
            return _Linear(weight, weights[f"{stem}{part}.bias"][:, None], down, up)

        def norm(part: str) -> _Norm:
            return _Norm(weights[f"{stem}{part}.weight"][:, None], weights[f"{stem}{part}.bias"][:, None], eps)

        parts = [linear(f"attention.self.{part}") for part in ("query", "key", "value")]
        into_heads = _stacked(parts)
        hidden = into_heads.weight.shape[1]
        for queries in (into_heads.weight[:hidden], into_heads.bias[:hidden], into_heads.up[:hidden]):
            queries *= np.float32((hidden // heads) ** -0.5)
        return cls(
            heads,
            into_heads,
            linear("attention.output.dense"),
            norm("attention.output.LayerNorm"),
            linear("intermediate.dense"),
            linear("output.dense"),
            norm("output.LayerNorm"),
        )

    def __call__(self, states: Floats, texts: int, adapted: slice) -> Floats:
        """States to states, shape (hidden, tokens).

        Args:
            states: of texts of equal length, one after the other, which do not hear each other.
            texts: how many.
            adapted: the tokens that the adapter is for.
        """
        mixed = self.into_heads(states, adapted).reshape(3, self.heads, -1, texts, states.shape[1] // texts)
        queries, keys, values = mixed.transpose(0, 1, 3, 2, 4)  # each (heads, texts, head's size, tokens of a text)
        likeness: Floats = queries.transpose(0, 1, 3, 2) @ keys
        heard = _softmax(likeness)  # (heads, texts, tokens that hear, tokens heard)
        context = (values @ heard.transpose(0, 1, 3, 2)).transpose(0, 2, 1, 3).reshape(states.shape)
        states = self.attention_norm(self.out_of_heads(context, adapted) + states)
        wide = _gelu(self.widen(states, adapted))
        return self.output_norm(self.narrow(wide, adapted) + states)


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
            matrices: an adapter's; None leaves the model as it is.
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
            layers.append(_Layer.of(weights, matrices or {}, stem, config["num_attention_heads"], eps))
        positions = file.get_tensor("embeddings.position_embeddings.weight")
        fixed = positions + file.get_tensor("embeddings.token_type_embeddings.weight")[0]
        weight, bias = (file.get_tensor(f"embeddings.LayerNorm.{part}")[:, None] for part in ("weight", "bias"))
        norm = _Norm(weight, bias, eps)
        return cls(file.get_slice("embeddings.word_embeddings.weight"), fixed, norm, layers)

    def states(self, ids: list[int]) -> Floats:
        """The last layer's states, under the adapter where there is one.

        Args:
            ids: a text's tokens, special tokens among them; no more than the model has positions.

        Returns:
            Shape (tokens, hidden).
        """
        (states,) = self._states(ids, 1, slice(0, None))
        return states

    def untaught_states(self, ids: list[int]) -> Floats:
        """As `states`, without the adapter."""
        (states,) = self._states(ids, 1, slice(len(ids), None))
        return states

    def both_states(self, ids: list[int]) -> tuple[Floats, Floats]:
        """What `untaught_states` and `states` give, in one pass."""
        untaught, taught = self._states(ids, 2, slice(len(ids), None))
        return untaught, taught

    def _states(self, ids: list[int], texts: int, adapted: slice) -> list[Floats]:
        words = np.concatenate([self._words[number : number + 1] for number in ids])
        embedded: Floats = words + self._fixed[: len(ids)]
        states = np.tile(self._norm(np.ascontiguousarray(embedded.T)), (1, texts))
        for layer in self._layers:
            states = layer(states, texts, adapted)
        return np.split(states.T, texts)


def _stacked(parts: Sequence[_Linear]) -> _Linear:
    """One layer that gives what all of them give, one under the other."""
    weight, bias, down = (
        np.concatenate([getattr(each, name) for each in parts]) for name in ("weight", "bias", "down")
    )
    up = np.zeros((len(weight), len(down)), np.float32)
    row = column = 0
    for each in parts:
        rows, columns = each.up.shape
        up[row : row + rows, column : column + columns] = each.up
        row, column = row + rows, column + columns
    return _Linear(weight, bias, down, up)


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
