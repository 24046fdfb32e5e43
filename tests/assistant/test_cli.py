"""The real command, as a person or a program runs it."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from assistant.texts import text
from index.settings import IndexSettings

Run = Callable[..., subprocess.CompletedProcess[str]]

SAMPLE_REPORTS = Path(__file__).parents[2] / "corpus" / "reports"
QUESTION = "Hvor mange makkerpar har der været?"
HEAVY = ("torch", "chromadb", "gradio", "sentence_transformers", "transformers", "pydantic", "numpy")


def shape(value: Any) -> Any:  # noqa: ANN401  # whatever JSON holds
    """The keys of JSON with the types below them; a list is known by its first item."""
    if isinstance(value, dict):
        return {key: shape(item) for key, item in value.items()}
    if isinstance(value, list):
        return [shape(item) for item in value[:1]]
    return type(value).__name__


CITATION = {
    "number": "int",
    "report": "str",
    "title": "str",
    "organisation": "str",
    "year": "int",
    "page": "int",
    "page_label": "str",
    "quote": "str",
    "passage": "str",
    "headings": ["str"],
    "score": "float",
    "span": {"page": "int", "start": "int", "end": "int"},
}
FILTERS = {"year": [], "organisation": [], "kind": [], "report": [], "source": "str"}
ANSWER = {
    "question": "str",
    "language": "str",
    "status": "str",
    "confidence": "float",
    "text": "str",
    "statements": [{"text": "str", "citations": ["int"]}],
    "citations": [CITATION],
    "nearest": [],
    "coverage": {"searched": ["str"], "found": ["str"]},
    "gaps": [],
    "unknown": [],
    "instead": [],
    "mentions": [],
    "filters": FILTERS,
    "chosen": FILTERS,
    "ignored": [],
    "writing": "NoneType",
    "dropped": "int",
    "timings_ms": dict.fromkeys(("search", "judge", "compose", "total"), "float"),
    "stamp": {"version": "str", "index": "str", "generation": "int", "built_at": "str", "model": "str"},
}


def fails(done: subprocess.CompletedProcess[str], message: str) -> None:
    """One sentence on standard error, nothing on standard output, exit status 1."""
    assert (done.returncode, done.stdout) == (1, "")
    assert re.fullmatch(r"[^\n]+\.\n", done.stderr), done.stderr
    assert re.search(message, done.stderr), done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "command", ["", "build", "status", "ask", "draft", "compare", "serve", "doctor", "settings", "user", "user add"]
)
def test_help_tells_what_a_command_does(run: Run, command: str) -> None:
    done = run(*command.split(), "--help")
    assert (done.returncode, done.stderr) == (0, "")
    assert f"Usage: kildesvar {command}".strip() in done.stdout
    assert run(*command.split(), "-h").stdout == done.stdout


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from assistant.cli import main\nsys.argv = ['kildesvar', '--help']\n"
        "try:\n    main()\nexcept SystemExit:\n    print(*sys.modules, sep='\\n', file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert "build" in done.stdout
    assert not {*HEAVY} & {*done.stderr.splitlines()}


def test_an_answer_as_json_is_the_contract(run: Run, sample_index: IndexSettings) -> None:
    done = run("ask", QUESTION, "--index", sample_index.folder, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert shape(answer) == ANSWER
    assert (answer["question"], answer["language"], answer["status"]) == (QUESTION, "da", "answered")
    assert (answer["citations"][0]["report"], answer["citations"][0]["page"]) == ("havnelauget-2024", 2)
    assert answer["filters"]["source"] == "none"
    assert len(answer["coverage"]["searched"]) == 5


def test_an_answer_for_people_shows_its_sources(run: Run, sample_index: IndexSettings) -> None:
    done = run("ask", QUESTION, "--index", sample_index.folder)
    assert (done.returncode, done.stderr) == (0, "")
    assert re.search(
        r"(?m)^\[\d\] Havnelauget 2024, s\. 1 \(side 2 i filen\): .*I 2024 har der været 41 makkerpar", done.stdout
    )
    assert done.stdout.rstrip().endswith("af 5 rapporter")


def test_a_draft_is_written_to_a_file_and_told_as_json(run: Run, sample_index: IndexSettings, tmp_path: Path) -> None:
    done = run(
        "draft", "digitale møder", "--index", sample_index.folder, "--json", "--out", "udkast.md", "--year", "2024"
    )
    assert done.returncode == 0, done.stderr
    drafted = json.loads(done.stdout)
    assert (drafted["topic"], drafted["shape"], drafted["status"]) == ("digitale møder", "theme", "answered")
    assert shape(drafted["citations"]) == [CITATION]
    assert {citation["year"] for citation in drafted["citations"]} == {2024}
    assert drafted["sections"][0]["statements"][0]["citations"] == [1]
    written = (tmp_path / "udkast.md").read_text(encoding="utf-8")
    assert written.startswith("# Digitale møder\n")
    assert f"\n## {drafted['sections'][0]['heading']}\n" in written


def test_a_comparison_is_written_to_a_file_and_told_as_json(
    run: Run, sample_index: IndexSettings, tmp_path: Path
) -> None:
    done = run(
        "compare", "makkerpar", "gæld", "--by", "year", "--index", sample_index.folder, "--json", "--out", "m.csv"
    )
    matrix = json.loads(done.stdout)
    assert (matrix["columns"], [row["theme"] for row in matrix["rows"]]) == (
        ["2023", "2024", "2025"],
        ["makkerpar", "gæld"],
    )
    assert shape([cell[0] for row in matrix["rows"] for cell in row["cells"] if cell]) == [CITATION]
    assert (tmp_path / "m.csv").read_text(encoding="utf-8-sig").startswith("Tema,2023,2024,2025")
    refused = run("compare", "makkerpar", "--index", sample_index.folder, "--out", "m.pdf")
    assert (refused.returncode, refused.stderr.count("\n")) == (1, 1)
    assert "m.pdf does not end in .docx, .md, .html, .csv, .xlsx;" in refused.stderr


def test_an_english_question_is_answered_in_english_around_the_quotes(run: Run, sample_index: IndexSettings) -> None:
    done = run("ask", "What do the suppliers say about digital meetings?", "--index", sample_index.folder)
    lines = done.stdout.splitlines()
    assert text("sources", "en") in lines and text("sources", "da") not in lines
    assert any(line.startswith("Found in ") for line in lines)
    assert any(line.startswith("[1] ") and ", p. " in line for line in lines)


def test_options_filter_and_the_index_may_stand_in_the_environment(run: Run, sample_index: IndexSettings) -> None:
    options = ["--year", "2023", "--year", "2025", "--organisation", "brofæste", "--json"]
    done = run("ask", "Hvad er fleksjob?", *options, KILDESVAR_INDEX__FOLDER=str(sample_index.folder))
    answer = json.loads(done.stdout)
    filters = {"year": [2023, 2025], "organisation": ["Brofæste"], "kind": [], "report": [], "source": "user"}
    assert answer["filters"] == filters
    assert answer["coverage"]["searched"] == ["brofaeste-2023", "brofaeste-2025"]


def test_lines_of_standard_input_are_answered_one_by_one(run: Run, sample_index: IndexSettings) -> None:
    lines = f"{QUESTION}\n\n   \nHvad koster en Tesla?\r\nWhat do the suppliers say about digital meetings?".encode()
    done = run("ask", "--stdin", "--json", "--index", sample_index.folder, given=lines + b"\nHvad er \xff?")
    assert (done.returncode, done.stderr) == (0, "")
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["status"] for answer in answers][:3] == ["answered", "not_found", "answered"]
    assert [answer["question"] for answer in answers][1::2] == ["Hvad koster en Tesla?", "Hvad er \ufffd?"]
    assert answers[1]["nearest"] and not answers[1]["citations"]
    assert run("ask", "--stdin", "--json", "--index", sample_index.folder).stdout == ""


def test_a_follow_up_with_its_history_and_a_terminal_without_danish_letters(
    run: Run, sample_index: IndexSettings, tmp_path: Path
) -> None:
    history = tmp_path / "samtale.json"
    history.write_text(json.dumps([{"role": "user", "content": "Hvor mange makkerpar har Havnelauget?"}]))
    arguments = ["ask", "Og i 2024? 😀", "--history", history, "--index", sample_index.folder]
    answer = json.loads(run(*arguments, "--json", PYTHONIOENCODING="ascii").stdout)
    assert answer["question"] == "Og i 2024? 😀"
    assert any("41 makkerpar" in citation["quote"] for citation in answer["citations"])
    done = run(*arguments, PYTHONIOENCODING="ascii")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A folder of files that cannot be read, and one twice."""
    folder = tmp_path / "broken"
    folder.mkdir()
    (folder / "tom.pdf").write_bytes(b"")
    (folder / "forkert.pdf").write_text("Dette er ikke en PDF.")
    (folder / "regneark.xlsx").write_bytes(b"PK")
    (folder / "halv.pdf").write_bytes((SAMPLE_REPORTS / "havnelauget-2024.pdf").read_bytes()[:5000])
    return folder


