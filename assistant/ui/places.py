"""A place in a tab where a script of ours draws; Gradio only holds it."""

from collections.abc import Callable

import gradio as gr


def place(name: str, script: str) -> Callable[[gr.Tab, gr.Radio], None]:
    """Return what lays out a tab with a place in it.

    Its script shows it when the tab is opened, and in the other language where it has been: Gradio waits for one script
    before it runs the next, and this one would wait for a tab that nobody opens.

    Args:
        name: the id of the place's element.
        script: the object of the page's JavaScript whose `show` takes the language.
    """
    show = f"(language) => window.{script}.show(language)"
    speak = f"(language) => document.getElementById('{name}') && window.{script}.show(language)"

    def lay_out(tab: gr.Tab, language: gr.Radio) -> None:
        gr.HTML(f'<div id="{name}"></div>', apply_default_css=False)
        for event, run in ((tab.select, show), (language.change, speak)):
            event(None, language, js=run, api_visibility="private", show_progress="hidden")

    return lay_out
