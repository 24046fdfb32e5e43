"""Openings of a draft's sections, told to the browser as a language model writes them and once they are verified."""

import asyncio
import logging
import threading
import time
from collections.abc import AsyncIterator, Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

from starlette.responses import Response, StreamingResponse

from assistant.assistant import Assistant
from assistant.drafting.kept import KeptDraft, KeptSection, KeptSentence, KeptStatement, KeptWriting, keep_statement
from assistant.drafting.openings import FEWEST, Opened, open_section
from assistant.drafting.restoring import restore
from assistant.drafting.texts import text
from assistant.endpoint import Endpoint
from assistant.records import Fallback
from assistant.ui.drafts.showing import Shown, show_head, show_opening
from assistant.ui.saying import LINES, as_line, told
from assistant.writing.stream import Written
from assistant.writing.writer import OnText

logger = logging.getLogger(__name__)

_AT_ONCE = 4  # drafts whose sections are being opened
# After the first words, what is written is told no oftener than this.
_TELL_SECONDS = 0.1

Tell = Callable[[Shown], None]


class _Stopped(Exception):
    """Whoever asked waits no longer."""


class Openings:
    """What has them written.

    Args:
        assistant: whose reports they are.
        endpoint: of the language model.
    """

    def __init__(self, assistant: Assistant, endpoint: Endpoint) -> None:
        self.assistant = assistant
        self.endpoint = endpoint
        self.pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="open")
        self.free = threading.Semaphore(_AT_ONCE)

    def begin(self, kept: KeptDraft, language: str, loop: asyncio.AbstractEventLoop) -> Response:
        """Begin to write: lines of JSON with what is written and then what of it stands, and last how it went.

        Args:
            kept: the draft; sections that have an opening keep it.
            language: of what is told.
            loop: in which the response is sent.
        """
        sections = [number for number, each in enumerate(kept.sections) if _is_openable(each)]
        if not sections:
            return told(text("nothing", language), 409)
        if not self.free.acquire(blocking=False):
            return told(text("busy", language), 503)
        lines: asyncio.Queue[Shown | None] = asyncio.Queue()
        is_stopped = threading.Event()

        def tell(line: Shown | None) -> None:
            if is_stopped.is_set():
                raise _Stopped
            loop.call_soon_threadsafe(lines.put_nowait, line)

        self.pool.submit(self._run, kept, sections, language, tell)
        return StreamingResponse(_lines(lines, is_stopped), media_type=LINES)

    def _run(
        self, kept: KeptDraft, sections: Sequence[int], language: str, tell: Callable[[Shown | None], None]
    ) -> None:
        try:
            try:
                self._write(kept, sections, language, tell)
            except _Stopped:
                raise
            except Exception:  # the browser is the last that can be told
                logger.exception("The openings of a draft could not be written")
                tell({"sentence": text("failed", language)})
            tell(None)
        except _Stopped:
            pass
        finally:
            self.free.release()

    def _write(self, kept: KeptDraft, sections: Sequence[int], language: str, tell: Tell) -> None:
        results: list[Opened] = []
        for place, number in enumerate(sections, start=1):
            tell({"section": number, "progress": text("open_progress", language, number=place, count=len(sections))})
            opened, section = self._open(kept, number, _telling(number, tell))
            results.append(opened)
            tell({"section": number, **show_opening(section, self.assistant, language)})
            if opened.is_last:
                break
        ended: Shown = {"done": _how_it_went(results, len(sections), language)}
        if any(each.sentences for each in results):
            writing = _writing(kept.writing, results, self.endpoint)
            ended |= show_head(replace(kept, writing=writing), self.assistant, language)
        tell(ended)

    def _open(self, kept: KeptDraft, number: int, on_text: OnText) -> tuple[Opened, KeptSection]:
        """What came of a section, and what is kept of it."""
        nothing = KeptSection("", ())
        restored = restore(replace(kept, sections=(kept.sections[number],)), self.assistant)
        section = next(iter(restored.sections), None)
        if section is None or len(section.statements) < FEWEST:  # they no longer stand in the reports
            return Opened(fallback=Fallback.NOTHING), nothing
        cleared = replace(section, heading=self.assistant.cleared(section.heading))
        opened = open_section(cleared, restored, self.endpoint, on_text)
        sentences = (
            KeptSentence(each.text, tuple(keep_statement(of, restored.citations) for of in each.statements))
            for each in opened.sentences
        )
        is_shown = self.endpoint.shows_struck and opened.sentences
        return opened, replace(nothing, opening=tuple(sentences), struck=opened.struck if is_shown else ())


async def _lines(lines: "asyncio.Queue[Shown | None]", is_stopped: threading.Event) -> AsyncIterator[str]:
    """What the thread that writes tells; that ends soon after this is closed, as when the browser is gone."""
    try:
        while (line := await lines.get()) is not None:
            yield as_line(line)
    finally:
        is_stopped.set()


def _telling(section: int, tell: Tell) -> OnText:
    """Tells what has been written so far of a section; the citations are told once they are verified."""
    last, told_at = "", 0.0

    def on_text(written: Sequence[Written]) -> None:
        nonlocal last, told_at
        words = " ".join(each.text for each in written)
        now = time.monotonic()
        if words == last:
            tell({})  # where it is noticed that nobody waits any more
        elif now - told_at >= _TELL_SECONDS:
            tell({"section": section, "text": words})
            last, told_at = words, now

    return on_text


def _is_openable(section: KeptSection) -> bool:
    return not section.opening and sum(isinstance(line, KeptStatement) for line in section.lines) >= FEWEST


def _how_it_went(results: Sequence[Opened], count: int, language: str) -> str:
    """How many of so many sections have an opening, and why not all."""
    opened = sum(bool(each.sentences) for each in results)
    why = next((each.fallback for each in reversed(results) if each.fallback), None)
    said = text("opened", language, opened=opened, count=count) if opened else text("opened_none", language)
    return f"{text(f'open_{why}', language)} {said}" if why else said


def _writing(before: KeptWriting | None, results: Sequence[Opened], endpoint: Endpoint) -> KeptWriting:
    """By whom the openings are, those of before counted in."""
    written, struck = sum(each.written for each in results), sum(len(each.struck) for each in results)
    if before:
        written, struck = written + before.written, struck + before.struck
    return KeptWriting(endpoint.model, endpoint.host, written, struck)
