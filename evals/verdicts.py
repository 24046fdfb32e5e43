"""What a reader has said of the statements of drafts: which ones he would accept beside the gold quotes."""

import hashlib
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from corpus.errors import QuestionSetError
from evals.matching import fold

# So many hexadecimal digits tell thousands of statements apart.
_DIGITS = 16


class Verdict(BaseModel):
    """One line of a file of verdicts.

    Attributes:
        question: the id of the theme question whose words were the topic.
        report: the id of the report that the statement is from.
        page: 1-based, where it begins.
        statement: its fingerprint; its words stay in the report.
        accept: whether a reader of the draft would keep it.
        reason: in the reader's own words.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    question: str = Field(min_length=1)
    report: str = Field(min_length=1)
    page: int = Field(ge=1)
    statement: str = Field(pattern=rf"^[0-9a-f]{{{_DIGITS}}}$")
    accept: bool
    reason: str = Field(min_length=1)


def fingerprint(statement: str) -> str:
    """What a statement is known by: 16 hexadecimal digits of the SHA-256 of its letters, as they are matched."""
    return hashlib.sha256(fold(statement).text.encode()).hexdigest()[:_DIGITS]


def read_verdicts(file: Path) -> dict[tuple[str, str], bool]:
    """Whether each statement of a file is accepted, by the question's id and the statement's fingerprint.

    Raises:
        QuestionSetError: the file cannot be read, a line is no verdict, or two lines judge the same statement.
    """
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QuestionSetError(f"{file} cannot be read; name a file of verdicts, JSON lines in UTF-8.") from error
    verdicts: dict[tuple[str, str], bool] = {}
    for number, line in enumerate(lines, start=1):
        try:
            verdict = Verdict.model_validate_json(line)
        except ValidationError as error:
            fields = ", ".join(str(fault["loc"][0]) for fault in error.errors() if fault["loc"]) or "JSON"
            raise QuestionSetError(
                f"{file}, line {number} is no verdict ({fields}); evals/judged/README.md says what one is."
            ) from error
        key = (verdict.question, verdict.statement)
        if key in verdicts:
            raise QuestionSetError(f"{file}, line {number} judges a statement again; leave one of the two lines out.")
        verdicts[key] = verdict.accept
    return verdicts
