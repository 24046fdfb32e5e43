import pytest

from evals.metrics.abstention import auroc, brier, false_abstention, rejection, risk_coverage, risk_coverage_area
from evals.metrics.speed import percentile


def test_silence_is_right_where_the_reports_are_silent() -> None:
    assert rejection(answered=False, answerable=False) == 1
    assert rejection(answered=True, answerable=False) == 0
    assert rejection(answered=True, answerable=True) is None
    assert false_abstention(answered=False, answerable=True) == 1
    assert false_abstention(answered=True, answerable=True) == 0
    assert false_abstention(answered=False, answerable=False) is None


@pytest.mark.parametrize(
    ("confidence", "answerable", "expected"),
    [
        ([0.9, 0.8, 0.2], [True, True, False], 1.0),
        ([0.1, 0.2, 0.9], [True, True, False], 0.0),
        ([0.5, 0.5, 0.5], [True, True, False], 0.5),
        ([0.9, 0.4, 0.5, 0.4], [True, True, False, False], 0.625),
        ([0.9, 0.8], [True, True], None),
        ([0.9, 0.8], [False, False], None),
        ([], [], None),
    ],
)
def test_auroc(confidence: list[float], answerable: list[bool], expected: float | None) -> None:
    assert auroc(confidence, answerable) == expected


def test_risk_against_coverage_counted_by_hand() -> None:
    risks = risk_coverage([0.9, 0.5, 0.8, 0.1], [True, True, False, False])
    assert risks.tolist() == pytest.approx([0, 1 / 2, 1 / 3, 1 / 2])
    assert risk_coverage_area([0.9, 0.5, 0.8, 0.1], [True, True, False, False]) == pytest.approx(1 / 3)


def test_equal_confidence_stands_in_no_order() -> None:
    assert risk_coverage([0.5, 0.5, 0.5, 0.5], [True, True, True, False]).tolist() == [0.25] * 4
    assert risk_coverage_area([0.5] * 4, [True, True, True, False]) == 0.25


def test_risk_and_brier_at_their_edges() -> None:
    assert risk_coverage([], []).tolist() == []
    assert risk_coverage_area([], []) is None
    assert risk_coverage_area([0.2, 0.3], [False, False]) is None
    assert risk_coverage([0.2, 0.3], [False, False]).tolist() == [1, 1]
    assert brier([], []) is None
    assert brier([1.0, 0.0], [True, False]) == 0
    assert brier([0.5, 0.5], [True, False]) == 0.25


def test_percentiles_lie_between_the_nearest() -> None:
    assert percentile([30, 10, 20], 0.5) == 20
    assert percentile([10, 20], 0.95) == pytest.approx(19.5)
    assert percentile([], 0.5) is None
