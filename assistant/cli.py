"""The command line. A command reads its options, calls the library, and prints."""

import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.draft_cli import compare, draft
from assistant.index_cli import build, doctor, export, import_, last_folders, status
from assistant.options import (
    IndexOption,
    JsonOption,
    OrganisationOption,
    QuotesOption,
    YearOption,
    endpoint_of,
    settings_with,
)
from assistant.user_cli import user
from corpus.errors import KildesvarError, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from fastapi import FastAPI

    from assistant.assistant import Assistant
    from assistant.desk.building import Builder
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


app.command()(build)
app.command()(status)


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
    quotes: QuotesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Answer a question with verbatim quotes from the reports, or in a language model's words where one is set."""
    if (question is None) != stdin:
        raise SettingsError("Give either a question or --stdin, so that it is clear what to answer.")
    from assistant import console
    from assistant.assistant import Assistant
    from assistant.history import read_history
    from assistant.tracing import start_tracing

    turns = read_history(history) if history else ()
    settings = settings_with(index)
    start_tracing(settings.tracing)
    assistant = Assistant(
        settings.index, endpoint=None if quotes else endpoint_of(settings), masks_names=settings.privacy.names
    )
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


app.command()(draft)
app.command()(compare)


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
    settings = settings_with(index, host=host, port=port)
    from assistant.access import open_access

    access = open_access(settings.serve)  # before the reports are read, which may take long
    from assistant.audit import open_audit
    from assistant.desk.building import Builder
    from assistant.ui import server

    builder = Builder(settings.index.folder)
    audit = open_audit(settings)

    def load() -> "FastAPI":
        _bring_in_line(builder, [reports] if reports else last_folders(settings))
        from assistant.assistant import Assistant
        from assistant.tracing import start_tracing
        from assistant.ui.drafts.tab import drafts_tab
        from assistant.ui.matrices.tab import matrices_tab
        from assistant.ui.pace import Pace
        from assistant.ui.reports.tab import reports_tab

        start_tracing(settings.tracing)
        assistant = Assistant(
            settings.index,
            reading=settings.reading,
            endpoint=endpoint_of(settings),
            masks_names=settings.privacy.names,
        )
        pace = Pace(settings.serve.questions_per_minute)
        further = [drafts_tab(assistant, pace), matrices_tab(assistant, pace), reports_tab(settings, audit)]
        return server.build_app(assistant, [*further, *tabs(assistant, settings)], pace)

    server.serve(
        load,
        settings.serve.host,
        settings.serve.port,
        on_open=lambda url: typer.echo(f"Kildesvar: {url}"),
        access=access,
        building=lambda: builder.building,
        audit=audit,
    )


app.command()(doctor)
app.command()(export)
app.command("import")(import_)


@app.command()
def tidy(index: IndexOption = None) -> None:
    """Delete what has been kept for as long as the settings say: audit log, ratings, reports removed on the page."""
    from assistant.tidying import tidy_up

    done = tidy_up(settings_with(index))
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
