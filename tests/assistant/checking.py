"""What holds for every answer, whatever was asked."""

import re
import unicodedata
from functools import cache

import pypdf

from assistant.records import Answer, Status
from corpus.samples import SAMPLE_REPORTS
from index.search import Index


def made_equal(words: str) -> str:
    """Words without what may differ between a page and a quote of it: white space and hyphens at a line's end."""
    return re.sub(r"[\s\u00ad-]", "", unicodedata.normalize("NFC", words))


@cache
def words_of_page(file: str, number: int) -> str:
    """A page as pypdf alone reads it."""
    return made_equal(pypdf.PdfReader(SAMPLE_REPORTS / file).pages[number - 1].extract_text())


def stands_on(page: str, quote: str) -> bool:
    """Whether the page has the quote, whole or, where pypdf reads a box between two columns, in two parts."""
    return any(quote[:cut] in page and quote[cut:] in page for cut in range(len(quote), 0, -1))


def check(answer: Answer, index: Index) -> None:
    """What holds for every answer, whatever was asked."""
    assert [citation.number for citation in answer.citations] == [*range(1, len(answer.citations) + 1)]
    assert [number for said in answer.statements for number in said.citations] == [
        citation.number for citation in answer.citations
    ]
    assert all(said.text and said.citations for said in answer.statements)
    for citation in (*answer.citations, *answer.nearest):
        page = index.page(citation.report, citation.page)
        assert " ".join(page.text[citation.span.start : citation.span.end].split()) == citation.quote
        assert made_equal(citation.quote) in made_equal(page.text)
        assert made_equal(citation.quote) in made_equal(citation.passage)
        assert 0.0 < citation.score <= 1.0
        report = next(report for report in index.reports() if report.id == citation.report)
        assert (citation.title, citation.organisation, citation.year) == (
            report.title,
            report.organisation,
            report.year,
        )
        if report.file.endswith(".pdf"):
            assert stands_on(words_of_page(report.file, citation.page), made_equal(citation.quote))
    assert set(answer.coverage.found) == {citation.report for citation in answer.citations}
    assert set(answer.coverage.found) <= set(answer.coverage.searched)
    assert 0.0 <= answer.confidence <= 1.0
    assert answer.dropped == 0
    answered = answer.status in (Status.ANSWERED, Status.PARTIAL)
    assert bool(answer.statements) == bool(answer.citations) == answered
    assert (answer.status is Status.PARTIAL) <= bool(answer.gaps)
    if not answered:
        assert answer.status is Status.NOT_FOUND and answer.coverage.found == ()
