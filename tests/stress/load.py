"""Many users at once: what fails, whose answers are another's, how long they wait, and whether memory grows.

python -m tests.stress.load --users 50 --minutes 10 --reports FOLDER     as people use it, with pauses between
python -m tests.stress.load --users 50 --questions 4800                  a day of it by count, without pauses
"""

import argparse
import itertools
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import httpx

from assistant.users_file import add_user
from corpus.samples import SAMPLE_REPORTS
from tests.assistant.ui.asking import page_event
from tests.assistant.ui.guarding import CHEAP, PASSWORD

Part = Callable[[], float]

EDITOR = "redaktoer"
PAUSE_SECONDS = (5.0, 15.0)  # somebody reads the answer
WORDS = (
    "digitale møder", "civilsamfundet", "mentorer", "gæld", "fleksjob", "virksomhedspraktik", "sprog", "helbred",
    "kontaktpersoner", "unge", "Mars", "motivation", "netværk", "transport", "samarbejdet med kommunen",
)  # fmt: skip
FORMS = (
    "Hvad siger leverandørerne om {}?", "Hvad anbefales om {}?", "Hvor mange borgere har erfaring med {} i 2024?",
    "Hvilke leverandører nævner {}?", "Hvordan har synet på {} udviklet sig?", "What do the reports say about {}?",
)  # fmt: skip


@dataclass
class Tally:
    """What has happened so far.

    Attributes:
        seconds: from each question to its answer.
        statuses: of the answers that programs got.
        errors: what went wrong, in a word, with how often.
        strays: answers that were to another's question.
        megabytes: of memory of its own that the server held, from the end of the first tenth to the end. What it has
            mapped of files, such as the model's words, is not among it: the machine may take that back at any time.
    """

    seconds: list[float] = field(default_factory=list)
    statuses: Counter[str] = field(default_factory=Counter)
    errors: Counter[str] = field(default_factory=Counter)
    strays: int = 0
    megabytes: list[float] = field(default_factory=list)

    def __str__(self) -> str:
        cuts = statistics.quantiles(self.seconds, n=20)
        return (
            f"{len(self.seconds)} questions, {self.errors.total()} errors {dict(+self.errors)}, {self.strays} answers "
            f"to another's question; p50 {cuts[9]:.2f} s, p95 {cuts[18]:.2f} s; memory {self.megabytes[0]:.0f} MB "
            f"after the first tenth, {self.megabytes[-1]:.0f} MB at the end, {max(self.megabytes):.0f} MB at the most; "
            f"{dict(self.statuses)}"
        )


def load(reports: Path, users: int, questions: int | None, minutes: float, pause: tuple[float, float]) -> Tally:
    """Serve a copy of a folder of reports, and have so many users ask; in the middle an editor uploads and builds.

    Args:
        reports: the folder.
        users: how many at once.
        questions: how many in all; None goes by the clock.
        minutes: how long, where it goes by the clock.
        pause: the shortest and the longest between an answer and the next question, in seconds.
    """
    tally, began = Tally(), time.monotonic()
    numbers = itertools.count()

    def part() -> float:
        """How much is done, 0 to 1."""
        done = len(tally.seconds) + tally.errors.total()
        return done / questions if questions else (time.monotonic() - began) / (60 * minutes)

    with TemporaryDirectory() as name, _serving(Path(name), reports, users) as (server, url):
        began = time.monotonic()
        with ThreadPoolExecutor(users + 2) as threads:
            running = [threads.submit(_use, url, user, tally, numbers, part, pause) for user in range(users)]
            running.append(threads.submit(_edit, url, tally, part))
            running.append(threads.submit(_watch, server, tally, part))
        for each in running:
            each.result()
    return tally


