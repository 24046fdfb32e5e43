"""Options that several commands have, and the settings with them in."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.endpoint import Endpoint
    from assistant.settings import Settings

IndexOption = Annotated[Path | None, typer.Option("--index", metavar="DIR", help="Folder of the index.")]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON.")]
QuotesOption = Annotated[
    bool, typer.Option("--quotes", help="Answer in quotes alone, also where a language model is set.")
]
YearOption = Annotated[list[int] | None, typer.Option(help="Only reports of this year; may be given again.")]
OrganisationOption = Annotated[
    list[str] | None, typer.Option(help="Only reports of this organisation; may be given again.")
]


def settings_with(index: Path | None, **serve: str | int | None) -> "Settings":
    """The settings, with the options of the command line in them."""
    from assistant.settings import load_settings

    loaded = load_settings()
    given = {name: value for name, value in serve.items() if value is not None}
    sections = {
        "index": loaded.index.model_copy(update={"folder": index} if index else {}),
        "serve": loaded.serve.model_copy(update=given),
    }
    return loaded.model_copy(update=sections)


def endpoint_of(settings: "Settings") -> "Endpoint | None":
    """The language model that writes, where one is set."""
    if not settings.llm.is_writer:
        return None
    from assistant.llama import open_endpoint

    return open_endpoint(settings.llm)
