"""The tab of drafts: all that the reports say about a topic, to be worked on in the browser and taken away as a file.

As with the tab of reports, Gradio holds its place alone, and what stands in it comes from our own routes.
"""

from importlib.resources import files

import gradio as gr

from assistant.assistant import Assistant
from assistant.drafting.texts import TEXTS
from assistant.ui.drafts.routes import draft_routes
from assistant.ui.page import Tab

_SHOW = "(language) => window.kildesvarDrafts.show(language)"


def drafts_tab(assistant: Assistant) -> Tab:
    """Return the tab.

    Args:
        assistant: whose reports they are.
    """
    return Tab(
        label=TEXTS["tab"],
        build=_lay_out,
        style=_read("drafts.css"),
        script=_read("editor.js") + _read("drafts.js"),
        routes=draft_routes(assistant),
    )


def _lay_out(tab: gr.Tab, language: gr.Radio) -> None:
    gr.HTML('<div id="drafts"></div>', apply_default_css=False)
    for event in (tab.select, language.change):
        event(None, language, js=_SHOW, api_visibility="private", show_progress="hidden")


def _read(name: str) -> str:
    return files("assistant.ui.drafts").joinpath(name).read_text(encoding="utf-8")
