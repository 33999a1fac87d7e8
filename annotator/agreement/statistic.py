"""A figure of agreement, or the reason why there is none; and what all statistics share."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, Literal, Protocol, Self, TypeAlias, TypeVar, get_args

import numpy as np

from annotator.agreement.counts import Undefined

if TYPE_CHECKING:
    from collections.abc import Callable

    from annotator.agreement.counts import Floats, Ints
    from annotator.agreement.judgements import Judgements

#: What labels are, each level being those before it as well.
Level: TypeAlias = Literal["nominal", "ordinal", "interval", "ratio"]
LEVELS: tuple[Level, ...] = get_args(Level)
NO_PAIR = "nothing has two judgements yet"
ONE_LABEL = "only one label was given, so chance cannot be told from agreement"


@dataclass(frozen=True, slots=True)
class Clusters:
    """Claims of which each has several items: kinds of claims, and how often each is there.

    `patterns`, (kinds, patterns), is how many items of each pattern such a claim has; `times`,
    (kinds,), how many claims there are of a kind.
    """

    patterns: Ints
    times: Ints


class Histogram(Protocol):
    """Kinds of items, and how often each is there: `times` is (…, kinds).

    `width` is how many numbers a kind takes where a statistic is computed.
    """

    @property
    def times(self) -> Ints:
        """Return how often."""
        ...

    @property
    def width(self) -> int:
        """Return how many numbers."""
        ...

    def drawn(self, times: Ints) -> Self:
        """Return the same kinds, as often as drawn: (replicates, kinds)."""
        ...


H = TypeVar("H", bound=Histogram)


@dataclass(frozen=True, slots=True)
class Figure:
    """A statistic's value, or `reason` where it is undefined: never NaN, never a silent 1.0.

    `interval` is its 95 % interval by claim, where one was asked for and can be had.
    """

    value: float | None
    reason: str | None = None
    interval: tuple[float, float] | None = None

    @classmethod
    def undefined(cls, reason: str) -> Figure:
        """Return no value, and why."""
        return cls(None, reason)


@dataclass(frozen=True, slots=True)
class Statistic(Generic[H]):
    """A named figure of agreement.

    `count` gives the histogram that `compute` reads: all that it needs of the judgements. `compute`
    gives a value for each leading axis of its `times`, NaN where chance alone would always agree.
    Both raise Undefined. `written` is how a page writes the value; `level` is what labels must be
    to have it. One that is no mean over claims has no interval by claim and is not `resampled`.
    """

    key: str
    name: str
    written: str
    count: Callable[[Judgements], H]
    compute: Callable[[H], Floats]
    level: Level = "nominal"
    resampled: bool = True

    def said(self, value: float) -> str:
        """Return the value as a page writes it, with the sign for minus."""
        return self.written.format(value).replace("-", "−")

    def figure(self, judgements: Judgements) -> Figure:
        """Return its value for these judgements."""
        try:
            return self.figure_of(self.count(judgements))
        except Undefined as why:
            return Figure.undefined(str(why))

    def figure_of(self, counted: H) -> Figure:
        """Return its value for what is counted already."""
        try:
            value = float(self.compute(counted))
        except Undefined as why:
            return Figure.undefined(str(why))
        return Figure.undefined(ONE_LABEL) if np.isnan(value) else Figure(value)


def beyond_chance(observed: Floats, expected: Floats) -> Floats:
    """Return 1 - observed / expected disagreement; NaN where chance alone would always agree."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(expected > 0, 1 - observed / expected, np.nan)
