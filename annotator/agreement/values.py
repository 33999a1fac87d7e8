"""A number for each item, as a histogram of numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats, Ints


@dataclass(frozen=True)
class Values:
    """Different `values`, (kinds,), and of how many items each is one: `times`, (…, kinds)."""

    values: Floats
    times: Ints

    @property
    def width(self) -> int:
        """Return one number a kind."""
        return 1

    def drawn(self, times: Ints) -> Values:
        """Return the same values, as often as drawn."""
        return replace(self, times=times)


def mean(values: Values) -> Floats:
    """Return the mean over items."""
    return np.asarray(values.times @ values.values / values.times.sum(axis=-1))


def total(values: Values) -> Floats:
    """Return the sum over items."""
    return np.asarray(values.times @ values.values)
