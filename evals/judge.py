"""The optional judge: a language model says which facts the answers of a run support, three times each."""

import json
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.endpoint import Endpoint
from corpus.errors import NoReply, QuestionSetError
from evals.materials import Material, hash_of_answers, read_materials, write_opinion
from evals.opinion import JudgedQuestion, Label, Opinion, Try, agreements, failures, recalls, vital_recall
from evals.page_opinion import add_opinion
from evals.writing import PAGE

REPETITIONS = 3
"""How often each question is sent; once would not show how far the model agrees with itself."""

_PROMPT = Path(__file__).with_name("judge_prompt.md")
_NOT_AS_ASKED = "not the JSON asked for"
# What the next request would meet again.
_LASTING = ("no connection", "HTTP 401", "HTTP 403", "HTTP 404")
_FENCED = re.compile(r"```(?:json)?\s*(.*?)\s*```", re.DOTALL)
_LABELS = TypeAdapter(dict[str, Label])


def judge(folder: Path, endpoint: Endpoint, on_progress: Callable[[int, int], None] | None = None) -> Opinion:
    """Judge the answers of a run; write judge.json and a section of the run's page, and touch nothing else.

    Args:
        folder: the run's.
        endpoint: the language model.
        on_progress: told before the first question and after each how many are done, of how many.

    Returns:
        The opinion. A request that failed is counted in it, and says nothing of an answer.

    Raises:
        QuestionSetError: the folder holds no whole run, or no question of it has nuggets.
        NoReply: the first request shows that the endpoint is not there, refuses the key or does not know the model.
            Nothing is written then.
    """
    materials = read_materials(folder)
    if not materials:
        raise QuestionSetError(f"No question of the run in {folder} has nuggets; judge a run of a set that has some.")
    answers, prompt = hash_of_answers(folder), _PROMPT.read_bytes()
    tell = on_progress or (lambda done, total: None)
    tell(0, len(materials))
    judged: list[JudgedQuestion] = []
    for material in materials:
        is_first = not any(question.tries for question in judged)
        judged.append(_judge(material, prompt.decode(), endpoint, is_first))
        tell(len(judged), len(materials))
    opinion = _opinion(judged, endpoint, sha256(prompt).hexdigest(), answers)
    write_opinion(folder, opinion)
    add_opinion(folder / PAGE, opinion)
    return opinion


def message(prompt: str, material: Material) -> str:
    """The prompt with its data.

    The data is JSON on one line: no words of a report or of a question can end it and go on as instructions.
    """
    data = {
        "spørgsmål": material.question.question,
        "udsagn": material.statements,
        "fakta": {str(i): nugget.text for i, nugget in enumerate(material.question.nuggets, start=1)},
    }
    return f"{prompt}\n{json.dumps(data, ensure_ascii=False)}\n"


def read_labels(reply: str, n: int) -> tuple[Label, ...] | None:
    """The labels of n facts in a reply: one JSON object, bare or fenced, with a label for each number and no more.

    Returns:
        In the order of the facts; None for anything else.
    """
    fenced = _FENCED.fullmatch(reply.strip())
    try:
        labels = _LABELS.validate_json(fenced[1] if fenced else reply)
    except ValidationError:
        return None
    numbers = [str(i) for i in range(1, n + 1)]
    return tuple(labels[number] for number in numbers) if set(labels) == set(numbers) else None


def _judge(material: Material, prompt: str, endpoint: Endpoint, is_first: bool) -> JudgedQuestion:
    question, score = material.question, material.score
    vital = tuple(nugget.vital for nugget in question.nuggets)
    # An answer without statements supports nothing; there is nothing to ask.
    seeds = range(1, REPETITIONS + 1) if material.statements else ()
    words = message(prompt, material)
    tries = tuple(_try(words, len(vital), endpoint, seed, is_first and seed == 1) for seed in seeds)
    return JudgedQuestion(
        id=question.id,
        question=question.question,
        nuggets=tuple(nugget.text for nugget in question.nuggets),
        vital=vital,
        tries=tries,
        judged=vital_recall(tries, vital),
        matched=score.metrics["vital_recall"],
        cluster=score.cluster,
    )


def _try(words: str, n: int, endpoint: Endpoint, seed: int, is_first: bool) -> Try:
    try:
        labels = read_labels(endpoint.reply(words, seed), n)
    except NoReply as error:
        if is_first and error.reason in _LASTING:
            raise
        return Try(None, error.reason)
    return Try(labels, None if labels else _NOT_AS_ASKED)


def _opinion(judged: Sequence[JudgedQuestion], endpoint: Endpoint, prompt_sha256: str, answers_sha256: str) -> Opinion:
    alike = agreements(judged)
    as_judged, as_matched = recalls(judged)
    return Opinion(
        judged_at=datetime.now(UTC).isoformat(timespec="seconds"),
        model=endpoint.model,
        host=endpoint.host,
        prompt_sha256=prompt_sha256,
        answers_sha256=answers_sha256,
        repetitions=REPETITIONS,
        n=len(judged),
        sent=sum(bool(question.tries) for question in judged),
        requests=sum(len(question.tries) for question in judged),
        failures=failures(judged),
        agreement=sum(alike) / len(alike) if alike else None,
        agreement_n=len(alike),
        judged=as_judged,
        matched=as_matched,
        questions=tuple(judged),
    )
