"""The reader while it learns: the default model's encoder under LoRA adapters, and what scores with its vectors."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import normalize

from index.training.tokens import PassageTokens, QuestionTokens

# 1.3 million numbers over the encoder's 72 matrices, 2.7 MB in half precision.
RANK, ALPHA = 16, 32
ADAPTED = ["query", "key", "value", "dense"]

# Questions of like length are encoded together: padding costs as much as text.
_QUESTIONS_TOGETHER = 40


@dataclass(frozen=True, slots=True)
class EncodedPassages:
    """Vectors of passages.

    Attributes:
        tokens: of all passages, in the order of `PassageTokens.order`, shape (tokens, dimension), length 1.
        lengths: of each passage, see `PassageTokens.lengths`.
        pooled: the mean of all token vectors before projection, shape (passages, hidden), length 1.
    """

    tokens: Tensor
    lengths: list[tuple[int, ...]]
    pooled: Tensor


@dataclass(frozen=True, slots=True)
class EncodedQuestions:
    """Vectors of questions.

    Attributes:
        tokens: of all questions, prompt and special tokens left out, shape (tokens, dimension), length 1.
        lengths: how many tokens each question has.
        pooled: the mean of all token vectors before projection, shape (questions, hidden), length 1.
    """

    tokens: Tensor
    lengths: list[int]
    pooled: Tensor


class Reader(nn.Module):
    """Encoder, projection of token vectors, and the weights that mix three similarities to one score.

    Args:
        folder: the model in the form of transformers.
        dimension: of projected token vectors.
        seed: for the adapters' first values.
    """

    def __init__(self, folder: Path, dimension: int, seed: int) -> None:
        from peft import LoraConfig, get_peft_model
        from transformers import AutoModel

        super().__init__()
        torch.manual_seed(seed)
        base: Any = AutoModel.from_pretrained(folder, add_pooling_layer=False)
        # No dropout: a run that was broken off can then go on as if it had not been.
        lora = LoraConfig(r=RANK, lora_alpha=ALPHA, lora_dropout=0.0, target_modules=ADAPTED)
        self.encoder: Any = get_peft_model(base, lora).eval()
        self.projection = nn.Linear(base.config.hidden_size, dimension)
        self.mix = nn.Parameter(torch.tensor([1.0, 0.3, 0.3]))  # sentence, whole passage, pooled vectors
        self.scale = nn.Parameter(torch.tensor(20.0))
        self.bias = nn.Parameter(torch.tensor(-14.0))

    def taught(self) -> dict[str, Tensor]:
        """What learning changes, by name."""
        return {name: value for name, value in self.named_parameters() if value.requires_grad}

    def matrices(self) -> dict[str, NDArray[np.float32]]:
        """What learning has changed but the few numbers, as `adapter.Adapter` names it."""
        matrices = {}
        for name, value in self.taught().items():
            if name.startswith(("encoder.", "projection.")):
                # peft scales the sum of an adapter; multiplied in, W + lora_B @ lora_A is the taught matrix.
                factor = ALPHA / RANK if _short(name).endswith("lora_B") else 1.0
                matrices[_short(name)] = value.detach().numpy() * np.float32(factor)
        return matrices

    def put(self, matrices: dict[str, NDArray[np.float32]]) -> None:
        """Set the matrices to those that `matrices` gave."""
        with torch.no_grad():
            for name, value in self.taught().items():
                if (short := _short(name)) in matrices:
                    factor = RANK / ALPHA if short.endswith("lora_B") else 1.0
                    value.copy_(torch.from_numpy(matrices[short] * np.float32(factor)))

    def numbers(self) -> list[nn.Parameter]:
        """The few numbers that learn faster than the matrices."""
        return [self.mix, self.scale, self.bias]

    def start_projection(self, rows: Sequence[Sequence[int]]) -> None:
        """Begin with the principal components of the token vectors of some texts.

        The model's vectors all lie in a narrow cone; without their mean they tell words apart from the start.
        """
        with torch.no_grad():
            states = torch.cat([self.hidden([row])[0][0] for row in rows])
            mean = states.mean(0)
            _, _, components = torch.linalg.svd(states - mean, full_matrices=False)
            self.projection.weight.copy_(components[: self.projection.out_features])
            self.projection.bias.copy_(-self.projection.weight @ mean)

    @contextmanager
    def untaught(self) -> Iterator[None]:
        """Within, the encoder is the default model as it was."""
        with self.encoder.disable_adapter():
            yield

    def hidden(self, rows: Sequence[Sequence[int]]) -> tuple[list[Tensor], Tensor]:
        """Encode rows of tokens together.

        Returns:
            For each row its token vectors, shape (tokens, hidden), and the rows' pooled vectors.
        """
        longest = max(map(len, rows))
        ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        states: Tensor = self.encoder(input_ids=ids, attention_mask=mask).last_hidden_state
        pooled = (states * mask[..., None]).sum(1) / mask.sum(1, keepdim=True)
        return [states[i, : len(row)] for i, row in enumerate(rows)], normalize(pooled, dim=-1)

    def passages(self, passages: Sequence[PassageTokens]) -> EncodedPassages:
        """Encode passages that are learnt from together."""
        states, pooled = self.hidden([passage.ids for passage in passages])
        tokens = torch.cat([state[list(p.order)] for state, p in zip(states, passages, strict=True)])
        return EncodedPassages(self._projected(tokens), [p.lengths for p in passages], pooled)

    def questions(self, questions: Sequence[QuestionTokens]) -> EncodedQuestions:
        """Encode questions, those of like length together; the result is in their order."""
        order = sorted(range(len(questions)), key=lambda i: len(questions[i].ids))
        tokens: dict[int, Tensor] = {}
        pooled: dict[int, Tensor] = {}
        for start in range(0, len(order), _QUESTIONS_TOGETHER):
            chunk = order[start : start + _QUESTIONS_TOGETHER]
            states, vectors = self.hidden([questions[i].ids for i in chunk])
            for i, state, vector in zip(chunk, states, vectors, strict=True):
                tokens[i], pooled[i] = state[questions[i].start : -1], vector
        places = range(len(questions))
        flat = self._projected(torch.cat([tokens[i] for i in places]))
        return EncodedQuestions(flat, [len(tokens[i]) for i in places], torch.stack([pooled[i] for i in places]))

    def _projected(self, states: Tensor) -> Tensor:
        return normalize(self.projection(states), dim=-1)

    def scores(self, questions: EncodedQuestions, passages: EncodedPassages) -> Tensor:
        """How well each sentence answers each question; higher is better.

        Returns:
            Shape (questions, sentences of all passages).
        """
        similarity = questions.tokens @ passages.tokens.T
        segments = [length for lengths in passages.lengths for length in lengths]
        best = torch.stack([part.amax(1) for part in torch.split(similarity, segments, dim=1)], 1)  # (tokens, segments)
        sentence, whole, dense = [], [], []
        cosines = questions.pooled @ passages.pooled.T
        counts = [len(lengths) for lengths in passages.lengths]
        for i, part in enumerate(torch.split(best, counts, dim=1)):
            sentence.append(part[:, 1:])
            whole.append(part.amax(1, keepdim=True).expand(-1, counts[i] - 1))
            dense.append(cosines[:, i : i + 1].expand(-1, counts[i] - 1))
        mean = _mean_matrix(questions.lengths)
        late = self.mix[0] * torch.cat(sentence, 1) + self.mix[1] * torch.cat(whole, 1)
        return mean @ late + self.mix[2] * torch.cat(dense, 1)


def _mean_matrix(lengths: Sequence[int]) -> Tensor:
    """Shape (questions, tokens): times values of tokens, it gives each question's mean."""
    matrix = torch.zeros(len(lengths), sum(lengths))
    start = 0
    for row, length in enumerate(lengths):
        matrix[row, start : start + length] = 1 / length
        start += length
    return matrix


def _short(name: str) -> str:
    """The name of a matrix in an adapter."""
    return name.removeprefix("encoder.base_model.model.").replace(".default.weight", "")
