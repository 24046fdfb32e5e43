import numpy as np
import pytest

from assistant.drafting.grouping import group

EAST, NORTH, WEST = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (-1.0, 0.1, 0.3)


def near(direction: tuple[float, float, float], by: float) -> tuple[float, ...]:
    return tuple(value + by for value in direction)


def test_what_points_the_same_way_is_together_in_the_order_of_its_first() -> None:
    rows = [EAST, NORTH, near(EAST, 0.01), WEST, near(NORTH, 0.02), near(WEST, 0.01)]
    assert group(np.array(rows)) == [[0, 2], [1, 4], [3, 5]]


def test_a_lone_row_joins_the_group_that_it_is_most_like() -> None:
    rows = [EAST, near(EAST, 0.01), WEST, near(WEST, 0.01), (-0.2, 3.0, 0.0)]
    assert sorted(map(len, group(np.array(rows)))) == [2, 3]


@pytest.mark.parametrize("count", [1, 2])
def test_few_rows_are_all_in_a_group(count: int) -> None:
    groups = group(np.array([EAST, WEST][:count]))
    assert sorted(row for rows in groups for row in rows) == [*range(count)]


def test_equal_rows_do_not_divide_by_zero() -> None:
    assert sorted(row for rows in group(np.array([EAST, EAST, EAST])) for row in rows) == [0, 1, 2]
