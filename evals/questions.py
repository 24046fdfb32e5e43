"""Question sets: JSONL read strictly, and checked against an index before anything runs."""

import json
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, model_validator

from corpus.errors import QuestionSetError
from corpus.language import language_of

Kind = Literal["lookup", "theme", "filter", "compare", "vocabulary", "english", "followup", "unanswerable"]


def _pattern(words: str) -> str:
    try:
        re.compile(words)
    except re.error as error:
        raise ValueError(f"{words!r} is no regular expression ({error})") from error
    if (plain := re.sub(r"\\[A-Z]|\(\?P", "", words)) != plain.lower():
        raise ValueError(f"{words!r} has a capital letter, but is compared with lower-cased quotes")
    return words


def _lower(words: str) -> str:
    if words != words.lower():
        raise ValueError(f"{words!r} has a capital letter, but is compared with lower-cased words")
    return words


_Words = Annotated[str, Field(min_length=1, pattern=r"\S")]
_Pattern = Annotated[str, Field(min_length=1), AfterValidator(_pattern)]
_Lowered = Annotated[str, Field(min_length=1), AfterValidator(_lower)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Turn(_Strict):
    """An earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: _Words


class GoldQuote(_Strict):
    """Verbatim words of a report that answer (grade 2) or help (grade 1).

    Attributes:
        doc: the report's id; None where the set leaves open which report it is.
        quote: the words, all on one page.
        grade: 2 answers the question, 1 helps.
    """

    doc: _Words | None = None
    quote: _Words
    grade: Literal[1, 2] = 2


class Nugget(_Strict):
    """An atomic fact.

    Attributes:
        text: the fact, for people.
        vital: whether a right answer must hold it.
        match: regular expressions; a lower-cased quote in which one is found shows the fact.
    """

    text: _Words
    vital: bool
    match: tuple[_Pattern, ...] = Field(min_length=1)


class SetFilters(_Strict):
    """Filters as a user sets them."""

    year: int | tuple[int, ...] = ()
    organisation: _Words | tuple[_Words, ...] = ()

    @property
    def years(self) -> tuple[int, ...]:
        """The years; empty admits all."""
        return (self.year,) if isinstance(self.year, int) else self.year

    @property
    def organisations(self) -> tuple[str, ...]:
        """The organisations; empty admits all."""
        return (self.organisation,) if isinstance(self.organisation, str) else self.organisation


class Question(_Strict):
    """One question of a set with its gold. The fields are those of a line; see the README of the sets.

    A line may be as short as `question` with `answerable`, or with one `quote`.
    """

    id: Annotated[str, Field(pattern=r"^\S+$")]  # a TREC file separates its columns by white space
    lang: Literal["da", "en"]
    kind: Kind
    question: _Words
    answerable: bool
    filters: SetFilters = SetFilters()
    history: tuple[Turn, ...] = ()
    relevant: tuple[GoldQuote, ...] = ()
    nuggets: tuple[Nugget, ...] = ()
    forbidden: tuple[_Lowered, ...] = ()
    forbidden_docs: tuple[_Words, ...] = ()

    @model_validator(mode="after")
    def _gold_only_where_there_is_an_answer(self) -> Self:
        if not self.answerable and (self.relevant or self.nuggets):
            raise ValueError("answerable is false, but there are quotes or nuggets that answer")
        if self.answerable == (self.kind == "unanswerable"):
            raise ValueError(f"answerable is {str(self.answerable).lower()}, but kind is {self.kind!r}")
        return self


def read_sets(files: Sequence[Path]) -> tuple[Question, ...]:
    """Read question sets as one.

    Raises:
        QuestionSetError: a file cannot be read or holds no question, a line is wrong, or two questions have one id.
    """
    questions: dict[str, Question] = {}
    for file in files:
        before = len(questions)
        for number, line in enumerate(_lines(file), start=1):
            if not line.strip():
                continue
            question = _read_line(line, f"{file}, line {number}", f"{file.stem}-{number:03}")
            if question.id in questions:
                raise QuestionSetError(
                    f"{file}, line {number}, field id: {question.id} names an earlier question too; give each its own."
                )
            questions[question.id] = question
        if len(questions) == before:
            raise QuestionSetError(f"{file} holds no question; write one JSON object a line.")
    return tuple(questions.values())


def _lines(file: Path) -> list[str]:
    try:
        # Not splitlines(): JSON strings may hold other line separators of Unicode.
        return file.read_text(encoding="utf-8-sig").split("\n")
    except OSError as error:
        raise QuestionSetError(f"The question set {file} cannot be read ({error.strerror}); name another.") from error
    except UnicodeDecodeError as error:
        raise QuestionSetError(f"The question set {file} is not UTF-8 (byte {error.start}); save it so.") from error


def _read_line(line: str, where: str, default_id: str) -> Question:
    try:
        value = json.loads(line, object_pairs_hook=_without_repeats)
    except json.JSONDecodeError as error:
        raise QuestionSetError(f"{where}: not JSON ({error.msg} at character {error.colno}); correct it.") from error
    except ValueError as error:
        raise QuestionSetError(f"{where}, {error}; keep one of them.") from error
    if not isinstance(value, dict):
        raise QuestionSetError(f"{where}: not a JSON object; write {{...}} with a question in it.")
    try:
        return Question.model_validate_json(json.dumps(_completed(value, where, default_id)))
    except ValidationError as error:
        fault = error.errors(include_input=False, include_url=False)[0]
        field = "".join(f", field {'.'.join(map(str, fault['loc']))}" if fault["loc"] else "")
        message = fault["msg"].removeprefix("Value error, ")
        raise QuestionSetError(f"{where}{field}: {message}; correct it.") from error


def _without_repeats(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"field {key}: written twice")
        found[key] = value
    return found


def _completed(line: dict[str, Any], where: str, default_id: str) -> dict[str, Any]:
    """A minimal line made a whole one: `quote` (and `doc`) become the one relevant quote, the rest its defaults."""
    line = dict(line)
    if "quote" in line:
        if "relevant" in line:
            raise QuestionSetError(f"{where}, field quote: stands beside relevant; put the quote into that list.")
        line["relevant"] = [{key: line.pop(key) for key in ("doc", "quote") if key in line}]
        line.setdefault("answerable", True)
    if "answerable" not in line and not line.get("relevant"):
        raise QuestionSetError(f"{where}, field answerable: missing; say true or false, or give a quote.")
    line.setdefault("answerable", True)
    line.setdefault("id", default_id)
    line.setdefault("kind", "lookup" if line["answerable"] else "unanswerable")
    line.setdefault("lang", language_of(str(line.get("question", ""))))
    return line
