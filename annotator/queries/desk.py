"""The annotator's desk: one claim in its document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.errors import NotFound
from annotator.models import Assignment, Claim, Match, Mention, SetClaim
from annotator.queries.claim_sets import OneSet, claim_set
from annotator.queries.documents import WholeDocument, whole_document
from annotator.queries.progress import my_progress
from annotator.terms import AssignmentState, MatchState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.queries.documents import FoundClaim


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A claim on somebody's desk: `here` is where the document says it, `elsewhere` counts more.

    `done` of `total` are the person's own in this set.
    """

    assignment_id: int
    claim_id: int
    text: str
    state: AssignmentState
    lease_until: datetime
    claim_set: OneSet
    document: WholeDocument
    here: FoundClaim
    elsewhere: int
    done: int
    total: int


def desk_item(session: Session, assignment_id: int, annotator_id: int) -> DeskItem:
    """What the annotator sees of one claim. Raises NotFound when it is not on their desk."""
    row = session.execute(
        select(Assignment, Claim)
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .join(Claim, Claim.id == SetClaim.claim_id)
        .where(Assignment.id == assignment_id, Assignment.annotator_id == annotator_id)
    ).one_or_none()
    if row is None:
        raise NotFound("This claim is not on your desk.")
    assignment: Assignment = row.Assignment
    mentions = session.scalars(
        select(Mention.document_id)
        .join(Match, Match.mention_id == Mention.id)
        .where(Match.claim_id == row.Claim.id, Match.state == MatchState.CONFIRMED)
        .order_by(Mention.document_id, Mention.position)
    ).all()
    document = whole_document(session, mentions[0])
    done, total = my_progress(session, assignment.claim_set_id, annotator_id)
    return DeskItem(
        assignment_id=assignment.id,
        claim_id=row.Claim.id,
        text=row.Claim.text,
        state=assignment.state,
        lease_until=assignment.lease_until,
        claim_set=claim_set(session, assignment.claim_set_id),
        document=document,
        here=next(found for found in document.claims if found.claim_id == row.Claim.id),
        elsewhere=len(mentions) - 1,
        done=done,
        total=total,
    )
