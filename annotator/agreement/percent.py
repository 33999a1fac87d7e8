"""Percent agreement: how often two annotators of one item give the same label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from annotator.agreement.statistic import Figure
from annotator.agreement.table import labels_in

if TYPE_CHECKING:
    from annotator.agreement.table import Votes


def percent(votes: Votes) -> Figure:
    """Mean over items of the share of agreeing pairs (Fleiss 1971, P̄), from 0 to 1.

    Items with one label say nothing about agreement and are left out.
    """
    items = votes.paired_items
    if items == 0:
        return Figure.undefined("no claim has two judgements yet")
    agreeing = 0.0
    for pattern, times in votes.patterns.items():
        n = labels_in(pattern)
        if n > 1:
            agreeing += times * sum(c * (c - 1) for _, c in pattern) / (n * (n - 1))
    return Figure(agreeing / items)
