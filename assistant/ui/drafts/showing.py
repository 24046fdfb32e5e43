"""A draft as the tab's script takes it: beside each line that the browser keeps, what is shown with it.

What is shown is text, which the script sets as text, and the address of each source.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant import texts
from assistant.assistant import Assistant
from assistant.documents.draft import by_whom, nothing_line, silent_line
from assistant.drafting.kept import KeptDraft, KeptSection, KeptSentence, KeptStatement, KeptText
from assistant.drafting.restoring import look_up, sources_of
from assistant.drafting.shapes import Shape
from assistant.drafting.texts import text
from assistant.records import Citation, Coverage, Struck
from assistant.sources import coverage_line, page_name, scope_names, source_name, words_line
from assistant.ui.source.addresses import citation_address
from assistant.writing.telling import tell_findings, tell_openings
from assistant.writing.verifying import verify
from corpus.records import Report, by_id
from index.search import Index

Shown = dict[str, Any]
"""What becomes JSON."""


def show_head(kept: KeptDraft, assistant: Assistant, language: str) -> Shown:
    """Return what stands over a draft, and as `head` what the browser keeps besides the sections.

    Where a language model opens sections, `written` says which one.
    """
    reports = by_id(assistant.reports())
    head = asdict(kept)
    del head["sections"]
    written = tell_openings(kept.writing.writing, language) if kept.writing else ""
    return {"head": head, "about": _about(kept, reports, language), "written": written}


def show_sections(kept: KeptDraft, assistant: Assistant, language: str) -> Iterator[Shown]:
    """Return the sections one by one as their quotes are looked up; between them others may ask."""
    for section in kept.sections:
        lines = show_lines(section.lines, assistant, language)
        yield {"heading": section.heading, "lines": lines, **show_opening(section, assistant, language)}


def show_opening(section: KeptSection, assistant: Assistant, language: str) -> Shown:
    """Return the sentences that open a section, each verified again, and those that were struck."""
    return {
        "opening": [show_sentence(each, assistant, language) for each in section.opening],
        "struck": [_struck(each, language) for each in section.struck],
    }


def show_sentence(sentence: KeptSentence, assistant: Assistant, language: str) -> Shown:
    """Return a sentence of an opening with its sources, or why it has none any more."""
    with assistant.opened() as index:
        reports = by_id(index.reports())
        cited, sources = sources_of(sentence, index, reports)
    kept = asdict(sentence)
    if not cited:
        return {"kept": kept, "shown": {"fault": text("gone", language)}}
    if faults := verify(sentence.text, sources, assistant.inference):
        return {"kept": kept, "shown": {"by": text("own_now", language, faults=tell_findings(faults, language))}}
    citations = [_citation(each, cited, language) for each in cited]
    return {"kept": kept, "shown": {"by": text("carried", language), "citations": citations}}


def show_lines(lines: Sequence[KeptStatement | KeptText], assistant: Assistant, language: str) -> list[Shown]:
    """Return lines of a draft, or statements that may be added to it."""
    with assistant.opened() as index:
        reports = by_id(index.reports())
        return [_line(each, index, reports, language) for each in lines]


def _about(kept: KeptDraft, reports: Mapping[str, Report], language: str) -> list[str]:
    """Where was searched, and which of the reports that are still there say nothing."""
    of = kept.coverage
    found, searched = ([name for name in reports if name in names] for names in (of.found, of.searched))
    coverage = Coverage(tuple(searched), tuple(found))
    lines = [coverage_line(coverage, language)]
    if narrowed := scope_names(kept, language, reports):
        source = "question" if kept.filters.source == "question" else "user"
        lines.append(f"{texts.text(f'filters_{source}', language)}: {', '.join(narrowed)}")
    said = [f"{line}." for line in lines]
    if words := words_line(kept.unknown, kept.instead, language):
        said.append(words)
    if not found or (kept.shape is Shape.RECOMMENDATIONS and not kept.sections):
        said.insert(0, nothing_line(coverage, language))
    silent = [reports[name] for name in searched if name not in found]
    return [*said, silent_line(silent, language)] if found and silent else said


def _line(line: KeptStatement | KeptText, index: Index, reports: Mapping[str, Report], language: str) -> Shown:
    if isinstance(line, KeptText):
        return {"kept": asdict(line), "shown": {}}
    cited = look_up(line, index, reports)
    if not cited:
        return {"kept": asdict(line), "shown": {"fault": text("gone", language)}}
    shown = {
        "language": reports[cited[0].report].language,
        "by": by_whom(cited[0], len({each.report for each in cited}), language),
        "citations": [_citation(each, cited, language) for each in cited],
    }
    return {"kept": asdict(line), "shown": shown}


def _citation(citation: Citation, together: Sequence[Citation], language: str) -> Shown:
    return {
        "address": citation_address(citation, together),
        "page": texts.text("page", language, page=citation.page_label),
        "label": f"{source_name(citation)}, {page_name(citation, language)}",
    }


def _struck(struck: Struck, language: str) -> Shown:
    return {"kept": asdict(struck), "shown": {"why": tell_findings(struck.faults, language)}}
