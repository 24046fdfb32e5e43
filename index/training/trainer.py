"""A run of training: epochs of batches, validation after each, and a checkpoint to go on from."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor

from index.training import checkpoint, losses
from index.training.batches import Batch, batches
from index.training.checkpoint import Progress
from index.training.figures import CHOSEN_BY, measures
from index.training.passages import TrainingPassage, groups, split
from index.training.reader import Reader
from index.training.settings import TrainingSettings
from index.training.teacher import Teacher, Vectors, neighbours
from index.training.tokens import PassageTokens, QuestionTokens, tokenize_passages, tokenize_questions
from index.training.validation import Asked, ask_all

# Rates: the few numbers move by single units, the matrices by hundredths.
_NUMBERS_RATE = 3e-2
_WEIGHT_DECAY = 0.01
_LONGEST_GRADIENT = 1.0
_WARM_UP_STEPS = 20
_LEAST_RATE = 0.05  # of the highest
# What each part of the loss weighs.
_WEIGHTS = {"choice": 1.0, "decision": 0.5, "passages": 0.3}
# So many epochs without a better validation end the run.
_PATIENCE = 2
_CHECKPOINT_SECONDS = 240.0
# Passages and questions of which the first projection is computed.
_PROJECTED_FROM = 64

Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Material:
    """What a run reads: tokens of passages by id and of questions by their words."""

    taught: tuple[TrainingPassage, ...]
    validation: tuple[TrainingPassage, ...]
    passages: dict[str, PassageTokens]
    questions: dict[str, QuestionTokens]


def read_material(passages: Sequence[TrainingPassage], settings: TrainingSettings, tokenizer: Any) -> Material:  # noqa: ANN401
    """Split and tokenize passages as the settings want it."""
    taught, validation = split(passages, settings.held_out)
    if settings.share < 1:
        rng = np.random.default_rng([settings.seed, 1])
        reports = groups(taught)
        kept = rng.permutation(len(reports))[: max(1, round(settings.share * len(reports)))]
        taught = tuple(passage for i in sorted(kept) for passage in reports[i])
    used = [*taught, *validation]
    texts = [asked.text for passage in used for asked in passage.questions]
    return Material(
        taught,
        validation,
        dict(zip([p.id for p in used], tokenize_passages(used, tokenizer), strict=True)),
        dict(zip(texts, tokenize_questions(texts, tokenizer), strict=True)),
    )


class Trainer:
    """One run in one folder. What the folder holds of it already is not done again.

    Args:
        folder: of the run; must be there.
        settings: how it learns.
        material: what it reads.
        reader: what learns; new.
        tell: gets lines of progress.

    Raises:
        ValueError: the folder holds a run with other settings.
    """

    def __init__(
        self, folder: Path, settings: TrainingSettings, material: Material, reader: Reader, tell: Tell
    ) -> None:
        self._folder = folder
        self._settings = settings
        self._material = material
        self._reader = reader
        self._tell = tell
        self._groups = groups(material.taught)
        texts = {asked.text for passage in material.taught for asked in passage.questions}
        self._untaught = Teacher(folder / "untaught.npz").vectors(
            reader,
            {passage.id: material.passages[passage.id] for passage in material.taught},
            {text: tokens for text, tokens in material.questions.items() if text in texts},
            lambda done, all_: tell(f"untaught vectors: {done} of {all_}") if done % 1600 == 0 else None,
        )
        self._nearness = neighbours(self._groups, *self._untaught)
        self._start_projection()
        self._optimiser = self._make_optimiser()
        self._steps_an_epoch = len(self._epoch(0))
        self._best = {name: value.detach().clone() for name, value in reader.taught().items()}
        self._resume()

    def _resume(self) -> None:
        self.progress = Progress()
        if found := checkpoint.load(self._folder, self._settings, self._reader):
            state, self.progress = found
            self._optimiser.load_state_dict(state["optimiser"])
            self._best = state["best"]
            self._tell(f"going on after step {self.progress.step}")

    def _save(self) -> None:
        state = {"optimiser": self._optimiser.state_dict(), "best": self._best}
        checkpoint.save(self._folder, self._settings, self._reader, state, self.progress)

    def run(self, most_steps: int | None = None) -> list[Asked]:
        """Learn until the last epoch, or until validation no longer gains; then the reader is the best there was.

        Args:
            most_steps: stop for now after so many steps in all; None means not.

        Returns:
            What the best reader finds for the questions of the field held out.
        """
        progress, total = self.progress, self._settings.epochs * self._steps_an_epoch
        if not progress.validations:
            self._validate()
        saved = time.monotonic()
        while progress.step < min(total, most_steps or total) and not self._is_stale():
            started = time.monotonic()
            epoch, place = divmod(progress.step, self._steps_an_epoch)
            progress.losses.append(self._learn(self._epoch(epoch)[place]))
            progress.step += 1
            progress.seconds += time.monotonic() - started
            if progress.step % 10 == 0:
                self._tell(self._line(total))
            if progress.step % self._steps_an_epoch == 0:
                self._validate()
                saved = time.monotonic()
            elif time.monotonic() - saved > _CHECKPOINT_SECONDS:
                self._save()
                saved = time.monotonic()
        self._save()
        checkpoint.put(self._reader, self._best)
        return self._ask()

    def _line(self, total: int) -> str:
        recent = self.progress.losses[-10:]
        parts = ", ".join(f"{name} {np.mean([loss[name] for loss in recent]):.3f}" for name in recent[0])
        left = self.progress.seconds / self.progress.step * (total - self.progress.step) / 60
        return f"step {self.progress.step} of {total}, at most {left:.0f} min left: {parts}"

    def _is_stale(self) -> bool:
        return len(self.progress.validations) - 1 - self.progress.best >= _PATIENCE

    def _epoch(self, number: int) -> list[Batch]:
        settings = self._settings
        return batches(self._groups, self._nearness, settings.answered, settings.unanswered, [settings.seed, 2, number])

    def _learn(self, batch: Batch) -> dict[str, float]:
        for group in self._optimiser.param_groups:
            group["lr"] = group["highest"] * self._rate()
        parts = self._losses(batch)
        loss = sum((_WEIGHTS[name] * part for name, part in parts.items()), torch.tensor(0.0))
        self._optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(list(self._reader.taught().values()), _LONGEST_GRADIENT)
        self._optimiser.step()
        return {"loss": loss.item()} | {name: part.item() for name, part in parts.items()}

    def _rate(self) -> float:
        done, total = self.progress.step, self._settings.epochs * self._steps_an_epoch
        return min(1.0, (done + 1) / _WARM_UP_STEPS) * max(_LEAST_RATE, 1 - done / total)

    def _losses(self, batch: Batch) -> dict[str, Tensor]:
        reader, material = self._reader, self._material
        passages = reader.passages([material.passages[passage.id] for passage in batch.passages])
        questions = reader.questions([material.questions[asked.text] for asked in batch.questions])
        scores = reader.scores(questions, passages)
        answers, counts = losses.targets(batch.questions, batch.passages)
        sizes = [len(passage.sentences) for passage in batch.passages]
        of_passages = torch.stack([part.any(1) for part in torch.split(answers, sizes, dim=1)], 1)
        return {
            "choice": losses.choice_loss(reader.scale * scores, answers, counts),
            "decision": losses.decision_loss(reader.scale * scores + reader.bias, answers, counts),
            "passages": losses.passage_loss(questions.pooled @ passages.pooled.T, self._cosines(batch), of_passages),
        }

    def _cosines(self, batch: Batch) -> Tensor:
        of_passages, of_questions = self._untaught
        asked: Vectors = np.stack([of_questions[question.text] for question in batch.questions])
        return torch.from_numpy(asked @ np.stack([of_passages[passage.id] for passage in batch.passages]).T)

    def _ask(self) -> list[Asked]:
        material = self._material
        return ask_all(self._reader, material.validation, material.passages, material.questions)

    def _validate(self) -> None:
        found = measures(self._ask(), self._reader.mix.tolist())
        validations = self.progress.validations
        validations.append(found)
        if _worth(found) >= _worth(validations[self.progress.best]):
            self.progress.best = len(validations) - 1
            self._best = {name: value.detach().clone() for name, value in self._reader.taught().items()}
        self._save()
        figures = ", ".join(f"{name} {value:.3f}" for name, value in found.items())
        self._tell(f"after epoch {len(validations) - 1}: {figures}")

    def _start_projection(self) -> None:
        passages = [self._material.passages[passage.id] for passage in self._material.taught]
        questions = list(self._material.questions.values())
        rows = [
            some.ids
            for texts in (passages, questions)
            for some in texts[:: max(1, len(texts) // _PROJECTED_FROM)][:_PROJECTED_FROM]
        ]
        self._reader.start_projection(rows)

    def _make_optimiser(self) -> torch.optim.AdamW:
        numbers = self._reader.numbers()
        names = {id(number) for number in numbers}
        matrices = [value for value in self._reader.taught().values() if id(value) not in names]
        rates = ((matrices, self._settings.rate), (numbers, _NUMBERS_RATE))
        return torch.optim.AdamW(
            [{"params": list(values), "lr": rate, "highest": rate} for values, rate in rates],
            weight_decay=_WEIGHT_DECAY,
        )


def _worth(validation: dict[str, float]) -> float:
    return sum(validation[name] for name in CHOSEN_BY)
