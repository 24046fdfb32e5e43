"""A follow-up made whole by a language model, from the words of the conversation alone."""

import json
from collections.abc import Callable, Sequence

from assistant.endpoint import Endpoint
from assistant.question import goes_on_with
from assistant.records import Turn
from assistant.tracing import traced
from assistant.writing.prompt import read_prompt
from corpus.errors import NoReply
from corpus.language import language_of
from index.keywords import terms

# The answer comes after it: who waits is not to wait for long where the endpoint is slow or gone.
_SECONDS, _TOKENS = 10.0, 120


@traced
def condense(
    question: str, history: Sequence[Turn], endpoint: Endpoint, on_beat: Callable[[], None] = lambda: None
) -> str:
    """The question as one that can be understood alone; empty where it is so already, or nothing fit came.

    Args:
        question: as it was asked.
        history: the conversation so far, oldest first.
        endpoint: of the language model.
        on_beat: called now and then while that writes; what it raises ends the request.
    """
    earlier = goes_on_with(question, history)
    if not earlier:
        return ""
    data = json.dumps({"earlier": earlier[::-1], "question": question}, ensure_ascii=False)
    written = ""
    try:
        for piece in endpoint.stream(f"{read_prompt('condense', language_of(question))}\n{data}\n", _TOKENS, _SECONDS):
            on_beat()
            written += piece
    except NoReply:
        return ""  # the questions one after the other do nearly as well
    whole = " ".join(written.split())
    return whole if _is_made_of(whole, question, earlier) else ""


def _is_made_of(whole: str, question: str, earlier: Sequence[str]) -> bool:
    """Whether a question keeps what the follow-up asks, and adds nothing that nobody said."""
    said = set(terms(" ".join((question, *earlier))))
    return set(terms(question)) <= set(terms(whole)) <= said and bool(terms(whole))
