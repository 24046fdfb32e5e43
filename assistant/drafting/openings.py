"""Prose at the head of a draft's sections: written by a language model from their quotes, and verified against them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from assistant.drafting.records import Draft, Section
from assistant.drafting.restoring import source_of
from assistant.endpoint import Endpoint
from assistant.records import Fallback, Statement, Struck, Writing
from assistant.writing.inference import Inference
from assistant.writing.prompt import keys_of, with_data
from assistant.writing.stream import Written
from assistant.writing.verifying import verify
from assistant.writing.writer import LEAST_SHARE, OnText, has_room, read_reply
from index.framing import frame

# Statements that are summed up at the most, and at the least.
_MOST, FEWEST = 20, 2
# After these there is no use in asking again: who waits has waited as long as the settings allow.
_GONE = (Fallback.SLOW, Fallback.FAILED)


@dataclass(frozen=True, slots=True)
class Carried:
    """A sentence that a language model wrote, and the statements that it cites and that carry it."""

    text: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of one section.

    Attributes:
        sentences: that open it; empty where too few are carried, or none came.
        struck: what the statements do not carry.
        written: how many sentences the model wrote.
        unknown: citations that named no statement.
        fallback: why there are none; None where there are some.
    """

    sentences: tuple[Carried, ...] = ()
    struck: tuple[Struck, ...] = ()
    written: int = 0
    unknown: int = 0
    fallback: Fallback | None = None

    @property
    def is_last(self) -> bool:
        """Whether the endpoint is slow or gone, so that no further section is to be asked for."""
        return self.fallback in _GONE


def write_openings(draft: Draft, endpoint: Endpoint) -> Draft:
    """Have sections opened in prose whose every sentence is carried by statements of the section, and cites the same.

    The headings and the statements are sent, the topic is not.

    Args:
        draft: in quotes; where nothing better comes of it, this is what is returned.
        endpoint: of the language model. When it is slow or gone, no further section is asked for.

    Returns:
        The draft, which says in `writing` how it went.
    """
    results: list[Opened] = []
    sections = list(draft.sections)
    for number, section in enumerate(draft.sections):
        if len(section.statements) < FEWEST:
            continue
        results.append(opened := open_section(section, draft, endpoint))
        sentences = (Statement(each.text, _citations(each)) for each in opened.sentences)
        sections[number] = replace(section, opening=tuple(sentences))
        if opened.is_last:
            break
    return replace(draft, sections=tuple(sections), writing=writing_of(results, endpoint)) if results else draft


def open_section(section: Section, draft: Draft, endpoint: Endpoint, on_text: OnText | None = None) -> Opened:
    """Have one section opened.

    Args:
        section: of `FEWEST` statements or more.
        draft: whose citations they have.
        endpoint: of the language model.
        on_text: as of `write`.
    """
    keys, prompt = _asked(section, draft, endpoint)
    reply = read_reply(endpoint, prompt, keys, on_text) if keys else Fallback.SMALL
    if isinstance(reply, Fallback):
        return Opened(fallback=reply)
    written, unknown = reply
    carried, struck = _verified(written, keys, draft, endpoint.inference)
    holds = bool(carried) and len(carried) >= LEAST_SHARE * len(written)
    return Opened(
        carried if holds else (), struck, len(written), unknown, fallback=None if holds else Fallback.UNVERIFIED
    )


def writing_of(results: Sequence[Opened], endpoint: Endpoint) -> Writing:
    """How it went with the sections that were asked for, of which there is one at least."""
    written = sum(each.written for each in results)
    struck = tuple(sentence for each in results for sentence in each.struck)
    fallbacks = [each.fallback for each in results]
    gone = next((each.fallback for each in results if each.is_last), None)
    is_small = set(fallbacks) == {Fallback.SMALL}
    nothing = None if None in fallbacks else Fallback.SMALL if is_small else Fallback.UNVERIFIED
    return Writing(
        endpoint.model,
        endpoint.host,
        gone or nothing,
        1 - len(struck) / written if written else None,
        struck if endpoint.shows_struck else (),
        sum(each.unknown for each in results),
    )


def _asked(section: Section, draft: Draft, endpoint: Endpoint) -> tuple[Mapping[str, Statement], str]:
    """As many statements of a section as the model can read, by their keys, and the prompt; none where they are few."""
    for count in range(min(_MOST, len(section.statements)), FEWEST - 1, -1):
        chosen = section.statements[:count]
        citations = [draft.citation(each) for each in chosen]
        keys = keys_of(section.heading, [f"{each.passage}\0{each.quote}" for each in citations])
        passages = [
            (key, frame(of.organisation, of.year, of.headings), each.text)
            for key, of, each in zip(keys, citations, chosen, strict=True)
        ]
        prompt = with_data("section", draft.language, section.heading, passages)
        if has_room(endpoint, prompt):
            return dict(zip(keys, chosen, strict=True)), prompt
    return {}, ""


def _verified(
    written: tuple[Written, ...], keys: Mapping[str, Statement], draft: Draft, inference: Inference | None
) -> tuple[tuple[Carried, ...], tuple[Struck, ...]]:
    """The sentences that their statements carry, and the others."""
    carried: list[Carried] = []
    struck: list[Struck] = []
    for each in written:
        statements = tuple(keys[key] for key in each.keys)
        sources = [source_of(draft.citation(statement), statement.text) for statement in statements]
        if faults := verify(each.text, sources, inference):
            struck.append(Struck(each.text, faults))
        else:
            carried.append(Carried(each.text, statements))
    return tuple(carried), tuple(struck)


def _citations(sentence: Carried) -> tuple[int, ...]:
    return tuple(dict.fromkeys(number for statement in sentence.statements for number in statement.citations))
