"""Plans: which claims of a set come first, until when, and for whom they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from annotator.actions import Action
from annotator.errors import BadInput, NotFound
from annotator.language import _, ngettext
from annotator.models import ClaimSet, KnownAnswer, NamedAnnotator, SetClaim, User
from annotator.operations.audit_log import record_difference
from annotator.operations.derived.seats import give_back_reserved
from annotator.operations.locks import lock_set
from annotator.queries.sets.plans import plan
from annotator.queries.visibility.members import can_judge
from annotator.queries.visibility.worklist import not_touched_by
from annotator.shared_settings import ClaimPlan, refuse_stale
from annotator.storage.lock_notes import SetLock

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def plan_claim(session: Session, *, set_claim_id: int, seen: str | None, given: ClaimPlan) -> None:
    """Put a claim of a set first, set its deadline, or name its annotators; `seen` is the version
    that the page showed.

    Claims that are reserved for annotators already come before it; those of people who are not
    named go back. Raises StaleSettings, BadInput that names the field, NotFound.
    """
    claim_set_id = session.scalar(select(SetClaim.claim_set_id).where(SetClaim.id == set_claim_id))
    if claim_set_id is None:
        raise NotFound(_("There is no such claim in a set."))
    claim_set = lock_set(session, claim_set_id, SetLock.SETTINGS)
    set_claim = session.get_one(SetClaim, set_claim_id, with_for_update=True)
    before = plan(session, set_claim_id)
    refuse_stale(seen, before, given)
    set_claim.put_first, set_claim.due_on = given.put_first, given.due_on
    if given.put_first or given.due_on or given.annotators != before.annotators:
        # People who have passed its place find it as a returned one.
        set_claim.returned = True
    if given.annotators != before.annotators:
        _name(session, claim_set, set_claim, given.annotators)
    session.flush()
    record_difference(
        session,
        Action.CLAIM_PLANNED,
        f"claim {set_claim.claim_id}",
        _said(before),
        _said(given),
        claim_set_id=claim_set_id,
        set_claim_id=set_claim_id,
    )


def _name(
    session: Session, claim_set: ClaimSet, set_claim: SetClaim, user_ids: frozenset[int]
) -> None:
    session.execute(delete(NamedAnnotator).where(NamedAnnotator.set_claim_id == set_claim.id))
    set_claim.named = bool(user_ids)
    session.flush()
    if not user_ids:
        return
    if session.get(KnownAnswer, set_claim.id) is not None:
        raise BadInput(_("The claim has a known answer, so all annotators get it."), "annotators")
    session.add_all(
        NamedAnnotator(set_claim_id=set_claim.id, user_id=user_id) for user_id in sorted(user_ids)
    )
    session.flush()
    give_back_reserved(session, claim_set)
    session.refresh(set_claim)
    able = session.scalar(
        select(func.count(User.id))
        .join(ClaimSet, ClaimSet.id == claim_set.id)
        .join(SetClaim, SetClaim.id == set_claim.id)
        .where(User.id.in_(user_ids), can_judge(), not_touched_by(User.id))
    )
    if (able or 0) < set_claim.seats_left:
        raise BadInput(
            ngettext(
                "Name at least %(count)s annotator who can still judge the claim.",
                "Name at least %(count)s annotators who can still judge the claim.",
                set_claim.seats_left,
            ),
            "annotators",
        )


def _said(planned: ClaimPlan) -> dict[str, object]:
    return {
        "put_first": planned.put_first,
        "due_on": planned.due_on and planned.due_on.isoformat(),
        "annotators": sorted(planned.annotators) or "all",
    }
