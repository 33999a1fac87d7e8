"""What one person has decided on in a set, newest first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator.models import Assignment, Judgement
from annotator.models.any_claims import AnyClaim, AnySetClaim
from annotator.queries.desk.feedback import labels_decided
from annotator.queries.visibility.opinions import current
from annotator.records import Page
from annotator.terms import CLAIMS, AssignmentState, CandidateDecision, Checkability

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.terms import SkipReason
    from annotator.tokens import Token

PAGE_SIZE = 30
DECIDED = (AssignmentState.DONE, AssignmentState.REOPENED, AssignmentState.SKIPPED)
#: What a history can be narrowed to, beside the verdicts of the scheme.
OUTCOMES = ("not_checkable", "rejected", "skipped")


@dataclass(frozen=True, slots=True)
class OwnDecision:
    """A claim that the person judged, `label` a verdict's code or one of OUTCOMES, or skipped.

    `came_to` is the label of the claim once a reviewer has decided on it; where they found more
    than one `acceptable`, another one is right too.
    """

    assignment_id: Token
    text: str
    language: str
    state: AssignmentState
    label: str
    skip_reason: SkipReason | None
    decided_at: datetime
    came_to: str | None
    acceptable: bool


def history(
    session: Session,
    claim_set_id: int,
    annotator_id: int,
    *,
    label: str | None = None,
    number: int = 1,
) -> Page[OwnDecision]:
    """Return one page of what the person judged or skipped, only of this label when one is
    given.
    """
    own = (
        Assignment.claim_set_id == claim_set_id,
        Assignment.annotator_id == annotator_id,
        Assignment.state.in_(DECIDED),
    )
    wanted = (
        select(Assignment, Judgement.candidate, Judgement.verdict, AnyClaim.text, AnyClaim.language)
        .join(AnySetClaim, AnySetClaim.id == Assignment.set_claim_id)
        .join(AnyClaim, AnyClaim.id == AnySetClaim.claim_id)
        .outerjoin(Judgement, (Judgement.assignment_id == Assignment.id) & current())
        .where(*own, *(() if label is None else (_has(label),)))
    )
    counted = wanted.with_only_columns(func.count(Assignment.id))
    if label is None:
        # What it is called does not matter then, and a count of one table is quick.
        counted = select(func.count(Assignment.id)).where(*own)
    total = session.scalar(counted) or 0
    number = Page.nearest(number, total=total, size=PAGE_SIZE)
    rows = session.execute(
        wanted.order_by(Assignment.decided_number.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    ).all()
    decided = labels_decided(session, [row.Assignment.set_claim_id for row in rows], annotator_id)
    lines = tuple(
        OwnDecision(
            assignment_id=row.Assignment.token,
            text=row.text,
            language=row.language,
            state=row.Assignment.state,
            label=_label(row.Assignment, row.candidate, row.verdict),
            skip_reason=row.Assignment.skip_reason,
            decided_at=row.Assignment.decided_at,
            came_to=decided.get(row.Assignment.set_claim_id, (None, False))[0],
            acceptable=decided.get(row.Assignment.set_claim_id, (None, False))[1],
        )
        for row in rows
    )
    return Page(lines, number, PAGE_SIZE, total)


def skipped(session: Session, claim_set_id: int, annotator_id: int) -> int:
    """Return how many claims of a set the person skipped, and has not taken up again."""
    own = (
        Assignment.claim_set_id == claim_set_id,
        Assignment.annotator_id == annotator_id,
        Assignment.state == AssignmentState.SKIPPED,
    )
    return session.scalar(select(func.count(Assignment.id)).where(*own)) or 0


def _has(label: str) -> ColumnElement[bool]:
    if label == "skipped":
        return Assignment.state == AssignmentState.SKIPPED
    if label == "rejected":
        return Judgement.candidate == CandidateDecision.REJECTED
    if label == "not_checkable":
        return Judgement.checkability == Checkability.NOT_CHECKABLE
    return Judgement.verdict == label


def _label(assignment: Assignment, candidate: CandidateDecision | None, verdict: str | None) -> str:
    if assignment.state is AssignmentState.SKIPPED:
        return "skipped"
    if candidate is not None and candidate not in CLAIMS:
        return str(candidate)
    return verdict or "not_checkable"
