"""What users are told of a language model: which one it is, how what is shown came about, why a sentence is struck."""

from collections.abc import Sequence

from assistant.endpoint import Endpoint
from assistant.records import Struck, Writing
from assistant.writing.findings import Finding
from assistant.writing.texts import text


def tell_endpoint(endpoint: Endpoint, language: str) -> str:
    """Which model writes, and where what it is to read is sent."""
    key = "sent_here" if endpoint.is_this_machine else "sent_away"
    return text(key, language, model=endpoint.model, host=endpoint.host)


def tell_writing(writing: Writing, language: str) -> str:
    """Who wrote an answer and how much of it its sources carry; or why it is in quotes."""
    if writing.fallback:
        return text(writing.fallback, language)
    return text("share", language, model=writing.model, share=round(100 * (writing.share or 0)))


def tell_openings(writing: Writing, language: str) -> str:
    """Who wrote the openings of a draft's sections and how much its sources carry; or why it is all in quotes."""
    if writing.fallback:
        return text(writing.fallback, language)
    return text("openings_share", language, model=writing.model, share=round(100 * (writing.share or 0)))


def tell_faults(struck: Struck, language: str) -> str:
    """What of a sentence its sources do not carry."""
    if not struck.faults:
        return text("fault_gone", language)
    return tell_findings(struck.faults, language)


def tell_findings(findings: Sequence[Finding], language: str) -> str:
    """What verification found, a sentence each."""
    return " ".join(text(f"fault_{each.fault}", language, words=each.words) for each in findings)
