import numpy as np
import pytest

from evals.metrics.intervals import (
    bootstrap,
    bootstrap_mean,
    bootstrap_percentile,
    detectable,
    holm,
    randomisation_test,
    wilson,
)


def test_wilson_has_the_published_values() -> None:
    # Newcombe, "Two-sided confidence intervals for the single proportion" (Statistics in Medicine 1998), table I.
    assert wilson(81, 263) == pytest.approx((0.2553, 0.3662), abs=1e-4)
    assert wilson(15, 148) == pytest.approx((0.0624, 0.1605), abs=1e-4)
    assert wilson(0, 20) == pytest.approx((0.0000, 0.1611), abs=1e-4)
    assert wilson(1, 29) == pytest.approx((0.0061, 0.1718), abs=1e-4)
    assert wilson(0, 0) is None


def test_the_bootstrap_of_a_mean_is_near_the_normal_one_and_repeats() -> None:
    values = [float(i % 10) for i in range(400)]
    names = [str(i) for i in range(400)]
    half = 1.96 * np.std(values) / 20
    assert bootstrap_mean(values, names) == pytest.approx((4.5 - half, 4.5 + half), abs=0.02)
    assert bootstrap_mean(values, names) == bootstrap_mean(values, names)


def test_questions_of_one_report_are_drawn_together() -> None:
    values = [0.0] * 50 + [1.0] * 50
    apart = bootstrap_mean(values, [str(i) for i in range(100)])
    together = bootstrap_mean(values, ["a"] * 50 + ["b"] * 50)
    assert apart == pytest.approx((0.4, 0.6), abs=0.011)
    assert together == (0.0, 1.0)


def test_without_two_clusters_there_is_no_interval() -> None:
    assert bootstrap_mean([], []) is None
    assert bootstrap_mean([1.0, 0.0], ["a", "a"]) is None
    assert bootstrap(lambda drawn: 1.0, ["a"]) is None
    assert bootstrap(lambda drawn: None, ["a", "b"]) is None
    assert bootstrap_percentile(np.array([3.0]), 0.5) is None


def test_the_bootstrap_of_a_statistic_agrees_with_that_of_the_mean() -> None:
    values = np.arange(30, dtype=float)
    names = [str(i // 3) for i in range(30)]
    assert bootstrap(lambda drawn: float(values[drawn].mean()), names) == pytest.approx(
        bootstrap_mean(values.tolist(), names)
    )


def test_the_interval_of_a_percentile_holds_it() -> None:
    low, high = bootstrap_percentile(np.arange(101, dtype=float), 0.5) or (0, 0)
    assert 35 < low < 50 < high < 65


def test_the_randomisation_test() -> None:
    assert randomisation_test([]) == 1
    assert randomisation_test([0.0, 0.0]) == 1
    # Of the 2 ** 5 ways to sign five equal numbers two are as far from 0.
    assert randomisation_test([1.0] * 5) == pytest.approx(2 / 32, abs=0.01)
    assert randomisation_test([1.0, -1.0]) == pytest.approx(1, abs=0.001)
    assert randomisation_test([0.3] * 40) < 0.001


def test_holm_corrects_in_steps() -> None:
    assert holm([0.01, 0.04, 0.03]) == pytest.approx([0.03, 0.06, 0.06])
    assert holm([0.9, 0.8]) == [1, 1]
    assert holm([]) == []


def test_what_could_have_been_shown_is_larger_than_the_half_interval() -> None:
    assert detectable((-1.96, 1.96)) == pytest.approx(1.96 + 0.8416, abs=0.001)
    assert detectable((0.0, 0.0)) == 0
