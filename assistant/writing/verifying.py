"""Whether a written sentence is carried by the passages that it cites, and what in it is not.

A sentence is compared clause by clause with the clauses that say the same: by its words and their meaning it is found
where in the passages it comes from, and there its numbers, names, negations, quantifiers, reservations, conditions,
opposites, those who act, and what is said to be the cause of what must be the same. A word in another's place is an
exchange, and what stands nowhere in the passages an addition. It is a sieve, not a proof: a sentence can be false in
ways that none of these tell. Where the settings name a model that was taught inference, it judges in the stead of all
but numbers and names, which such models are weak at.
"""

from collections.abc import Sequence

from assistant.writing.agents import agents
from assistant.writing.claims import additions, modality, quantities, reservations
from assistant.writing.comparison import Comparison
from assistant.writing.exchanges import exchanges
from assistant.writing.facts import names, numbers
from assistant.writing.findings import Fault, Finding, Source
from assistant.writing.inference import Inference
from assistant.writing.polarity import polarity
from assistant.writing.reasons import conditions, grounds, orders
from assistant.writing.relations import relations

_FACTS = (numbers, names)
_CHECKS = (
    numbers,
    relations,
    names,
    polarity,
    quantities,
    modality,
    reservations,
    conditions,
    agents,
    exchanges,
    orders,
    grounds,
    additions,
)


def verify(sentence: str, sources: Sequence[Source], inference: Inference | None = None) -> tuple[Finding, ...]:
    """What of a sentence the passages it cites do not carry; empty where nothing was found.

    Args:
        sentence: one sentence without its citations.
        sources: what it cites.
        inference: a model that judges whether they carry it; None leaves that to rules.
    """
    if not sources:
        return (Finding(Fault.NO_SOURCE, ""),)
    comparison = Comparison(sentence, sources)
    if any(set(comparison.written.sentences) <= set(reading.sentences) for reading in comparison.readings):
        return ()  # word for word
    found = [finding for check in (_FACTS if inference else _CHECKS) for finding in check(comparison)]
    if inference and not inference.carries(sentence, sources):
        found.append(Finding(Fault.NOT_ENTAILED, ""))
    return tuple(dict.fromkeys(found))
