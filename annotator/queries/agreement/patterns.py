"""How the judgements of a set's complete claims lie, as counts and claim by claim."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator.agreement.table import votes_of_patterns
from annotator.models import (
    Assignment,
    ClaimPattern,
    ClaimSet,
    Judgement,
    PatternCount,
    Progress,
    SetClaim,
)
from annotator.queries.visibility.blindness import readable, withheld_claims
from annotator.queries.visibility.completeness import complete, is_known
from annotator.queries.visibility.opinions import original
from annotator.terms import JUDGED, Question

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from annotator.agreement.table import Votes
    from annotator.queries.visibility.blindness import Reader

#: The questions whose answers are counted with each judgement, with the column that answers them.
COUNTED: dict[Question, InstrumentedAttribute[str | None]] = {
    Question.VERDICT: Judgement.verdict,
    Question.CHECKABILITY: Judgement.checkability,
}


def live_votes(session: Session, claim_set_id: int, question: Question, reader: Reader) -> Votes:
    """Return the labels of the claims of a set's round that this reader may read, from the counts
    that are kept.
    """
    patterns = _kept_counts(session, claim_set_id, question)
    # Exact, and in the order of the patterns: what is left of a count is what others may read.
    patterns.subtract(_withheld_counts(session, claim_set_id, question, reader))
    return votes_of_patterns(
        {
            tuple(read(pattern).items()): claims
            for pattern, claims in patterns.items()
            if claims > 0
        },
        annotators=_people(session, claim_set_id, reader),
    )


def _people(session: Session, claim_set_id: int, reader: Reader) -> int:
    """Return how many people judged a claim of a set's round that this reader may read."""
    judged = (
        select(Assignment.id)
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .where(
            Assignment.claim_set_id == ClaimSet.id,
            Assignment.annotator_id == Progress.annotator_id,
            Assignment.round == ClaimSet.round,
            Assignment.state.in_(JUDGED),
            readable(reader),
        )
        .correlate(ClaimSet, Progress)
    )
    people = (
        select(func.count())
        .select_from(Progress)
        .join(ClaimSet, ClaimSet.id == Progress.claim_set_id)
        .where(
            ClaimSet.id == claim_set_id,
            Progress.round == ClaimSet.round,
            Progress.judged > 0,
            judged.exists(),
        )
    )
    return session.scalar(people) or 0


def patterns_of_claims(
    session: Session, question: Question, *claims: ColumnElement[bool]
) -> dict[tuple[int, int], str]:
    """Return the patterns of the complete claims among these, by (claim of a set, round), from
    cold.

    `claims` are conditions on SetClaim. What was judged after a reviewer's word, or in a second
    round of a claim, counts for nothing here.
    """
    label = COUNTED[question]
    rows = session.execute(
        select(SetClaim.id, ClaimSet.round, label.label("label"), func.count().label("times"))
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .join(Assignment, Assignment.set_claim_id == SetClaim.id)
        .join(Judgement, Judgement.assignment_id == Assignment.id)
        .where(
            *claims,
            Assignment.round == ClaimSet.round,
            label.is_not(None),
            complete(),
            ~is_known(),
            original(),
        )
        .group_by(SetClaim.id, ClaimSet.round, label)
    )
    found: dict[tuple[int, int], dict[str, int]] = {}
    for row in rows:
        found.setdefault((row.id, row.round), {})[str(row.label)] = row.times
    return {claim: written(counts) for claim, counts in found.items()}


def _kept_counts(session: Session, claim_set_id: int, question: Question) -> Counter[str]:
    """Return the stored number of claims of each pattern in a set's round."""
    rows = session.execute(
        select(PatternCount.pattern, PatternCount.claims)
        .join(ClaimSet, ClaimSet.id == PatternCount.claim_set_id)
        .where(
            PatternCount.claim_set_id == claim_set_id,
            PatternCount.round == ClaimSet.round,
            PatternCount.question == question,
            PatternCount.claims > 0,
        )
        .order_by(PatternCount.pattern)
    )
    return Counter({row.pattern: row.claims for row in rows})


def _withheld_counts(
    session: Session, claim_set_id: int, question: Question, reader: Reader
) -> dict[str, int]:
    """Return how many claims of each pattern are kept from this reader."""
    rows = session.execute(
        select(ClaimPattern.pattern, func.count().label("claims"))
        .join(SetClaim, SetClaim.id == ClaimPattern.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(
            ClaimPattern.set_claim_id.in_(withheld_claims(claim_set_id, reader)),
            ClaimPattern.question == question,
            ClaimPattern.round == ClaimSet.round,
        )
        .group_by(ClaimPattern.pattern)
    )
    return {row.pattern: row.claims for row in rows}


def kept_patterns(
    session: Session, question: Question, *claims: ColumnElement[bool]
) -> dict[tuple[int, int], str]:
    """Return the patterns that are kept of these claims in their set's round, as above."""
    rows = session.execute(
        select(ClaimPattern.set_claim_id, ClaimPattern.round, ClaimPattern.pattern)
        .join(SetClaim, SetClaim.id == ClaimPattern.set_claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(*claims, ClaimPattern.question == question, ClaimPattern.round == ClaimSet.round)
    )
    return {(row.set_claim_id, row.round): row.pattern for row in rows}


def written(counts: dict[str, int]) -> str:
    """Return a pattern as it is kept: “refuted:1 supported:2”."""
    return " ".join(f"{label}:{times}" for label, times in sorted(counts.items()))


def read(pattern: str) -> dict[str, int]:
    """Return how often each label is in a pattern."""
    pairs = (entry.rpartition(":") for entry in pattern.split())
    return {label: int(times) for label, _, times in pairs}
