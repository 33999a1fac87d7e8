"""Where one person stands in a set."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, select
from sqlalchemy.orm import aliased

from annotator.errors import NotFound
from annotator.language import _
from annotator.models import Assignment, ClaimSet, Draft
from annotator.models.any_claims import AnyClaim, AnySetClaim
from annotator.queries.sets.progress import claims_for, own_judged
from annotator.queries.sets.reach import own_on_desk, total_for, within_reach
from annotator.storage.statements import Prepared
from annotator.terms import ON_DESK, AssignmentState, SetState

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.tokens import Token


# Created once: aliased() is slow.
_given = aliased(Assignment)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an annotator stands in a set, with a claim before them that is theirs until
    `lease_until`.

    `done` of the `total` claims that they can get are judged; the parts that they split off are
    among both. `saved_at` is when their draft of the claim was kept, None
    without one.
    """

    claim_set_id: int
    set_name: str
    lease_until: datetime
    saved_at: datetime | None
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """A claim on an annotator's desk."""

    assignment_id: Token
    text: str
    language: str


def waiting(session: Session, claim_set_id: int, user_id: int) -> WaitingWork | None:
    """Return what comes next of this person's claims in a set: one that is open, else one held for
    them.

    None when nothing is theirs by now, though the queue may have more, or when the set is closed.
    """
    row = session.execute(
        select(Assignment.token, AnyClaim.text, AnyClaim.language)
        .join(AnySetClaim, AnySetClaim.id == Assignment.set_claim_id)
        .join(AnyClaim, AnyClaim.id == AnySetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == Assignment.claim_set_id)
        .where(
            ClaimSet.id == claim_set_id,
            ClaimSet.state == SetState.OPEN,
            Assignment.annotator_id == user_id,
            Assignment.state.in_(ON_DESK),
        )
        .order_by(Assignment.state == AssignmentState.RESERVED, Assignment.turn)
        .limit(1)
    ).one_or_none()
    return row and WaitingWork(*row)


def my_progress(session: Session, claim_set_id: int, user_id: int) -> tuple[int, int]:
    """Return how many claims of a set this person has judged, and of how many: see `total_for`."""
    claims, mine, on_desk, further = session.execute(
        select(
            *(claims_for(user_id), own_judged(user_id), own_on_desk(user_id)),
            within_reach(claim_set_id, user_id),
        ).where(ClaimSet.id == claim_set_id)
    ).one()
    return mine, total_for(claims, mine, on_desk, further)


def standing(session: Session, assignment_id: Token, user_id: int) -> Standing:
    """Return where this person stands with a claim of theirs. Raises NotFound for another's."""
    row = _STANDING.rows(session, assignment_id=assignment_id, user_id=user_id).one_or_none()
    if row is None:
        raise NotFound(_("This claim is not on your desk."))
    return Standing(
        claim_set_id=row.id,
        set_name=row.name,
        lease_until=row.lease_until,
        saved_at=row.saved_at,
        done=row.mine,
        total=total_for(row.claims, row.mine, row.on_desk, row.further),
    )


# Asked at each save.
_OF_ASSIGNMENT = (
    select(_given.claim_set_id).where(_given.token == bindparam("assignment_id")).scalar_subquery()
)
_STANDING = Prepared(
    select(
        ClaimSet.id,
        ClaimSet.name,
        Assignment.lease_until,
        Draft.saved_at,
        own_judged(bindparam("user_id", type_=Integer)).label("mine"),
        claims_for(bindparam("user_id", type_=Integer)).label("claims"),
        own_on_desk(bindparam("user_id", type_=Integer)).label("on_desk"),
        within_reach(_OF_ASSIGNMENT, bindparam("user_id", type_=Integer)).label("further"),
    )
    .join(Assignment, Assignment.claim_set_id == ClaimSet.id)
    .outerjoin(Draft, Draft.assignment_id == Assignment.id)
    .where(
        Assignment.token == bindparam("assignment_id"),
        Assignment.annotator_id == bindparam("user_id"),
    )
)
