"""The files in deploy/ are what the programs that read them accept, and as closed as they are said to be."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

DEPLOY = Path(__file__).parents[1] / "deploy"


def run(*command: str | Path) -> str:
    done = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_a_linter_finds_nothing_in_the_containerfile() -> None:
    assert run(Path(sys.executable).with_name("hadolint"), DEPLOY / "Containerfile") == ""


def test_the_units_are_valid_and_closed(tmp_path: Path) -> None:
    for unit in DEPLOY.glob("kildesvar*.*"):
        words = unit.read_text(encoding="utf-8").replace(
            "/opt/kildesvar/.venv/bin/kildesvar", shutil.which("true") or ""
        )
        (tmp_path / unit.name).write_text(words, encoding="utf-8")
    assert run("systemd-analyze", "verify", *sorted(tmp_path.iterdir())) == ""
    told = run("systemd-analyze", "security", "--offline=true", tmp_path / "kildesvar.service")
    exposure = re.findall(r"Overall exposure level for kildesvar\.service: ([\d.]+)", told)
    assert float(exposure[0]) < 1.5
