"""The tab of evaluations: begin a run, read past runs, compare two of them."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import gradio as gr

from assistant.assistant import Assistant
from assistant.settings import Settings
from assistant.texts import LANGUAGES
from assistant.ui.components import Tab
from assistant.ui.page import Updates
from corpus.errors import QuestionSetError
from evals.compare import Comparison, compare
from evals.runs import RUNS, SETS, list_runs, list_sets, run_folders
from evals.texts import TEXTS, text
from evals.ui.comparing import render_comparison, render_extent
from evals.ui.rendering import (
    announce,
    render_fault,
    render_heading,
    render_hint,
    render_progress,
    render_runs,
    render_section,
    sets_of,
    when,
)
from evals.ui.reports import report_route
from evals.ui.runner import Runner

_LOOK_SECONDS = 0.5
_FORGET_AFTER_SECONDS = 8 * 3600  # a comparison left open over a working day
_STYLE = Path(__file__).with_name("tab.css")

Compared = Comparison | str | None
"""A comparison, or the sentence that says why there is none; None before the first."""


def evaluation_tab(
    assistant: Assistant, settings: Settings, question_sets: Path | None = None, runs: Path = RUNS
) -> Tab:
    """Return the tab.

    Args:
        assistant: who is asked; the one that answers on the page.
        settings: with which it was opened.
        question_sets: a folder of question sets beside those that come with the program.
        runs: the folder of runs.
    """
    folders = (question_sets, SETS) if question_sets else (SETS,)
    runner = Runner(assistant, settings, runs)
    return Tab(
        label=TEXTS["tab"],
        build=lambda tab, language: _Evaluation(runner, folders).lay_out(tab, language),
        style=_STYLE.read_text(encoding="utf-8"),
        routes=(report_route(runs),),
    )


class _Evaluation:
    """The components, and what happens between them."""

    def __init__(self, runner: Runner, folders: Sequence[Path]) -> None:
        self.runner = runner
        self.folders = folders

    def lay_out(self, tab: gr.Tab, language: gr.Radio) -> None:
        """Create the components and connect them."""
        first = LANGUAGES[0]  # no more words than a component needs: opening the tab brings them all
        with gr.Column(elem_id="evaluation"):
            self.heading = _html()
            with gr.Row(elem_classes="choice"):
                self.sets = gr.Dropdown(label=text("set", first), filterable=False, elem_id="set")
                self.start = gr.Button(text("start", first), variant="primary", elem_id="start")
            self.status = _html(elem_id="run-status")
            self.runs = _html(elem_id="runs")
            self.compare_head = _html()
            with gr.Row(elem_classes="choice", visible=False) as self.pair:
                self.before = gr.Dropdown(label=text("before", first), filterable=False, elem_id="before")
                self.after = gr.Dropdown(label=text("after", first), filterable=False, elem_id="after")
                self.compare = gr.Button(text("do_compare", first), variant="primary", elem_id="compare")
            self.comparison = _html(elem_id="comparison")
            self.compared = gr.State(None, time_to_live=_FORGET_AFTER_SECONDS)
            self.announcer = _html(elem_classes="announcer")
            self.clock = gr.Timer(_LOOK_SECONDS, active=False)
        self._connect(tab, language)

    def _connect(self, tab: gr.Tab, language: gr.Radio) -> None:
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        moving = [self.status, self.announcer, self.clock, self.start]
        listed = [self.runs, self.compare_head, self.pair, self.before, self.after]
        everything = [*moving, *listed, self.heading, self.sets, self.compare, self.comparison]
        chosen = [self.before, self.after]
        for event in (tab.select, language.change):
            event(self._show, [language, self.sets, *chosen, self.compared], everything, **quiet)
        self.start.click(self._start, [self.sets, language], moving, **quiet)
        self.clock.tick(self._look, language, [*moving, *listed], **quiet)
        self.compare.click(
            self._compare, [*chosen, language], [self.compared, self.comparison, self.announcer], **quiet
        )

    def _show(
        self, language: str, chosen: str | None, before: str | None, after: str | None, compared: Compared
    ) -> Updates:
        """Show what there is now; what was chosen stays chosen where it is still there."""
        names = list(list_sets(self.folders))
        chosen = chosen if chosen in names else names[0]
        return {
            **self._moving(language),
            **self._listed(language, before, after),
            self.heading: render_heading(language),
            self.sets: gr.update(choices=names, value=chosen, label=text("set", language)),
            self.compare: gr.update(value=text("do_compare", language)),
            self.comparison: _compared(compared, language),
        }

    def _start(self, chosen: str | None, language: str) -> Updates:
        file = list_sets(self.folders).get(chosen or "")
        if file is None:
            return {self.status: render_hint("choose_set", language)}
        begun = self.runner.start(file)
        hint = "" if begun else render_hint("busy", language)
        moving = self._moving(language)
        return {**moving, self.status: hint + render_progress(self.runner.progress, language)}

    def _look(self, language: str) -> Updates:
        """Show how far the run is, and once it is over the runs with the new one chosen."""
        moving = self._moving(language)
        return moving if self.runner.is_busy else {**moving, **self._listed(language)}

    def _compare(self, before: str | None, after: str | None, language: str) -> Iterator[Updates]:
        folders = run_folders(self.runner.runs)
        a, b = folders.get(before or ""), folders.get(after or "")
        if a is None or b is None:
            yield {self.comparison: render_hint("choose_runs", language), self.compared: None}
            return
        working = render_hint("comparing", language)
        yield {self.comparison: working, self.announcer: working}
        compared: Compared
        try:
            compared = compare(a, b)
        except QuestionSetError as error:
            compared = str(error).replace(str(a), a.name).replace(str(b), b.name)
        shown = _compared(compared, language)
        said = shown if isinstance(compared, str) else render_extent(compared, language)
        yield {self.compared: compared, self.comparison: shown, self.announcer: said}

    def _moving(self, language: str) -> Updates:
        """What changes while a run goes on."""
        progress, is_busy = self.runner.progress, self.runner.is_busy
        return {
            self.status: render_progress(progress, language),
            self.announcer: announce(progress, language),
            self.clock: gr.update(active=is_busy),
            self.start: gr.update(value=text("start", language), interactive=not is_busy),
        }

    def _listed(self, language: str, before: str | None = None, after: str | None = None) -> Updates:
        """The runs, to read and to choose from; the latest are chosen where nothing else is."""
        past = list_runs(self.runner.runs)
        choices = [
            (text("run_choice", language, when=when(each.summary, language), sets=sets_of(each.summary)), each.name)
            for each in past
            if each.summary
        ]
        names = [name for _, name in choices]
        return {
            self.runs: render_runs(past, language),
            self.compare_head: render_section("compare", "compare_help" if len(names) > 1 else "compare_few", language),
            self.pair: gr.update(visible=len(names) > 1),
            self.before: gr.update(
                choices=choices, value=_kept(before, names, names[1:]), label=text("before", language)
            ),
            self.after: gr.update(choices=choices, value=_kept(after, names, names), label=text("after", language)),
        }


def _kept(chosen: str | None, names: Sequence[str], defaults: Sequence[str]) -> str | None:
    return chosen if chosen in names else next(iter(defaults), None)


def _compared(compared: Compared, language: str) -> str:
    if compared is None:
        return ""
    if isinstance(compared, str):
        return render_fault(text("not_compared", language), compared, language)
    return render_comparison(compared, language)


def _html(value: str = "", **properties: Any) -> gr.HTML:  # noqa: ANN401  # Gradio's
    return gr.HTML(value, apply_default_css=False, **properties)
