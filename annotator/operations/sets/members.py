"""Members of a set: who is given its claims, and who decides on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from annotator.actions import Action
from annotator.errors import BadInput
from annotator.language import _, ngettext
from annotator.models import SetMember
from annotator.operations.audit_log import record_difference
from annotator.operations.derived.seats import give_back_reserved, name_no_more
from annotator.operations.locks import lock_set
from annotator.operations.sets.claim_sets import make_set
from annotator.queries.sets.members import (
    candidates,
    count_all_annotators,
    count_annotators,
    members,
)
from annotator.shared_settings import MemberSettings, refuse_stale
from annotator.storage.lock_notes import SetLock
from annotator.terms import Role

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def create_set(
    session: Session,
    *,
    name: str,
    description: str,
    overlap: int,
    scheme: str,
    guideline: str,
    hints: bool,
) -> int:
    """Make a set for which all annotators are asked, who must be enough, and return its id.

    One annotator per claim is allowed before there are accounts. Raises BadInput that names the
    field.
    """
    check_overlap(overlap, max(count_all_annotators(session), 1))
    return make_set(
        session,
        name=name,
        description=description,
        overlap=overlap,
        scheme=scheme,
        guideline=guideline,
        hints=hints,
    )


def change_members(
    session: Session, *, claim_set_id: int, seen: str | None, given: MemberSettings
) -> None:
    """Choose the people of a set; `seen` is the version that the page showed.

    Claims that are only reserved for people who leave go back to the others; a claim that is open
    on their desk they may finish. Raises StaleSettings, BadInput that names the field, NotFound.
    """
    claim_set = lock_set(session, claim_set_id, SetLock.SETTINGS)
    before = members(session, claim_set_id)
    refuse_stale(seen, before, given)
    _check_people(session, claim_set_id, given)
    claim_set.annotators_chosen = not given.all_annotators
    claim_set.reviewers_chosen = not given.all_reviewers
    session.execute(delete(SetMember).where(SetMember.claim_set_id == claim_set_id))
    chosen = ((Role.ANNOTATOR, given.annotators), (Role.REVIEWER, given.reviewers))
    session.add_all(
        SetMember(claim_set_id=claim_set_id, user_id=user_id, role=role)
        for role, user_ids in chosen
        for user_id in sorted(user_ids)
    )
    session.flush()
    if (before.all_annotators, before.annotators) != (given.all_annotators, given.annotators):
        check_overlap(claim_set.overlap, count_annotators(session, claim_set_id), "annotators")
        give_back_reserved(session, claim_set)
        for user_id in sorted(_left(before, given)):
            name_no_more(session, claim_set_id, user_id)
    record_difference(
        session,
        Action.SET_CHANGED,
        f"set {claim_set_id}",
        _said(before),
        _said(given),
        claim_set_id=claim_set_id,
    )


def check_overlap(overlap: int, annotators: int, field: str = "overlap") -> None:
    """Refuse more annotators per claim than there are. Raises BadInput that names the field."""
    if overlap > annotators:
        raise BadInput(
            ngettext(
                "The set asks %(overlap)s annotators per claim, but has %(count)s annotator. Add"
                " annotators, or ask fewer per claim.",
                "The set asks %(overlap)s annotators per claim, but has %(count)s annotators. Add"
                " annotators, or ask fewer per claim.",
                annotators,
                overlap=overlap,
            ),
            field,
        )


def _left(before: MemberSettings, given: MemberSettings) -> frozenset[int]:
    """Return the annotators who were chosen before and are no more."""
    return frozenset() if given.all_annotators else before.annotators - given.annotators


def _check_people(session: Session, claim_set_id: int, given: MemberSettings) -> None:
    for role, chosen, everyone, field in (
        (Role.ANNOTATOR, given.annotators, given.all_annotators, "annotators"),
        (Role.REVIEWER, given.reviewers, given.all_reviewers, "reviewers"),
    ):
        if chosen - {person.id for person in candidates(session, claim_set_id, role)}:
            raise BadInput(
                _("An account that you chose was closed or has another role. Choose again."), field
            )
        if not everyone and not chosen and role is Role.REVIEWER:
            raise BadInput(_("Choose at least one reviewer, or all."), field)


def _said(settings: MemberSettings) -> dict[str, object]:
    return {
        "annotators": "all" if settings.all_annotators else sorted(settings.annotators),
        "reviewers": "all" if settings.all_reviewers else sorted(settings.reviewers),
    }
