"""The page: a conversation, the question box, and the words around them in Danish or English."""

import logging
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import aclosing
from dataclasses import replace
from typing import Any

import gradio as gr
from gradio.events import api

from assistant.records import Answer, Stage
from assistant.texts import LANGUAGES, text
from assistant.ui.api import describe, endpoint
from assistant.ui.asking import Answering, Step, ask_in_stages
from assistant.ui.components import EXAMPLE_NAMES, Components, Tab, tab_name
from assistant.ui.conversations.records import Asked, Conversation, begin, read_kept, read_sent, to_kept
from assistant.ui.guard import follow_request
from assistant.ui.pace import Pace, TooFast
from assistant.ui.rendering import render_announcement, render_line, render_progress
from assistant.ui.wording import Words, example_words, page_words
from corpus.errors import KildesvarError
from corpus.records import by_id

logger = logging.getLogger(__name__)

_ASK_AT_ONCE = 2  # answering is bound by the processor: more at a time only makes each wait longer

# What the browser adds to the inputs: its choice of reports and, with a question, where the conversation is to be kept.
_CHOOSING = "(_, ...rest) => [choosing(), ...rest]"
_SENDING = "(question, _, ...rest) => [question, sending(), ...rest]"
_SENDING_AGAIN = "(_, __, ...rest) => [null, sending(), ...rest]"
_CHOOSING_BACK = "(left, _, ...rest) => [left, choosing(), ...rest]"
_OPENING = "(language, _, ...rest) => [language, conversations.current(), ...rest]"
_KEEP = "(kept) => conversations.keep(kept)"
_BEGIN = "() => { conversations.begin(); document.querySelector('#question textarea').focus(); }"
_SHOW_LIST = "() => conversations.show()"
_NAME_LANGUAGE = "(language) => { document.documentElement.lang = language; }"
_SHOW_LATEST = "() => document.getElementById('latest').scrollIntoView()"
_FOCUS_QUESTION = "() => document.querySelector('#question textarea').focus()"

Updates = dict[Any, Any]
"""New values or properties by component, as Gradio takes them."""

_UNCHANGED: Updates = gr.skip()


def build_page(assistant: Answering, tabs: Sequence[Tab], pace: Pace) -> gr.Blocks:
    """Return the page; it keeps a conversation for each browser tab, in memory only.

    Args:
        assistant: who answers.
        tabs: those beside the first, in which questions are asked.
        pace: how often a user may ask.
    """
    return _Page(assistant, tabs, pace).blocks


