import pytest

from evals.metrics.answers import (
    Truth,
    citation_precision,
    citation_recall,
    cites_forbidden,
    count_words,
    is_verbatim,
    nugget_recall,
    quote_fidelity,
    says_forbidden,
    truth,
)
from tests.evals.builders import gold, nugget, place


def test_a_quote_is_verbatim_but_for_white_space_hyphens_and_unicode_form() -> None:
    page = "Et samar-\nbejde  om pa\u030argang."
    assert is_verbatim("Et samarbejde om pårgang.", page)
    assert not is_verbatim("Et samarbejde om pårgangen", page)
    assert not is_verbatim("et samarbejde", page)
    assert not is_verbatim("", page)


def test_fidelity_is_undefined_without_quotes() -> None:
    assert quote_fidelity([True, True]) == 1
    assert quote_fidelity([True, False, True, False]) == 0.5
    assert quote_fidelity([]) is None


def test_citations_are_judged_by_where_they_stand() -> None:
    golds = [gold(0, 20), gold(100, 120), gold(200, 220, grade=1)]
    cited = [place(5, 15), place(200, 220), place(300, 320), place(0, 30)]
    assert citation_precision(cited, golds, 2) == 0.5
    assert citation_precision(cited, golds, 1) == 0.75
    assert citation_recall(cited, golds, 2) == 0.5
    assert citation_recall(cited, golds, 1) == pytest.approx(2 / 3)


def test_citation_figures_at_their_edges() -> None:
    golds = [gold(0, 20)]
    assert citation_precision([], golds, 2) is None
    assert citation_precision([place(0, 20)], [], 2) is None
    assert citation_precision([place(0, 20)], [gold(0, 20, grade=1)], 2) == 0
    assert citation_recall([], golds, 2) == 0
    assert citation_recall([place(0, 20)], [], 2) is None
    assert citation_recall([place(0, 20)], [gold(0, 20, grade=1)], 2) is None


def test_nuggets_are_sought_in_lower_cased_quotes() -> None:
    nuggets = [nugget(r"\b9 timer", "ni timer"), nugget("praice"), nugget("13 timer", vital=False)]
    quotes = ["Hun begyndte med 9\ntimer", "Senere 13 timer"]
    assert nugget_recall(nuggets, quotes, only_vital=True) == 0.5
    assert nugget_recall(nuggets, quotes, only_vital=False) == pytest.approx(2 / 3)
    assert nugget_recall(nuggets, ["PRAICE"], only_vital=True) == 0.5
    assert nugget_recall(nuggets, [], only_vital=True) == 0
    assert nugget_recall([], quotes, only_vital=True) is None
    assert nugget_recall([nugget("a", vital=False)], quotes, only_vital=True) is None


def test_words_are_those_to_read() -> None:
    assert count_words("Det skriver **Brofæste 2023**: - Vi mødtes i 9 uger. [1][2]") == 9
    assert count_words("") == 0
    assert count_words("– [1] —") == 0


def test_forbidden_reports_and_words() -> None:
    assert cites_forbidden(["a", "b"], ["b"]) == 1
    assert cites_forbidden(["a"], ["b"]) == 0
    assert cites_forbidden([], ["b"]) == 0
    assert cites_forbidden(["a"], []) is None
    assert says_forbidden("Det var PRAICE", ["praice"]) == 1
    assert says_forbidden("", ["praice"]) == 0
    assert says_forbidden("praice", []) is None


@pytest.mark.parametrize(
    ("answered", "answerable", "vital_recall", "expected"),
    [
        (True, True, 1.0, Truth.PERFECT),
        (True, True, 0.5, Truth.ACCEPTABLE),
        (True, True, 0.99, Truth.ACCEPTABLE),
        (True, True, 0.49, Truth.INCORRECT),
        (True, True, 0.0, Truth.INCORRECT),
        (True, True, None, None),
        (False, True, 0.0, Truth.MISSING),
        (False, True, None, Truth.MISSING),
        (False, False, None, Truth.MISSING),
        (True, False, None, Truth.INCORRECT),
    ],
)
def test_truthfulness_is_that_of_crag(
    answered: bool, answerable: bool, vital_recall: float | None, expected: Truth | None
) -> None:
    assert truth(answered, answerable, vital_recall) is expected
