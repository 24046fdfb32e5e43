"""The settings of a run of training."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TrainingSettings:
    """What a run learns from, and how.

    Attributes:
        held_out: the field (see passages.FIELDS) that is not taught but validates.
        epochs: how often every passage is seen at the most; it ends before when validation no longer gains.
        answered: questions of a passage in an epoch that it answers, at the most; drawn anew each time.
        unanswered: and those that it does not.
        share: of the taught reports, the share that is used; for a learning curve.
        dimension: of a token vector.
        rate: the highest learning rate of the matrices.
        seed: for everything drawn.
    """

    held_out: str = "city"
    epochs: int = 3
    answered: int = 5
    unanswered: int = 3
    share: float = 1.0
    dimension: int = 384
    rate: float = 3e-4
    seed: int = 0
