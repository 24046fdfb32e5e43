"""The components of the page, without what happens between them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import gradio as gr
from starlette.routing import Route

from assistant.examples import EXAMPLES
from assistant.texts import LANGUAGES, Wording, text
from assistant.ui.api import LONGEST_QUESTION
from assistant.ui.conversations.records import Conversation
from assistant.ui.wording import Words

EXAMPLE_NAMES = tuple(f"example_{number}" for number in range(EXAMPLES))

_FORGET_AFTER_SECONDS = 8 * 3600  # a conversation left open over a working day
_SHOW_TOP = "() => window.scrollTo({ top: 0, behavior: 'instant' })"


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


class Components:
    """What stands on the page.

    Args:
        words: the properties of those that show words.
        tabs: those beside the first.

    Attributes:
        worded: those that show words, by the names in `words`.
        conversation: the `Conversation` of this browser tab.
        asked: an `Asked` while its answer is under way.
        left: whether another tab of the page has been looked at.
        remembered: the language of this browser's last visit.
        announcer: what a screen reader says.
        store: what passes between the conversation and the browser that keeps it; the scripts trigger its events.
    """

    def __init__(self, words: Words, tabs: Sequence[Tab]) -> None:
        self.tabs = tabs
        self.worded = self._lay_out(words)

    def _lay_out(self, words: Words) -> dict[str, Any]:
        self.conversation = gr.State(Conversation(), time_to_live=_FORGET_AFTER_SECONDS)
        self.asked = gr.State(None, time_to_live=_FORGET_AFTER_SECONDS)
        self.left = gr.State(False)
        # The secret keeps nothing secret: Gradio asks for one, and a lasting one lets a choice outlive the server.
        self.remembered = gr.BrowserState(LANGUAGES[0], storage_key="kildesvar-language", secret="kildesvar")
        with gr.Row(elem_id="top"):
            listed = gr.Button(elem_id="list", size="sm", **words["list"])
            new = gr.Button(elem_id="new", size="sm", **words["new"])
            names = [(text("language_name", code), code) for code in LANGUAGES]
            language = gr.Radio(names, value=LANGUAGES[0], elem_id="language", **words["language"])
        with gr.Tabs(elem_id="tabs"):
            with gr.Tab(elem_id="ask", **words["tab_ask"]) as ask:
                worded = self._lay_out_conversation(words)
            for number, further in enumerate(self.tabs):
                name = tab_name(number)
                with gr.Tab(**words[name]) as worded[name]:
                    further.build(worded[name], language)
                worded[name].select(None, js=_SHOW_TOP)
        return {**worded, "list": listed, "new": new, "language": language, "tab_ask": ask}

    def _lay_out_conversation(self, words: Words) -> dict[str, Any]:
        worded: dict[str, Any] = {name: _html(name, words) for name in ("header", "earlier", "latest")}
        with gr.Column(elem_id="composer", **words["composer"]) as composer:
            worded["scope"] = _html("scope", words)
            with gr.Row(elem_id="box"):
                question = gr.Textbox(
                    max_lines=5, max_length=LONGEST_QUESTION, autofocus=True, elem_id="question", **words["question"]
                )
                send = gr.Button(variant="primary", elem_id="send", **words["send"])
                stop = gr.Button(elem_id="stop", **words["stop"])
            worded["writer"] = _html("writer", words)
            worded["note"] = _html("note", words)
        with gr.Column(elem_id="examples", **words["examples"]) as examples:
            worded["invitation"] = _html("invitation", words)
            for name in EXAMPLE_NAMES:
                worded[name] = gr.Button(elem_classes="example", **words[name])
        self.announcer = gr.HTML(elem_id="announcer", elem_classes="announcer")
        self.store = gr.HTML(elem_id="store", html_template="", js_on_load="tell = trigger;")
        return {**worded, "question": question, "send": send, "stop": stop, "composer": composer, "examples": examples}


def tab_name(number: int) -> str:
    """What a further tab is called among the components."""
    return f"tab_{number}"


def _html(name: str, words: Words) -> gr.HTML:
    return gr.HTML(elem_id=name, apply_default_css=False, **words[name])
