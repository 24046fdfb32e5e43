"""A cross-encoder from the same weights beside the reader, over the passages that the reader finds best.

    python -m index.training.crossing RUN

learns from the passages that RUN's reader learnt from, a question and a passage read together, is asked of the field
that was held out, and writes RUN/cross-encoder.json for the card. It is a comparison: nothing that answers uses it.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn.functional import binary_cross_entropy_with_logits

from index import e5
from index.reader.adapter import Adapter, read_adapter
from index.reader.answerability import features_of
from index.training.figures import auroc
from index.training.passages import groups, read_passages
from index.training.reader import ADAPTED, ALPHA, RANK, Reader
from index.training.settings import TrainingSettings
from index.training.trainer import Material, Tell, read_material
from index.training.validation import Asked, ask_all

# Passages that are read with a question, questions of the field that is held out, and pairs that are read together.
_BEST, _ASKED, _TOGETHER = 16, 200, 16
# Of each passage in the one epoch: questions that it answers, asked of another passage of its report too, and questions
# that nothing answers.
_ANSWERED = _UNANSWERED = 1
_RATE = 3e-4

Pair = tuple[tuple[int, ...], float]
"""Tokens of a question and a passage, and 1 where it answers, else 0."""


class CrossEncoder(nn.Module):
    """The default model under adapters with one number above: the log-odds that the passage answers."""

    def __init__(self, folder: Path, seed: int) -> None:
        from peft import LoraConfig, get_peft_model
        from transformers import AutoModelForSequenceClassification

        super().__init__()
        torch.manual_seed(seed)
        base: Any = AutoModelForSequenceClassification.from_pretrained(folder, num_labels=1)
        lora = LoraConfig(
            r=RANK, lora_alpha=ALPHA, target_modules=ADAPTED, exclude_modules=["pooler.dense"],
            modules_to_save=["classifier", "pooler"],
        )  # fmt: skip
        self.model: Any = get_peft_model(base, lora).eval()

    def forward(self, rows: Sequence[tuple[int, ...]]) -> Tensor:
        """Log-odds of rows of tokens, shape (rows,)."""
        longest = max(map(len, rows))
        ids = torch.tensor([[*row, *[0] * (longest - len(row))] for row in rows])
        mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
        logits: Tensor = self.model(input_ids=ids, attention_mask=mask).logits[:, 0]
        return logits


def learn(encoder: CrossEncoder, pairs: Sequence[Pair], tell: Tell) -> None:
    """One epoch over the pairs, those of like length together."""
    by_length = sorted(pairs, key=lambda pair: len(pair[0]))
    batches = [by_length[start : start + _TOGETHER] for start in range(0, len(pairs), _TOGETHER)]
    parameters = [value for value in encoder.parameters() if value.requires_grad]
    optimiser = torch.optim.AdamW(parameters, lr=_RATE)
    plan = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=len(batches), pct_start=0.1)
    losses = []
    for step, place in enumerate(np.random.default_rng(0).permutation(len(batches)), start=1):
        rows, answers = zip(*batches[place], strict=True)
        loss = binary_cross_entropy_with_logits(encoder(rows), torch.tensor(answers))
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(parameters, 1.0)
        optimiser.step()
        plan.step()
        losses.append(loss.item())
        if step % 20 == 0:
            tell(f"step {step} of {len(batches)}: loss {np.mean(losses[-20:]):.3f}")


def _pairs(material: Material) -> Iterator[Pair]:
    rng = np.random.default_rng(0)
    for members in groups(material.taught):
        for passage in members:
            others = [other for other in members if other.id != passage.id]
            sorts = ([q for q in passage.questions if q.answers], [q for q in passage.questions if not q.answers])
            for questions, most in zip(sorts, (_ANSWERED, _UNANSWERED), strict=True):
                for i in rng.permutation(len(questions))[:most]:
                    asked = questions[i]
                    tokens = material.questions[asked.text].ids
                    yield tokens + material.passages[passage.id].ids, float(bool(asked.answers))
                    wrong = [other for other in others if all(name != other.id for name, _ in asked.answers)]
                    if asked.answers and wrong:
                        other = wrong[int(rng.integers(len(wrong)))]
                        yield tokens + material.passages[other.id].ids, 0.0


def figures(encoder: CrossEncoder, material: Material, asked: Sequence[Asked], adapter: Adapter) -> dict[str, float]:
    """Reciprocal rank of the first answering passage among the best 16, and telling apart, with and without.

    A question whose answer is not among them counts 0 in both. Milliseconds are those of reading 16 pairs.
    """
    ranks: dict[str, list[float]] = {"reader": [], "cross_encoder": []}
    best, milliseconds = [], []
    for one in asked:
        scores, answers, passages = _by_passage(one, material, one.found.scores(adapter.mix))
        tokens = material.questions[one.question.text].ids
        rows = [tokens + material.passages[name].ids for name in passages]
        began = time.perf_counter()
        with torch.no_grad():
            read = encoder(rows).numpy()
        milliseconds.append(1000 * (time.perf_counter() - began))
        best.append(read.max())
        if one.question.answers:
            for name, values in (("reader", scores), ("cross_encoder", read)):
                right = answers[np.argsort(-values, kind="stable")]
                ranks[name].append(1 / (1 + int(right.argmax())) if right.any() else 0.0)
    answerable = np.array([bool(one.question.answers) for one in asked])
    head = adapter.head.probability(np.array([features_of(one.found, adapter.mix, one.is_near) for one in asked]))
    return {
        "questions": len(asked),
        "reciprocal_rank_reader": float(np.mean(ranks["reader"])),
        "reciprocal_rank_cross_encoder": float(np.mean(ranks["cross_encoder"])),
        "auroc_reader": auroc(head, answerable),
        "auroc_cross_encoder": auroc(np.array(best), answerable),
        "milliseconds": float(np.median(milliseconds)),
    }


def _by_passage(
    one: Asked, material: Material, scores: NDArray[np.float32]
) -> tuple[NDArray[np.float32], NDArray[np.bool_], list[str]]:
    """Of the passages with the best sentences: that sentence's score, whether they answer, their ids."""
    names = np.repeat([p.id for p in material.validation], [len(p.sentences) for p in material.validation])
    found: dict[str, float] = {}
    for i in np.argsort(-scores, kind="stable"):
        found.setdefault(str(names[i]), float(scores[i]))
        if len(found) == _BEST:
            break
    right = {name for name, _ in one.question.answers}
    return np.array(list(found.values())), np.array([name in right for name in found]), list(found)


