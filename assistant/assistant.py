"""The one way from a question to an Answer."""

import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache, partial
from importlib.metadata import version
from typing import Any

from assistant.advice import favoured_by
from assistant.answers import found_answer, no_answer, unanswered
from assistant.calibration import Calibration, read_calibration
from assistant.clock import Clock
from assistant.endpoint import Endpoint
from assistant.examples import find_examples
from assistant.feedback import Rating, append_rating
from assistant.filters import chosen_filters
from assistant.judging import SURE, confidence, unknown_words
from assistant.privacy import holds_personal_data, masked, require_detector
from assistant.question import Question, language_in, understand
from assistant.records import Answer, Coverage, Filters, Stage, Status, Turn
from assistant.tracing import traced
from assistant.writing.condensing import condense
from assistant.writing.pages import KeptPages, read_pages
from assistant.writing.writer import OnText, write
from corpus.records import Page, Report
from corpus.settings import ReadingSettings
from index.library import Library
from index.originals import Original, read_original
from index.records import Hit, SearchResult, StoredReport
from index.search import Index
from index.settings import IndexSettings


class Assistant:
    """Answers questions from one index, and follows it when a build changes it. Safe to use from several threads.

    Args:
        settings: which index.
        is_calibrated: whether the curve beside the index, if there is one, makes chances of confidences.
        reading: how the reports were read; its passwords open the files of locked ones again.
        endpoint: a language model that is to write the answers; None gives them in quotes.
        masks_names: whether names of persons and addresses in questions are treated as CPR numbers are.

    Attributes:
        endpoint: that language model.
        inference: a model that judges whether passages carry what it writes; None leaves that to rules.

    Raises:
        SettingsError: that model cannot be loaded.
        IndexUnusable: there is no index, or another model or other rules made it.
        StoreUnreachable: the Chroma server does not answer.
    """

    def __init__(
        self,
        settings: IndexSettings,
        *,
        is_calibrated: bool = True,
        reading: ReadingSettings | None = None,
        endpoint: Endpoint | None = None,
        masks_names: bool = False,
    ) -> None:
        self._settings = settings
        self._masks_names = masks_names
        self.endpoint = endpoint
        self.inference = endpoint.inference if endpoint else None
        self._passwords = tuple(word.get_secret_value() for word in (reading or ReadingSettings()).passwords)
        self._is_calibrated = is_calibrated
        self._library = Library(settings.folder)
        self._lock = threading.Lock()
        self._stamp: tuple[int, int] | None = self._library.stamp()
        self._index = Index.open(settings)
        self._calibration = self._read_calibration()
        self._examples: dict[tuple[tuple[int, int] | None, str], tuple[str, ...]] = {}

    @traced
    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        filters: Filters | None = None,
        on_stage: Callable[[Stage], None] | None = None,
        *,
        read_filters: bool = True,
        ignored: Collection[str] = (),
        language: str | None = None,
        on_text: OnText | None = None,
        in_prose: bool = True,
    ) -> Answer:
        """Answer a question with verbatim sentences of the reports, or say that they do not say it.

        Args:
            question: in Danish or English.
            history: the conversation so far, oldest first; makes a follow-up whole.
            filters: which reports may answer; None admits all.
            on_stage: told each stage before it begins; what it raises ends the question there.
            read_filters: whether years, organisations and kinds of reports in the question's words become filters.
            ignored: those that do not: years, names of organisations and values of `Kind`, as the filters had them.
            language: "da" or "en", of the words around the quotes; None takes the question's own.
            on_text: told what a language model has written so far, before any of it is verified; what it raises ends
                the question there.
            in_prose: whether a language model writes the answer, where there is one.

        Returns:
            The answer; every citation's quote stands word for word on the page it names. Of civil registration numbers
            in the question it holds no digit, nor of names where these are masked a letter.

        Raises:
            IndexUnusable, StoreUnreachable: the index went away.
            SettingsError: a language model on another machine is set, and nothing can look for personal data.
        """
        endpoint = self.endpoint if in_prose else None
        is_refused = in_prose and self.refuses(question, *(turn.content for turn in history))
        question = self.masked(question)
        history = [replace(turn, content=self.masked(turn.content)) for turn in history]
        if is_refused:
            return unanswered(question, language or language_in(question, history), Status.PERSONAL_DATA)
        tell = on_stage or (lambda stage: None)
        chosen = filters or Filters()
        clock, whole = Clock(), ""
        tell(Stage.SEARCHING)
        if endpoint:
            with clock.timed("condense"):
                whole = condense(question, history, endpoint, lambda: tell(Stage.SEARCHING))
        understood = partial(
            understand, question, history, filters=chosen, read_filters=read_filters, ignored=ignored, condensed=whole
        )
        answer, hits, pages = self._in_quotes(understood, language, tell, clock)
        if endpoint and answer.statements:
            with clock.timed("write"):  # others may ask meanwhile
                answer = write(answer, hits, pages, endpoint, on_text)
        cited = {citation.report for citation in answer.citations}
        found = tuple(report for report in answer.coverage.searched if report in cited)
        return replace(
            answer,
            coverage=replace(answer.coverage, found=found),
            chosen=chosen,
            ignored=tuple(ignored),
            timings_ms=clock.milliseconds(),
        )

    @traced
    def _in_quotes(
        self,
        understood: Callable[..., Question],
        language: str | None,
        tell: Callable[[Stage], None],
        clock: Clock,
    ) -> tuple[Answer, tuple[Hit, ...], KeptPages]:
        """The answer in quotes, and the passages that it was found in with their pages, to write from."""
        with self.opened() as index:
            with clock.timed("search"):
                asked = understood(index.reports(), vocabulary=index)
                asked = replace(asked, language=language) if language else asked
                found = _search(asked, index)
                right = asked.scope.narrow(found)
            tell(Stage.READING)
            with clock.timed("judge"):
                sure = self.confidence(asked, right, index)
                unknown = unknown_words(asked, index) if sure < SURE else ()
            tell(Stage.WRITING)
            with clock.timed("compose"):
                answer = found_answer(asked, right, sure, index) or no_answer(asked, found, sure, index)
            searched = tuple(report.id for report in index.reports(asked.scope.filters))
            answer = replace(
                answer,
                unknown=unknown,
                instead=asked.instead if unknown else (),
                coverage=Coverage(searched),
                filters=asked.scope.filters,
                mentions=asked.scope.mentions,
                stamp=self.stamp(index),
            )
            return answer, right.hits, read_pages(right.hits if self.endpoint else (), index)

    def search(self, question: str, history: Sequence[Turn] = (), filters: Filters | None = None) -> SearchResult:
        """Find the passages and sentences that `ask` chooses from, with the same arguments."""
        with self.opened() as index:
            asked = understand(question, history, index.reports(), filters or Filters(), vocabulary=index)
            return asked.scope.narrow(_search(asked, index))

    def page(self, report_id: str, number: int) -> Page:
        """A page of a report in the index; numbers are 1-based.

        Raises:
            KeyError: there is no such report, or no such page in it.
        """
        with self.opened() as index:
            return index.page(report_id, number)

    def stored(self, report_id: str) -> StoredReport:
        """A report in the index with its pages and passages.

        Raises:
            KeyError: there is no such report.
        """
        with self.opened() as index:
            return index.stored(report_id)

    def original(self, report_id: str) -> Original:
        """The file that a report in the index was read from.

        Raises:
            KeyError: there is no such report.
            OriginalGone: it has been removed or changed since.
        """
        with self.opened() as index:
            manifest, report = index.manifest, index.stored(report_id).report
        return read_original(manifest, report, self._passwords)

    def reports(self) -> tuple[Report, ...]:
        """The reports in the index, in the order of their files."""
        with self.opened() as index:
            return index.reports()

    def filters(self, years: Iterable[int] = (), organisations: Iterable[str] = ()) -> Filters:
        """Filters set by a user; an organisation's name is taken in any case of its letters."""
        return chosen_filters(self.reports(), years, organisations)

    def example_questions(self, language: str) -> tuple[str, ...]:
        """Questions that the reports in the index answer, in "da" or "en".

        They are found by asking, which takes some seconds after the index has changed.
        """
        with self.opened() as index:
            stamp = self._stamp
            stored = [index.stored(report.id) for report in index.reports()]
        if (stamp, language) not in self._examples:
            found = find_examples(stored, language, partial(self.ask, in_prose=False))
            kept = {key: questions for key, questions in self._examples.items() if key[0] == stamp}
            self._examples = {**kept, (stamp, language): found}
        return self._examples[stamp, language]

    def rate(self, rating: Rating) -> None:
        """Keep what a reader thinks of an answer, beside the index.

        Raises:
            IndexUnusable: it cannot be written there.
        """
        append_rating(self._settings.folder, rating)

    @contextmanager
    def opened(self) -> Iterator[Index]:
        """The index as it is now, opened again where a build has replaced it; for one thread at a time.

        A question keeps both cores busy for some 30 ms, so two at once would gain little.
        """
        with self._lock:
            stamp = self._library.stamp()
            if stamp != self._stamp:
                self._index.close()  # Chroma shares what it has read of a folder, and would go on seeing that
                self._stamp = None  # should opening fail, the next question tries again
                self._index = Index.open(self._settings, self._index.encoder)
                self._calibration = self._read_calibration()
                self._stamp = stamp
            yield self._index

    def confidence(self, question: Question, found: SearchResult, index: Index) -> float:
        """How sure it is, 0 to 1, that what was found answers; NEAR is the threshold."""
        sure = confidence(question, found, index)
        return self._calibration.chance(sure) if self._calibration else sure

    def stamp(self, index: Index) -> dict[str, Any]:
        """What traces an answer to the index and the program that gave it."""
        manifest = index.manifest
        return {
            "version": _program_version(),
            "index": manifest.fingerprint,
            "generation": manifest.generation,
            "built_at": manifest.built_at,
            "model": self._settings.model,
        }

    def refuses(self, *said: str) -> bool:
        """Whether somebody's words hold personal data while the language model is on another machine.

        Raises:
            SettingsError: it is on another machine, and nothing can look for personal data.
        """
        if self.endpoint is None or self.endpoint.is_this_machine:
            return False
        return any(holds_personal_data(each, with_names=self._masks_names) for each in said)

    def masked(self, words: str) -> str:
        """Somebody's words without the digits of civil registration numbers, nor names where the settings say so."""
        return masked(words, with_names=self._masks_names)

    def cleared(self, words: str) -> str:
        """Somebody's words as the language model may be sent them, wherever that is: masked.

        Raises:
            SettingsError: as of `refuses`.
        """
        if self.endpoint and not self.endpoint.is_this_machine:
            require_detector()
        return self.masked(words)

    def close(self) -> None:
        """Let go of the index."""
        with self._lock:
            self._index.close()

    def _read_calibration(self) -> Calibration | None:
        if not self._is_calibrated:
            return None
        return read_calibration(self._settings.folder, self._index.manifest.fingerprint, self._settings.model)


def _search(question: Question, index: Index) -> SearchResult:
    return index.search(question.searched, question.scope.filters, question.scope.depth, favoured_by(question.searched))


@cache
def _program_version() -> str:
    return version("kildesvar")  # reads the installed package's files, which no question needs to do again
