"""A draft as a document."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby

from assistant import texts
from assistant.documents.records import Block, Chart, Document, Heading, Items, Line, Paragraph, Run, Table
from assistant.documents.sources import cover, note
from assistant.documents.texts import text
from assistant.drafting.records import Contrast, Draft, OwnText, Section
from assistant.drafting.shapes import Shape
from assistant.drafting.spread import spread
from assistant.records import Citation, Coverage, Statement
from assistant.sources import coverage_line, page_name, scope_names, source_name, words_line
from assistant.writing.telling import tell_openings
from corpus.records import Report


def draft_document(draft: Draft, language: str, reports: Mapping[str, Report], made: date | None = None) -> Document:
    """A draft's coverage in figures, its sections, what it sets side by side, its gaps and its sources.

    Args:
        draft: also one that found nothing.
        language: "da" or "en", of what Kildesvar says.
        reports: those in the index, by id.
        made: the day on the cover; None means today.
    """
    made = made or date.today()
    coverage = coverage_line(Coverage(draft.coverage.searched), language)
    names = scope_names(draft, language, reports)
    lines = cover(coverage, draft.filters, names, draft.stamp, made, language)
    topic = draft.topic[:1].upper() + draft.topic[1:]
    is_narrow = draft.shape is Shape.RECOMMENDATIONS
    title = text("recommendations_on", language, topic=topic) if is_narrow else topic
    blocks = _found(draft, language, reports) if draft.sections else _not_found(draft, language)
    return Document(title, lines, tuple(blocks), language, made)


def opening(draft: Draft, language: str, reports: Mapping[str, Report]) -> str:
    """The coverage in figures, of a draft that found something."""
    searched = [reports[name] for name in draft.coverage.searched]
    years = sorted({report.year for report in searched if report.year})
    return text(
        "opening" if years else "opening_undated",
        language,
        found=len(draft.coverage.found),
        reports=_count("reports", len(searched), language),
        years=f"{years[0]}–{years[-1]}" if len(years) > 1 else "".join(map(str, years)),
        organisations=_count("organisations", len({report.organisation for report in searched}), language),
        statements=_count("statements", len(draft.statements), language),
        citations=_count("citations", len(draft.citations), language),
    )


def _count(of: str, count: int, language: str) -> str:
    return text(f"count_{of}_one" if count == 1 else f"count_{of}", language, count=count)


def _found(draft: Draft, language: str, reports: Mapping[str, Report]) -> Iterator[Block]:
    yield _said(opening(draft, language, reports))
    if draft.writing:
        yield _said(tell_openings(draft.writing, language))
    silent = _silent(draft, language, reports)
    yield from silent
    yield from spread_charts(draft, language, reports)
    for section in draft.sections:
        yield Heading(section.heading)
        yield from _opening(section, draft, language)
        yield from _lines(section, draft, language)
    yield from _contrasts(draft, language)
    yield Heading(text("gaps", language))
    yield from silent or [_said(text("no_gaps", language))]
    if line := words_line(draft.unknown, draft.instead, language):
        yield _said(line)
    cited = {citation.report for citation in draft.citations}
    if cited:
        yield Heading(texts.text("sources", language))
        yield Items(tuple(_source(name, draft, language) for name in reports if name in cited))


def _opening(section: Section, draft: Draft, language: str) -> Iterator[Block]:
    """What the language model wrote as running text; what somebody has changed so that nothing carries it, apart."""
    for is_own, sentences in groupby(section.opening, lambda each: isinstance(each, OwnText)):
        if is_own:
            yield from (block for each in sentences for block in _own(each.text, language))
        else:
            cited = (each for each in sentences if isinstance(each, Statement))
            yield Paragraph(tuple(Run(f"{each.text} ", _notes(each, draft, language)) for each in cited))


def _own(words: str, language: str) -> Iterator[Block]:
    """What somebody has written, which is told apart."""
    return (_said(text("own", language, text=line)) for line in words.splitlines() if line.strip())


def _lines(section: Section, draft: Draft, language: str) -> Iterator[Block]:
    """The statements as lists, between them what somebody has written."""
    lines = [_line(statement, draft, language) for statement in section.statements]
    begin = 0
    for own in section.own:
        if lines[begin : own.before]:
            yield Items(tuple(lines[begin : own.before]))
        yield from _own(own.text, language)
        begin = own.before
    if lines[begin:]:
        yield Items(tuple(lines[begin:]))


def spread_charts(draft: Draft, language: str, reports: Mapping[str, Report]) -> list[Chart]:
    """From whom the statements come, and from when; empty where that is one report, or where there are none."""
    if len(draft.coverage.searched) < 2 or not draft.statements:
        return []
    found = spread(draft, reports, language)
    shared = f" {text('spread_shared', language)}" if found.has_shared else ""
    return [
        Chart(
            caption=text("spread", language),
            note=text("spread_note", language) + shared,
            columns=found.years,
            rows=tuple(zip(found.organisations, found.counts, strict=True)),
            nothing=text("spread_nothing", language),
            missing=text("spread_missing", language),
        )
    ]


def _silent(draft: Draft, language: str, reports: Mapping[str, Report]) -> list[Block]:
    """Which reports say nothing; empty where all say something."""
    silent = [reports[name] for name in draft.coverage.searched if name not in draft.coverage.found]
    return [_said(silent_line(silent, language))] if silent else []


def silent_line(silent: Iterable[Report], language: str) -> str:
    """That some reports say nothing about the topic."""
    return text("silent", language, names=", ".join(map(source_name, silent)))


def nothing_line(coverage: Coverage, language: str) -> str:
    """Why a draft is empty, and what to do."""
    if not coverage.searched:
        return text("nothing_searched", language)
    return text("nothing_recommended" if coverage.found else "nothing_said", language)


def _not_found(draft: Draft, language: str) -> Iterator[Block]:
    yield _said(nothing_line(draft.coverage, language))
    if line := words_line(draft.unknown, draft.instead, language):
        yield _said(line)
    if draft.nearest:
        yield Heading(texts.text("nearest", language))
        yield _said(texts.text("nearest_note", language))
        yield Items(tuple((Run(near.quote, (note(near, language),)),) for near in draft.nearest))


def _said(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def _line(statement: Statement, draft: Draft, language: str) -> Line:
    """A statement with its footnotes, whose it is, and in how many reports it stands where that is several."""
    by = by_whom(draft.citation(statement), draft.mentioned_in(statement), language)
    return (Run(statement.text, _notes(statement, draft, language)), Run(f" ({by})"))


def _notes(statement: Statement, draft: Draft, language: str) -> tuple[str, ...]:
    return tuple(note(draft.citations[number - 1], language) for number in statement.citations)


def by_whom(citation: Citation, count: int, language: str) -> str:
    """Whose a statement is, and in how many reports it stands where that is several."""
    name = source_name(citation)
    return f"{name}; {text('mentioned', language, count=count)}" if count > 1 else name


def _contrasts(draft: Draft, language: str) -> Iterator[Block]:
    """Under the heading of each kind a table a theme, with a column a side; under a year it is said who speaks."""
    for contrast in Contrast:
        of_kind = [comparison for comparison in draft.comparisons if comparison.contrast is contrast]
        if of_kind:
            yield Heading(text(contrast, language))
        for comparison in of_kind:
            sides, statements = zip(*comparison.sides, strict=True)
            yield Heading(comparison.heading, 2)
            lines = tuple(_line(statement, draft, language) for statement in statements)
            yield Table(sides, (lines if contrast is Contrast.CHANGE else tuple(line[:1] for line in lines),))


def _source(report: str, draft: Draft, language: str) -> Line:
    cited = sorted((each for each in draft.citations if each.report == report), key=lambda citation: citation.page)
    pages = dict.fromkeys(page_name(citation, language) for citation in cited)
    first: Citation = cited[0]
    return (Run(text("source", language, source=source_name(first), title=first.title, pages=", ".join(pages))),)
