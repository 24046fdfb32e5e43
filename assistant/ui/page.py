"""The page: a conversation, the question box, and the words around them in Danish or English."""

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from gradio.events import api
from starlette.routing import Route

from assistant.records import Answer
from assistant.texts import LANGUAGES, Wording, text
from assistant.ui.api import LONGEST_QUESTION, describe, endpoint
from assistant.ui.asking import Answering, ask_in_stages, turns_of
from assistant.ui.rendering import render_announcement, render_line, render_progress
from assistant.ui.wording import EXAMPLES, Words, page_words
from corpus.errors import KildesvarError

logger = logging.getLogger(__name__)

_ASK_AT_ONCE = 2  # answering is bound by the processor: more at a time only makes each wait longer
_FORGET_AFTER_SECONDS = 8 * 3600  # a conversation left open over a working day

_NAME_LANGUAGE = "(language) => { document.documentElement.lang = language; }"
_SHOW_LATEST = "() => document.getElementById('latest').scrollIntoView()"
_SHOW_TOP = "() => window.scrollTo({ top: 0, behavior: 'instant' })"
_FOCUS_QUESTION = "() => document.querySelector('#question textarea').focus()"

Updates = dict[Any, Any]
"""New values or properties by component, as Gradio takes them."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A further tab of the page, from whoever has it served.

    Attributes:
        label: its name.
        build: lays out its components; told the tab, and the choice of language, whose change it follows.
        style: its part of the page's CSS.
        script: its part of the page's JavaScript.
        routes: addresses that the server answers for it.
    """

    label: Wording
    build: Callable[[gr.Tab, gr.Radio], None]
    style: str = ""
    script: str = ""
    routes: tuple[Route, ...] = ()


def build_page(assistant: Answering, tabs: Sequence[Tab] = ()) -> gr.Blocks:
    """Return the page; it keeps a conversation for each browser tab, in memory only.

    Args:
        assistant: who answers.
        tabs: those beside the first, in which questions are asked.
    """
    return _Page(assistant, tabs).blocks


