"""Fleiss' kappa, and that of each label."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from annotator.agreement.counts import Undefined
from annotator.agreement.percent import percent
from annotator.agreement.statistic import beyond_chance

if TYPE_CHECKING:
    from annotator.agreement.counts import Floats
    from annotator.agreement.table import Votes


class Parts(NamedTuple):
    """Agreement as observed, P̄, and as chance gives it, P̄_e."""

    observed: Floats
    expected: Floats


def fleiss_kappa(votes: Votes) -> Floats:
    """Return agreement of equally many annotators an item above chance (Fleiss 1971)."""
    observed, expected = parts(votes)
    return beyond_chance(1 - observed, 1 - expected)


def parts(votes: Votes) -> Parts:
    """Return what the kappa is made of. Raises Undefined where items have unequal numbers of
    labels.
    """
    votes.need_pairs()
    if (low := votes.sizes.min()) != (high := votes.sizes.max()):
        raise Undefined(f"items have from {low} to {high} labels, and it wants equally many")
    return Parts(percent(votes), (_given(votes) ** 2).sum(axis=-1))


def label_kappas(votes: Votes) -> Floats:
    """Return the kappa of each label against all others, (…, labels); NaN for one never or always
    given.

    Fleiss 1971, the formula for one category.
    """
    parts(votes)
    given, n = _given(votes), votes.sizes[0]
    split = votes.times @ (votes.patterns * (n - votes.patterns))
    items = votes.times.sum(axis=-1)[..., None]
    return beyond_chance(split / (items * n * (n - 1)), given * (1 - given))


def _given(votes: Votes) -> Floats:
    """Return how often each label was given: (…, labels)."""
    given = votes.times @ votes.patterns
    return np.asarray(given / given.sum(axis=-1, keepdims=True))
