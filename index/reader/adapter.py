"""What a run of training leaves behind: the adapter's matrices, and a file of numbers that say how to use them.

    adapter.safetensors   float16: for every adapted matrix NAME.lora_A and NAME.lora_B, and the projection
    adapter.json          the model it is for, the mix of the score, the answerability head

training/README.md says how a question and a passage become vectors and scores with them.
"""

import hashlib
import json
from dataclasses import asdict, dataclass
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index import e5
from index.reader.answerability import Head

SHIPPED = Path(__file__).parent
"""Where the adapter lies that comes with the package."""

_MATRICES, _NUMBERS = "adapter.safetensors", "adapter.json"
_FORMAT = 1
_OF_HEAD = ("features", "means", "deviations", "weights")


@dataclass(frozen=True, slots=True)
class Adapter:
    """An adapter as it lies in its folder.

    Attributes:
        matrices: by name, float32.
        mix: what the sentence, the whole passage and the pooled vectors weigh in a score.
        head: tells whether a question is answered.
    """

    matrices: dict[str, NDArray[np.float32]]
    mix: tuple[float, float, float]
    head: Head


def write_adapter(folder: Path, adapter: Adapter) -> None:
    """Write an adapter, its matrices in half precision."""
    from safetensors.numpy import save_file

    save_file({name: matrix.astype(np.float16) for name, matrix in adapter.matrices.items()}, folder / _MATRICES)
    numbers = {
        "format": _FORMAT,
        "model": e5.fingerprint(),
        "mix": adapter.mix,
        "answerability": asdict(adapter.head),
    }
    (folder / _NUMBERS).write_text(json.dumps(numbers, indent=1) + "\n", encoding="utf-8")


def read_adapter(folder: Path) -> Adapter:
    """Read what `write_adapter` wrote.

    Raises:
        ValueError: it is of another format, or for another model than the default one.
    """
    from safetensors.numpy import load_file

    numbers = json.loads((folder / _NUMBERS).read_text(encoding="utf-8"))
    found, expected = (numbers["format"], numbers["model"]), (_FORMAT, e5.fingerprint())
    if found != expected:
        raise ValueError(f"the adapter in {folder} is of format and for model {found}, not {expected}")
    head = numbers["answerability"]
    matrices = {name: matrix.astype(np.float32) for name, matrix in load_file(folder / _MATRICES).items()}
    features, means, deviations, weights = (tuple(head[name]) for name in _OF_HEAD)
    mix = (numbers["mix"][0], numbers["mix"][1], numbers["mix"][2])
    return Adapter(matrices, mix, Head(features, means, deviations, weights, head["intercept"]))


def merged(
    weights: dict[str, NDArray[np.float32]], matrices: dict[str, NDArray[np.float32]]
) -> dict[str, NDArray[np.float32]]:
    """The encoder's weights with the adapter's matrices added to them; names as in transformers' BertModel."""
    taught = dict(weights)
    for name in matrices:
        if name.endswith(".lora_A"):
            stem = name.removesuffix(".lora_A")
            taught[f"{stem}.weight"] = weights[f"{stem}.weight"] + matrices[f"{stem}.lora_B"] @ matrices[name]
    return taught


@cache
def shipped_digest() -> str:
    """12 hexadecimal digits that name the shipped matrices; vectors that others made never mix with theirs."""
    return hashlib.sha256((SHIPPED / _MATRICES).read_bytes()).hexdigest()[:12]
