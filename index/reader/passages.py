"""Passages to the vectors that questions are compared with; for the build, in torch, many at a time."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import e5
from index.reader.adapter import SHIPPED, merged, read_adapter
from index.records import NOT_READ, TOKEN_SCALE, ReadPassages

# Passages encoded together; more gain nothing on a CPU.
_BATCH_SIZE = 16


class PassageReader:
    """The default model under the adapter in torch.

    Args:
        folder: where the adapter lies.

    Raises:
        ValueError: it is of another format, or for another model.
    """

    def __init__(self, folder: Path = SHIPPED) -> None:
        import torch
        from transformers import AutoModel, PreTrainedTokenizerFast

        adapter = read_adapter(folder)
        model = e5.unpacked_folder()
        self._tokenizer: Any = PreTrainedTokenizerFast.from_pretrained(model)
        self._bert: Any = AutoModel.from_pretrained(model, add_pooling_layer=False).eval()
        weights = {name: weight.numpy() for name, weight in self._bert.state_dict().items()}
        taught = merged(weights, adapter.matrices)
        self._bert.load_state_dict({name: torch.from_numpy(weight) for name, weight in taught.items()})
        self._projection = [torch.from_numpy(adapter.matrices[f"projection.{part}"]) for part in ("weight", "bias")]

    def read(
        self, texts: Sequence[str], sentences: Sequence[Sequence[tuple[int, int]]], on_progress: Callable[[int], None]
    ) -> ReadPassages:
        """Encode passages.

        Args:
            texts: framed passages.
            sentences: for each passage the (start, end) characters of its sentences.
            on_progress: told the number of passages done so far, after each batch.
        """
        if not texts:
            return NOT_READ
        read: dict[int, tuple[NDArray[Any], NDArray[Any], NDArray[Any]]] = {}
        # Passages of like length together: padding costs as much as text.
        order = sorted(range(len(texts)), key=lambda i: len(texts[i]))
        for start in range(0, len(order), _BATCH_SIZE):
            batch = order[start : start + _BATCH_SIZE]
            encoded = self._encode([texts[i] for i in batch])
            for i, (vectors, offsets, pooled) in zip(batch, encoded, strict=True):
                places, lengths = in_order(offsets, sentences[i])
                read[i] = (vectors[places], lengths, pooled)
            on_progress(start + len(batch))
        parts = [read[i] for i in range(len(texts))]
        return ReadPassages(
            np.concatenate([tokens for tokens, _, _ in parts]),
            np.concatenate([lengths for _, lengths, _ in parts]),
            np.stack([pooled for _, _, pooled in parts]),
        )

    def _encode(self, texts: Sequence[str]) -> list[tuple[NDArray[Any], NDArray[Any], NDArray[Any]]]:
        """Of each text its token vectors in 8 bits, their characters, and its pooled vector in 16."""
        import torch
        from torch.nn.functional import linear, normalize

        batch = self._tokenizer(
            [e5.PROMPTS["document"] + text for text in texts],
            return_offsets_mapping=True,
            return_tensors="pt",
            truncation=True,
            max_length=e5.MAX_TOKENS,
            padding=True,
        )
        mask = batch["attention_mask"]
        with torch.inference_mode():
            states = self._bert(input_ids=batch["input_ids"], attention_mask=mask).last_hidden_state
            pooled = normalize((states * mask[..., None]).sum(1), dim=-1).to(torch.float16).numpy()
            vectors = normalize(linear(states, *self._projection), dim=-1)
            in_8_bits = (vectors * TOKEN_SCALE).round().to(torch.int8).numpy()
        counts = mask.sum(1).tolist()
        offsets = batch["offset_mapping"].numpy()
        return [(in_8_bits[i, :count], offsets[i, :count], pooled[i]) for i, count in enumerate(counts)]


def in_order(offsets: NDArray[Any], sentences: Sequence[tuple[int, int]]) -> tuple[NDArray[Any], NDArray[np.int16]]:
    """Where the tokens outside all sentences and those of each sentence stand, and how many each of these has.

    Args:
        offsets: of each token of prompt and text its (start, end) characters, shape (tokens, 2).
        sentences: (start, end) characters of each in the text.
    """
    starts, ends = offsets.T
    owner = np.full(len(offsets), -1)
    prompt = len(e5.PROMPTS["document"])
    for number, (first, last) in enumerate(sentences):  # a token that touches two is the later one's
        owner[(ends > first + prompt) & (starts < last + prompt) & (ends > starts)] = number
    lengths = np.bincount(owner + 1, minlength=len(sentences) + 1).astype(np.int16)
    return np.argsort(owner, kind="stable"), lengths
