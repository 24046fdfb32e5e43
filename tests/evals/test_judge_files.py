"""What the judge writes, what it leaves be, and what its command says."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.endpoint import Endpoint
from assistant.settings import Settings
from corpus.errors import NoReply, QuestionSetError
from evals.compare import compare
from evals.judge import judge
from evals.run import run
from index.settings import IndexSettings
from tests.chat_server import KEY, chat_server, completion, failure
from tests.evals.judging import honest, instead, judged_by, llm

COMMAND = str(Path(sys.executable).parent / "kildesvar")


@pytest.mark.parametrize("status", [401, 403, 404])
def test_an_endpoint_that_refuses_from_the_first_is_an_error_and_nothing_is_written(
    known_run: Path, status: int
) -> None:
    page = (known_run / "report.html").read_bytes()
    with pytest.raises(NoReply, match=f"HTTP {status}"):
        judged_by(lambda received: failure(status), known_run)
    assert not (known_run / "judge.json").exists()
    assert (known_run / "report.html").read_bytes() == page


def test_the_page_sets_the_opinion_apart_and_keeps_one(known_run: Path) -> None:
    before = (known_run / "report.html").read_text(encoding="utf-8")
    judged_by(instead(failure(500), lambda received: "28 borgere" in received.prompt), known_run, model="<b>model")
    first = (known_run / "report.html").read_text(encoding="utf-8")
    assert "The opinion of a language model" not in before
    assert "3 by HTTP 500" in first and "failed (HTTP 500)" in first
    assert "&lt;b&gt;model" in first and "<b>model" not in first
    judged_by(honest, known_run)
    page = (known_run / "report.html").read_text(encoding="utf-8")
    assert page.count("The opinion of a language model") == 1 and "HTTP 500" not in page
    start, end = page.index("<!-- opinion -->"), page.index("<!-- end of opinion -->")
    assert page[:start] + "<!-- opinion -->" + page[end:] == before


def test_no_comparison_and_no_gate_reads_the_opinion(known_original: Path, known_run: Path) -> None:
    untouched = {path.name: path.read_bytes() for path in known_run.iterdir()}
    judged_by(lambda received: completion('{"1": "ikke", "2": "ikke"}'), known_run)
    after = {path.name: path.read_bytes() for path in known_run.iterdir()}
    assert {name for name in after if after[name] != untouched.get(name)} == {"judge.json", "report.html"}
    plain = compare(known_original, known_original)
    (known_run / "judge.json").write_text("no JSON", encoding="utf-8")
    judged = compare(known_original, known_run)
    assert (judged.differences, judged.flips, judged.gate) == (plain.differences, plain.flips, ())


def test_a_run_made_again_has_no_opinion(
    known_run: Path, assistant: Assistant, sample_index: IndexSettings, tmp_path: Path
) -> None:
    judged_by(honest, known_run)
    other = tmp_path / "other.jsonl"
    other.write_text('{"question": "Hvad koster en rejse til Mars?", "answerable": false}\n', encoding="utf-8")
    run([other], assistant, Settings(index=sample_index), known_run)
    assert not (known_run / "judge.json").exists()
    assert "The opinion of a language model" not in (known_run / "report.html").read_text(encoding="utf-8")


def test_folders_that_cannot_be_judged_are_errors(known_run: Path) -> None:
    endpoint = Endpoint(llm("http://127.0.0.1:1/v1"))
    (known_run / "report.html").write_text("<p>", encoding="utf-8")
    with pytest.raises(QuestionSetError, match="has no place for an opinion"):
        judged_by(honest, known_run)
    (known_run / "questions.jsonl").write_text('{"question": "Hvad?", "answerable": false}\n', encoding="utf-8")
    with pytest.raises(QuestionSetError, match="has nuggets"):
        judge(known_run, endpoint)
    (known_run / "answers.jsonl").write_text("{}\n", encoding="utf-8")
    with pytest.raises(QuestionSetError, match="is not whole or was written by another version"):
        judge(known_run, endpoint)
    with pytest.raises(QuestionSetError, match="holds no run"):
        judge(known_run.parent, endpoint)


def kildesvar(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("KILDESVAR_")}
    variables = inherited | environment
    return subprocess.run([COMMAND, *map(str, arguments)], capture_output=True, text=True, check=False, env=variables)


def test_the_command_tells_where_the_answers_go_and_nobody_the_key(known_run: Path) -> None:
    # An address of this machine that is not one of those which count as this machine.
    with chat_server(instead(failure(500), lambda received: received.body["seed"] == 2), "127.0.0.2") as server:
        settings = {"BASE_URL": server.url, "MODEL": "en-model", "API_KEY": KEY}
        environment = {f"KILDESVAR_LLM__{name}": value for name, value in settings.items()}
        done = kildesvar("eval", "judge", known_run, NO_PROXY="*", **environment)
    assert done.returncode == 0
    assert done.stderr == "Questions, answers and facts are sent to 127.0.0.2.\n"
    assert "as judged, an opinion" in done.stdout and "Failed of 9 requests: 3 by HTTP 500." in done.stdout
    assert {request.headers["authorization"] for request in server.received} == {f"Bearer {KEY}"}
    files = [path.read_text(encoding="utf-8") for path in known_run.iterdir()]
    assert [text for text in (done.stdout, done.stderr, *files) if KEY in text] == []
    assert json.loads((known_run / "summary.json").read_text("utf-8"))["settings"]["llm"]["api_key"] == "**********"


def test_without_a_language_model_the_command_says_what_to_set(known_run: Path) -> None:
    done = kildesvar("eval", "judge", known_run)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("No language model is set; set base_url and model") and done.stderr.count("\n") == 1
