"""The optional judge, with a real server in place of a language model: its figures, its labels and its failures."""

import json
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pytest

from assistant.endpoint import Endpoint
from evals.judge import judge, message, read_labels
from evals.materials import read_materials
from evals.opinion import Label
from tests.chat_server import Said, chat_server, completion, failure
from tests.evals.judging import MATCHED, PROMPT, SAID, honest, instead, judged_by, llm


def test_an_honest_judge(known_run: Path) -> None:
    told: list[tuple[int, int]] = []
    with chat_server(honest) as server:
        opinion = judge(known_run, Endpoint(llm(server.url)), lambda done, total: told.append((done, total)))
    assert (opinion.judged.value, opinion.judged.n) == (opinion.matched.value, opinion.matched.n) == (0.5, 4)
    assert opinion.judged.low is not None and opinion.judged.low < 0.5
    assert {question.id: question.judged for question in opinion.questions} == MATCHED
    assert (opinion.n, opinion.sent, opinion.requests, opinion.failures) == (4, 3, 9, {})
    assert (opinion.agreement, opinion.agreement_n) == (1.0, 6)
    assert [request.body["seed"] for request in server.received] == [1, 2, 3] * 3
    assert told == [(done, 4) for done in range(5)]


def test_the_judge_says_who_it_is_and_what_it_judged(known_run: Path) -> None:
    opinion = judged_by(honest, known_run)
    assert (opinion.model, opinion.host, opinion.repetitions) == ("en-model", "127.0.0.1", 3)
    assert opinion.prompt_sha256 == sha256(PROMPT.read_bytes()).hexdigest()
    assert opinion.answers_sha256 == sha256((known_run / "answers.jsonl").read_bytes()).hexdigest()
    written = json.loads((known_run / "judge.json").read_text(encoding="utf-8"))
    assert written == json.loads(json.dumps(asdict(opinion)))
    assert written["questions"][1]["tries"] == [{"labels": ["støttet", "ikke"], "failure": None}] * 3


@pytest.mark.parametrize(
    ("said", "failed", "seconds"),
    [
        (completion("Det ser fint ud."), "not the JSON asked for", 20),
        (completion('{"1": "støttet"}'), "not the JSON asked for", 20),
        (Said("<html>"), "no chat completion", 20),
        (failure(500), "HTTP 500", 20),
        (failure(401), "HTTP 401", 20),
        (Said("{}", seconds=0.5), "timeout", 0.2),
    ],
)
def test_a_failure_is_counted_and_is_no_label(known_run: Path, said: Said, failed: str, seconds: float) -> None:
    once = instead(said, lambda received: received.body["seed"] == 2 and "28 borgere" in received.prompt)
    opinion = judged_by(once, known_run, timeout_seconds=seconds)
    assert (opinion.failures, opinion.requests) == ({failed: 1}, 9)
    assert (opinion.judged.value, opinion.judged.n, opinion.agreement) == (0.5, 4, 1.0)
    assert [each.labels for each in opinion.questions[1].tries] == [
        (Label.SUPPORTED, Label.NOT),
        None,
        (Label.SUPPORTED, Label.NOT),
    ]


def test_a_question_of_which_all_failed_has_no_figure(known_run: Path) -> None:
    opinion = judged_by(instead(failure(500), lambda received: "28 borgere" in received.prompt), known_run)
    assert opinion.failures == {"HTTP 500": 3}
    assert opinion.questions[1].judged is None
    assert (opinion.judged.n, opinion.matched.n, opinion.agreement_n) == (3, 3, 4)
    assert opinion.judged.value == opinion.matched.value == pytest.approx(1 / 3)


def test_a_judge_that_changes_its_mind_shows_it(known_run: Path) -> None:
    nothing = completion('{"1": "delvist", "2": "ikke"}')
    opinion = judged_by(instead(nothing, lambda received: received.body["seed"] == 3), known_run)
    assert opinion.judged.value == pytest.approx(0.5 * 2 / 3)
    assert opinion.matched.value == 0.5
    # Of six facts: in the first answer both change, in the second the first, in the third that too.
    assert (opinion.agreement, opinion.agreement_n) == (pytest.approx(2 / 6), 6)
    page = (known_run / "report.html").read_text(encoding="utf-8")
    assert "supported, supported, partly" in page


def test_words_of_reports_cannot_leave_the_data(known_run: Path) -> None:
    prompt = PROMPT.read_text(encoding="utf-8")
    material = read_materials(known_run)[2]
    *instructions, last = message(prompt, material).splitlines()
    assert "\n".join(instructions).strip() == prompt.strip()
    assert json.loads(last) == {
        "spørgsmål": material.question.question,
        "udsagn": SAID["s-003"],
        "fakta": {"1": "Seks arbejdsløse skibstømrere stiftede det", "2": "Det var i 1998"},
    }


@pytest.mark.parametrize(
    ("reply", "labels"),
    [
        ('{"1": "støttet", "2": "delvist"}', (Label.SUPPORTED, Label.PARTLY)),
        (' {"2": "ikke", "1": "delvist"}\n', (Label.PARTLY, Label.NOT)),
        ('```json\n{"1": "ikke", "2": "ikke"}\n```', (Label.NOT, Label.NOT)),
        ('Her: {"1": "ikke", "2": "ikke"}', None),
        ('{"1": "ikke"}', None),
        ('{"1": "ikke", "2": "ikke", "3": "ikke"}', None),
        ('{"1": "ikke", "2": "måske"}', None),
        ('["ikke", "ikke"]', None),
        ("[" * 5000, None),
        ("\ud800", None),
        ("", None),
    ],
)
def test_only_the_json_asked_for_is_read(reply: str, labels: tuple[Label, ...] | None) -> None:
    assert read_labels(reply, 2) == labels
