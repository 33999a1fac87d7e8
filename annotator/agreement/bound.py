"""How many errors there may be where few were found: the bound of a spot check."""

from __future__ import annotations

from math import exp, lgamma, log, log1p

from annotator.agreement.counts import Undefined

#: Halvings of the interval from 0 to 1; more change no digit of a float.
HALVINGS = 60


def upper_bound(errors: int, checked: int, confidence: float = 0.95) -> float:
    """Return the share of errors that is exceeded with at most 1 - `confidence`, 0 to 1.

    Clopper and Pearson 1934, one-sided: the share at which so few errors or fewer would come by a
    chance of 1 - `confidence` only. No error in 59 gives less than 5 %. Raises Undefined where
    nothing was checked.
    """
    if checked < 1:
        raise Undefined("nothing was checked yet")
    if errors >= checked:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _chance(errors, checked, middle) > 1 - confidence:
            low = middle
        else:
            high = middle
    return high


def _chance(errors: int, checked: int, share: float) -> float:
    """Return the chance of so many errors or fewer: the binomial's terms, by their logarithms."""
    found, missed = log(share), log1p(-share)
    return sum(
        exp(
            lgamma(checked + 1)
            - lgamma(k + 1)
            - lgamma(checked - k + 1)
            + k * found
            + (checked - k) * missed
        )
        for k in range(errors + 1)
    )
