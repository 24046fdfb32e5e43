"""The untaught model's vectors: a pull for the reader, and each report's hardest neighbours."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from index.training.passages import TrainingPassage
from index.training.reader import Reader
from index.training.tokens import PassageTokens, QuestionTokens

_TOGETHER = 32

Vectors = NDArray[np.float32]


class Teacher:
    """The untaught model's vectors of texts, length 1; they are made once and kept in a file.

    Args:
        path: an .npz file; written where it is missing or was made for other texts.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def vectors(
        self,
        reader: Reader,
        passages: dict[str, PassageTokens],
        questions: dict[str, QuestionTokens],
        on_progress: Callable[[int, int], None],
    ) -> tuple[dict[str, Vectors], dict[str, Vectors]]:
        """The vectors of passages by their ids and of questions by their words.

        Args:
            reader: whose encoder makes them, its adapters switched off.
            passages: by id.
            questions: by their words.
            on_progress: told how many of how many texts are done.
        """
        names = [*passages, *questions]
        made = self._read(names)
        if made is None:
            rows = [p.ids for p in passages.values()] + [q.ids for q in questions.values()]
            # Rounded as the file rounds them, or a run that is gone on with would learn something else.
            made = _encode(reader, rows, on_progress).astype(np.float16).astype(np.float32)
            temporary = self._path.with_suffix(".new.npz")
            np.savez(temporary, names=np.array(names), vectors=made.astype(np.float16))
            temporary.replace(self._path)
        vectors = dict(zip(names, made, strict=True))
        return {name: vectors[name] for name in passages}, {name: vectors[name] for name in questions}

    def _read(self, names: Sequence[str]) -> Vectors | None:
        if not self._path.exists():
            return None
        with np.load(self._path) as stored:
            known = {str(name): row for row, name in enumerate(stored["names"])}
            if any(name not in known for name in names):
                return None
            vectors: Vectors = stored["vectors"][[known[name] for name in names]].astype(np.float32)
        return vectors


def _encode(reader: Reader, rows: Sequence[Sequence[int]], on_progress: Callable[[int, int], None]) -> Vectors:
    order = sorted(range(len(rows)), key=lambda i: len(rows[i]))
    vectors = np.empty((len(rows), reader.projection.in_features), dtype=np.float32)
    with torch.no_grad(), reader.untaught():
        for start in range(0, len(order), _TOGETHER):
            batch = order[start : start + _TOGETHER]
            vectors[batch] = reader.hidden([rows[i] for i in batch])[1].numpy()
            on_progress(start + len(batch), len(rows))
    return vectors


def neighbours(
    groups: Sequence[Sequence[TrainingPassage]], passages: dict[str, Vectors], questions: dict[str, Vectors]
) -> NDArray[np.float64]:
    """How easily each group's questions are led to another group's passages; higher is more easily.

    Returns:
        Shape (groups, groups): the mean over a group's questions of the best cosine with the other's passages.
    """
    asked = [np.stack([questions[q.text] for p in group for q in p.questions]) for group in groups]
    written = [np.stack([passages[p.id] for p in group]) for group in groups]
    return np.array([[float((q @ p.T).max(axis=1).mean()) for p in written] for q in asked])