class _Page:
    """The components, and what happens between them."""

    def __init__(self, assistant: Answering, tabs: Sequence[Tab]) -> None:
        self.assistant = assistant
        self.tabs = tabs
        self.reports = assistant.reports()
        self.blocks: gr.Blocks
        with gr.Blocks(title=text("title", LANGUAGES[0]), analytics_enabled=False, fill_width=True) as self.blocks:
            self.worded = self._lay_out(self._words(LANGUAGES[0]))
            self._connect()
            api(
                endpoint(assistant),
                api_name="ask",
                api_description=describe(),
                concurrency_limit=_ASK_AT_ONCE,
                concurrency_id="ask",
            )

    def _lay_out(self, words: Words) -> dict[str, Any]:
        """Create the components; return those that show words, by the names in `words`."""
        self.answers = gr.State([], time_to_live=_FORGET_AFTER_SECONDS)
        self.left = gr.State(False)  # whether another tab has been looked at
        # The secret keeps nothing secret: Gradio asks for one, and a lasting one lets a choice outlive the server.
        self.remembered = gr.BrowserState(LANGUAGES[0], storage_key="kildesvar-language", secret="kildesvar")
        with gr.Row(elem_id="top"):
            new = gr.Button(elem_id="new", size="sm", **words["new"])
            names = [(text("language_name", code), code) for code in LANGUAGES]
            language = gr.Radio(names, value=LANGUAGES[0], elem_id="language", **words["language"])
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(elem_id="ask", **words["tab_ask"]) as ask:
                worded = self._lay_out_conversation(words)
            for number, further in enumerate(self.tabs):
                name = _further(number)
                with gr.Tab(**words[name]) as worded[name]:
                    further.build(worded[name], language)
                worded[name].select(None, js=_SHOW_TOP)
        return {**worded, "new": new, "language": language, "tab_ask": ask}

    def _lay_out_conversation(self, words: Words) -> dict[str, Any]:
        worded: dict[str, Any] = {name: _html(name, words) for name in ("header", "earlier", "latest")}
        worded["widen"] = gr.Button(elem_id="widen", size="sm", **words["widen"])
        with gr.Column(elem_id="composer", **words["composer"]) as composer:
            with gr.Row(elem_id="box"):
                question = gr.Textbox(
                    max_lines=5, max_length=LONGEST_QUESTION, autofocus=True, elem_id="question", **words["question"]
                )
                send = gr.Button(variant="primary", elem_id="send", **words["send"])
            worded["note"] = _html("note", words)
        with gr.Column(elem_id="examples", **words["examples"]) as examples:
            worded["invitation"] = _html("invitation", words)
            for name in _EXAMPLE_NAMES:
                worded[name] = gr.Button(elem_classes="example", **words[name])
        self.announcer = gr.HTML(elem_id="announcer", elem_classes="announcer")
        return {**worded, "question": question, "send": send, "composer": composer, "examples": examples}

    def _connect(self) -> None:
        shown = self.worded
        conversation = [shown["language"], self.answers]
        changed = [*shown.values(), self.answers, self.announcer]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        busy = {**quiet, "concurrency_limit": _ASK_AT_ONCE, "concurrency_id": "ask"}
        asking = [(shown["question"].submit, shown["question"]), (shown["send"].click, shown["question"])]
        asking += [(shown[name].click, shown[name]) for name in _EXAMPLE_NAMES]
        for event, question in asking:
            event(self._ask, [question, *conversation], changed, **busy).then(None, js=_SHOW_LATEST)
        widened = shown["widen"].click(self._widen, conversation, changed, **busy)
        widened.then(None, js=_SHOW_LATEST)
        shown["new"].click(self._forget, shown["language"], changed, **quiet).then(None, js=_FOCUS_QUESTION)
        returned = [shown[name] for name in _OF_REPORTS]
        for number in range(len(self.tabs)):
            shown[_further(number)].select(lambda: True, None, self.left, **quiet)
        shown["tab_ask"].select(self._return, [self.left, *conversation], returned, **quiet)
        spoken = shown["language"].input(self._speak, conversation, [*changed, self.remembered], **quiet)
        greeted = self.blocks.load(self._greet, self.remembered, changed, **quiet)
        for event in (spoken, greeted):
            event.then(None, shown["language"], js=_NAME_LANGUAGE)

    def _greet(self, remembered: object) -> Updates:
        """Open in the language of this browser's last visit; what a browser remembers is not trusted."""
        language = remembered if isinstance(remembered, str) and remembered in LANGUAGES else LANGUAGES[0]
        chosen = {self.worded["language"]: gr.update(value=language, label=text("language", language))}
        return {**self._updates(self._words(language)), **chosen}

    def _speak(self, language: str, answers: list[Answer]) -> Updates:
        return {**self._updates(self._words(language, answers)), self.remembered: language}

    def _return(self, left: bool, language: str, answers: list[Answer]) -> Updates:
        """Show what a build has changed while another tab was open; a conversation stays as it is.

        Gradio selects the first tab on loading too: then nobody has left it, and a question may be under way already.
        """
        if not left:
            return self._updates({name: {} for name in _OF_REPORTS})
        words = self._words(language, answers)
        return self._updates({name: words[name] for name in _OF_REPORTS if not answers or name != "latest"})

    def _forget(self, language: str) -> Updates:
        return {**self._updates(self._words(language)), self.answers: [], self.announcer: ""}

    def _ask(self, question: str, language: str, answers: list[Answer]) -> Iterator[Updates]:
        """Show each stage, then the answer below the conversation so far."""
        question = question.strip()
        if not question:
            yield self._updates({"note": {"value": render_line("note_blank", language)}})
            return
        yield from self._show(question, language, answers)

    def _widen(self, language: str, answers: list[Answer]) -> Iterator[Updates]:
        """Ask the last question again, of all reports; its narrower answer goes."""
        if answers:
            yield from self._show(answers[-1].question, language, answers[:-1], read_filters=False)

    def _show(
        self, question: str, language: str, answers: list[Answer], *, read_filters: bool = True
    ) -> Iterator[Updates]:
        words = self._words(language, answers)
        so_far = words["earlier"]["value"] + (words["latest"]["value"] if answers else "")
        steps = ask_in_stages(self.assistant, question, turns_of(answers), language, read_filters=read_filters)
        for step in steps:
            if isinstance(step, Answer):
                answers = [*answers, step]
                words = self._words(language, answers)
                said = render_announcement(step, language)
                yield {**self._updates(words), self.answers: answers, self.announcer: said}
                return
            working: Words = {
                "earlier": {"value": so_far},
                "latest": {"value": render_progress(question, step, language)},
            }
            typed: Words = {"question": {"value": ""}, "examples": {"visible": False}, "widen": {"visible": False}}
            said = render_line(f"stage_{step.value}", language)
            yield {**self._updates({**working, **typed}), self.announcer: said}

    def _words(self, language: str, answers: Sequence[Answer] = ()) -> Words:
        """What the page says now; should the index have gone away, the next answer tells, and the page stays."""
        try:
            self.reports = self.assistant.reports()
        except KildesvarError:
            logger.exception("The reports in the index could not be listed")
        examples = self.assistant.example_questions(language)
        tabs = {_further(number): {"label": tab.label.say(language)} for number, tab in enumerate(self.tabs)}
        return {**page_words(self.reports, examples, language, answers), **tabs}

    def _updates(self, words: Words) -> Updates:
        return {self.worded[name]: gr.update(**properties) for name, properties in words.items()}


# What depends on which reports there are.
_OF_REPORTS = ("header", "latest", "composer", "examples")
_EXAMPLE_NAMES = tuple(f"example_{number}" for number in range(EXAMPLES))


def _further(number: int) -> str:
    return f"tab_{number}"


def _html(name: str, words: Words) -> gr.HTML:
    return gr.HTML(elem_id=name, apply_default_css=False, **words[name])
