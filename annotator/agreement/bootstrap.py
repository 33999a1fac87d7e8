"""95 % intervals by claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.agreement.judgements import Judgements
    from annotator.agreement.statistic import Clusters, Figure, H, Statistic

REPLICATES = 1_000
#: So that the same votes always have the same interval.
SEED = 19_790_101
SHARE = 0.95
#: The most cells of a piece of the replicates that is worked on at once.
PIECE = 2_000_000
#: The most cells that one replicate may go through, some seconds for all of them.
MOST_WORK = 100_000_000


def with_interval(statistic: Statistic[Any], judgements: Judgements) -> Figure:
    """Return the statistic's value with its interval, where it has both."""
    figure = statistic.figure(judgements)
    if figure.value is None or not statistic.resampled:
        return figure
    return replace(figure, interval=interval(statistic, statistic.count(judgements)))


def interval(
    statistic: Statistic[H], counted: H, clusters: Clusters | None = None
) -> tuple[float, float] | None:
    """Return the middle 95 % of 1,000 replicates, each of as many items drawn with putting back.

    Drawing items is drawing how often each kind of item comes: one multinomial for a replicate.
    None for fewer than two claims, where over 5 % of the replicates have no value, and where there
    are so many labels that it would take minutes.
    """
    claims = counted if clusters is None else clusters
    if claims.times.sum() < 2 or len(counted.times) * counted.width**2 > MOST_WORK:
        return None
    values = np.concatenate([statistic.compute(piece) for piece in replicates(counted, clusters)])
    values = values[np.isfinite(values)]
    if len(values) < SHARE * REPLICATES:
        return None
    low, high = np.quantile(values, [(1 - SHARE) / 2, (1 + SHARE) / 2])
    return float(low), float(high)


def replicates(counted: H, clusters: Clusters | None = None) -> Iterator[H]:
    """Yield the replicates, some at a time so that they stay small.

    Where claims have several items each, claims are drawn with all that they have.
    """
    random = np.random.default_rng(SEED)
    times = counted.times if clusters is None else clusters.times
    there = np.flatnonzero(times)
    shares = times[there] / times.sum()
    size = max(1, min(REPLICATES, PIECE // (len(times) * counted.width)))
    for begin in range(0, REPLICATES, size):
        drawn = np.zeros((min(size, REPLICATES - begin), len(times)), np.int64)
        drawn[:, there] = random.multinomial(times.sum(), shares, len(drawn))
        yield counted.drawn(drawn if clusters is None else drawn @ clusters.patterns)
