"""The verbatim sentences of an answer: chosen, grouped by report, cited, and checked against their pages."""

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from assistant.records import Citation, Statement
from assistant.sources import source_name
from assistant.texts import text
from corpus.records import BlockRole
from index.records import SearchResult, SentenceHit
from index.search import Index

# More sentences than this nobody reads as an answer.
_MOST_SENTENCES = 8
# A sentence answers along with the best one while its log-odds are no more than this below the best one's. Measured
# against a share of the best one's, and against bounds on the score or the cosine: at as many facts found, this cites
# the fewest sentences beside the point.
_BELOW_BEST = 2.0
# Shorter sentences say nothing alone.
_FEWEST_WORDS = 4
# Two sentences that share this much of their words say the same; the better one stands for both.
_SAME_WORDS = 0.8
# What stands on a page without saying anything of its own.
_NOT_QUOTED = (BlockRole.HEADING, BlockRole.ATTRIBUTION)
# How many passages are shown as nearest when none answers.
_NEAREST = 3

# What Markdown reads as markup: signs, an entity, the start of a bare link, and how a line of a list begins.
_MARKDOWN = re.compile(
    r"([\\`*_\[\]<>#|~$&]|:(?=//)|(?<=\bwww)\.|(?<=\w)@(?=\w)|^[-+](?=\s)"
    r"|(?:(?<=^\d)|(?<=^\d\d)|(?<=^\d{3})|(?<=^\d{4}))[.)](?=\s))"
)


def choose(found: SearchResult) -> list[SentenceHit]:
    """The sentences of the answer, report by report (best first), within a report in the order of its pages."""
    chosen: list[SentenceHit] = []
    for candidate in found.sentences:
        if not _can_be_quoted(candidate) or any(_say_the_same(candidate, other) for other in chosen):
            continue
        if chosen and _log_odds(candidate) < _log_odds(chosen[0]) - _BELOW_BEST:
            break
        chosen.append(candidate)
        if len(chosen) == _MOST_SENTENCES:
            break
    place = {report: i for i, report in enumerate(dict.fromkeys(hit.hit.report.id for hit in chosen))}
    return sorted(chosen, key=lambda hit: (place[hit.hit.report.id], _position(hit)))


def nearest(found: SearchResult) -> list[SentenceHit]:
    """The best sentence of each of the nearest passages, best first."""
    best: dict[str, SentenceHit] = {}
    for candidate in found.sentences:
        if _can_be_quoted(candidate):
            best.setdefault(candidate.hit.passage.id, candidate)
    return list(best.values())[:_NEAREST]


def cite(hits: Iterable[SentenceHit], index: Index) -> tuple[list[Statement], list[Citation], int]:
    """Make a statement of each sentence, with a citation for each page it stands on.

    A statement whose words are not found, as they are, on the page that it names is left out.

    Returns:
        Statements, citations numbered from 1, and how many statements were left out.
    """
    statements: list[Statement] = []
    citations: list[Citation] = []
    dropped = 0
    for hit in hits:
        quotes = _quotes(hit, index)
        if " ".join(quote.quote for quote in quotes) != hit.sentence.text:
            dropped += 1
            continue
        numbered = [replace(quote, number=len(citations) + i) for i, quote in enumerate(quotes, start=1)]
        citations += numbered
        statements.append(Statement(hit.sentence.text, tuple(quote.number for quote in numbered)))
    return statements, citations, dropped


def to_markdown(statements: Sequence[Statement], citations: Sequence[Citation], language: str) -> str:
    """The answer as Markdown: under each report its sentences with their [numbers]."""
    lines: list[str] = []
    report = ""
    for statement in statements:
        citation = citations[statement.citations[0] - 1]
        if citation.report != report:
            report = citation.report
            lines += ["", f"**{_escape(source_name(citation))}**", ""]
        numbers = "".join(f"[{number}]" for number in statement.citations)
        lines.append(f"- {_escape(statement.text)} {numbers}")
    return "\n".join([text("status_answered", language) + ":", *lines])


def _quotes(hit: SentenceHit, index: Index) -> list[Citation]:
    """The sentence as it stands on its pages, read there anew."""
    report, passage = hit.hit.report, hit.hit.passage
    quotes = []
    for span in hit.sentence.spans:
        page = index.page(report.id, span.page)
        quotes.append(
            Citation(
                number=0,
                report=report.id,
                title=report.title,
                organisation=report.organisation,
                year=report.year,
                page=span.page,
                page_label=page.label,
                quote=" ".join(page.text[span.start : span.end].split()),
                passage=passage.text,
                headings=passage.headings,
                score=hit.score,
                span=span,
            )
        )
    return quotes


def _can_be_quoted(hit: SentenceHit) -> bool:
    """Whether the sentence says something alone; one that ends in a colon leaves it to what follows."""
    words = hit.sentence.text
    return hit.sentence.role not in _NOT_QUOTED and len(words.split()) >= _FEWEST_WORDS and not words.endswith(":")


def _say_the_same(one: SentenceHit, other: SentenceHit) -> bool:
    words, other_words = _words(one.sentence.text), _words(other.sentence.text)
    return len(words & other_words) >= _SAME_WORDS * len(words | other_words)


def _words(sentence: str) -> set[str]:
    return set(re.findall(r"\w+", unicodedata.normalize("NFC", sentence).lower()))


def _log_odds(hit: SentenceHit) -> float:
    return math.log(hit.score / (1.0 - hit.score))


def _position(hit: SentenceHit) -> tuple[int, int]:
    span = hit.sentence.spans[0]
    return span.page, span.start


def _escape(words: str) -> str:
    """Words of a report as plain text in Markdown; what they hold must not become a link, a tag or a heading."""
    return _MARKDOWN.sub(r"\\\1", words)
