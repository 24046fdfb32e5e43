import pytest

from assistant.assistant import Assistant
from corpus.errors import QuestionSetError
from evals.gold import check_against
from evals.questions import Question


def question(**fields: object) -> Question:
    whole = {"id": "q", "lang": "da", "kind": "lookup", "question": "Hvad?", "answerable": True} | fields
    return Question.model_validate(whole, strict=False)


def words_of_a_page(assistant: Assistant) -> tuple[str, int, str]:
    """Six words from a page of the first report: its id, the page's number, and the words."""
    report = assistant.reports()[0]
    number = min(2, report.page_count)
    words = assistant.page(report.id, number).text.split()
    return report.id, number, " ".join(words[10:16])


def test_a_gold_quote_is_found_on_its_page(assistant: Assistant) -> None:
    report, number, words = words_of_a_page(assistant)
    (gold,) = check_against([question(relevant=[{"doc": report, "quote": words}])], assistant)["q"]
    place = gold.places[0]
    assert (place.report, place.page) == (report, number)
    assert assistant.page(report, number).text[place.start : place.end].split() == words.split()


def test_without_a_report_every_report_is_looked_in(assistant: Assistant) -> None:
    report, number, words = words_of_a_page(assistant)
    (gold,) = check_against([question(relevant=[{"quote": words}])], assistant)["q"]
    assert (report, number) in [(place.report, place.page) for place in gold.places]


def test_a_quote_that_no_page_holds_is_an_error(assistant: Assistant) -> None:
    report, _, words = words_of_a_page(assistant)
    missing = {"doc": report, "quote": "words that stand nowhere in it, " * 5}
    asked = question(relevant=[missing, {"doc": report, "quote": words}, missing])
    with pytest.raises(QuestionSetError, match=r'question q: "words that .*\.\.\." \(and 1 more\); correct the set'):
        check_against([asked], assistant)


def test_names_that_the_index_does_not_hold_are_errors(assistant: Assistant) -> None:
    _, _, words = words_of_a_page(assistant)
    with pytest.raises(QuestionSetError, match="Question q names the report nowhere, which the index does not hold"):
        check_against([question(relevant=[{"doc": "nowhere", "quote": words}])], assistant)
    with pytest.raises(QuestionSetError, match="names the report nowhere"):
        check_against([question(forbidden_docs=["nowhere"])], assistant)
    with pytest.raises(QuestionSetError, match="organisation Nobody, of which the index has no report"):
        check_against([question(filters={"organisation": "Nobody"})], assistant)
