"""Gwet's AC1, and AC2 for labels that are numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from annotator.agreement.counts import Undefined
from annotator.agreement.statistic import ONE_LABEL, beyond_chance

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats
    from annotator.agreement.table import Votes


def gwet_ac1(votes: Votes) -> Floats:
    """Return agreement above chance, where only some items are thought to be guessed (Gwet
    2008).
    """
    return gwet(votes, np.eye(len(votes.scale.labels)))


def gwet_ac2_quadratic(votes: Votes) -> Floats:
    """Return the same for numbers, where the square of their difference counts (Gwet 2014)."""
    votes.need_pairs()
    numbers = votes.scale.numbers
    spread = np.ptp(numbers) if len(numbers) else 0
    return gwet(votes, 1 - ((numbers[:, None] - numbers) / (spread or 1)) ** 2)


def gwet(votes: Votes, weights: Floats) -> Floats:
    """Return AC2 with `weights`, (labels, labels): 1 for the same label, less for one farther off.

    How often a label is given is a mean over all items, those with a single label too.
    """
    votes.need_pairs()
    labels = len(votes.scale.labels)
    if labels < 2:
        raise Undefined(ONE_LABEL)
    paired = votes.sizes > 1
    counts, sizes = votes.patterns[paired], votes.sizes[paired]
    alike = (counts * (counts @ weights - 1)).sum(axis=1) / (sizes * (sizes - 1))
    times = votes.times[..., paired]
    given = votes.times @ (votes.patterns / votes.sizes[:, None])
    given = given / votes.times.sum(axis=-1)[..., None]
    chance = weights.sum() / (labels * (labels - 1)) * (given * (1 - given)).sum(axis=-1)
    with np.errstate(invalid="ignore"):
        return beyond_chance(1 - times @ alike / times.sum(axis=-1), 1 - chance)
