"""`kildesvar build`, `status` and `doctor`: make the index, show it, and find what is wrong with it."""

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.options import IndexOption, JsonOption, settings_with
from corpus.samples import SAMPLE_REPORTS

if TYPE_CHECKING:
    from assistant.settings import Settings
    from index.inspection import Finding


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

    settings = settings_with(index)
    with console.build_events() if events else console.build_progress() as tell:
        result = build_index(
            folders or last_folders(settings),
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


def status(index: IndexOption = None, as_json: JsonOption = False) -> None:
    """Show what is in the index, and what could not be read."""
    from assistant import console
    from index.library import Library, open_manifest

    settings = settings_with(index)
    manifest = open_manifest(settings.index)
    last_build = Library(settings.index.folder).last_build()
    if as_json:
        console.show_json(console.manifest_as_json(manifest) | {"last_build": last_build})
    else:
        console.show(console.manifest_as_text(manifest))
        console.show(console.last_build_as_text(manifest, last_build))


def doctor(
    index: IndexOption = None,
    mend: Annotated[bool, typer.Option("--mend", help="Build the index where that mends what is wrong.")] = False,
) -> None:
    """Look for faults of the index, and ask the language model, where one is set, for a word."""
    from corpus.cpr import is_detector_installed
    from index.inspection import inspect
    from index.library import open_manifest

    settings = settings_with(index)
    manifest = open_manifest(settings.index)
    findings = inspect(settings.index)
    typer.echo(f"The index in {settings.index.folder} holds {len(manifest.entries)} reports.")
    _tell(findings, settings)
    if mend and any(finding.mended_by for finding in findings):
        _mend(findings, settings)
        findings = inspect(settings.index)
        typer.echo("It has been built." if findings else "It has been built, and is whole.")
        _tell(findings, settings)
    if not is_detector_installed():
        typer.echo("Civil registration numbers are not masked: os2ds-rules is missing; it exists for Python 3.11 only.")
    _ask_the_model(settings)
    if findings:
        raise typer.Exit(1)


def export(
    file: Annotated[Path, typer.Argument(help="Where to; a ZIP.")],
    index: IndexOption = None,
) -> None:
    """Write the index to one file, to be moved; it holds the reports' text and nothing of those who ask."""
    from index.archive import export_index

    manifest = export_index(settings_with(index).index, file)
    typer.echo(f"{file} holds {len(manifest.entries)} reports; `kildesvar import` reads it.")


def import_(
    file: Annotated[Path, typer.Argument(help="What `kildesvar export` wrote.")],
    index: IndexOption = None,
    may_replace: Annotated[bool, typer.Option("--replace", help="Let an index that is there already go.")] = False,
) -> None:
    """Read an index from a file that `export` wrote; all of it is checked first."""
    from index.archive import import_index

    settings = settings_with(index).index
    manifest = import_index(settings, file, may_replace=may_replace)
    typer.echo(f"The index in {settings.folder} holds {len(manifest.entries)} reports.")


def _ask_the_model(settings: "Settings") -> None:
    from assistant.llama import open_endpoint

    if not settings.llm.base_url and not settings.llm.gguf:
        typer.echo("No language model is set; answers are quotes.")
        return
    endpoint = open_endpoint(settings.llm)
    seconds = endpoint.check()
    typer.echo(f"The language model {endpoint.model} at {endpoint.host} answered after {seconds:.1f} s.")
    if endpoint.inference:
        typer.echo(f"{settings.llm.nli_model} judges whether passages carry what it writes.")


def _tell(findings: "tuple[Finding, ...]", settings: "Settings") -> None:
    for finding in findings:
        typer.echo(f"Wrong: {finding.sentence}")
    if any(finding.mended_by for finding in findings):
        command = shlex.join(["kildesvar", "doctor", "--mend", "--index", str(settings.index.folder)])
        typer.echo(f"`{command}` mends what a build can mend.")


def _mend(findings: "tuple[Finding, ...]", settings: "Settings") -> None:
    from assistant import console
    from index.build import build as build_index

    again = any(finding.mended_by == "build --again" for finding in findings)
    with console.build_progress() as tell:
        build_index(last_folders(settings), settings.index, settings.reading, tell, again=again)


def last_folders(settings: "Settings") -> list[Path]:
    """The folders that the index was built from, or the sample reports where there is no index yet."""
    from index.library import Library

    manifest = Library(settings.index.folder).manifest()
    return [Path(folder) for folder in manifest.folders] if manifest else [SAMPLE_REPORTS]
