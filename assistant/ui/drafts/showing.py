"""A draft as the tab's script takes it: beside each line that the browser keeps, what is shown with it.

What is shown is text, which the script sets as text, and the address of each source.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from assistant import texts
from assistant.assistant import Assistant
from assistant.documents.draft import by_whom, nothing_line, silent_line
from assistant.drafting.kept import KeptDraft, KeptStatement, KeptText, look_up
from assistant.drafting.shapes import Shape
from assistant.drafting.texts import text
from assistant.records import Citation, Coverage
from assistant.sources import coverage_line, page_name, scope_names, source_name
from assistant.ui.source.addresses import citation_address
from corpus.records import Report
from index.search import Index

Shown = dict[str, Any]
"""What becomes JSON."""


def show_head(kept: KeptDraft, assistant: Assistant, language: str) -> Shown:
    """Return what stands over a draft, and as `head` what the browser keeps besides the sections."""
    reports = {report.id: report for report in assistant.reports()}
    head = asdict(kept)
    del head["sections"]
    return {"head": head, "about": _about(kept, reports, language)}


def show_sections(kept: KeptDraft, assistant: Assistant, language: str) -> Iterator[Shown]:
    """Return the sections one by one as their quotes are looked up; between them others may ask."""
    for section in kept.sections:
        yield {"heading": section.heading, "lines": show_lines(section.lines, assistant, language)}


def show_lines(lines: Sequence[KeptStatement | KeptText], assistant: Assistant, language: str) -> list[Shown]:
    """Return lines of a draft, or statements that may be added to it."""
    with assistant.opened() as index:
        reports = {report.id: report for report in index.reports()}
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
