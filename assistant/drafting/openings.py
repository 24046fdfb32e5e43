"""Prose at the head of a draft's sections: written by a language model from their quotes, and verified against them."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.drafting.records import Draft, Section
from assistant.endpoint import Endpoint
from assistant.records import Fallback, Statement, Struck, Writing
from assistant.writing.findings import Source
from assistant.writing.prompt import keys_of, with_data
from assistant.writing.stream import Written
from assistant.writing.verifying import verify
from assistant.writing.writer import LEAST_SHARE, has_room, read_reply
from index.framing import frame

# Statements that are summed up at the most, and at the least.
_MOST, _FEWEST = 20, 2
# After these there is no use in asking again: who waits has waited as long as the settings allow.
_GONE = (Fallback.SLOW, Fallback.FAILED)


def write_openings(draft: Draft, endpoint: Endpoint) -> Draft:
    """Have sections opened in prose whose every sentence is carried by statements of the section, and cites the same.

    The headings and the statements are sent, the topic is not.

    Args:
        draft: in quotes; where nothing better comes of it, this is what is returned.
        endpoint: of the language model. When it is slow or gone, no further section is asked for.

    Returns:
        The draft, which says in `writing` how it went.
    """
    sections: list[Section] = []
    struck: list[Struck] = []
    written = unknown = 0
    gone: Fallback | None = None
    for section in draft.sections:
        keys, prompt = ({}, "") if gone else _asked(section, draft, endpoint)
        reply = read_reply(endpoint, prompt, keys) if keys else Fallback.SMALL
        if isinstance(reply, Fallback):
            gone = reply if reply in _GONE else gone
            sections.append(section)
            continue
        opening, faulty = _verified(reply[0], keys, draft)
        written, unknown, struck = written + len(reply[0]), unknown + reply[1], [*struck, *faulty]
        sections.append(replace(section, opening=opening) if _holds(opening, faulty) else section)
    is_opened = any(section.opening for section in sections)
    writing = Writing(
        endpoint.model,
        endpoint.host,
        gone or (None if is_opened else Fallback.UNVERIFIED),
        1 - len(struck) / written if written else None,
        tuple(struck) if endpoint.shows_struck else (),
        unknown,
    )
    return replace(draft, sections=tuple(sections), writing=writing)


def _asked(section: Section, draft: Draft, endpoint: Endpoint) -> tuple[Mapping[str, Statement], str]:
    """As many statements of a section as the model can read, by their keys, and the prompt; none where they are few."""
    for count in range(min(_MOST, len(section.statements)), _FEWEST - 1, -1):
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
    written: tuple[Written, ...], keys: Mapping[str, Statement], draft: Draft
) -> tuple[tuple[Statement, ...], list[Struck]]:
    """The sentences that their statements carry, with the citations of these; and the others."""
    carried: list[Statement] = []
    struck: list[Struck] = []
    for each in written:
        statements = [keys[key] for key in each.keys]
        if faults := verify(each.text, [_source(statement, draft) for statement in statements]):
            struck.append(Struck(each.text, faults))
        else:
            numbers = dict.fromkeys(number for statement in statements for number in statement.citations)
            carried.append(Statement(each.text, tuple(numbers)))
    return tuple(carried), struck


def _source(statement: Statement, draft: Draft) -> Source:
    citation = draft.citation(statement)
    return Source(citation.organisation, citation.year, ". ".join([*citation.headings, statement.text]))


def _holds(opening: tuple[Statement, ...], struck: list[Struck]) -> bool:
    return bool(opening) and len(opening) >= LEAST_SHARE * (len(opening) + len(struck))
