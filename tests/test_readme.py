"""What the README and its neighbours show is true: commands run, answers are the shown ones, links lead somewhere."""

import os
import pty
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from assistant.settings import Settings
from corpus.catalogue import read_catalogue
from corpus.samples import SAMPLE_REPORTS
from index.settings import IndexSettings

ROOT = Path(__file__).parents[1]
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "docs/api.md",
    "docs/login.md",
    "docs/operations.md",
    "docs/stress.md",
    "docs/threats.md",
    "deploy/README.md",
    "SECURITY.md",
    "docs/views.md",
    "corpus/reports/README.md",
)
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"(?ms)^```(\w+)\n(.*?)^```$")
ANSI = re.compile(r"\x1b\[[0-9;]*m")


def blocks(language: str) -> list[str]:
    return [words for found, words in BLOCK.findall(README) if found == language]


def commands() -> list[tuple[str, str]]:
    """Each `kildesvar` command with the output shown below it, empty where none is shown."""
    parts = [part for block in blocks("console") for part in re.split(r"(?m)^\$ ", block)[1:]]
    pairs = [part.partition("\n") for part in parts]
    return [(command, shown) for command, _, shown in pairs if command.startswith("kildesvar ")]


def in_terminal(command: list[str | Path], folder: Path, index: Path) -> str:
    """What the command shows in a terminal of 80 columns, without colours and white space at the ends of lines."""
    ours, its = pty.openpty()
    environment = os.environ | {"COLUMNS": "80", "TERM": "dumb", "KILDESVAR_INDEX__FOLDER": str(index)}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=its, stderr=its)
    os.close(its)
    seen = b""
    try:
        while piece := os.read(ours, 65536):
            seen += piece
    except OSError:  # how Linux tells that the other end is closed
        pass
    os.close(ours)
    assert process.wait() == 0, seen.decode()
    return "".join(f"{line.rstrip()}\n" for line in ANSI.sub("", seen.decode()).splitlines())


def test_commands_are_shown() -> None:
    assert len([shown for _, shown in commands() if shown]) == 1
    assert {"build", "status", "ask", "draft", "serve", "eval"} <= {command.split()[1] for command, _ in commands()}


# The page and the evals have tests of their own, which take the time that these take.
ELSEWHERE = (" serve", " eval ")


@pytest.mark.parametrize(
    ("command", "shown"), [pair for pair in commands() if not any(part in pair[0] for part in ELSEWHERE)]
)
def test_a_command_runs_and_shows_what_the_readme_shows(
    command: str, shown: str, sample_index: IndexSettings, tmp_path: Path
) -> None:
    (tmp_path / "questions.txt").write_text("Hvad er fleksjob?\n")
    arguments = shlex.split(command.replace("path/to/reports", str(SAMPLE_REPORTS)))
    if "<" in arguments:
        place = arguments.index("<")
        given = (tmp_path / arguments[place + 1]).read_bytes()
        environment = os.environ | {"KILDESVAR_INDEX__FOLDER": str(sample_index.folder)}
        command_line = [Path(sys.executable).with_name("kildesvar"), *arguments[1:place]]
        done = subprocess.run(command_line, cwd=tmp_path, env=environment, input=given, capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"") and done.stdout
        return
    seen = in_terminal([Path(sys.executable).with_name("kildesvar"), *arguments[1:]], tmp_path, sample_index.folder)
    assert seen.strip()
    assert not shown or seen.strip() == shown.strip()


def test_toml_examples_are_accepted(tmp_path: Path) -> None:
    catalogue, settings = blocks("toml")
    (tmp_path / "reports.toml").write_text(catalogue, encoding="utf-8")
    entries = read_catalogue(tmp_path, list(tomllib.loads(catalogue)))
    assert [entry.id for entry in entries.values()] == ["brofaeste-2025"]
    assert Settings(**tomllib.loads(settings)).index.folder == Path("/srv/kildesvar/index")


@pytest.mark.parametrize("page", PAGES)
def test_links_and_files_lead_somewhere(page: str) -> None:
    words = (ROOT / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)#]+)\)", words)
    files = [name for name in re.findall(r"`([\w./-]+/[\w./-]*|[\w-]+\.(?:md|toml|py))`", words) if "NAME" not in name]
    generated = {"kildesvar.toml", "reports.toml", ".venv/bin/kildesvar"}
    here = (ROOT / page).parent
    for name in [link for link in links if "://" not in link] + [name for name in files if name not in generated]:
        assert (here / name).exists() or (ROOT / name).exists(), f"{page} names {name}"


@pytest.mark.parametrize("page", PAGES)
def test_make_has_the_targets_that_are_named(page: str) -> None:
    targets = set(re.findall(r"(?m)^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8")))
    named = set(re.findall(r"(?m)(?:`|\$ |cpu )make ([a-z]+)", (ROOT / page).read_text(encoding="utf-8")))
    assert named <= targets
    assert page != "README.md" or {"serve", "test"} <= named
