"""An answer as a document."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from assistant.documents.records import Block, Document, Heading, Items, Line, Paragraph, Run
from assistant.documents.sources import cover, note
from assistant.records import Answer, Citation, Status
from assistant.sources import by_report, coverage_line, scope_names, source_name, words_line
from assistant.texts import text
from assistant.writing.telling import tell_writing
from corpus.records import Report


def answer_document(
    answer: Answer, reports: Mapping[str, Report] = MappingProxyType({}), made: date | None = None
) -> Document:
    """An answer's statements under their reports, each source a footnote, and the words around them in its language.

    Args:
        answer: answered, partial or not found.
        reports: those in the index by id, for their titles; an id stands for one that is not among them.
        made: the day on the cover; None means today.

    Raises:
        ValueError: the question was refused or failed, and nothing of it is to be kept.
    """
    if not answer.has_content:
        raise ValueError(f"an answer that is {answer.status} has nothing to write")
    made, language = made or date.today(), answer.language
    names = scope_names(answer, language, reports)
    lines = cover(coverage_line(answer.coverage, language), answer.filters, names, answer.stamp, made, language)
    ending = "." if answer.status is Status.NOT_FOUND else ":"
    status = Paragraph((Run(text(f"status_{answer.status}", language) + ending),))
    blocks = (status, *_blocks(answer, language), *_reports(answer, language, reports))
    return Document(answer.question, lines, blocks, language, made)


def _blocks(answer: Answer, language: str) -> Iterator[Block]:
    """The statements in prose or report by report, and what nothing was found of; or what comes nearest."""
    cited = {citation.number: citation for citation in answer.citations}
    if answer.is_prose:
        yield from _prose(answer, cited, language)
    for source, said in () if answer.is_prose else by_report(answer.statements, answer.citations):
        yield Heading(source_name(source))
        yield Items(tuple(_line(each.text, [cited[number] for number in each.citations], language) for each in said))
    if answer.gaps:
        yield Paragraph((Run(text("gaps", language, gaps=", ".join(answer.gaps))),))
    if line := words_line(answer.unknown, answer.instead, language):
        yield Paragraph((Run(line),))
    if answer.nearest:
        yield Heading(text("nearest", language))
        yield Paragraph((Run(text("nearest_note", language)),))
        yield Items(tuple(_line(near.quote, [near], language) for near in answer.nearest))


def _prose(answer: Answer, cited: Mapping[int, Citation], language: str) -> Iterator[Block]:
    """A language model's sentences in one paragraph, and that they are its."""
    assert answer.writing
    runs = [
        Run(f"{each.text} ", tuple(note(cited[number], language) for number in each.citations))
        for each in answer.statements
    ]
    yield Paragraph(tuple(runs))
    yield Paragraph((Run(tell_writing(answer.writing, language)),))


def _line(words: str, sources: Iterable[Citation], language: str) -> Line:
    return (Run(words, tuple(note(source, language) for source in sources)),)


def _reports(answer: Answer, language: str, reports: Mapping[str, Report]) -> Iterator[Block]:
    """Where something was found, and where nothing."""
    found, searched = answer.coverage.found, answer.coverage.searched
    missing = [report for report in searched if report not in found]
    for key, ids in (("coverage_found", found), ("coverage_not_found", missing)):
        if ids and found:
            titles = [reports[name].title if name in reports else name for name in ids]
            yield Heading(text(key, language))
            yield Items(tuple((Run(title),) for title in titles))
