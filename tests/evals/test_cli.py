"""The commands as a user runs them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from evals.run import Run
from index.settings import IndexSettings
from tests.evals.conftest import SAMPLE_SET

COMMAND = str(Path(sys.executable).parent / "kildesvar")


def kildesvar(*arguments: object, status: int = 0, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    done = subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, cwd=folder)
    assert done.returncode == status, done.stderr
    return done


@pytest.fixture(scope="module")
def own_set(tmp_path_factory: pytest.TempPathFactory) -> Path:
    lines = SAMPLE_SET.read_text(encoding="utf-8").splitlines()
    path = tmp_path_factory.mktemp("sets") / "own.jsonl"
    path.write_text("\n".join(lines[:3] + lines[-3:]) + "\n", encoding="utf-8")
    return path


def test_a_run_prints_its_figures_and_where_its_page_is(
    sample_index: IndexSettings, own_set: Path, tmp_path: Path
) -> None:
    done = kildesvar("eval", "run", own_set, "--index", sample_index.folder, folder=tmp_path)
    assert "Answers: Quote fidelity" in done.stdout
    page = tmp_path / done.stdout.split("Page: ")[1].strip()
    assert page.is_relative_to(tmp_path / ".kildesvar" / "evals")
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert done.stderr == ""


def test_a_run_prints_its_summary_as_json(sample_index: IndexSettings, own_set: Path, tmp_path: Path) -> None:
    done = kildesvar("eval", "run", own_set, "--index", sample_index.folder, "--out", tmp_path / "run", "--json")
    assert json.loads(done.stdout) == json.loads((tmp_path / "run" / "summary.json").read_text(encoding="utf-8"))


def test_comparisons_and_the_gate(sample_run: Run, tmp_path: Path) -> None:
    done = kildesvar("eval", "compare", sample_run.folder, sample_run.folder, "--gate")
    assert "the same on every question" in done.stdout
    (tmp_path / "summary.json").write_bytes((sample_run.folder / "summary.json").read_bytes())
    scores = (sample_run.folder / "scores.jsonl").read_text(encoding="utf-8")
    (tmp_path / "scores.jsonl").write_text(scores.replace('"quotes_verbatim": ', '"quotes_verbatim": -'), "utf-8")
    compared = kildesvar("eval", "compare", sample_run.folder, tmp_path, "--json")
    assert "not verbatim" in json.loads(compared.stdout)["gate"][0]
    assert "not verbatim" in kildesvar("eval", "compare", sample_run.folder, tmp_path, "--gate", status=1).stdout


def test_an_expected_error_is_one_sentence(sample_index: IndexSettings, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"question": "Hvad?"}\n', encoding="utf-8")
    done = kildesvar("eval", "run", wrong, "--index", sample_index.folder, "--out", tmp_path / "run", status=1)
    assert done.stderr == f"{wrong}, line 1, field answerable: missing; say true or false, or give a quote.\n"
    assert done.stdout == ""


def test_help_answers_without_what_it_does_not_need() -> None:
    code = (
        "import sys, evals.cli; "
        "heavy = {'numpy', 'scipy', 'ir_measures', 'pydantic', 'rich', 'torch', 'chromadb', 'gradio'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout in ("[]\n", "['rich']\n")
    assert "eval" in kildesvar("--help").stdout
    assert all(name in kildesvar("eval", "--help").stdout for name in ("run", "compare", "judge", "curve", "drafts"))
