"""The tab of comparisons: themes set against suppliers or years, in a table whose cells open their sources.

As with the tab of reports, Gradio holds its place alone, and what stands in it comes from our own routes.
"""

from assistant.assistant import Assistant
from assistant.drafting.matrix_texts import TEXTS
from assistant.ui.assets import read_asset
from assistant.ui.components import Tab
from assistant.ui.matrices.routes import matrix_routes
from assistant.ui.pace import Pace
from assistant.ui.places import place


def matrices_tab(assistant: Assistant, pace: Pace | None = None) -> Tab:
    """Return the tab.

    Args:
        assistant: whose reports they are.
        pace: how often a user may ask; None sets no limit.
    """
    return Tab(
        label=TEXTS["tab"],
        build=place("matrices", "kildesvarMatrices"),
        style=read_asset("matrices.css", "assistant.ui.matrices"),
        script=read_asset("matrices.js", "assistant.ui.matrices"),
        routes=matrix_routes(assistant, pace or Pace()),
    )
