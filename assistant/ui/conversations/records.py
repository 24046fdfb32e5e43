"""A conversation, as the page holds it and as the browser keeps it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from assistant.filters import set_by_user
from assistant.question import language_in
from assistant.records import Answer, Filters, Turn
from assistant.texts import LANGUAGES

LONGEST_KEPT = 1_000_000
"""Characters of a conversation that is kept: some 60 answers, a fifth of what browsers give a site."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Questions with their answers.

    Attributes:
        id: what the browser keeps it under; empty before the first question.
        answers: oldest first.
        chosen: which reports the user last chose for it.
    """

    id: str = ""
    answers: tuple[Answer, ...] = ()
    chosen: Filters = Filters()

    @property
    def turns(self) -> tuple[Turn, ...]:
        """The conversation as `ask` takes it."""
        return tuple(
            turn for each in self.answers for turn in (Turn("user", each.question), Turn("assistant", each.text))
        )


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that is under way.

    Attributes:
        question: its words.
        language: "da" or "en", of the words around its answer.
        before: the conversation that the answer is added to.
        ignored: what the question's words name and is not to narrow the search.
        is_typed: whether the words go back into the box where the answer is stopped.
    """

    question: str
    language: str
    before: Conversation
    ignored: tuple[str, ...] = ()
    is_typed: bool = True


@dataclass(frozen=True, slots=True)
class Sent:
    """What the browser sends with a question.

    Attributes:
        id: what the conversation is to be kept under.
        chosen: which reports are ticked.
        ignored: what was read from the last question and is not to narrow the search when it is asked again.
    """

    id: Annotated[str, Field(pattern=r"^[0-9-]{0,64}$")] = ""
    chosen: Filters = Filters()
    ignored: tuple[str, ...] = ()


_CONVERSATION = TypeAdapter(Conversation)
_SENT = TypeAdapter(Sent)


def read_sent(sent: str) -> Sent | None:
    """Return what came with a question; None where it is something else."""
    try:
        read = _SENT.validate_json(sent)
    except ValidationError:
        return None
    return replace(read, chosen=set_by_user(read.chosen))


def begin(question: str | None, sent: str, conversation: Conversation, language: str) -> Asked | str:
    """Return what is asked, or the key of the text that says why nothing can be.

    Args:
        question: as it was typed; None asks the last one again, and its answer goes.
        sent: what the browser sends with it.
        conversation: so far.
        language: of the page, in which a question is answered whose words, and those before it, tell of none.
    """
    read = read_sent(sent)
    if read is None:
        return "scope_wrong"
    before = replace(conversation, id=read.id, chosen=read.chosen)
    if question is None and before.answers:
        *answers, last = before.answers
        ignored = tuple(dict.fromkeys((*last.ignored, *read.ignored)))
        before = replace(before, answers=tuple(answers))
        return Asked(last.question, last.language, before, ignored, is_typed=False)
    words = (question or "").strip()
    return Asked(words, language_in(words, before.turns, language), before) if words else "note_blank"


def to_kept(conversation: Conversation) -> tuple[Conversation, str]:
    """Return a conversation without the answers that are too many to keep, and the JSON that `read_kept` reads."""
    room, answers = LONGEST_KEPT - len(_json(replace(conversation, answers=()))), list[Answer]()
    for answer in reversed(conversation.answers):
        room -= len(_json(Conversation(answers=(answer,))))
        if answers and room < 0:
            break  # the newest stays in any case
        answers.append(answer)
    conversation = replace(conversation, answers=tuple(reversed(answers)))
    return conversation, _json(conversation)


def _json(conversation: Conversation) -> str:
    return _CONVERSATION.dump_json(conversation).decode().replace("<", "\\u003c")  # it passes through HTML


def read_kept(kept: str) -> Conversation | None:
    """Return a conversation that a browser kept; None where it is none.

    A browser's storage is in its user's hands, so nothing of it is taken on trust: it must fit the records, and its
    citations must hang together. Whether a quote stands on its page the viewer looks up when it is opened.
    """
    if len(kept) > LONGEST_KEPT:
        return None
    try:
        conversation = _CONVERSATION.validate_json(kept)
    except ValidationError:
        return None
    return conversation if all(map(_hangs_together, conversation.answers)) else None


def _hangs_together(answer: Answer) -> bool:
    """Whether every statement has a citation that is there, numbers and pages can be some, and it is in a language."""
    numbers = [citation.number for citation in answer.citations]
    cited = all(each.citations and set(each.citations) <= set(numbers) for each in answer.statements)
    is_numbered = len(set(numbers)) == len(numbers) and all(map(_is_possible, _numbers(answer)))
    return cited and is_numbered and answer.language in LANGUAGES


def _numbers(answer: Answer) -> Iterator[int]:
    for citation in (*answer.citations, *answer.nearest):
        yield from (citation.number, citation.page, citation.span.page, citation.span.end, citation.year or 1)


def _is_possible(number: int) -> bool:
    return 0 < number < 10_000_000  # what an address of the viewer holds
