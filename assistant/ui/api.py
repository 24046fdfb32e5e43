"""A question from a program: what it may hold, and its answer. The endpoint `ask` and the MCP tool share it."""

import json
import logging
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from assistant.answers import unanswered
from assistant.filters import chosen_filters
from assistant.question import language_in
from assistant.records import Answer, Filters, Status, Turn
from assistant.texts import LANGUAGES
from assistant.ui.asking import Answering
from assistant.ui.guard import follow_request
from assistant.ui.pace import Pace
from corpus.errors import RequestError
from corpus.language import language_of
from corpus.records import Kind, Report

logger = logging.getLogger(__name__)

LONGEST_QUESTION = 1000
"""Characters; more than the embedding model reads."""

_MOST = 100  # values of a list; a conversation of a working day has fewer turns


class Request(BaseModel):
    """A question with all that may go with it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    question: str = Field(min_length=1, max_length=LONGEST_QUESTION, description="The question, in Danish or English.")
    history: tuple[Turn, ...] = Field(
        default=(),
        max_length=_MOST,
        description='Earlier turns, oldest first, each with role ("user" or "assistant") and content; they make a '
        "follow-up whole.",
    )
    years: tuple[int, ...] = Field(default=(), max_length=_MOST, description="Only reports of these years.")
    organisations: tuple[str, ...] = Field(
        default=(), max_length=_MOST, description="Only reports of these organisations, such as suppliers."
    )
    kinds: tuple[Kind, ...] = Field(
        default=(),
        max_length=_MOST,
        description='Only reports of these kinds: "supplier" (its own) or "cross-cutting" (across suppliers).',
    )
    reports: tuple[str, ...] = Field(default=(), max_length=_MOST, description="Only the reports with these ids.")
    read_filters: bool = Field(
        default=True,
        description="Whether years, organisations and kinds that the question names narrow where is searched.",
    )
    language: Literal["da", "en"] | None = Field(
        default=None, description="Language of the words around the quotes; the question's own where none is given."
    )


def describe() -> str:
    """What the endpoint does, and what it takes, in words."""
    fields = Request.model_fields.items()
    arguments = "\n".join(f"- {name}: {field.description}" for name, field in fields)
    return f"{SUMMARY}\n\n{arguments}"


SUMMARY = (
    "Answer a question from the reports, each statement with the verbatim quotes it rests on, and their report, year "
    'and page; or say, with the status "not_found", that the reports do not say it.'
)
"""What `ask` does."""


def answer(assistant: Answering, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Answer a program's question.

    Args:
        assistant: who answers.
        arguments: by the names of `Request`; one that is None counts as not given.

    Returns:
        The answer as `kildesvar ask --json` prints it. Should answering fail, its status is "error", and the log has
        the details.

    Raises:
        RequestError: the arguments are wrong, or no report is left to ask.
    """
    try:
        request = Request(**{name: value for name, value in arguments.items() if value is not None})
    except ValidationError as error:
        raise RequestError(_sentence(error)) from error
    try:
        found = assistant.ask(
            request.question,
            request.history,
            _filters(request, assistant.reports()),
            read_filters=request.read_filters,
            language=request.language,
        )
    except RequestError:
        raise
    except Exception:  # the last that can turn it into a sentence
        logger.exception("A question could not be answered")
        language = request.language or language_in(request.question, request.history)
        found = unanswered(request.question, language, Status.ERROR)
    return dict(_answers().dump_python(found, mode="json"))


def refusal(body: bytes) -> str | None:
    """A sentence where a question over HTTP holds an argument that there is not; None where Gradio may take it.

    Gradio answers such a question with status 500 and no word of what is wrong.
    """
    try:
        arguments = json.loads(body)
    except ValueError:  # Gradio says so itself
        return None
    names = arguments if isinstance(arguments, dict) else ()
    return next((_unknown(name) for name in names if name not in Request.model_fields), None)


def spoken(arguments: Mapping[str, Any]) -> str:
    """The language in which to refuse a program's question: the one it asks for, or the question's own."""
    asked, question = arguments.get("language"), arguments.get("question")
    if asked in LANGUAGES:
        return str(asked)
    return language_of(question[:LONGEST_QUESTION]) if isinstance(question, str) else LANGUAGES[0]


def answer_schema() -> dict[str, Any]:
    """The JSON schema of an answer."""
    return _answers().json_schema(mode="serialization")


def endpoint(assistant: Answering, pace: Pace) -> Callable[..., dict[str, Any]]:
    """Return the function behind the Gradio endpoint `ask`; Gradio reads its arguments from its type hints."""
    import gradio as gr

    def ask(
        request: gr.Request,
        question: str = "",  # Gradio would answer a question without one with no sentence
        history: list[dict[str, str]] | None = None,
        years: list[int] | None = None,
        organisations: list[str] | None = None,
        kinds: list[str] | None = None,
        reports: list[str] | None = None,
        read_filters: bool = True,
        language: str | None = None,
    ) -> dict[str, Any]:
        follow_request(request)
        given = {
            "question": question,
            "history": history,
            "years": years,
            "organisations": organisations,
            "kinds": kinds,
            "reports": reports,
            "read_filters": read_filters,
            "language": language,
        }
        try:
            pace.count(request, spoken(given))
            return answer(assistant, given)
        except RequestError as error:
            raise gr.Error(str(error), print_exception=False) from error

    return ask


@cache
def _answers() -> TypeAdapter[Answer]:
    return TypeAdapter(Answer)


def _filters(request: Request, reports: tuple[Report, ...]) -> Filters | None:
    """What narrows the question."""
    filters = chosen_filters(reports, request.years, request.organisations, request.kinds, request.reports)
    if not filters.where():
        return None
    if not any(filters.admit(report) for report in reports):
        years = ", ".join(map(str, sorted({report.year for report in reports if report.year})))
        names = ", ".join(sorted({report.organisation for report in reports}))
        raise RequestError(
            f"No report is left to ask with these years, organisations, kinds and reports; there are reports of the "
            f"years {years or 'none'} by {names or 'nobody'}."
        )
    return filters


def _sentence(error: ValidationError) -> str:
    """The first fault as one sentence."""
    fault = error.errors(include_input=False, include_url=False)[0]
    name = ".".join(str(part) for part in fault["loc"])
    if fault["type"] == "extra_forbidden":
        return _unknown(name)
    return f"The argument {name} is wrong: {fault['msg']}."


def _unknown(name: str) -> str:
    return f"There is no argument {name!r}; there are {', '.join(Request.model_fields)}."
