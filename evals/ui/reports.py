"""The address at which the page of a run is read."""

from pathlib import Path
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from evals.runs import run_folders
from evals.writing import PAGE

_ADDRESS = "/evaluation/{name}/" + PAGE

# The page brings its script and its style within it, may load nothing, and is kept apart from the page that links it.
_POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'; sandbox allow-scripts"
)


def report_route(runs: Path) -> Route:
    """The route that serves the page of each run in the folder, and no other file.

    Args:
        runs: the folder of runs.
    """

    def show(request: Request) -> Response:
        # The name is only looked up, so that whatever is written in it no path is made of it.
        folder = run_folders(runs).get(request.path_params["name"])
        if folder is None:
            return PlainTextResponse("Not found", status_code=404)
        return HTMLResponse((folder / PAGE).read_bytes(), headers={"content-security-policy": _POLICY})

    return Route(_ADDRESS, show, methods=["GET"])


def report_address(name: str) -> str:
    """The address of a run's page, from the root of the server."""
    return _ADDRESS.format(name=quote(name, safe=""))
