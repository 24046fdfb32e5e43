"""Retrieval figures on rankings small enough to count by hand, and against pytrec_eval itself."""

import math
import random

import pytest
import pytrec_eval

from evals.gold import Gold
from evals.metrics.overlap import Units, found_at, grade_of, is_at
from evals.metrics.retrieval import as_scores, mean_recall, measure, of_grade, quote_recall, ranks_found, within
from tests.evals.builders import gold, place, unit


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 100, True),  # a passage around the quote
        (45, 55, True),  # a sentence within it
        (20, 50, True),  # half of a shorter piece
        (10, 45, False),  # less than half of either
        (0, 40, False),
        (60, 90, False),
    ],
)
def test_a_unit_is_at_a_quote_when_they_share_half_of_the_shorter(start: int, end: int, expected: bool) -> None:
    assert is_at(unit(start, end), gold(40, 60)) is expected


def test_other_pages_and_reports_do_not_overlap() -> None:
    assert not is_at(unit(0, 100, page=2), gold(40, 60))
    assert not is_at(unit(0, 100, report="other"), gold(40, 60))
    assert not is_at((), gold(40, 60))


def test_a_unit_has_the_highest_grade_it_is_at_wherever_the_words_stand() -> None:
    twice = Gold("words", 2, (place(0, 10), place(0, 10, page=5)))
    assert grade_of(unit(0, 50, page=5), [gold(20, 30, grade=1, page=5), twice]) == 2
    assert grade_of(unit(60, 90, page=5), [twice]) == 0


def test_a_quote_is_found_once_half_of_it_has_been_seen() -> None:
    quote = gold(0, 100)
    assert found_at(quote, [unit(200, 300), unit(0, 30), unit(20, 49), unit(40, 55)]) == 4
    assert found_at(quote, [unit(0, 30), unit(0, 30)]) is None
    assert found_at(quote, []) is None


def test_units_are_judged_and_a_quote_that_none_is_at_stays_in_the_denominator() -> None:
    units = Units({"a": unit(0, 50), "b": unit(50, 100), "c": unit(0, 50, page=2)})
    golds = [gold(10, 20, grade=1), gold(30, 40), gold(40, 60, grade=1), gold(0, 9, page=9)]
    assert units.judge(golds) == {"a": 2, "b": 1, "unreached:3": 2}
    assert units.judge([]) == {}


def test_figures_of_a_ranking_counted_by_hand() -> None:
    qrels = {"q": {"a": 2, "b": 1, "lost": 2}}
    values = measure(qrels, {"q": ["x", "a", "y", "b"]})["q"]
    gained = 2 / math.log2(3) + 1 / math.log2(5)
    ideal = 2 + 2 / math.log2(3) + 1 / math.log2(4)
    assert values["nDCG@10"] == pytest.approx(gained / ideal)
    assert values["R@5"] == pytest.approx(2 / 3)
    assert values["RR@10"] == pytest.approx(1 / 2)
    assert values["Success@5"] == 1


def test_what_is_not_found_scores_0_and_what_has_no_gold_nothing() -> None:
    values = measure({"q": {"a": 2}, "empty": {"a": 2}}, {"q": ["x"], "empty": [], "no gold": ["a"]})
    assert set(values) == {"q", "empty"}
    assert set(values["q"].values()) == set(values["empty"].values()) == {0}
    assert measure({}, {"q": ["a"]}) == {}


def test_grades_are_kept_apart() -> None:
    qrels = {"q": {"a": 2, "b": 1}, "helped": {"a": 1}}
    assert of_grade(qrels, 2) == {"q": {"a": 2}}
    assert of_grade(qrels, 1) == qrels


def test_figures_equal_those_of_pytrec_eval() -> None:
    chance = random.Random(1)
    names = [f"unit {i}".replace(" ", "") for i in range(60)]
    qrels = {f"q{i}": {name: chance.choice((1, 2)) for name in chance.sample(names, 8)} for i in range(40)}
    rankings = {name: chance.sample(names, 30) for name in qrels}
    wanted = {"ndcg_cut.10", "recall.5,20", "success.5", "recip_rank"}
    theirs = pytrec_eval.RelevanceEvaluator(qrels, wanted).evaluate(
        {name: as_scores(ranked) for name, ranked in rankings.items()}
    )
    ours = measure(qrels, rankings)
    for name, values in theirs.items():
        assert ours[name]["nDCG@10"] == pytest.approx(values["ndcg_cut_10"])
        assert ours[name]["R@5"] == pytest.approx(values["recall_5"])
        assert ours[name]["R@20"] == pytest.approx(values["recall_20"])
        assert ours[name]["Success@5"] == values["success_5"]
        first = values["recip_rank"]
        assert ours[name]["RR@10"] == pytest.approx(first if first >= 0.1 else 0)


def test_recall_counts_quotes_and_not_pieces() -> None:
    golds = [gold(0, 10), gold(20, 30), gold(500, 510), gold(12, 18, grade=1)]
    ranks = ranks_found(golds, [unit(700, 800), unit(0, 40), unit(500, 504), unit(504, 510)], 2)
    assert ranks == [2, 2, 4]
    assert [quote_recall(ranks, k) for k in (1, 2, 3, 4)] == [0, 2 / 3, 2 / 3, 1]
    assert quote_recall([None, 30]) == 0.5
    assert quote_recall([]) is None


def test_only_what_fits_into_the_characters_is_read() -> None:
    first = (place(0, 40), place(40, 100))
    second = (place(200, 230), place(230, 280))
    assert within(100, [first, second]) == [first, ()]
    assert within(140, [first, second]) == [first, second[:1]]
    assert within(1000, [first, second]) == [first, second]
    assert within(10, [first]) == [()]
    assert within(10, []) == []


def test_the_mean_leaves_out_questions_without_gold() -> None:
    assert mean_recall({"a": [1, None], "b": [3], "none": []}, 2) == 0.25
    assert mean_recall({"none": []}, 2) is None
