"""Asking on the page, and an assistant that takes its time."""

import threading
from collections.abc import Callable, Collection, Sequence

import httpx
from playwright.sync_api import Page, expect

from assistant.assistant import Assistant
from assistant.records import Answer, Filters, Stage, Turn

QUESTION_INPUTS = 5  # words, what the browser sends with them, language, conversation, what is under way


def ask(page: Page, question: str) -> None:
    """Type a question, press Enter, and wait for its answer; the page has found its examples before."""
    page.locator(".example").first.wait_for(state="attached")
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    answered(page, question)


def answered(page: Page, question: str) -> None:
    """Wait until a question's answer is the last on the page, and kept."""
    expect(page.locator("#latest .question")).to_contain_text(question)
    page.locator("#latest .answer").wait_for()
    expect(page.locator("#conversations [aria-current]")).to_have_count(1)


def page_event(client: httpx.Client) -> int:
    """The number under which Gradio knows a question that is typed on the page."""
    events = client.get("config").json()["dependencies"]
    return next(each["id"] for each in events if each["backend_fn"] and len(each["inputs"]) == QUESTION_INPUTS)


class Slow:
    """An assistant that writes until it is let go, telling its stage over and over as a language model would.

    Args:
        assistant: who answers in the end.
    """

    def __init__(self, assistant: Assistant) -> None:
        self._assistant = assistant
        self.go_on = threading.Event()
        self.asked: list[str] = []
        self.ended: list[str] = []

    def __getattr__(self, name: str) -> object:
        return getattr(self._assistant, name)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        on_stage: Callable[[Stage], None] | None = None,
        *,
        ignored: Collection[str] = (),
        language: str | None = None,
        on_text: object = None,
    ) -> Answer:
        self.asked.append(question)
        try:
            while not self.go_on.wait(0.2):
                if on_stage:
                    on_stage(Stage.WRITING)
            return self._assistant.ask(question, history, filters, ignored=ignored, language=language)
        finally:
            self.ended.append(question)
