"""What waits for one person beside the claims of their queues, and how long a set takes."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, select

from annotator.actions import Action
from annotator.clock import now
from annotator.import_states import ImportState
from annotator.models import (
    Assignment,
    AuditEvent,
    ClaimSet,
    Document,
    ImportBatch,
    SentBack,
    SetClaim,
)
from annotator.queries.visibility.blindness import judges_in_set
from annotator.terms import KNOWN_PURPOSES, AssignmentState, SetState

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.queries.sets.progress import SetProgress
    from annotator.tokens import Token

#: Documents are looked through from the newest, imports for as many days back.
NEWEST, IMPORT_DAYS = 200, 14
#: The days whose judgements tell the pace.
PACE_DAYS = 7
# Their seats are taken, and nothing is judged yet.
_BEGUN = (AssignmentState.RESERVED, AssignmentState.ACTIVE)


@dataclass(frozen=True, slots=True)
class Returned:
    """The claims that reviewers returned to one annotator; `first` is the desk of the oldest."""

    count: int
    first: Token | None
    set_name: str


@dataclass(frozen=True, slots=True)
class WaitingImports:
    """Imports of late that failed, and those that wait for a person to confirm them.

    The ids are of the newest, None where there is none.
    """

    failed: int
    failed_id: int | None
    to_confirm: int
    to_confirm_id: int | None


@dataclass(frozen=True, slots=True)
class Gaps:
    """How many of the newest documents lack a date or an outlet, of which checks warn."""

    undated: int
    without_outlet: int

    @property
    def count(self) -> int:
        """Return how many details are missing."""
        return self.undated + self.without_outlet


def returned_to(session: Session, annotator_id: int) -> Returned:
    """Return the claims of open sets that a reviewer returned to this person."""
    rows = session.execute(
        select(Assignment.token, ClaimSet.name)
        .join(ClaimSet, ClaimSet.id == Assignment.claim_set_id)
        .where(
            Assignment.annotator_id == annotator_id,
            Assignment.state == AssignmentState.REOPENED,
            ClaimSet.state == SetState.OPEN,
            exists().where(SentBack.assignment_id == Assignment.id),
        )
        .order_by(Assignment.id)
    ).all()
    return Returned(len(rows), *rows[0]) if rows else Returned(0, None, "")


def waiting_imports(session: Session) -> WaitingImports:
    """Return the imports of the last days that need a person."""
    found = {
        row.state: (row.count, row.newest)
        for row in session.execute(
            select(
                ImportBatch.state,
                func.count().label("count"),
                func.max(ImportBatch.id).label("newest"),
            )
            .where(
                ImportBatch.state.in_((ImportState.FAILED, ImportState.PREVIEWED)),
                ImportBatch.created_at > now() - timedelta(days=IMPORT_DAYS),
            )
            .group_by(ImportBatch.state)
        )
    }
    nothing = (0, None)
    return WaitingImports(
        *found.get(ImportState.FAILED, nothing), *found.get(ImportState.PREVIEWED, nothing)
    )


def gaps(session: Session) -> Gaps:
    """Return what the newest documents lack."""
    newest = (
        select(Document.published_at, Document.outlet_id)
        .order_by(Document.id.desc())
        .limit(NEWEST)
        .subquery()
    )
    row = session.execute(
        select(
            func.count().filter(newest.c.published_at.is_(None)),
            func.count().filter(newest.c.outlet_id.is_(None)),
        ).select_from(newest)
    ).one()
    return Gaps(*row)


def days_left(
    session: Session, progress: Mapping[int, SetProgress], reader: int
) -> dict[int, int | None]:
    """Return in how many days each open set is judged if annotators go on as in the last week.

    None where they judged nothing in it. Sets that this person judges in are left out: the pace of
    others is not for them. Subclaims that wait count nowhere: only who split them off knows them.
    """
    since = now() - timedelta(days=PACE_DAYS)
    paces = {
        row.claim_set_id: _a_day(row.judged, row.first)
        for row in session.execute(
            select(
                SetClaim.claim_set_id,
                func.count().label("judged"),
                func.min(AuditEvent.at).label("first"),
            )
            .join(AuditEvent, AuditEvent.set_claim_id == SetClaim.id)
            .where(AuditEvent.action == Action.JUDGEMENT_SUBMITTED, AuditEvent.at > since)
            .group_by(SetClaim.claim_set_id)
        )
    }
    seats = (
        select(func.coalesce(func.sum(SetClaim.seats_left), 0))
        .where(SetClaim.claim_set_id == ClaimSet.id, SetClaim.seats_left > 0)
        .scalar_subquery()
    )
    begun = (
        select(func.count())
        .select_from(Assignment)
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .where(
            SetClaim.claim_set_id == ClaimSet.id,
            Assignment.purpose.not_in(KNOWN_PURPOSES),
            Assignment.state.in_(_BEGUN),
        )
        .scalar_subquery()
    )
    sets = session.execute(
        select(ClaimSet.id, (seats + begun).label("judgements")).where(
            ClaimSet.id.in_(progress), ClaimSet.state == SetState.OPEN, ~judges_in_set(reader)
        )
    )
    return {row.id: _days(row.judgements, paces.get(row.id)) for row in sets}


def _a_day(judged: int, first: datetime) -> float:
    days = (now() - first) / timedelta(days=1)
    return judged / min(max(days, 1.0), PACE_DAYS)


def _days(judgements: int, pace: float | None) -> int | None:
    if judgements <= 0:
        return 0
    return None if pace is None else math.ceil(judgements / pace)