def test_files_that_cannot_be_read_are_rows_and_no_failure(run: Run, broken: Path) -> None:
    done = run("build", broken, "--index", "i", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    result = json.loads(done.stdout)
    assert {row["file"]: row["code"] for row in result["failed"]} == {
        "tom.pdf": "empty",
        "forkert.pdf": "not_the_format",
        "regneark.xlsx": "unknown_format",
        "halv.pdf": "damaged",
    }
    assert all(row["problem"].count(".") and row["remedy"].endswith(".") for row in result["failed"])
    assert (result["reports"], result["added"], result["removed"], result["passages"]) == ([], [], [], 0)
    assert run("status", "--index", "i").stdout.count("Not read: ") == 4
    assert json.loads(run("ask", QUESTION, "--index", "i", "--json").stdout)["status"] == "not_found"


def test_status_and_build_name_what_is_in_the_index(run: Run, index_copy: IndexSettings, tmp_path: Path) -> None:
    status = json.loads(run("status", "--index", index_copy.folder, "--json").stdout)
    names = "brofaeste-2023 brofaeste-2025 engholm-2025 havnelauget-2024 traedestenen-2024".split()
    assert [report["id"] for report in status["reports"]] == names
    assert status["passages"] == sum(report["passages"] for report in status["reports"])
    assert shape(status["reports"][0]) | {"inferred": []} == {
        **dict.fromkeys(("id", "title", "organisation", "kind", "language", "file", "sha256"), "str"),
        **dict.fromkeys(("year", "page_count", "passages", "cpr_numbers"), "int"),
        "confidence": "NoneType",
        "inferred": [],
    }
    again = json.loads(run("build", "--index", index_copy.folder, "--json").stdout)
    assert (again["added"], again["removed"], again["generation"]) == ([], [], status["generation"])
    assert again.keys() - status.keys() == {"added", "removed", "seconds"}
    kept = tmp_path / "kept"
    kept.mkdir()
    shutil.copy(SAMPLE_REPORTS / "havnelauget-2024.pdf", kept)
    fewer = run("build", kept, "--index", index_copy.folder)
    assert (fewer.returncode, fewer.stderr) == (0, "")
    assert re.search(r"(?m)^0 read, 4 removed, in \d+\.\d s\.$", fewer.stdout)


def test_settings_are_listed_as_the_docs_have_them(run: Run) -> None:
    assert run("settings").stdout == (SAMPLE_REPORTS.parents[1] / "docs" / "settings.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["ask", QUESTION], r"There is no index in \.kildesvar/index; make one with `kildesvar build FOLDER`"),
        (["status", "--json"], "There is no index in"),
        (["ask", QUESTION, "--index", "file"], "file"),
        (["build", "intet"], "intet does not exist, but a folder of reports was expected"),
        (["build", "file"], "file is a file, but a folder of reports was expected"),
        (["build", "empty"], r"There are no reports in empty: put files there that end in .*\.pdf"),
        (["build", "folder", "--index", "file"], "file"),
        (["ask"], "Give either a question or --stdin"),
        (["ask", QUESTION, "--stdin"], "Give either a question or --stdin"),
        (["ask", QUESTION, "--history", "intet.json"], r"The history intet\.json cannot be read"),
        (["ask", QUESTION, "--history", "file"], "The history file is wrong at the whole: Invalid JSON"),
        (["draft", "emne", "--out", "a.odt"], r"a\.odt does not end in \.docx, \.md, \.html; give the file one of"),
        (["serve", "--host", ""], "The address after --host is empty"),
    ],
)
def test_an_expected_error_is_one_sentence(run: Run, tmp_path: Path, arguments: list[str], message: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "a.pdf").write_bytes(b"")
    fails(run(*arguments), message)


