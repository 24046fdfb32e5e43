"""The one way from a question to an Answer."""

import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from importlib.metadata import version
from time import perf_counter
from typing import Any

from assistant.composing import choose, cite, nearest, to_markdown
from assistant.judging import NEAR, confidence
from assistant.question import made_whole
from assistant.records import Answer, Coverage, Filters, Stage, Status, Turn
from assistant.texts import text
from corpus.language import language_of
from corpus.records import Page, Report
from index.library import Library
from index.records import Manifest, SearchResult
from index.search import Index
from index.settings import IndexSettings

# Longer questions are cut for the search: as many as the page takes, some 250 tokens of ordinary words, and a second
# of the engine's time, which grows with every token.
_SEARCHED_CHARACTERS = 1000


class Assistant:
    """Answers questions from one index, and follows it when a build changes it. Safe to use from several threads.

    Args:
        settings: which index.

    Raises:
        IndexUnusable: there is no index, or another model or other rules made it.
        StoreUnreachable: the Chroma server does not answer.
    """

    def __init__(self, settings: IndexSettings) -> None:
        self._settings = settings
        self._library = Library(settings.folder)
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = self._library.stamp()
        self._index = Index.open(settings)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        on_stage: Callable[[Stage], None] | None = None,
    ) -> Answer:
        """Answer a question with verbatim sentences of the reports, or say that they do not say it.

        Args:
            question: in Danish or English.
            history: the conversation so far, oldest first; makes a follow-up whole.
            filters: which reports may answer; None admits all.
            on_stage: told each stage before it begins.

        Returns:
            The answer; every citation's quote stands word for word on the page it names.

        Raises:
            IndexUnusable, StoreUnreachable: the index went away.
        """
        tell = on_stage or (lambda stage: None)
        clock = _Clock()
        filters = filters or Filters()
        question = _encodable(question)
        asked = _searched_for(question, history)
        with self._opened() as index:
            tell(Stage.SEARCHING)
            with clock.timed("search"):
                found = index.search(asked, filters)
            tell(Stage.READING)
            with clock.timed("judge"):
                sure = confidence(asked, language_of(question), found, index)
            tell(Stage.WRITING)
            with clock.timed("compose"):
                answer = _compose(question, sure, found, index)
            searched = tuple(report.id for report in index.reports(filters))
            stamp = _stamp(index.manifest, self._settings)
        cited = {citation.report for citation in answer.citations}
        return replace(
            answer,
            coverage=Coverage(searched, tuple(report for report in searched if report in cited)),
            filters=filters,
            timings_ms=clock.milliseconds(),
            stamp=stamp,
        )

    def search(self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None) -> SearchResult:
        """Find the passages and sentences that `ask` chooses from, with the same arguments."""
        with self._opened() as index:
            return index.search(_searched_for(question, history), filters or Filters())

    def page(self, report_id: str, number: int) -> Page:
        """A page of a report in the index; numbers are 1-based.

        Raises:
            KeyError: there is no such report, or no such page in it.
        """
        with self._opened() as index:
            return index.page(report_id, number)

    def reports(self) -> tuple[Report, ...]:
        """The reports in the index, in the order of their files."""
        with self._opened() as index:
            return index.reports()

    def filters(self, years: Iterable[int] = (), organisations: Iterable[str] = ()) -> Filters:
        """Filters set by a user; an organisation's name is taken in any case of its letters."""
        names = sorted({report.organisation for report in self.reports()})
        found = [[known for known in names if _folded(known) == _folded(name)] or [name] for name in organisations]
        chosen = Filters(tuple(years), tuple(name for spellings in found for name in spellings))
        return replace(chosen, source="user") if chosen.where() else chosen

    def example_questions(self, language: str) -> tuple[str, ...]:
        """Three questions that reports of this kind answer, in "da" or "en"."""
        return tuple(text(f"example_{number}", language) for number in (1, 2, 3))

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            self._index.close()

    @contextmanager
    def _opened(self) -> Iterator[Index]:
        """The index as it is now, opened again where a build has replaced it; for one thread at a time.

        A question keeps both cores busy for some 30 ms, so two at once would gain little.
        """
        with self._lock:
            stamp = self._library.stamp()
            if stamp != self._stamp:
                self._index.close()  # Chroma shares what it has read of a folder, and would go on seeing that
                self._stamp = None  # should opening fail, the next question tries again
                self._index = Index.open(self._settings, self._index.encoder)
                self._stamp = stamp
            yield self._index


def _searched_for(question: str, history: Sequence[Turn]) -> str:
    # The end is kept: in a long conversation the question itself must not be what is cut.
    whole = made_whole(_encodable(question)[:_SEARCHED_CHARACTERS], history)
    return _encodable(whole[-_SEARCHED_CHARACTERS:])


class _Clock:
    """Wall time of the stages of one answer."""

    def __init__(self) -> None:
        self._began = perf_counter()
        self._seconds: dict[str, float] = {}

    @contextmanager
    def timed(self, stage: str) -> Iterator[None]:
        began = perf_counter()
        yield
        self._seconds[stage] = perf_counter() - began

    def milliseconds(self) -> dict[str, float]:
        seconds = self._seconds | {"total": perf_counter() - self._began}
        return {stage: round(1000 * value, 1) for stage, value in seconds.items()}


def _encodable(words: str) -> str:
    """The words with a question mark for half characters, which come from broken input and cannot be written out."""
    return words.encode(errors="replace").decode()


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip()).casefold()


def _compose(question: str, sure: float, found: SearchResult, index: Index) -> Answer:
    """The answer's words: sentences and their sources, or that there are none."""
    language = language_of(question)
    statements, citations, dropped = cite(choose(found) if sure >= NEAR else (), index)
    if statements:
        words = to_markdown(statements, citations, language)
        return Answer(
            question, language, Status.ANSWERED, sure, words, tuple(statements), tuple(citations), dropped=dropped
        )
    _, near, _ = cite(nearest(found), index)
    words = text("status_not_found", language) + "."
    return Answer(question, language, Status.NOT_FOUND, sure, words, nearest=tuple(near), dropped=dropped)


def _stamp(manifest: Manifest, settings: IndexSettings) -> dict[str, Any]:
    """What traces an answer to the index and the program that gave it."""
    return {
        "version": _program_version(),
        "index": manifest.fingerprint,
        "generation": manifest.generation,
        "built_at": manifest.built_at,
        "model": settings.model,
    }


@cache
def _program_version() -> str:
    return version("kildesvar")  # reads the installed package's files, which no question needs to do again
