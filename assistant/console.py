"""What the command line shows: progress on standard error, results on standard output."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, fields
from typing import Any

from rich.console import Console, Group, RenderableType
from rich.markdown import Markdown
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn
from rich.text import Text

from assistant.drafting import texts as drafting_texts
from assistant.drafting.matrix import Matrix
from assistant.drafting.records import Draft
from assistant.records import Answer, Citation, Stage, Writing
from assistant.sources import coverage_line, names_read, page_name, source_name, words_line
from assistant.texts import text
from assistant.writing import texts as writing_texts
from assistant.writing.telling import tell_faults, tell_writing
from corpus.errors import KildesvarError
from corpus.faults import describe
from index.build import BuildResult, OnProgress
from index.build import Progress as BuildProgress
from index.library import LastBuild
from index.records import Manifest

_BUILD_STAGES = {
    "reading": "Reading",
    "loading": "Loading the model",
    "encoding": "Encoding passages of",
    "writing": "Writing the index",
}


# Where the output is a file or a pipe there is no width to keep to.
_WIDTH_OF_A_FILE = 200


def show(result: RenderableType) -> None:
    """Print a result for people."""
    is_terminal = sys.stdout.isatty()
    console = Console(highlight=False, width=None if is_terminal else _WIDTH_OF_A_FILE)
    console.print(result, soft_wrap=not is_terminal)


def show_json(value: object, *, one_line: bool = False) -> None:
    """Print a result for programs."""
    is_unicode = sys.stdout.encoding.lower().startswith("utf")
    sys.stdout.write(json.dumps(value, ensure_ascii=not is_unicode, indent=None if one_line else 2) + "\n")
    sys.stdout.flush()  # who asks line by line waits for each answer


@contextmanager
def build_progress() -> Iterator[OnProgress]:
    """Show how far a build is: the file, the passages and the time left."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("passages"),
        TimeRemainingColumn(),
    )
    console = Console(stderr=True)
    # Where nobody looks on, not even the empty line that a bar leaves behind.
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bars:
        task = bars.add_task("Looking for reports", total=None)

        def tell(progress: BuildProgress) -> None:
            description = f"{_BUILD_STAGES[progress.stage]} {escape(progress.file)}".strip()
            bars.update(task, description=description, completed=progress.done, total=progress.total or None)

        yield tell


@contextmanager
def draft_progress() -> Iterator[Callable[[Stage], None]]:
    """Which stage a draft is at, on standard error, where that is a terminal."""
    columns = SpinnerColumn(), TextColumn("{task.description}")
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as line:
        task = line.add_task("Opening the index …", total=None)
        yield lambda stage: line.update(task, description=drafting_texts.text(f"stage_{stage}", "en"))


@contextmanager
def build_events() -> Iterator[OnProgress]:
    """Print how far a build is, and the error that ends it, as lines of JSON; a terminal shows it besides."""
    with build_progress() as show_bar:

        def tell(progress: BuildProgress) -> None:
            show_bar(progress)
            show_json(asdict(progress), one_line=True)

        try:
            yield tell
        except KildesvarError as error:
            show_json({"error": type(error).__name__, "sentence": str(error)}, one_line=True)
            raise


def build_as_json(result: BuildResult) -> dict[str, Any]:
    """What a build did."""
    seconds = {stage: round(value, 2) for stage, value in result.seconds.items()}
    return manifest_as_json(result.manifest) | {
        "added": list(result.added),
        "removed": list(result.removed),
        "seconds": seconds,
    }


def build_as_text(result: BuildResult) -> RenderableType:
    """What a build did."""
    done = f"{len(result.added)} read, {len(result.removed)} removed, in {result.seconds['total']:.1f} s."
    return Group(manifest_as_text(result.manifest), Text(done))


