"""Questions a minute for each user: who asks faster is told when to go on. Answers are bound by the processor."""

import math
import time
from collections import deque
from typing import TYPE_CHECKING

from starlette.requests import HTTPConnection
from starlette.responses import JSONResponse

from assistant.texts import text
from assistant.ui.guard import user_of
from assistant.ui.saying import told
from assistant.ui.sessions import Clock
from assistant.users import key_of
from corpus.errors import RequestError

if TYPE_CHECKING:
    import gradio as gr

_MINUTE = 60.0  # seconds
_MOST_KEPT = 10_000  # users; beyond that, those who have not asked for a minute are forgotten


class TooFast(RequestError):
    """A user has asked as often as they may for now.

    Args:
        sentence: what to tell them.
        seconds: until they may ask again, at least 1.
    """

    def __init__(self, sentence: str, seconds: int) -> None:
        super().__init__(sentence)
        self.seconds = seconds

    def response(self) -> JSONResponse:
        """The sentence, for a script of the page."""
        response = told(str(self), 429)
        response.headers["retry-after"] = str(self.seconds)
        return response


class Pace:
    """Counts the questions of the last minute.

    Args:
        per_minute: how many a user may ask; None sets no limit.
        clock: tells the time.
    """

    def __init__(self, per_minute: int | None = None, clock: Clock = time.monotonic) -> None:
        self._per_minute = per_minute
        self._clock = clock
        self._asked: dict[str, deque[float]] = {}

    @property
    def users(self) -> int:
        """How many users' questions are counted."""
        return len(self._asked)

    def wait(self, request: "gr.Request | HTTPConnection") -> int:
        """Seconds until whoever sends a request may ask; 0 where they may now."""
        asked = self._asked.get(_who(request))
        if not asked or self._per_minute is None or len(asked) < self._per_minute:
            return 0
        return max(math.ceil(_MINUTE - (self._clock() - asked[0])), 0)

    def count(self, request: "gr.Request | HTTPConnection", language: str) -> None:
        """Count a question.

        Args:
            request: with which it came.
            language: "da" or "en", of the sentence should it be one too many.

        Raises:
            TooFast: it is one too many, and not counted.
        """
        if seconds := self.wait(request):
            raise TooFast(text("too_fast", language, seconds=seconds), seconds)
        if self._per_minute is not None:
            if len(self._asked) >= _MOST_KEPT:
                self._forget()
            asked = self._asked.setdefault(_who(request), deque(maxlen=self._per_minute))
            asked.append(self._clock())

    def _forget(self) -> None:
        now = self._clock()
        self._asked = {who: asked for who, asked in self._asked.items() if now - asked[-1] < _MINUTE}


def _who(request: "gr.Request | HTTPConnection") -> str:
    """A user, or where nobody logs in an address; a name has no slash before it."""
    user = user_of(request)
    if user.name:
        return key_of(user.name)
    return f"/{request.client.host if request.client else ''}"
