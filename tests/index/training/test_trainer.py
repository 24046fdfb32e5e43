"""A run of training on a small model and a few passages: it learns, goes on, and leaves behind what it has learnt."""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModel, PreTrainedTokenizerFast

from index.reader.adapter import Adapter, merged, read_adapter, write_adapter
from index.training.crossing import compare
from index.training.figures import auroc, fit_on, intervals, measures
from index.training.passages import read_passages
from index.training.reader import Reader
from index.training.settings import TrainingSettings
from index.training.trainer import Material, Trainer, read_material
from index.training.validation import question_vectors, shelve

SETTINGS = TrainingSettings(epochs=2, answered=3, unanswered=1, dimension=16, rate=1e-2)
pytestmark = pytest.mark.filterwarnings("ignore:.is_gradient_checkpointing.:FutureWarning")


@pytest.fixture(scope="module", autouse=True)
def _one_thread() -> Iterator[None]:
    """Matrices so small are multiplied faster by one."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def bert(small_model: Path) -> Path:
    return small_model.parent / "bert"


@pytest.fixture(scope="module")
def material(bert: Path) -> Material:
    passages = read_passages()
    few = [p for p in passages if p.field == "social"][:20] + [p for p in passages if p.field == "city"][:10]
    return read_material(few, SETTINGS, PreTrainedTokenizerFast.from_pretrained(bert))


def trainer(folder: Path, bert: Path, material: Material, settings: TrainingSettings = SETTINGS) -> Trainer:
    folder.mkdir(exist_ok=True)
    reader = Reader(bert, settings.dimension, settings.seed)
    return Trainer(folder, settings, material, reader, print)


@pytest.fixture(scope="module")
def unbroken(tmp_path_factory: pytest.TempPathFactory, bert: Path, material: Material) -> Trainer:
    whole = trainer(tmp_path_factory.mktemp("unbroken"), bert, material)
    whole.run()
    return whole


def test_it_learns(unbroken: Trainer) -> None:
    losses = [part["loss"] for part in unbroken.progress.losses]
    assert len(losses) == 4
    assert np.mean(losses[2:]) < np.mean(losses[:2])


def test_a_run_that_was_broken_off_goes_on_as_if_it_had_not_been(
    unbroken: Trainer, tmp_path: Path, bert: Path, material: Material
) -> None:
    trainer(tmp_path, bert, material).run(most_steps=3)
    again = trainer(tmp_path, bert, material)
    assert again.progress.step == 3
    again.run()
    assert again.progress.losses == unbroken.progress.losses
    assert again.progress.validations == unbroken.progress.validations
    for name, value in again._reader.taught().items():
        assert torch.equal(value, unbroken._reader.taught()[name]), name


def test_a_cross_encoder_learns_from_the_same_passages_and_is_asked_the_same(
    unbroken: Trainer, bert: Path, material: Material
) -> None:
    mix = (1.0, 0.5, 0.25)
    head, _ = fit_on(unbroken._ask(), mix)
    found = compare(material, SETTINGS, bert, Adapter(unbroken._reader.matrices(), mix, head), print)
    assert found["pairs"] > 40 and 0 < found["questions"] <= 200
    for figure in ("reciprocal_rank", "auroc"):
        assert 0 < found[f"{figure}_reader"] <= 1 and 0 < found[f"{figure}_cross_encoder"] <= 1


def test_a_folder_of_a_run_with_other_settings_is_refused(unbroken: Trainer, bert: Path, material: Material) -> None:
    other = TrainingSettings(epochs=3, answered=3, unanswered=1, dimension=16, rate=1e-2)
    with pytest.raises(ValueError, match="holds a run with other settings; name another folder"):
        trainer(unbroken._folder, bert, material, other)


def test_what_is_searched_with_scores_as_what_is_learnt_from(unbroken: Trainer, material: Material) -> None:
    reader, passages = unbroken._reader, list(material.passages.values())[:7]
    questions = list(material.questions.values())[:9]
    with torch.no_grad():
        expected = reader.scores(reader.questions(questions), reader.passages(passages)).numpy()
    shelf = shelve(reader, passages)
    found = [shelf.find(*vectors).scores(reader.mix.tolist()) for vectors in question_vectors(reader, questions)]
    assert np.allclose(np.stack(found), expected, atol=1e-5)


def test_what_the_adapter_makes_of_the_weights_is_what_was_learnt(
    unbroken: Trainer, tmp_path: Path, bert: Path, material: Material
) -> None:
    reader = unbroken._reader
    asked = unbroken._ask()
    mix = (1.0, 0.5, 0.25)
    head, worth = fit_on(asked, mix)
    write_adapter(tmp_path, Adapter(reader.matrices(), mix, head))
    adapter = read_adapter(tmp_path)
    assert adapter.mix == mix
    assert adapter.head == head
    assert set(worth) == {f"head_{name}_{scope}" for name in ("auroc", "brier") for scope in ("collection", "report")}
    assert all(0 <= value <= 1 for value in (*worth.values(), *measures(asked, mix).values()))

    plain = AutoModel.from_pretrained(bert, add_pooling_layer=False).eval()
    weights = {name: value.detach().numpy() for name, value in plain.named_parameters()}
    taught = {name: torch.from_numpy(value) for name, value in merged(weights, adapter.matrices).items()}
    plain.load_state_dict(taught, strict=False)
    tokens = next(iter(material.passages.values()))
    with torch.no_grad():
        states = plain(input_ids=torch.tensor([tokens.ids])).last_hidden_state[0][list(tokens.order)]
        projected = states.numpy() @ adapter.matrices["projection.weight"].T + adapter.matrices["projection.bias"]
        expected = reader.passages([tokens]).tokens.numpy()
    assert np.allclose(projected / np.linalg.norm(projected, axis=1, keepdims=True), expected, atol=5e-3)


def test_intervals_hold_their_figures(unbroken: Trainer) -> None:
    asked = unbroken._ask()
    found, around = measures(asked, (1.0, 0.5, 0.25)), intervals(asked, (1.0, 0.5, 0.25))
    assert around.keys() == found.keys()
    assert all(low <= found[name] <= high for name, (low, high) in around.items())
    assert any(low < high for low, high in around.values())


def test_auroc_counts_pairs() -> None:
    scores, positive = np.array([3.0, 1.0, 2.0, 1.0]), np.array([True, True, False, False])
    assert auroc(scores, positive) == (2 + 0 + 0.5) / 4
    assert auroc(scores, np.ones(4, dtype=bool)) == 0.5


def test_an_adapter_for_another_model_is_refused(unbroken: Trainer, tmp_path: Path) -> None:
    head, _ = fit_on(unbroken._ask(), (1.0, 0.0, 0.0))
    write_adapter(tmp_path, Adapter(unbroken._reader.matrices(), (1.0, 0.0, 0.0), head))
    numbers = json.loads((tmp_path / "adapter.json").read_text())
    (tmp_path / "adapter.json").write_text(json.dumps(numbers | {"model": "another"}))
    with pytest.raises(ValueError, match=r"for model \(1, 'another'\), not \(1, 'intfloat"):
        read_adapter(tmp_path)
