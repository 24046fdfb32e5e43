"""The command line. A command reads its options, calls the library, and prints."""

import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.drafting.shapes import Shape, Side
from assistant.user_cli import user
from corpus.errors import KildesvarError, SettingsError
from corpus.samples import SAMPLE_REPORTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fastapi import FastAPI

    from assistant.assistant import Assistant
    from assistant.desk.building import Builder
    from assistant.documents.records import Document
    from assistant.drafting.matrix import Matrix
    from assistant.drafting.records import Draft
    from assistant.endpoint import Endpoint
    from assistant.settings import Settings
    from assistant.ui.components import Tab

    OfTabs = Callable[[Assistant, Settings], Sequence[Tab]]

app = typer.Typer(
    help="Answers with sources: ask reports, in Danish or English, and see the words each answer rests on.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

app.add_typer(user, name="user")

IndexOption = Annotated[Path | None, typer.Option("--index", metavar="DIR", help="Folder of the index.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
YearOption = Annotated[list[int] | None, typer.Option(help="Only reports of this year; may be given again.")]
OrganisationOption = Annotated[
    list[str] | None, typer.Option(help="Only reports of this organisation; may be given again.")
]
ReportsOption = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="Folder of reports. None: those of the last build, or the samples."),
]
HostOption = Annotated[str | None, typer.Option(help="Address to listen on.")]
PortOption = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")]


def main() -> None:
    """Run the command line; an expected error is one sentence on standard error and exit status 1."""
    for stream in (sys.stdin, sys.stdout):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a wrong character is no reason to end
    try:
        app()
    except KildesvarError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(1)
    except OSError as error:
        if not error.filename:
            raise
        sys.stderr.write(f"{error.filename} cannot be used ({error.strerror}); name another or give access to it.\n")
        sys.exit(1)


@app.command()
def build(
    folders: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[FOLDER]...", help="Folders of reports. None: those of the last build, or the samples."
        ),
    ] = None,
    index: IndexOption = None,
    again: Annotated[bool, typer.Option("--again", help="Read everything again, even what has not changed.")] = False,
    may_be_empty: Annotated[
        bool, typer.Option("--may-be-empty", help="Accept folders without reports; the index then holds none.")
    ] = False,
    as_json: JsonOption = False,
    events: Annotated[
        bool, typer.Option("--events", help="Print each step, and how it ended, as a line of JSON.")
    ] = False,
) -> None:
    """Read reports into the index; what has not changed since the last build costs nothing."""
    from assistant import console
    from index.build import build as build_index

    settings = _settings(index)
    with console.build_events() if events else console.build_progress() as tell:
        result = build_index(
            folders or _last_folders(settings),
            settings.index,
            settings.reading,
            tell,
            again=again,
            may_be_empty=may_be_empty,
        )
    if events:
        console.show_json({"added": list(result.added), "removed": list(result.removed)}, one_line=True)
    elif as_json:
        console.show_json(console.build_as_json(result))
    else:
        console.show(console.build_as_text(result))