def test_a_topic_with_a_civil_registration_number_is_refused_where_the_model_is_elsewhere(
    run: Run, sample_index: IndexSettings
) -> None:
    elsewhere = {"KILDESVAR_LLM__BASE_URL": "https://model.example/v1", "KILDESVAR_LLM__MODEL": "m"}
    refused = run("draft", "Forløb for 010180-1232", "--index", sample_index.folder, **elsewhere)
    fails(refused, "The topic seems to hold personal data")


def test_a_build_tells_programs_of_each_step_and_of_its_end(run: Run, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    shutil.copy(SAMPLE_REPORTS / "havnelauget-2024.pdf", tmp_path / "folder")
    steps = [json.loads(line) for line in run("build", "folder", "--events").stdout.splitlines()]
    assert steps[0] == {"stage": "reading", "file": "havnelauget-2024.pdf", "done": 0, "total": 0}
    stages = list(dict.fromkeys(step["stage"] for step in steps[:-1]))
    assert stages == ["reading", "loading", "encoding", "writing"]
    last = [step for step in steps[:-1] if step["stage"] == "encoding"][-1]
    assert last["done"] == last["total"] > 0
    assert steps[-1] == {"added": ["havnelauget-2024"], "removed": []}
    failed = run("build", "nowhere", "--events")
    told = json.loads(failed.stdout)
    assert told == {"error": "FolderError", "sentence": failed.stderr.strip()}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("[index", r"kildesvar\.toml cannot be read as TOML"),
        ("[index]\nfoldr = 'x'", r"has a key index\.foldr, which is no setting"),
        ("[serve]\nport = 'mange'", r"serve\.port is wrong"),
    ],
)
def test_wrong_settings_are_one_sentence(run: Run, tmp_path: Path, words: str, message: str) -> None:
    (tmp_path / "kildesvar.toml").write_text(words)
    fails(run("status"), message)


def test_a_wrong_variable_is_one_sentence_without_its_value(run: Run) -> None:
    fails(run("status", KILDESVAR_INDX="x"), "variable KILDESVAR_INDX is no setting")
    wrong = run("status", KILDESVAR_READING__PASSWORDS="Hemmelig42")
    fails(wrong, "not written as JSON")
    assert "Hemmelig42" not in wrong.stderr


def test_an_index_of_another_model_names_the_command_that_mends_it(run: Run, sample_index: IndexSettings) -> None:
    done = run("ask", QUESTION, "--index", sample_index.folder, KILDESVAR_INDEX__MODEL="another/model")
    fails(done, "was made with another model .* make it anew with `kildesvar build ")


def test_a_reader_that_stops_reading_is_no_fault(sample_index: IndexSettings, tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m assistant settings | head -1"
    done = subprocess.run(["bash", "-c", command], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert done.stderr == "" and done.stdout.startswith("| Setting")
