"""Krippendorff's alpha, for labels of any distance from one another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement import distances
from annotator.agreement.statistic import beyond_chance

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats
    from annotator.agreement.distances import Distance
    from annotator.agreement.table import Votes


def alpha(votes: Votes, distance: Distance) -> Floats:
    """Return 1 - observed over expected disagreement; labels may be missing. At most 1.

    `distance` gives (…, labels, labels) from votes. Items with one label are out of the expected
    disagreement too. Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011).
    """
    votes.need_pairs()
    apart = distance(votes)
    pairs = votes.coincidences
    given = pairs.sum(axis=-1)
    observed = (pairs * apart).sum(axis=(-2, -1))
    expected = ((given[..., None, :] @ apart)[..., 0, :] * given).sum(axis=-1)
    with np.errstate(divide="ignore", invalid="ignore"):
        return beyond_chance(observed, expected / (given.sum(axis=-1) - 1))


def alpha_nominal(votes: Votes) -> Floats:
    """Return alpha for labels that are the same or not."""
    return alpha(votes, distances.nominal)


def alpha_ordinal(votes: Votes) -> Floats:
    """Return alpha for labels with an order."""
    return alpha(votes, distances.ordinal)


def alpha_interval(votes: Votes) -> Floats:
    """Return alpha for numbers whose differences count."""
    return alpha(votes, distances.interval)


def alpha_ratio(votes: Votes) -> Floats:
    """Return alpha for numbers from 0 up, whose ratios count."""
    return alpha(votes, distances.ratio)


def alpha_masi(votes: Votes) -> Floats:
    """Return alpha for sets, by MASI (Passonneau 2006)."""
    return alpha(votes, distances.masi)


def alpha_masi_dkpro(votes: Votes) -> Floats:
    """Return alpha for sets, by MASI as DKPro Statistics has it."""
    return alpha(votes, distances.masi_dkpro)


def alpha_set_2004(votes: Votes) -> Floats:
    """Return alpha for sets, by how they lie to each other alone (Passonneau 2004)."""
    return alpha(votes, distances.sets)
