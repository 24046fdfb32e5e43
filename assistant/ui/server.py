"""The page served over HTTP from this machine, with everything it needs."""

import ctypes
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING

from assistant.access import Access
from assistant.audit import Audit
from assistant.desk.building import Building
from assistant.log import start_log
from assistant.ui.guard import Guard
from assistant.ui.opening import Opening
from corpus.errors import SettingsError

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.ui.asking import Answering
    from assistant.ui.components import Tab
    from assistant.ui.pace import Pace

_WAITING_QUESTIONS = 64
# glibc's name and number for how many heaps the threads share. With its eight a core, each keeps room of its own that
# the others do not use: a third of the server's memory after a thousand questions at once.
_M_ARENA_MAX, _HEAPS = -8, 2
# With every question Gradio counts its last 10,000 events anew, by which questions become slower through the day: 4 ms
# at first and 22 in the end, for an overview that is not served here. It is to keep one and never to count.
_NO_OVERVIEW = {"GRADIO_ANALYTICS_MAX_EVENTS": "1", "GRADIO_ANALYTICS_CACHE_FREQUENCY": str(2**62)}


def serve(
    load: "Callable[[], FastAPI]",
    host: str,
    port: int,
    on_open: Callable[[str], None] | None = None,
    access: Access | None = None,
    building: Callable[[], Building | None] = lambda: None,
    audit: Audit | None = None,
) -> None:
    """Serve the page until the process is told to end (SIGTERM or Ctrl-C); it is loaded while it is listened for.

    What is being answered then is answered first.

    Args:
        load: makes the page's application, as `build_app` does.
        host: the address to listen on, such as "127.0.0.1".
        port: the port; 0 takes a free one.
        on_open: told the page's address once it is listened on.
        access: who may use it; None lets in whoever sits at this machine.
        building: how far the reports are read for which `load` waits; None where none are.
        audit: notes who logs in and out.

    Raises:
        SettingsError: the address cannot be listened on.
        Exception: whatever `load` raised; the browser has been told.
    """
    from assistant.ui.ending import FinishingServer, UnderWay

    start_log()
    _share_heaps()
    with _listen(host, port) as listening:

        def end() -> None:
            server.should_exit = True

        opening = Opening(load, building, end)
        under_way = UnderWay(opening)
        server = FinishingServer(Guard(under_way, access or Access(), audit=audit), under_way)
        if on_open:
            name = f"[{host}]" if ":" in host else host
            on_open(f"http://{name}:{listening.getsockname()[1]}/")
        with _ending_quietly():
            server.run(sockets=[listening])
    if opening.failure:
        raise opening.failure


def build_app(assistant: "Answering", tabs: "Sequence[Tab]" = (), pace: "Pace | None" = None) -> "FastAPI":
    """Return the page as an ASGI application. It asks nobody who they are: the guard stands before it.

    Args:
        assistant: who answers.
        tabs: those beside the first, in which questions are asked.
        pace: how often a user may ask; None sets no limit.
    """
    import gradio as gr
    from fastapi import FastAPI

    from assistant.ui.actions.routes import action_routes
    from assistant.ui.assets import page_script, page_style
    from assistant.ui.mcp import AskTool
    from assistant.ui.middleware import OwnPage
    from assistant.ui.pace import Pace
    from assistant.ui.page import build_page
    from assistant.ui.source.routes import source_routes
    from assistant.ui.visits import Visits

    pace = pace or Pace()
    blocks = build_page(assistant, tabs, pace)
    style = "".join([page_style(), *(tab.style for tab in tabs)])
    script = "".join([page_script(), *(tab.script for tab in tabs)])
    os.environ.update(_NO_OVERVIEW)
    blocks.queue(max_size=_WAITING_QUESTIONS)
    tool = AskTool(assistant, pace)
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, lifespan=lambda app: tool.running())
    of_tabs = (route for tab in tabs for route in tab.routes)
    routes = [tool.route, *source_routes(assistant), *action_routes(assistant), *of_tabs]
    app.add_middleware(Visits, blocks=blocks)
    app.add_middleware(OwnPage, routes=routes, pace=pace, script=script)
    gr.mount_gradio_app(
        app,
        blocks,
        path="/",
        show_error=False,
        footer_links=[],
        run_history=False,
        ssr_mode=False,
        pwa=False,
        enable_monitoring=False,
        mcp_server=False,
        # The plainest theme, whose own fonts are files to fetch; ours are those the machine has.
        theme=gr.themes.Base(font=["sans-serif"], font_mono=["monospace"]),
        # Not as Gradio's own css: that is loaded late and rewritten, and the page would show bare before it.
        head=f"<style>{style}</style><script>{script}</script>",
    )
    return app


def _share_heaps() -> None:
    """Have all threads allocate from few heaps, where the C library is glibc."""
    library = ctypes.CDLL(None)
    if hasattr(library, "mallopt"):
        library.mallopt(_M_ARENA_MAX, _HEAPS)


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise SettingsError(
            f"The page cannot be served on {host} port {port} ({error.strerror}); choose another with --host or --port."
        ) from error


@contextmanager
def _ending_quietly() -> Iterator[None]:
    """Take the signal that uvicorn closes on and then raises again, when there is nothing left to end."""
    if threading.current_thread() is not threading.main_thread():
        yield  # only the main thread is sent signals
        return
    before = {number: signal.signal(number, _ignore) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore(_number: int, _frame: FrameType | None) -> None:
    """Do nothing."""