def compare(
    material: Material, settings: TrainingSettings, model: Path, adapter: Adapter, tell: Tell
) -> dict[str, float]:
    """Teach a cross-encoder and ask it.

    Args:
        material: the passages, split as for the reader.
        settings: of the reader's run.
        model: folder of the default model.
        adapter: the reader's.
        tell: is told of the loss.

    Returns:
        How many pairs it was taught on ("pairs"), and its `figures`.
    """
    pairs = list(_pairs(material))
    encoder = CrossEncoder(model, settings.seed)
    learn(encoder, pairs, tell)
    reader = Reader(model, settings.dimension, settings.seed)
    reader.put(adapter.matrices)
    asked = ask_all(reader, material.validation, material.passages, material.questions)
    drawn = np.random.default_rng(1).permutation(len(asked))[:_ASKED]
    return {"pairs": len(pairs), **figures(encoder, material, [asked[i] for i in drawn], adapter)}


def main(run: Path) -> None:
    """Learn, ask, and write the figures."""
    from transformers import PreTrainedTokenizerFast

    def tell(line: str) -> None:
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    settings = TrainingSettings(**json.loads((run / "figures.json").read_text(encoding="utf-8"))["settings"])
    model = e5.unpacked_folder()
    material = read_material(read_passages(), settings, PreTrainedTokenizerFast.from_pretrained(model))
    found = compare(material, settings, model, read_adapter(run), tell)
    (run / "cross-encoder.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
