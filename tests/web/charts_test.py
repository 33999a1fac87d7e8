"""Axes and shades of the pictures of agreement."""

from __future__ import annotations

import pytest

from annotator.web.charts import AGREED, CONFUSED, Cell, axis


@pytest.mark.parametrize(
    ("values", "ticks"),
    [
        ((), (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        ((0.3, 0.9), (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        ((0.3, -0.05), (-0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        ((-0.4,), (-0.4, -0.2, 0.0, 0.2, 0.4, 0.6, 0.8, 1.0)),
        ((-0.41,), (-0.5, 0.0, 0.5, 1.0)),
        ((-1.0,), (-1.0, -0.5, 0.0, 0.5, 1.0)),
    ],
)
def test_an_axis_goes_below_chance_only_where_a_value_does(
    values: tuple[float, ...], ticks: tuple[float, ...]
) -> None:
    found = axis(values)
    assert found.ticks == ticks
    assert (found.at(ticks[0]), found.at(1)) == ("0.0%", "100.0%")


@pytest.mark.parametrize(
    ("share", "confused", "agreed"), [(0.05, 0, 0), (0.1, 1, 0), (0.3, 2, 1), (0.8, 3, 3)]
)
def test_a_cell_is_the_darker_the_larger_its_share(
    share: float, confused: int, agreed: int
) -> None:
    assert Cell(share, "", "", "", CONFUSED).shade == confused
    assert Cell(share, "", "", "", AGREED).shade == agreed
