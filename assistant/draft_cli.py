"""`kildesvar draft` and `kildesvar compare`: what the reports say, as a document to work on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.drafting.shapes import Shape, Side
from assistant.options import (
    IndexOption,
    JsonOption,
    OrganisationOption,
    QuotesOption,
    YearOption,
    endpoint_of,
    settings_with,
)
from corpus.records import by_id

if TYPE_CHECKING:
    from assistant.documents.records import Document
    from assistant.drafting.matrix import Matrix
    from assistant.drafting.records import Draft


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
    quotes: QuotesOption = False,
    as_json: JsonOption = False,
) -> None:
    """Gather all that the reports say about a topic, grouped and cited, as a draft to work on.

    Where a language model is set, it opens the sections in its own words, as far as their quotes carry them.
    """
    from assistant.assistant import Assistant
    from assistant.console import draft_progress
    from assistant.documents.draft import draft_document
    from assistant.documents.files import check_ending
    from assistant.drafting.drafter import draft as draft_on
    from assistant.drafting.openings import write_openings
    from corpus.errors import RequestError

    if out:
        check_ending(out)
    settings = settings_with(index)
    endpoint = None if quotes else endpoint_of(settings)
    assistant = Assistant(settings.index, endpoint=endpoint, masks_names=settings.privacy.names)
    if assistant.refuses(topic):
        raise RequestError(
            "The topic seems to hold personal data, and the language model is on another machine; leave out details of "
            "a person, or give --quotes to have nothing sent there."
        )
    with draft_progress() as tell:
        drafted = draft_on(assistant, topic, assistant.filters(year or (), organisation or ()), shape, tell)
    if endpoint and drafted.sections:
        drafted = write_openings(drafted, endpoint)
    document = draft_document(drafted, drafted.language, by_id(assistant.reports()))
    found, searched = len(drafted.coverage.found), len(drafted.coverage.searched)
    held = f"{len(drafted.statements)} statements from {found} of {searched} reports"
    _give(drafted, document, out, held, as_json=as_json)


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
    settings = settings_with(index)
    assistant = Assistant(settings.index, masks_names=settings.privacy.names)
    matrix = compare_themes(assistant, topics, assistant.filters(year or (), organisation or ()), by)
    document = matrix_document(matrix, matrix.language, by_id(assistant.reports()))
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
