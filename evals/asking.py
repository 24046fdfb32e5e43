"""A question of a set as the assistant takes it."""

from assistant.assistant import Assistant
from assistant.records import Answer, Filters, Turn
from evals.questions import Question
from index.records import SearchResult


def ask(question: Question, assistant: Assistant) -> Answer:
    """The answer to a question, with its history and filters."""
    return assistant.ask(question.question, _turns(question), _filters(question, assistant))


def search(question: Question, assistant: Assistant) -> SearchResult:
    """What the search finds for a question, with its history and filters."""
    return assistant.search(question.question, _turns(question), _filters(question, assistant))


def _turns(question: Question) -> list[Turn]:
    return [Turn(turn.role, turn.content) for turn in question.history]


def _filters(question: Question, assistant: Assistant) -> Filters:
    return assistant.filters(question.filters.years, question.filters.organisations)