def manifest_as_json(manifest: Manifest) -> dict[str, Any]:
    """What is in the index, and what could not be read."""
    faults = [
        asdict(fault) | dict(zip(("problem", "remedy"), describe(fault), strict=True)) for fault in manifest.faults
    ]
    reports = [asdict(entry.report) | {"passages": entry.passages} for entry in manifest.entries]
    return {
        "index": manifest.fingerprint,
        "generation": manifest.generation,
        "built_at": manifest.built_at,
        "folders": list(manifest.folders),
        "reports": reports,
        "passages": sum(entry.passages for entry in manifest.entries),
        "failed": faults,
        "duplicates": [asdict(duplicate) for duplicate in manifest.duplicates],
    }


def manifest_as_text(manifest: Manifest) -> RenderableType:
    """What is in the index, and what could not be read."""
    parts: list[RenderableType] = []
    for entry in manifest.entries:
        report = entry.report
        counts = f"{report.page_count} pages, {entry.passages} passages"
        if report.confidence is not None:
            counts += f", scanned pages read by OCR (confidence: {report.confidence:.0%})"
        parts += [Text(report.id, style="bold"), Text(f"  {report.title}")]
        parts.append(Text(f"  {source_name(report)}, {report.kind}, {counts}", style="dim"))
    for fault in manifest.faults:
        problem, remedy = describe(fault)
        parts.append(Text(f"Not read: {fault.file}. {problem} {remedy}"))
    for duplicate in manifest.duplicates:
        parts.append(Text(f"Read once: {duplicate.file} is the same as {duplicate.same_as}."))
    return Group(*parts)


def last_build_as_text(manifest: Manifest, last_build: LastBuild) -> RenderableType:
    """Which build the index is of, and what has become of a later one."""
    words = [f"This is the index of build {manifest.generation}, {manifest.built_at}."]
    if last_build is LastBuild.RUNNING:
        words.append("It is being built; until that has ended, answers are of the index as it was.")
    elif last_build is LastBuild.HAD_NO_EFFECT:
        words.append("A later one was broken off, which changed no answer; `kildesvar build` does its work anew.")
    elif last_build is LastBuild.TOOK_EFFECT:
        words.append("It was broken off when it already counted; `kildesvar build` tidies up after it.")
    return Text(" ".join(words))


def answer_as_json(answer: Answer | Draft | Matrix) -> dict[str, Any]:
    """The answer, a draft or a comparison; its filters that admit all are empty lists."""
    return {field.name: _plain(getattr(answer, field.name)) for field in fields(answer)}


def _plain(value: Any) -> Any:  # noqa: ANN401  # whatever stands in an Answer
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def answer_as_text(answer: Answer) -> RenderableType:
    """The answer, its sources, and where was searched."""
    language = answer.language
    parts: list[RenderableType] = [Markdown(answer.text) if sys.stdout.isatty() else Text(answer.text)]
    if answer.writing:
        parts += [Text(""), *_writing(answer.writing, language)]
    sources, heading = (answer.citations, "sources") if answer.citations else (answer.nearest, "nearest")
    if sources:
        parts += [Text(""), Text(text(heading, language), style="bold")]
        parts += [Text(f"[{source.number}] {_place(source, language)}: {source.quote}") for source in sources]
    if answer.citations:
        parts += [Text(""), Text(coverage_line(answer.coverage, language))]
    if line := words_line(answer.unknown, answer.instead, language):
        parts += [Text(line)]
    if answer.is_narrowed:
        names = ", ".join(names_read(answer, language).values())
        parts += [Text(f"{text('filters_question', language)}: {names} ({text('widen_console', language)})")]
    return Group(*parts)


def _writing(writing: Writing, language: str) -> list[Text]:
    """How it went where a language model was asked to write."""
    struck = writing_texts.text("struck", language)
    return [
        Text(tell_writing(writing, language)),
        *(Text(f"{struck}: {each.text} ({tell_faults(each, language)})") for each in writing.struck),
    ]


def _place(source: Citation, language: str) -> str:
    return f"{source_name(source)}, {page_name(source, language)}"
