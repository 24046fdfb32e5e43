"""Serves the page of an assistant without reports ("empty"), whose index goes away ("broken"), that
takes its time ("slow") or tells what it should not ("indiscreet")."""

import sys
import time
from collections.abc import Callable, Collection, Sequence

from assistant.answers import unanswered
from assistant.records import Answer, Filters, Stage, Status, Turn
from assistant.ui.server import build_app, serve
from corpus.errors import IndexUnusable
from corpus.records import Kind, Report

REPORT = Report("r", "Rapport", "Huset", 2024, Kind.SUPPLIER, "da", "r.pdf", "0" * 64, 1)


class Unlucky:
    endpoint = None

    def __init__(self, luck: str) -> None:
        self._reports = () if luck == "empty" else (REPORT,)
        self._is_slow = luck == "slow"
        self._is_indiscreet = luck == "indiscreet"

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        on_stage: Callable[[Stage], None] | None = None,
        *,
        read_filters: bool = True,
        ignored: Collection[str] = (),
        on_text: object = None,
        language: str | None = None,
    ) -> Answer:
        if self._is_slow and on_stage:
            on_stage(Stage.WRITING)
            time.sleep(3)
            return unanswered(question, "da", Status.NOT_FOUND)
        if self._is_indiscreet:
            raise ValueError(f"no answer to {question}")
        raise IndexUnusable("the folder <index> is gone")

    def reports(self) -> tuple[Report, ...]:
        return self._reports

    def example_questions(self, language: str) -> tuple[str, ...]:
        return ()


if __name__ == "__main__":
    assistant = Unlucky(sys.argv[1])
    serve(lambda: build_app(assistant), "127.0.0.1", 0, on_open=lambda url: print(url, flush=True))