@app.command()
def status(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Show what is in the index, and what could not be read."""
    from assistant import console
    from index.library import open_manifest

    manifest = open_manifest(_settings(index).index)
    if as_json:
        console.show_json(console.manifest_as_json(manifest))
    else:
        console.show(console.manifest_as_text(manifest))


@app.command()
def ask(
    question: Annotated[str | None, typer.Argument(help="The question, in Danish or English.")] = None,
    index: IndexOption = None,
    year: YearOption = None,
    organisation: OrganisationOption = None,
    all_reports: Annotated[
        bool, typer.Option("--all-reports", help="Ask all reports, also where the question names a year or a supplier.")
    ] = False,
    history: Annotated[
        Path | None, typer.Option(metavar="FILE", help="JSON list of earlier turns, each with role and content.")
    ] = None,
    stdin: Annotated[bool, typer.Option("--stdin", help="Answer each line of standard input.")] = False,
    quotes: Annotated[
        bool, typer.Option("--quotes", help="Answer in quotes alone, also where a language model is set.")
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with verbatim quotes from the reports, or in a language model's words where one is set."""
    if (question is None) != stdin:
        raise SettingsError("Give either a question or --stdin, so that it is clear what to answer.")
    from assistant import console
    from assistant.assistant import Assistant
    from assistant.history import read_history

    turns = read_history(history) if history else ()
    settings = _settings(index)
    assistant = Assistant(settings.index, endpoint=None if quotes else _endpoint(settings))
    filters = assistant.filters(year or (), organisation or ())
    questions = (line.strip() for line in sys.stdin) if question is None else [question]
    for asked in questions:
        if not asked and stdin:
            continue
        answer = assistant.ask(asked, turns, filters, read_filters=not all_reports)
        if as_json:
            console.show_json(console.answer_as_json(answer), one_line=stdin)
        else:
            console.show(console.answer_as_text(answer))


@app.command()
def draft(
    topic: Annotated[str, typer.Argument(help="A few words, such as civilsamfundet, or a question.")],
    index: IndexOption = None,
    year: YearOption = None,
    organisation: OrganisationOption = None,
    shape: Annotated[Shape, typer.Option(help="What the sections are; recommendations leaves out all else.")] = (
        Shape.THEME
    ),
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file: .docx, .md or .html, by its ending.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Gather all that the reports say about a topic, grouped and cited, as a draft to work on."""
    from assistant.assistant import Assistant
    from assistant.documents.draft import draft_document
    from assistant.documents.files import check_ending
    from assistant.drafting.drafter import draft as draft_on

    if out:
        check_ending(out)
    assistant = Assistant(_settings(index).index)
    drafted = draft_on(assistant, topic, assistant.filters(year or (), organisation or ()), shape)
    document = draft_document(drafted, drafted.language, {report.id: report for report in assistant.reports()})
    found, searched = len(drafted.coverage.found), len(drafted.coverage.searched)
    held = f"{len(drafted.statements)} statements from {found} of {searched} reports"
    _give(drafted, document, out, held, as_json=as_json)


@app.command()
def compare(
    topics: Annotated[
        list[str], typer.Argument(metavar="TOPIC...", help="One topic, in which themes are found; or the themes.")
    ],
    index: IndexOption = None,
    year: YearOption = None,
    organisation: OrganisationOption = None,
    by: Annotated[Side, typer.Option(help="What the columns are.")] = Side.SUPPLIER,
    out: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write to a file: .csv, .xlsx, .docx, .md or .html.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Set themes against suppliers or years: how much each says, and the strongest quote."""
    from assistant.assistant import Assistant
    from assistant.documents.files import TABLE_ENDINGS, check_ending
    from assistant.documents.matrix import matrix_document
    from assistant.drafting.matrix import compare_themes

    if out:
        check_ending(out, TABLE_ENDINGS)
    assistant = Assistant(_settings(index).index)
    matrix = compare_themes(assistant, topics, assistant.filters(year or (), organisation or ()), by)
    document = matrix_document(matrix, matrix.language, {report.id: report for report in assistant.reports()})
    held = f"{len(matrix.rows)} themes by {len(matrix.columns)} columns"
    _give(matrix, document, out, held, as_json=as_json)


def _give(found: "Draft | Matrix", document: "Document", out: Path | None, held: str, *, as_json: bool) -> None:
    """Write a document where a file is named; print what was found as JSON, what the file holds, or the document."""
    from rich.text import Text

    from assistant import console
    from assistant.documents.files import write_document
    from assistant.documents.markdown import to_markdown

    if out:
        write_document(document, out)
    if as_json:
        console.show_json(console.answer_as_json(found))
    elif out:
        typer.echo(f"{held} are in {out}.")
    else:
        console.show(Text(to_markdown(document)))


@app.command()
def serve(
    reports: ReportsOption = None, index: IndexOption = None, host: HostOption = None, port: PortOption = None
) -> None:
    """Bring the index in line with the reports, and serve the page in the browser."""
    serve_page(reports, index, host, port, lambda assistant, settings: ())


def serve_page(reports: Path | None, index: Path | None, host: str | None, port: int | None, tabs: "OfTabs") -> None:
    """Do what `serve` does, with further tabs on the page.

    Args:
        reports: as the option.
        index: as the option.
        host: as the option.
        port: as the option.
        tabs: makes the tabs beside the first, of the assistant that answers and the settings.
    """
    if host == "":
        raise SettingsError("The address after --host is empty; give one such as 127.0.0.1, or leave --host out.")
    settings = _settings(index, host=host, port=port)
    from assistant.access import open_access

    access = open_access(settings.serve)  # before the reports are read, which may take long
    from assistant.audit import open_audit
    from assistant.desk.building import Builder
    from assistant.ui import server

    builder = Builder(settings.index.folder)
    audit = open_audit(settings)

    def load() -> "FastAPI":
        _bring_in_line(builder, [reports] if reports else _last_folders(settings))
        from assistant.assistant import Assistant
        from assistant.ui.drafts.tab import drafts_tab
        from assistant.ui.reports.tab import reports_tab

        assistant = Assistant(settings.index, reading=settings.reading)
        from assistant.ui.pace import Pace

        pace = Pace(settings.serve.questions_per_minute)
        further = [drafts_tab(assistant, pace), reports_tab(settings, audit), *tabs(assistant, settings)]
        return server.build_app(assistant, further, pace)

    server.serve(
        load,
        settings.serve.host,
        settings.serve.port,
        on_open=lambda url: typer.echo(f"Kildesvar: {url}"),
        access=access,
        building=lambda: builder.building,
        audit=audit,
    )


@app.command()
def doctor(index: IndexOption = None) -> None:
    """Check the index, and ask the language model, where one is set, for a word."""
    from assistant.endpoint import Endpoint
    from index.library import open_manifest

    settings = _settings(index)
    manifest = open_manifest(settings.index)
    typer.echo(f"The index in {settings.index.folder} holds {len(manifest.entries)} reports.")
    if not settings.llm.base_url:
        typer.echo("No language model is set; answers are quotes.")
        return
    endpoint = Endpoint(settings.llm)
    seconds = endpoint.check()
    typer.echo(f"The language model {endpoint.model} at {endpoint.host} answered after {seconds:.1f} s.")


@app.command()
def tidy(index: IndexOption = None) -> None:
    """Delete what has been kept for as long as the settings say: audit log, ratings, reports removed on the page."""
    from assistant.tidying import tidy_up

    done = tidy_up(_settings(index))
    typer.echo(
        f"Deleted: {done.audit} lines of the audit log, {done.feedback} ratings, {done.removed} removed reports."
    )


@app.command("settings")
def list_settings() -> None:
    """Show every setting with its environment variable, default and meaning, as a Markdown table."""
    from assistant.settings import rows

    typer.echo("| Setting | Environment variable | Default | What it is |\n| --- | --- | --- | --- |")
    for name, variable, default, meaning in rows():
        typer.echo(f"| `{name}` | `{variable}` | {default} | {meaning} |")


def _settings(index: Path | None, **serve: str | int | None) -> "Settings":
    """The settings, with the options of the command line in them."""
    from assistant.settings import load_settings

    loaded = load_settings()
    given = {name: value for name, value in serve.items() if value is not None}
    sections = {
        "index": loaded.index.model_copy(update={"folder": index} if index else {}),
        "serve": loaded.serve.model_copy(update=given),
    }
    return loaded.model_copy(update=sections)


def _endpoint(settings: "Settings") -> "Endpoint | None":
    """The language model that writes answers, where one is set."""
    if not settings.llm.is_writer:
        return None
    from assistant.endpoint import Endpoint

    return Endpoint(settings.llm)


def _last_folders(settings: "Settings") -> list[Path]:
    """The folders that the index was built from, or the sample reports where there is no index yet."""
    from index.library import Library

    manifest = Library(settings.index.folder).manifest()
    return [Path(folder) for folder in manifest.folders] if manifest else [SAMPLE_REPORTS]


def _bring_in_line(builder: "Builder", folders: list[Path]) -> None:
    """Build in a process of its own, which leaves time to load what the page is drawn with."""
    # Where there is nothing to lose, reports may be meant to come through the page.
    builder.follow(folders, may_be_empty=not _holds_any_of(folders, builder.index))
    import_module("gradio")
    built = builder.wait()
    if built and built.error is not None:
        raise typer.Exit(1)  # it has said why


def _holds_any_of(folders: list[Path], index: Path) -> bool:
    """Whether the index holds reports of the folders, so that finding none in them now would be a sign of a fault."""
    from index.library import Library

    manifest = Library(index).manifest()
    if manifest is None:
        return False
    are_these = set(manifest.folders) == {str(folder.resolve()) for folder in folders}
    return are_these and bool(manifest.entries)
