"""`kildesvar doctor`, and `ask` in a language model's words, as commands."""

import json

from index.settings import IndexSettings
from tests.assistant.conftest import Run
from tests.chat_server import KEY, chat_server, failure, streamed


def test_doctor_says_what_is_there_and_what_is_wrong(run: Run, sample_index: IndexSettings) -> None:
    arguments = ("doctor", "--index", sample_index.folder)
    assert run(*arguments).stdout.endswith("holds 5 reports.\nNo language model is set; answers are quotes.\n")
    with chat_server(lambda received: streamed("ja")) as server:
        settings = {"KILDESVAR_LLM__BASE_URL": server.url, "KILDESVAR_LLM__MODEL": "en-model"}
        assert "The language model en-model at 127.0.0.1 answered after" in run(*arguments, **settings).stdout
    with chat_server(lambda received: failure(401)) as server:
        done = run(*arguments, **settings | {"KILDESVAR_LLM__BASE_URL": server.url, "KILDESVAR_LLM__API_KEY": KEY})
    assert done.returncode == 1 and "(HTTP 401)" in done.stderr and KEY not in done.stdout + done.stderr


def test_doctor_names_what_is_wrong_with_the_index_and_mends_it(run: Run, index_copy: IndexSettings) -> None:
    (index_copy.folder / "keywords" / "7").mkdir()
    arguments = ("doctor", "--index", index_copy.folder)
    found = run(*arguments)
    assert (found.returncode, found.stderr) == (1, "")
    assert "Wrong: " in found.stdout and "holds what other builds have left: 7." in found.stdout
    assert f"kildesvar doctor --mend --index {index_copy.folder}` mends" in found.stdout
    mended = run(*arguments, "--mend")
    assert mended.returncode == 0 and "It has been built, and is whole." in mended.stdout
    assert run(*arguments).returncode == 0


def test_status_tells_of_a_build_that_was_broken_off(run: Run, index_copy: IndexSettings) -> None:
    arguments = ("status", "--index", index_copy.folder)
    assert "This is the index of build 1, " in run(*arguments).stdout
    (index_copy.folder / "build.begun").write_text("(0, 0)", encoding="utf-8")
    assert "It was broken off when it already counted" in run(*arguments).stdout
    assert json.loads(run(*arguments, "--json").stdout)["last_build"].startswith("broken off")


def test_ask_has_the_model_write_unless_told_otherwise(run: Run, sample_index: IndexSettings) -> None:
    with chat_server(lambda got: streamed(f"I 2024 var der 41 makkerpar [{got.key_of('41 makkerpar')}].")) as server:
        settings = {"KILDESVAR_LLM__BASE_URL": server.url, "KILDESVAR_LLM__MODEL": "en-model"}
        arguments = ("ask", "Hvor mange makkerpar var der i 2024?", "--index", sample_index.folder)
        shown = run(*arguments, **settings).stdout
        assert "I 2024 var der 41 makkerpar. [1]" in shown and "100 % af sætningerne har dækning" in shown
        asked = len(server.received)
        assert json.loads(run(*arguments, "--quotes", "--json", **settings).stdout)["writing"] is None
        assert len(server.received) == asked == 1
