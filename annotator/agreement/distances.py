"""How far two labels differ: matrices of (labels, labels), 0 where they are the same."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from annotator.agreement.counts import Undefined

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet

    from annotator.agreement.counts import Floats
    from annotator.agreement.table import Votes

    Distance: TypeAlias = Callable[[Votes], Floats]


def nominal(votes: Votes) -> Floats:
    """Return two labels are the same, or differ by 1."""
    return 1 - np.eye(len(votes.scale.labels))


def ordinal(votes: Votes) -> Floats:
    """Return the square of how many labels were given between two, half of both their own counted.

    Depends on how often each was given, so that it is (…, labels, labels).
    """
    votes.scale.need_order()
    given = votes.coincidences.sum(axis=-1)
    middle = given.cumsum(axis=-1) - given / 2
    return np.asarray((middle[..., :, None] - middle[..., None, :]) ** 2)


def interval(votes: Votes) -> Floats:
    """Return the square of the difference of two numbers."""
    numbers = votes.scale.numbers
    return (numbers[:, None] - numbers) ** 2


def ratio(votes: Votes) -> Floats:
    """Return the square of the difference over the sum of two numbers, none below 0."""
    numbers = votes.scale.numbers
    if (numbers < 0).any():
        lowest = votes.scale.labels[int(numbers.argmin())]
        raise Undefined(f"{lowest} is below 0, where a ratio scale ends")
    sums = numbers[:, None] + numbers
    return np.where(sums > 0, (numbers[:, None] - numbers) / np.where(sums > 0, sums, 1), 0) ** 2


def masi(votes: Votes) -> Floats:
    """Return 1 - Jaccard · m, with m by `likeness` (Passonneau 2006)."""
    return _of_sets(votes, lambda a, b: 1 - jaccard(a, b) * likeness(a, b))


def masi_dkpro(votes: Votes) -> Floats:
    """Return (1 - Jaccard) · (1 - m), as the library DKPro Statistics multiplies them."""
    return _of_sets(votes, lambda a, b: (1 - jaccard(a, b)) * (1 - likeness(a, b)))


def sets(votes: Votes) -> Floats:
    """Return 1 - m, without the sizes of the sets (Passonneau 2004)."""
    return _of_sets(votes, lambda a, b: 1 - likeness(a, b))


def jaccard(a: AbstractSet[str], b: AbstractSet[str]) -> float:
    """Return the share of all members that both have; two empty sets are equal."""
    return len(a & b) / len(a | b) if a | b else 1.0


def likeness(a: AbstractSet[str], b: AbstractSet[str]) -> float:
    """Return 1 for equal sets, 2/3 where one is within the other, 1/3 where they overlap, else 0.

    The empty set is within every set.
    """
    if a == b:
        return 1.0
    if a <= b or b <= a:
        return 2 / 3
    return 1 / 3 if a & b else 0.0


def _of_sets(
    votes: Votes, distance: Callable[[AbstractSet[str], AbstractSet[str]], float]
) -> Floats:
    members = votes.scale.members
    found = [distance(a, b) for a, b in product(members, repeat=2)]
    return np.array(found).reshape(len(members), len(members))