class _Page:
    """The components, and what happens between them."""

    def __init__(self, assistant: Answering, tabs: Sequence[Tab], pace: Pace) -> None:
        self.assistant = assistant
        self.pace = pace
        self.tabs = tabs
        self.reports = assistant.reports()
        self.pool = ThreadPoolExecutor(_ASK_AT_ONCE, thread_name_prefix="ask")
        self.blocks: gr.Blocks
        with gr.Blocks(title=text("title", LANGUAGES[0]), analytics_enabled=False, fill_width=True) as self.blocks:
            words = {**self._words(LANGUAGES[0], Conversation()), **example_words(())}
            self.components = Components(words, tabs)
            self.worded = self.components.worded
            self._connect()
            api(endpoint(assistant, pace), api_name="ask", api_description=describe(), concurrency_limit=_ASK_AT_ONCE)

    def _connect(self) -> None:
        page = self.components
        state = [page.worded["language"], page.conversation, page.asked]
        changed = [*page.worded.values(), page.conversation, page.asked, page.announcer, page.store]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        asking = self._connect_questions(state, changed, {**quiet, "concurrency_limit": None})
        self._connect_conversations(state, changed, {**quiet, "concurrency_limit": None, "cancels": asking})
        self._connect_visits(state, changed, quiet)

    def _connect_questions(self, state: list[Any], changed: list[Any], how: dict[str, Any]) -> list[Any]:
        """Every way to ask; what waits, waits in the pool, so that all can be seen to be under way."""
        store, shown = self.components.store, self.worded
        ways = [(shown["question"].submit, shown["question"]), (shown["send"].click, shown["question"])]
        ways += [(shown[name].click, shown[name]) for name in EXAMPLE_NAMES]
        asking = [event(self._ask, [question, store, *state], changed, js=_SENDING, **how) for event, question in ways]
        asking.append(store.submit(self._ask, [store, store, *state], changed, js=_SENDING_AGAIN, **how))
        for event in asking:
            event.then(None, store, js=_KEEP).then(None, js=_SHOW_LATEST)
        return asking

    def _connect_conversations(self, state: list[Any], changed: list[Any], how: dict[str, Any]) -> None:
        """What ends an answer that is under way."""
        store, shown = self.components.store, self.worded
        language = shown["language"]
        shown["stop"].click(self._stop, state, changed, **how).then(None, js=_FOCUS_QUESTION)
        shown["new"].click(self._forget, language, changed, **how).then(None, js=_BEGIN)
        store.clear(self._forget, language, changed, **how)
        store.select(self._open, [language, store], changed, js=_OPENING, **how).then(None, store, js=_KEEP)
        shown["list"].click(None, js=_SHOW_LIST)

    def _connect_visits(self, state: list[Any], changed: list[Any], how: dict[str, Any]) -> None:
        """Opening the page, its other tabs, and the other language."""
        page, shown, store = self.components, self.worded, self.components.store
        for number in range(len(self.tabs)):
            shown[tab_name(number)].select(lambda: True, None, page.left, **how)
        returned = shown["tab_ask"].select(self._return, [page.left, store, *state], changed, js=_CHOOSING_BACK, **how)
        spoken = shown["language"].input(self._speak, [store, *state], [*changed, page.remembered], js=_CHOOSING, **how)
        greeted = self.blocks.load(self._greet, [page.remembered, store, *state[1:]], changed, js=_OPENING, **how)
        greeted.then(None, store, js=_KEEP)
        for event in (spoken, greeted):
            event.then(None, shown["language"], js=_NAME_LANGUAGE)
        examples = [shown[name] for name in EXAMPLE_NAMES]
        for event in (spoken, greeted, returned):  # found apart, for that takes seconds where the index is new
            event.then(self._exemplify, shown["language"], examples, **how)

    def _greet(self, remembered: object, kept: str, conversation: Conversation, asked: Asked | None) -> Updates:
        """Open in the language of this browser's last visit, with the conversation that was open before a reload.

        What a browser remembers is not trusted. A question may be under way already.
        """
        language = remembered if isinstance(remembered, str) and remembered in LANGUAGES else LANGUAGES[0]
        chosen: Updates = {}
        if language != LANGUAGES[0]:  # as it is laid out; who has chosen meanwhile keeps that choice
            chosen[self.worded["language"]] = gr.update(value=language, label=text("language", language))
        if kept and not asked:
            return {**self._open(language, kept), **chosen}
        words = dict(self._words(language, conversation, asked))
        if self.reports:  # else there is nobody to ask, and the page says so in this language
            del words["earlier"], words["latest"]  # an answer may come before this does
        return {**self._updates(words), **chosen}

    def _open(self, language: str, kept: str) -> Updates:
        """Show a conversation as the browser kept it, or a new one where it kept none."""
        read = read_kept(kept) if kept else None
        is_damaged = bool(kept) and read is None
        return {**self._show(language, read or Conversation()), self.components.store: "damaged" if is_damaged else ""}

    def _forget(self, language: str) -> Updates:
        return self._open(language, "")

    def _show(self, language: str, conversation: Conversation) -> Updates:
        words = self._words(language, conversation)
        return {
            **self._updates(words),
            self.components.conversation: conversation,
            self.components.asked: None,
            self.components.announcer: "",
        }

    def _speak(self, sent: str, language: str, conversation: Conversation, asked: Asked | None) -> Updates:
        words = self._words(language, _ticked(conversation, sent), asked)
        return {**self._updates(words), self.components.remembered: language}

    def _return(self, left: bool, sent: str, language: str, conversation: Conversation, asked: Asked | None) -> Updates:
        """Show what a build has changed while another tab was open; a conversation stays as it is.

        Gradio selects the first tab on loading too: then nobody has left it, and a question may be under way already.
        """
        if not left:
            return _UNCHANGED
        words = self._words(language, _ticked(conversation, sent), asked)
        is_new = not conversation.answers and not asked
        return self._updates({name: words[name] for name in _OF_REPORTS if is_new or name != "latest"})

    async def _ask(
        self,
        question: str | None,
        sent: str,
        language: str,
        conversation: Conversation,
        asked: Asked | None,
        request: gr.Request,
    ) -> AsyncIterator[Updates]:
        """Show that a question is under way, each stage, and then the answer below the conversation so far.

        Args:
            question: as it was typed; None asks the last one again, without some of what was read from it.
            sent: what the browser sends with it.
            language: of the page.
            conversation: so far.
            asked: the question that is under way, if one is: there is one at a time.
            request: from whom it comes.
        """
        follow_request(request)
        begun = None if asked else begin(question, sent, conversation, language)
        if not isinstance(begun, Asked):
            yield self._updates({"note": {"value": render_line(begun or "note", language)}})
            return
        try:
            self.pace.count(request, language)
        except TooFast as error:
            yield self._updates({"note": {"value": render_line("too_fast", language, seconds=error.seconds)}})
            return
        words, before = self._words(language, begun.before, begun), begun.before
        typed = {self.worded["question"]: ""} if begun.is_typed else {}
        shown = {name: words[name] for name in ("earlier", "latest", "note")}
        yield {**self._updates(shown), **typed, self.components.asked: begun}
        steps = ask_in_stages(
            self.pool, self.assistant, begun.question, before.turns, before.chosen, begun.ignored, begun.language
        )
        last: Step | None = None
        async with aclosing(steps):
            async for step in steps:
                if isinstance(step, Answer):
                    yield self._answered(language, before, step)
                    return
                # Unchanged, too: there Gradio sees whether anybody still waits.
                yield _UNCHANGED if step == last else self._working(begun, step)
                last = step

    def _working(self, begun: Asked, step: Step) -> Updates:
        """Show a stage, or what has been written in it; a screen reader is told of stages only."""
        stage, written = (step, ()) if isinstance(step, Stage) else (Stage.WRITING, step)
        shown: Words = {"latest": {"value": render_progress(begun.question, stage, begun.language, written)}}
        said = {} if written else {self.components.announcer: render_line(f"stage_{stage.value}", begun.language)}
        return {**self._updates(shown), **said}

    def _answered(self, language: str, before: Conversation, answer: Answer) -> Updates:
        conversation, kept = to_kept(replace(before, answers=(*before.answers, answer)))
        shown = self._show(language, conversation)
        del shown[self.worded["scope"]]  # may have been changed by now
        said = render_announcement(answer, by_id(self.reports))
        return {**shown, self.components.announcer: said, self.components.store: kept}

    def _stop(self, language: str, conversation: Conversation, asked: Asked | None) -> Updates:
        """Leave the conversation as it was before the question, which goes back into the box."""
        shown = self._show(language, conversation)
        del shown[self.worded["scope"]]
        typed = {self.worded["question"]: asked.question} if asked and asked.is_typed else {}
        return {**shown, **typed, self.components.announcer: render_line("stopped", language)}

    def _exemplify(self, language: str) -> Updates:
        try:
            questions = self.assistant.example_questions(language)
        except KildesvarError:
            logger.exception("No example questions could be found")
            questions = ()
        return self._updates(example_words(questions))

    def _words(self, language: str, conversation: Conversation, asked: Asked | None = None) -> Words:
        """What the page says now; should the index have gone away, the next answer tells, and the page stays."""
        try:
            self.reports = self.assistant.reports()
        except KildesvarError:
            logger.exception("The reports in the index could not be listed")
        tabs = {tab_name(number): {"label": tab.label.say(language)} for number, tab in enumerate(self.tabs)}
        return {**page_words(self.reports, language, conversation, asked, self.assistant.endpoint), **tabs}

    def _updates(self, words: Words) -> Updates:
        return {self.worded[name]: gr.update(**properties) for name, properties in words.items()}


def _ticked(conversation: Conversation, sent: str) -> Conversation:
    """The conversation with the choice of reports as it is on the page now."""
    read = read_sent(sent)
    return replace(conversation, chosen=read.chosen) if read else conversation


# What depends on which reports there are.
_OF_REPORTS = ("header", "latest", "composer", "scope", "examples")
