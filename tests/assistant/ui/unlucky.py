"""Serves the page of an assistant that has no reports ("empty") or whose index goes away ("broken")."""

import sys
from collections.abc import Callable, Collection, Sequence

from assistant.records import Answer, Filters, Stage, Turn
from assistant.ui.server import build_app, serve
from corpus.errors import IndexUnusable
from corpus.records import Kind, Report

REPORT = Report("r", "Rapport", "Huset", 2024, Kind.SUPPLIER, "da", "r.pdf", "0" * 64, 1)


class Unlucky:
    endpoint = None

    def __init__(self, reports: tuple[Report, ...]) -> None:
        self._reports = reports

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        on_stage: Callable[[Stage], None] | None = None,
        *,
        ignored: Collection[str] = (),
        on_text: object = None,
    ) -> Answer:
        raise IndexUnusable("the folder <index> is gone")

    def reports(self) -> tuple[Report, ...]:
        return self._reports

    def example_questions(self, language: str) -> tuple[str, ...]:
        return ()


if __name__ == "__main__":
    assistant = Unlucky(() if sys.argv[1] == "empty" else (REPORT,))
    serve(lambda: build_app(assistant), "127.0.0.1", 0, on_open=lambda url: print(url, flush=True))
