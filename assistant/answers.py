"""What was found as an Answer: in quotes, as silence, or refused."""

from assistant.citing import cite, to_markdown
from assistant.composing import compose, nearest
from assistant.judging import NEAR
from assistant.question import Question
from assistant.records import Answer, Status
from assistant.texts import text
from index.records import SearchResult
from index.search import Index


def found_answer(question: Question, found: SearchResult, sure: float, index: Index) -> Answer | None:
    """The sentences that answer, and their sources; None where nothing does."""
    if sure < NEAR:
        return None
    extracts, gaps = compose(question, found)
    statements, citations, dropped = cite(extracts, index)
    if not statements:
        return None
    status = Status.PARTIAL if gaps and not question.scope.is_of_each else Status.ANSWERED
    return Answer(
        question.words,
        question.language,
        status,
        sure,
        to_markdown(status, statements, citations, gaps, question.language),
        tuple(statements),
        tuple(citations),
        gaps=gaps,
        dropped=dropped,
    )


def no_answer(question: Question, found: SearchResult, sure: float, index: Index) -> Answer:
    """That the reports do not say it, and what comes nearest."""
    _, near, dropped = cite(nearest(found), index)
    nothing = text("status_not_found", question.language) + "."
    return Answer(
        question.words, question.language, Status.NOT_FOUND, sure, nothing, nearest=tuple(near), dropped=dropped
    )


def unanswered(question: str, language: str, status: Status) -> Answer:
    """That a question was refused for personal data, or went wrong, with the next step."""
    sentence = f"{text(f'status_{status}', language)}. {text(f'help_{status}', language)}"
    return Answer(question, language, status, 0.0, sentence)
