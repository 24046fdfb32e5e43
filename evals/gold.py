"""Where the gold quotes of a question set stand in the reports of an index."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from assistant.assistant import Assistant
from corpus.errors import QuestionSetError
from evals.matching import Folded, fold
from evals.questions import GoldQuote, Question

# How much of a quote an error message repeats.
_SHOWN_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Characters `start` to `end` (exclusive) in the clean text of a page (1-based) of a report."""

    report: str
    page: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gold:
    """A gold quote and every place where its words stand.

    Attributes:
        quote: the words as the set has them.
        grade: 2 answers the question, 1 helps.
        places: at least one; more where a report says the same words again, and each of them counts as the quote.
    """

    quote: str
    grade: int
    places: tuple[Place, ...]


def check_against(questions: Sequence[Question], assistant: Assistant) -> dict[str, tuple[Gold, ...]]:
    """Find every gold quote on a page of its report.

    Args:
        questions: of one or more sets.
        assistant: whose reports they are about.

    Returns:
        For each question's id its gold quotes, in the set's order.

    Raises:
        QuestionSetError: a quote is on no page of its report, or the set names a report or an organisation that the
            index does not hold.
    """
    pages = _folded_pages(assistant)
    organisations = {report.organisation for report in assistant.reports()}
    found: dict[str, tuple[Gold, ...]] = {}
    missing: list[str] = []
    for question in questions:
        _check_names(question, pages, assistant, organisations)
        golds = [Gold(gold.quote, gold.grade, tuple(_places(gold, pages))) for gold in question.relevant]
        missing += [f'question {question.id}: "{_short(gold.quote)}"' for gold in golds if not gold.places]
        found[question.id] = tuple(golds)
    if missing:
        others = f" (and {len(missing) - 1} more)" if len(missing) > 1 else ""
        raise QuestionSetError(
            f"A gold quote stands on no page of its report, {missing[0]}{others}; correct the set, or evaluate with an "
            "index of the reports it was written for."
        )
    return found


_Pages = dict[str, tuple[Folded, ...]]


def _folded_pages(assistant: Assistant) -> _Pages:
    return {
        report.id: tuple(fold(assistant.page(report.id, number).text) for number in range(1, report.page_count + 1))
        for report in assistant.reports()
    }


def _places(gold: GoldQuote, pages: _Pages) -> Iterator[Place]:
    for report in [gold.doc] if gold.doc else pages:
        for number, page in enumerate(pages[report], start=1):
            for start, end in page.find_all(gold.quote):
                yield Place(report, number, start, end)


def _check_names(question: Question, pages: _Pages, assistant: Assistant, organisations: Iterable[str]) -> None:
    docs = [gold.doc for gold in question.relevant if gold.doc] + [*question.forbidden_docs]
    for doc in docs:
        if doc not in pages:
            raise QuestionSetError(
                f"Question {question.id} names the report {doc}, which the index does not hold; it holds "
                f"{', '.join(pages)}."
            )
    for name in assistant.filters(organisations=question.filters.organisations).organisation:
        if name not in organisations:
            raise QuestionSetError(
                f"Question {question.id} filters by the organisation {name}, of which the index has no report; it has "
                f"{', '.join(sorted(organisations))}."
            )


def _short(quote: str) -> str:
    return quote if len(quote) <= _SHOWN_CHARACTERS else quote[:_SHOWN_CHARACTERS].rstrip() + "..."
