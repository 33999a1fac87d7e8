"""What the judgements of one claim differ in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.terms import CLAIMS, DisagreementKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.terms import CandidateDecision, Checkability, Stance


@dataclass(frozen=True, slots=True)
class Opinion:
    """One annotator's judgement, as far as it can differ: `stances` by source and passage."""

    candidate: CandidateDecision
    checkability: Checkability | None
    verdict: str | None
    stances: tuple[tuple[int, Stance], ...]


def differences(opinions: Sequence[Opinion]) -> frozenset[DisagreementKind]:
    """Return the kinds of disagreement among judgements of one claim; none for fewer than two.

    A reworded claim is accepted as a claim: splitting, merging and rejecting it differ. Stances
    differ where two people link the same passage with another stance; citing other sources is no
    disagreement.
    """
    kinds = set()
    if len({None if o.candidate in CLAIMS else o.candidate for o in opinions}) > 1:
        kinds.add(DisagreementKind.CANDIDATE)
    if len({o.checkability for o in opinions if o.checkability}) > 1:
        kinds.add(DisagreementKind.CHECKABILITY)
    if len({o.verdict for o in opinions if o.verdict}) > 1:
        kinds.add(DisagreementKind.VERDICT)
    stance_of: dict[int, Stance] = {}
    for passage, stance in (link for opinion in opinions for link in opinion.stances):
        if stance_of.setdefault(passage, stance) is not stance:
            kinds.add(DisagreementKind.STANCE)
    return frozenset(kinds)
