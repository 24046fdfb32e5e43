"""Sentences that somebody may want to add to a draft."""

from assistant.assistant import Assistant
from assistant.citing import cite
from assistant.composing import Extract, can_be_quoted
from assistant.drafting.kept import KeptStatement, keep_statement
from assistant.records import Filters

_MOST = 10


def find_sentences(assistant: Assistant, words: str, filters: Filters) -> list[KeptStatement]:
    """The sentences nearest to some words, best first; ten at the most.

    Args:
        assistant: whose reports they are.
        words: a few words, or a question.
        filters: which reports to look in.

    Raises:
        IndexUnusable, StoreUnreachable: the index went away.
    """
    with assistant.opened() as index:
        quotable = filter(can_be_quoted, index.search(words, filters).sentences)
        best = [Extract(hit.hit, (hit.sentence,), hit.score) for hit, _ in zip(quotable, range(_MOST), strict=False)]
        statements, citations, _ = cite(best, index)
    return [keep_statement(statement, tuple(citations)) for statement in statements]