@contextmanager
def _serving(folder: Path, reports: Path, users: int) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    """The command over a copy of the reports, once it is ready."""
    shutil.copytree(reports, folder / "reports")
    for name in [*map(_name, range(users)), EDITOR]:
        add_user(folder / "users.txt", name, "editor" if name == EDITOR else "reader", PASSWORD, cost=CHEAP)
    environment = {name: value for name, value in os.environ.items() if not name.startswith("KILDESVAR_")}
    environment |= {"KILDESVAR_SERVE__USERS": "users.txt", "KILDESVAR_SERVE__QUESTIONS_PER_MINUTE": "100000"}
    command = [sys.executable, "-m", "assistant", "serve", "--port", "0", "--reports", "reports"]
    paths = os.pathsep.join([str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")])
    with subprocess.Popen(
        command, cwd=folder, env=environment | {"PYTHONPATH": paths}, stdout=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stdout
            url = next(found.group() for line in server.stdout if (found := re.search(r"http://\S+", line)))
            while httpx.get(f"{url}health").status_code != 200:
                time.sleep(0.5)
            yield server, url
        finally:
            server.terminate()


def _name(user: int) -> str:
    return f"bruger{user}"


def _use(url: str, user: int, tally: Tally, numbers: Iterator[int], part: Part, pause: tuple[float, float]) -> None:
    """Ask until it is over: every other user on the page, the others as programs do."""
    random = Random(user)
    with httpx.Client(base_url=url, timeout=120) as client:
        client.post("login", data={"name": _name(user), "password": PASSWORD})
        function = page_event(client) if user % 2 else None
        time.sleep(random.uniform(0, pause[1]))
        while part() < 1:
            number = next(numbers)
            question = f"{random.choice(FORMS).format(random.choice(WORDS))} (spm{number:06})"
            began = time.monotonic()
            try:
                told = _ask_page(client, function, question) if function else _ask(client, question, tally)
            except (httpx.HTTPError, ValueError, KeyError) as error:
                tally.errors[type(error).__name__] += 1
                continue
            tally.seconds.append(time.monotonic() - began)
            tally.strays += set(re.findall(r"spm\d{6}", told)) != {f"spm{number:06}"}
            time.sleep(random.uniform(*pause))


def _ask(client: httpx.Client, question: str, tally: Tally) -> str:
    asked = client.post("gradio_api/call/v2/ask", json={"question": question}).raise_for_status()
    told = client.get(f"gradio_api/call/v2/ask/{asked.json()['event_id']}").raise_for_status().text
    (answer,) = json.loads(re.findall(r"(?m)^data: (.*)$", told)[-1])
    tally.statuses[answer["status"]] += 1
    if answer["status"] == "error":
        raise ValueError("an answer with the status error")
    return told


def _ask_page(client: httpx.Client, function: int, question: str) -> str:
    session = question[-10:-1]  # another one each time, as a new tab has, which is then closed
    data = [question, json.dumps({"id": "1"}), "da", None, None]
    sent = {"data": data, "fn_index": function, "session_hash": session}
    with client.stream("GET", f"gradio_api/heartbeat/{session}"):
        client.post("gradio_api/queue/join", json=sent).raise_for_status()
        told = client.get("gradio_api/queue/data", params={"session_hash": session}).raise_for_status().text
    if 'class=\\"answer' not in told or "status-error" in told:
        raise ValueError("no answer on the page")
    return told


def _edit(url: str, tally: Tally, part: Part) -> None:
    """Upload a report in the middle, and have it read."""
    while part() < 0.4:
        time.sleep(0.1)
    content = "# Fiskeri\n\nFiskere, der mangler arbejde, har haft gavn af kurser i havnen.\n".encode()
    with httpx.Client(base_url=url, timeout=120) as client:
        client.post("login", data={"name": EDITOR, "password": PASSWORD})
        kept = client.put("reports/file?name=fiskeri.md", content=content)
        begun = client.post("reports/build", json={"follow": True})
        tally.errors["no upload"] += not kept.is_success
        tally.errors["no build"] += not begun.is_success
        while client.get("reports/state").json()["busy"]:
            time.sleep(0.5)
        listed = client.get("reports/state").json()["list"]
        tally.errors["upload not in the list"] += "fiskeri.md" not in listed


def _watch(server: "subprocess.Popen[str]", tally: Tally, part: Part) -> None:
    """Note the server's memory each second once a tenth is done."""
    while (done := part()) < 1:
        if done >= 0.1:
            tally.megabytes.append(_megabytes(server.pid))
        time.sleep(1)
    tally.megabytes.append(_megabytes(server.pid))


def _megabytes(pid: int) -> float:
    status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"RssAnon:\s+(\d+) kB", status)[0]) / 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--questions", type=int, help="so many without pauses, instead of by the clock")
    parser.add_argument("--reports", type=Path, default=SAMPLE_REPORTS)
    options = parser.parse_args()
    pause = (0.0, 0.0) if options.questions else PAUSE_SECONDS
    tally = load(options.reports, options.users, options.questions, options.minutes, pause)
    print(tally)
    sys.exit(1 if tally.errors.total() or tally.strays else 0)


if __name__ == "__main__":
    main()
