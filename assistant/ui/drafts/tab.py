"""The tab of drafts: all that the reports say about a topic, to be worked on in the browser and taken away as a file.

As with the tab of reports, Gradio holds its place alone, and what stands in it comes from our own routes.
"""

from assistant.assistant import Assistant
from assistant.documents.charts import CHART_STYLE
from assistant.drafting.texts import TEXTS
from assistant.ui.assets import read_asset
from assistant.ui.components import Tab
from assistant.ui.drafts.routes import draft_routes
from assistant.ui.pace import Pace
from assistant.ui.places import place


def drafts_tab(assistant: Assistant, pace: Pace | None = None) -> Tab:
    """Return the tab.

    Args:
        assistant: whose reports they are.
        pace: how often a user may ask; None sets no limit.
    """
    return Tab(
        label=TEXTS["tab"],
        build=place("drafts", "kildesvarDrafts"),
        style=read_asset("drafts.css", "assistant.ui.drafts") + CHART_STYLE,
        script="".join(
            read_asset(f"{name}.js", "assistant.ui.drafts") for name in ("sheet", "editor", "openings", "drafts")
        ),
        routes=draft_routes(assistant, pace or Pace()),
    )
