"""What holds for all code: who may import whom, what may be imported, and how long a file grows."""

import ast
import importlib
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
ROOMS = ("corpus", "index", "assistant", "evals")  # each on top of the ones before it
MODULES = [path.relative_to(ROOT) for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
TESTS = [path.relative_to(ROOT) for path in sorted((ROOT / "tests").rglob("*.py"))]
LONGEST_FILE = 400
# What [train] installs is for these alone.
FOR_TRAINING = ("index/training/", "evals/confidence/")
FOR_A_MODEL_IN_A_FILE = "assistant/llama.py"
FOR_TRACES = "assistant/tracing.py"
# The script that sets the sample reports runs where the project is worked on, with what [dev] installs.
FOR_DEVELOPERS = ("corpus/sample_sources",)


def imports(path: Path) -> Iterator[tuple[str, str]]:
    """Each (module, name) that a file imports anywhere, TYPE_CHECKING included; name is empty for `import module`."""
    for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno} imports relatively; write the package's name"
            yield from ((node.module or "", alias.name) for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_no_import_goes_upward(path: Path) -> None:
    above = (*ROOMS[ROOMS.index(path.parts[0]) + 1 :], "tests")
    assert [module for module, _ in imports(path) if module.split(".")[0] in above] == []


@pytest.mark.parametrize("path", MODULES, ids=str)
def test_what_is_imported_from_other_modules_is_public(path: Path) -> None:
    ours = [f"{module}.{name}" for module, name in imports(path) if module.split(".")[0] in ROOMS]
    assert [name for name in ours if re.search(r"\._(?!_)", name)] == []


@pytest.mark.parametrize("path", [path for path in MODULES if path.name == "__init__.py"], ids=str)
def test_a_package_says_what_it_is_and_has_what_it_offers(path: Path) -> None:
    package = importlib.import_module(".".join(path.parent.parts))
    assert package.__doc__
    assert [name for name in getattr(package, "__all__", ()) if not hasattr(package, name)] == []


def names(requirements: list[str]) -> set[str]:
    """The distributions that are required, in lower case and with hyphens."""
    return {re.split(r"[^\w.-]", line)[0].lower().replace("_", "-") for line in requirements}


def undeclared(paths: list[Path], declared: set[str]) -> set[str]:
    """What files import from distributions that are not declared."""
    theirs = {module.split(".")[0] for path in paths for module, _ in imports(path)}
    distributions = packages_distributions()
    return {
        name
        for name in theirs - {*ROOMS, *sys.stdlib_module_names}
        if declared.isdisjoint(found.lower().replace("_", "-") for found in distributions.get(name, ()))
    }


def test_every_direct_import_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = names(project["dependencies"])
    extras = {**dict.fromkeys(FOR_TRAINING, "train"), FOR_A_MODEL_IN_A_FILE: "llama", FOR_TRACES: "tracing"}
    shipped = [path for path in MODULES if not path.as_posix().startswith((*FOR_DEVELOPERS, *extras))]
    assert undeclared(shipped, declared) == set()
    for start, extra in extras.items():
        its = [path for path in MODULES if path.as_posix().startswith(start)]
        assert undeclared(its, declared | names(project["optional-dependencies"][extra])) == set()


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=str)
def test_no_file_is_long(path: Path) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) < LONGEST_FILE


def test_the_wheel_holds_the_four_rooms() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert sorted(ROOMS) == project["tool"]["hatch"]["build"]["targets"]["wheel"]["packages"]
