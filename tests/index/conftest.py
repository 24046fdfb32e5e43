"""An index of the sample reports made with a small real model, and a process that builds and can be killed."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from index.settings import IndexSettings
from tests.index.desk import SAMPLES, Builder, Desk, make_model, started_builder


@pytest.fixture(scope="session")
def small_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("small-model"), seed=1)


@pytest.fixture(scope="session")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_model(tmp_path_factory.mktemp("other-model"), seed=2)


@pytest.fixture(scope="session")
def built_once(tmp_path_factory: pytest.TempPathFactory, small_model: Path) -> Desk:
    """The sample reports, built with the small model; not to be changed."""
    folder = tmp_path_factory.mktemp("built-once")
    shutil.copytree(SAMPLES, folder / "reports")
    desk = Desk(folder / "reports", IndexSettings(folder=folder / "index", model=str(small_model)))
    desk.build()
    return desk


@pytest.fixture
def desk(built_once: Desk, tmp_path: Path) -> Desk:
    """A copy of `built_once` to be changed."""
    shutil.copytree(built_once.reports, tmp_path / "reports")
    shutil.copytree(built_once.settings.folder, tmp_path / "index")
    return replace(built_once, reports=tmp_path / "reports").using(folder=tmp_path / "index")


@pytest.fixture(scope="session")
def builder() -> Iterator[Builder]:
    with started_builder() as builder:
        yield builder
