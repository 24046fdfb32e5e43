"""The addresses of sources: a page for the viewer, its picture, and the PDF. A report is named by its id, no path."""

from collections.abc import Callable
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route

from assistant.texts import LANGUAGES
from assistant.ui.asking import Answering
from assistant.ui.source.addresses import PDF, PICTURE, VIEW, is_large, read_places
from assistant.ui.source.rendering import render_view
from assistant.ui.source.views import Views
from corpus.errors import KildesvarError

# A part of the page is put into the page, a picture is shown there; neither does anything of itself.
_PART_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# The browser's own PDF reader is a page with an object in it, and does not open where a sandbox is asked for.
_PDF_POLICY = (
    "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
# What was shown may be changed or forbidden a moment later, and others use the same machine.
_KEEP = {"cache-control": "private, no-cache"}


def source_routes(assistant: Answering) -> tuple[Route, ...]:
    """The routes that show the reports in the index, and no other file.

    Args:
        assistant: who knows the reports.
    """
    views = Views(assistant)

    def show(request: Request) -> Response:
        query = request.query_params
        language = query.get("sprog", LANGUAGES[0])
        view = views.view(*_page_of(request), read_places(query.multi_items()))
        html = render_view(view, language if language in LANGUAGES else LANGUAGES[0])
        return HTMLResponse(html, headers={"content-security-policy": _PART_POLICY, **_KEEP})

    def draw(request: Request) -> Response:
        picture = views.picture(*_page_of(request), large=is_large(request.query_params.multi_items()))
        headers = {"content-security-policy": _PART_POLICY, **_KEEP}
        return Response(picture, media_type="image/png", headers=headers)

    def hand_out(request: Request) -> Response:
        report_id = request.path_params["report"]
        name = quote(f"{report_id}.pdf", safe="")
        headers = {
            "content-security-policy": _PDF_POLICY,
            "content-disposition": f"inline; filename*=UTF-8''{name}",
            **_KEEP,
        }
        return Response(views.pdf(report_id), media_type="application/pdf", headers=headers)

    answers = ((PICTURE, draw), (VIEW, show), (PDF, hand_out))
    return tuple(Route(address, _refusing(answer), methods=["GET"]) for address, answer in answers)


def _page_of(request: Request) -> tuple[str, int]:
    return request.path_params["report"], request.path_params["number"]


def _refusing(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    """Answer 404 for what is not in the index, or not as it was."""

    def answered(request: Request) -> Response:
        try:
            return answer(request)
        except (KeyError, KildesvarError):
            return PlainTextResponse("Not found", status_code=404, headers=_KEEP)

    return answered
