"""Check 15: a claim that exists already is matched, not judged anew."""

from __future__ import annotations

import functools
import hashlib
from typing import TYPE_CHECKING

from annotator.checks.finding import Remark, check, quoted
from annotator.checks.numbers import numbers
from annotator.checks.words import folded, head, negated, stems, tokens
from annotator.terms import Severity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from annotator.checks.circumstances import Circumstances, NearClaim
    from annotator.records import JudgementGiven

#: The share of all their content words that two claims have in common, from which on they are near.
NEAR = 0.6
#: Claims that share a band are compared: of those with two thirds of their words in common some
#: nine in ten share one, of those with a third some four in ten (1 - (1 - s²)⁴).
BANDS, ROWS = 4, 2


@check(15, Severity.NOTES, of_claim=True)
def near_duplicate(given: JudgementGiven, circumstances: Circumstances) -> Iterator[Remark]:
    """The nearest other claim, when it may well be the same."""
    claim = circumstances.wording(given)
    like = _may_be_near(claim, circumstances.near)
    near = [(nearness(claim, other.text), -other.claim_id, other) for other in like]
    share, _, closest = max(near, default=(0.0, 0, None), key=lambda found: found[:2])
    if closest is not None and share >= NEAR:
        yield Remark(
            "wording",
            f"Claim {closest.claim_id} says nearly the same: {quoted(closest.text)} If it is the"
            " same claim, it need not be judged twice.",
        )


def nearness(one: str, other: str) -> float:
    """The share of their content words that two claims have in common, from 0 to 1.

    0 when one says no and the other does not, or when their numbers differ.
    """
    return _shared(one, other) if _said(one) == _said(other) else 0.0


def _may_be_near(claim: str, others: Sequence[NearClaim]) -> Iterator[NearClaim]:
    """Those in which enough words begin like the claim's.

    Most share a band by common words alone: no more is read of them.
    """
    heads = [head(word) for word in _words(claim)]
    for other in others:
        # No more words are shared than these, of no fewer than the claim has.
        if sum(map(folded(other.text).__contains__, heads)) >= NEAR * len(heads):
            yield other


def _shared(one: str, other: str) -> float:
    mine, theirs = _words(one), _words(other)
    either = len(mine | theirs)
    return len(mine & theirs) / either if either else 0.0


def bands(text: str) -> tuple[int, ...]:
    """BANDS numbers of 63 bits, locality-sensitive hashes of the set of content words.

    The more words two texts share, the likelier they have one of these in common.
    """
    words = _words(text) or {""}
    least = [min(_hash(seed, word) for word in words) for seed in range(BANDS * ROWS)]
    return tuple(_hash(band, f"{least[band * ROWS : (band + 1) * ROWS]}") for band in range(BANDS))


@functools.lru_cache(maxsize=1024)
def _words(text: str) -> frozenset[str]:
    """The content words; of a text of small words alone, all of them."""
    return stems(text) or frozenset(token.casefold() for token in tokens(text))


@functools.lru_cache(maxsize=1024)
def _said(text: str) -> tuple[bool, frozenset[Decimal]]:
    """Whether it says no, and its numbers."""
    return negated(text), frozenset(numbers(text))


def _hash(seed: int, word: str) -> int:
    digest = hashlib.blake2b(word.encode(), digest_size=8, salt=seed.to_bytes(2, "big")).digest()
    return int.from_bytes(digest, "big") >> 1
