"""Disagreements: kept as rows, so that the reviewers' queue needs no counting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from annotator.clock import now
from annotator.labelling.differences import differences
from annotator.models import Assignment, ClaimSet, Disagreement, SetClaim
from annotator.operations.derived.patterns import recount
from annotator.operations.derived.places import let_in
from annotator.operations.derived.queue import requeue
from annotator.queries.visibility.blindness import is_known, readable
from annotator.queries.visibility.opinions import opinions_on
from annotator.storage.statements import Prepared
from annotator.terms import JUDGED, DisagreementState

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


# Asked at each save.
_JUDGED_BY_ALL = Prepared(
    select(SetClaim.claim_set_id, SetClaim.round)
    .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
    .where(SetClaim.id == bindparam("set_claim_id"), readable(), ~is_known())
)


def refresh(session: Session, *, set_claim_id: int) -> None:
    """Note what the judgements of a claim differ in, once everybody has judged it.

    One whose answer is known is left out. The parts that somebody split off come into the set. A
    difference that a later judgement took away is kept as gone; one decided stays decided. Each
    round is compared by itself.
    """
    set_claim = _JUDGED_BY_ALL.rows(session, set_claim_id=set_claim_id).one_or_none()
    if set_claim is None:
        return
    recount(session, set_claim.claim_set_id, SetClaim.id == set_claim_id)
    let_in(session, whole_id=set_claim_id)
    kinds = differences(opinions_on(session, set_claim_id, set_claim.round))
    known = {
        row.kind: row
        for row in session.scalars(
            select(Disagreement).where(
                Disagreement.set_claim_id == set_claim_id,
                Disagreement.round == set_claim.round,
            )
        )
    }
    for kind, row in known.items():
        if row.state is not DisagreementState.DECIDED:
            row.state = DisagreementState.OPEN if kind in kinds else DisagreementState.GONE
    session.add_all(
        Disagreement(
            claim_set_id=set_claim.claim_set_id,
            set_claim_id=set_claim_id,
            round=set_claim.round,
            kind=kind,
            state=DisagreementState.OPEN,
            opened_at=now(),
        )
        for kind in sorted(kinds - known.keys())
    )
    session.flush()
    requeue(session, set_claim.claim_set_id, SetClaim.id == set_claim_id)


def refresh_set(session: Session, *, claim_set_id: int) -> None:
    """The same for every claim of a set that somebody has judged: its closing ends the waiting.

    Its opening begins it again: then there are claims that nobody may count any more.
    """
    recount(session, claim_set_id)
    requeue(session, claim_set_id)
    judged = select(Assignment.set_claim_id).where(
        Assignment.claim_set_id == claim_set_id, Assignment.state.in_(JUDGED)
    )
    in_order = judged.distinct().order_by(Assignment.set_claim_id)
    for set_claim_id in session.scalars(in_order).all():
        refresh(session, set_claim_id=set_claim_id)
