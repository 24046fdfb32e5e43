"""The log: each line with the request it belongs to, and none with what was asked or a secret."""

import logging
import traceback
from collections.abc import Iterator
from contextvars import ContextVar
from types import TracebackType

from corpus.errors import KildesvarError

request_id: ContextVar[str] = ContextVar("request_id", default="-")
"""Of the request that is being answered; the response names it too."""

_FORM = "%(asctime)s %(levelname)s %(request)s %(name)s: %(message)s"


def start_log() -> None:
    """Write warnings and worse of all libraries to standard error, in one form."""
    handler = logging.StreamHandler()
    handler.setFormatter(LogLine(_FORM))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)


class LogLine(logging.Formatter):
    """Adds the request, and of an error tells where and of what class it is.

    Its message is told where it is one of ours: those hold no question and no secret. A library's may hold whatever it
    was called with.
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, and below it the error where there is one."""
        record.request = request_id.get()
        record.exc_text = None  # another handler may have kept the error's whole text
        return super().format(record)

    def formatException(  # noqa: N802  # logging's name
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """Return the error and those that led to it, the first first."""
        chain = list(_chain(ei[1]))
        return "\n".join(_told(error) for error in reversed(chain))


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    while error:
        yield error
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)


def _told(error: BaseException) -> str:
    frames = "".join(traceback.format_tb(error.__traceback__))
    message = f": {error}" if isinstance(error, KildesvarError) else ""
    return f"{frames}{type(error).__module__}.{type(error).__qualname__}{message}"
