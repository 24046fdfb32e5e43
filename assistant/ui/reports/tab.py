"""The tab of reports: what is in the index, and what can be done about it.

Gradio holds its place alone. What stands in it comes from our own routes, so that one check guards every change, and
a file goes straight into the reports' folder rather than through a cache from which anybody could fetch it.
"""

from assistant.audit import Audit
from assistant.desk.desk import Desk
from assistant.desk.texts import TEXTS
from assistant.settings import Settings
from assistant.ui.assets import read_asset
from assistant.ui.components import Tab
from assistant.ui.places import place
from assistant.ui.reports.routes import report_routes


def reports_tab(settings: Settings, audit: Audit | None = None) -> Tab:
    """Return the tab.

    Args:
        settings: of the index whose reports they are, and of what may be done on the page.
        audit: notes who changes them.
    """
    return Tab(
        label=TEXTS["tab"],
        build=place("reports", "kildesvarReports"),
        style=read_asset("reports.css", "assistant.ui.reports"),
        script=read_asset("reports.js", "assistant.ui.reports"),
        routes=report_routes(Desk(settings), settings.serve, audit or Audit()),
    )
