"""The rules of a release: which label a claim leaves the house with, if any."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.labelling.outcome import label
from annotator.terms import Basis, ReleaseRule

if TYPE_CHECKING:
    from annotator.records import LabelledClaim, ReleaseInput

#: Claims that no rule labels: not judged, not yet judged by all, or only for measuring.
_NEVER = (Basis.NOT_JUDGED, Basis.BEING_JUDGED, Basis.KNOWN_ANSWER)


def ruled(claim: LabelledClaim, given: ReleaseInput) -> LabelledClaim:
    """Return the claim with the label that the rule gives it; None, and why, for one that stays
    here.
    """
    votes = Counter(label(judged) for judged in claim.judgements)
    found, basis = _outcome(claim, votes, given)
    counted = dict(sorted(votes.items())) if given.soft else None
    return replace(claim, label=found, basis=basis, votes=counted)


def _outcome(
    claim: LabelledClaim, votes: Counter[str], given: ReleaseInput
) -> tuple[str | None, Basis]:
    if claim.basis in _NEVER:
        return None, claim.basis
    if given.rule is ReleaseRule.ADJUDICATED:
        return claim.label, claim.basis
    (first, most), (_, next_most) = [*votes.most_common(2), ("", 0)][:2]
    basis = Basis.MAJORITY
    if len(votes) == 1:
        basis = Basis.UNANIMOUS if most > 1 else Basis.SINGLE
    if given.rule is ReleaseRule.UNANIMOUS:
        agreed = basis is Basis.UNANIMOUS
        return (first, basis) if agreed else (None, _unsettled(basis))
    if most - next_most >= (given.margin or 1):
        return first, basis
    return None, _unsettled(basis)


def _unsettled(basis: Basis) -> Basis:
    return Basis.DISPUTED if basis is Basis.MAJORITY else basis
