"""What Gradio keeps of each page and each program's question, let go of when it is of no more use.

Gradio keeps the components of every session, some 0.2 MB, until there are 10,000 of them: 2 GB. Of each session's
questions it keeps some 3 kB more, and a part of that without end.
"""

from collections import Counter, OrderedDict
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from starlette.types import ASGIApp, Receive, Scope, Send

if TYPE_CHECKING:
    from gradio import Blocks

_HEARTBEAT = "/gradio_api/heartbeat/"  # a stream that lasts as long as a page is open
_BEGINNINGS = ("/gradio_api/queue/join", "/gradio_api/call/")
_KEPT_CLOSED = 100
"""Pages without a connection whose conversations wait for them: computers that sleep, a network that is down."""
_IDLE = timedelta(minutes=1)
"""After which a session that no page was ever open for is a program's whose question has been answered."""


class Visits:
    """ASGI middleware that knows which pages are open.

    Args:
        app: Gradio's application.
        blocks: the page that it serves.
    """

    def __init__(self, app: ASGIApp, blocks: "Blocks") -> None:
        self.app = app
        self._blocks = blocks
        self._open: Counter[str] = Counter()
        self._closed: OrderedDict[str, None] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; note pages that open and close, and forget before anything new begins."""
        if scope["type"] == "http" and scope["path"].startswith(_HEARTBEAT):
            session = scope["path"].removeprefix(_HEARTBEAT)
            self._open[session] += 1
            self._closed.pop(session, None)
            try:
                await self.app(scope, receive, send)
            finally:
                self._close(session)
            return
        if scope["type"] == "http" and scope["path"].startswith(_BEGINNINGS):
            self._forget_programs()
        await self.app(scope, receive, send)

    def _close(self, session: str) -> None:
        self._open[session] -= 1
        if self._open[session]:
            return
        del self._open[session]
        self._closed[session] = None
        while len(self._closed) > _KEPT_CLOSED:
            oldest, _ = self._closed.popitem(last=False)
            self._forget(oldest)

    def _forget_programs(self) -> None:
        used, before = self._blocks.state_holder.time_last_used, datetime.now() - _IDLE
        for session in list(self._blocks.state_holder.session_data):  # the one used last is the last
            if used.get(session, before) > before:
                break
            if not (session in self._open or session in self._closed or self._is_asking(session)):
                self._forget(session)

    def _is_asking(self, session: str) -> bool:
        """Whether a question is under way, whose stream waits for messages of the very queue that would go."""
        return bool(self._blocks._queue.pending_event_ids_session.get(session))

    def _forget(self, session: str) -> None:
        holder = self._blocks.state_holder
        with holder.lock:
            holder.session_data.pop(session, None)
            holder.time_last_used.pop(session, None)
        self._blocks._queue.pending_event_ids_session.pop(session, None)
        self._blocks._queue.pending_messages_per_session.pop(session, None)
