"""Krippendorff's alpha for nominal labels."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from annotator.agreement.statistic import Figure
from annotator.agreement.table import labels_in

if TYPE_CHECKING:
    from annotator.agreement.table import Votes


def alpha_nominal(votes: Votes) -> Figure:
    """1 - observed over expected disagreement; missing labels allowed, at most 1.

    Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), section C: an item with m
    labels adds its ordered pairs of labels with weight 1 / (m - 1); items with one label are out
    of the expected disagreement too.
    """
    observed = 0.0
    totals: Counter[str] = Counter()
    for pattern, times in votes.patterns.items():
        n = labels_in(pattern)
        if n < 2:
            continue
        observed += times * sum(count * (n - count) for _, count in pattern) / (n - 1)
        for label, count in pattern:
            totals[label] += times * count
    pairable = sum(totals.values())
    if pairable == 0:
        return Figure.undefined("no claim has two judgements yet")
    expected = sum(count * (pairable - count) for count in totals.values()) / (pairable - 1)
    if expected == 0:
        return Figure.undefined("only one label was given, so chance cannot be told from agreement")
    return Figure(1 - observed / expected)
