"""Reservations: the next claims of a person are theirs before they come to them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from sqlalchemy import Integer, bindparam, func, or_, select

from annotator.models import Assignment, KnownAnswer, SetClaim
from annotator.operations.derived.progress import pass_until
from annotator.operations.derived.seats import give, take_seat
from annotator.queries.visibility.worklist import (
    comes_first,
    has_seat,
    not_touched_by,
    open_to,
    still_to_answer,
)
from annotator.storage.statements import Prepared
from annotator.terms import KNOWN_PURPOSES, AssignmentState, Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from annotator.models import ClaimSet, Progress

    Reservation = tuple[SetClaim, Purpose | None]

#: A search goes over so many claims that were given out before it is let begin further on.
_MOST_SEARCHED = 32


def reserve(
    session: Session, claim_set: ClaimSet, progress: Progress, *, most: int, lease_until: datetime
) -> list[Assignment]:
    """Hold up to `most` further claims for a person: what editors put first, what is due, what came
    back, then in order.

    The set's calibration comes before all of them, and about one in `known_every` is a claim whose
    answer is known.
    """
    if most <= 0:
        return []
    first = _known(session, claim_set.id, progress, Purpose.CALIBRATION, most)
    live: list[Reservation] = [
        (set_claim, None)
        for set_claim in _free_claims(session, claim_set.id, progress, most - len(first))
    ]
    if claim_set.known_every is not None and live:
        known = _known(session, claim_set.id, progress, Purpose.KNOWN_ANSWER, most)
        live = _woven(live, known, claim_set.known_every)
    given = []
    # Each claim is another: what one is given changes nothing for the next, and is written at once.
    with session.no_autoflush:
        for set_claim, purpose in [*first, *live][:most]:
            if purpose is None:
                take_seat(set_claim)
            given.append(give(session, claim_set, set_claim, progress, lease_until, purpose))
    return given


def wait_for_one(
    session: Session, claim_set: ClaimSet, progress: Progress, *, lease_until: datetime
) -> list[Assignment]:
    """Return one claim for an annotator without claims: one to wait for, or one that another only
    reserved.

    The previous holder has not seen the claim as theirs yet, and is given another.
    """
    set_claim = _ONE_TO_WAIT_FOR.objects(session, **_mine(claim_set.id, progress)).first()
    if set_claim is not None:
        take_seat(set_claim)
        return [give(session, claim_set, set_claim, progress, lease_until)]
    theirs = session.scalar(
        select(Assignment)
        .join(SetClaim, SetClaim.id == Assignment.set_claim_id)
        .where(
            Assignment.claim_set_id == claim_set.id,
            Assignment.state == AssignmentState.RESERVED,
            Assignment.purpose.not_in(KNOWN_PURPOSES),
            Assignment.annotator_id != progress.annotator_id,
            not_touched_by(progress.annotator_id),
            open_to(progress.annotator_id),
        )
        # The one that its holder would have come to last.
        .order_by(SetClaim.position.desc(), Assignment.id.desc())
        .limit(1)
        .with_for_update(of=Assignment, skip_locked=True)
        .execution_options(populate_existing=True)
    )
    if theirs is None:
        return []
    theirs.state = AssignmentState.LAPSED
    set_claim = session.get_one(SetClaim, theirs.set_claim_id)
    return [give(session, claim_set, set_claim, progress, lease_until)]


def _known(
    session: Session, claim_set_id: int, progress: Progress, purpose: Purpose, most: int
) -> list[Reservation]:
    """Return claims with a known answer that are still to come to this person, in the set's
    order.
    """
    whose = {"claim_set_id": claim_set_id, "annotator_id": progress.annotator_id}
    claims = _KNOWN.objects(session, **whose, purpose=purpose, most=most)
    return [(set_claim, purpose) for set_claim in claims]


def _woven(live: list[Reservation], known: list[Reservation], every: int) -> list[Reservation]:
    """Return claims with a known answer among the others: by chance, so that no count tells
    them.
    """
    woven = []
    coming = iter(known)
    for reservation in live:
        if secrets.randbelow(every - 1) == 0:
            woven += [found for found in [next(coming, None)] if found is not None]
        woven.append(reservation)
    return woven


def _free_claims(
    session: Session, claim_set_id: int, progress: Progress, most: int
) -> Sequence[SetClaim]:
    """Return claims with a seat for this person that no other annotator is being given, locked."""
    mine = _mine(claim_set_id, progress)
    found = list(_RETURNED.objects(session, **mine, most=most))
    if len(found) < most:
        found += _FOLLOWING.objects(session, **mine, most=most - len(found))
        if not found or found[-1].position > progress.passed + _MOST_SEARCHED:
            _pass_what_is_taken(session, claim_set_id, progress)
    return found


def _pass_what_is_taken(session: Session, claim_set_id: int, progress: Progress) -> None:
    """Move `passed` on, so that a search does not begin far before what is still open.

    Asked without a lock: a claim that is being given at this moment is not passed.
    """
    first = _FIRST_PLACE.objects(session, **_mine(claim_set_id, progress)).first()
    last = first and first - 1
    if first is None:
        last = session.scalar(
            select(func.max(SetClaim.position)).where(SetClaim.claim_set_id == claim_set_id)
        )
    pass_until(progress, last or 0)


def _mine(claim_set_id: int, progress: Progress) -> dict[str, int]:
    """Return whose claims are asked for, for the statements below."""
    return {
        "claim_set_id": claim_set_id,
        "annotator_id": progress.annotator_id,
        "passed": progress.passed,
    }


def _locked(claims: Select[SetClaim]) -> Select[SetClaim]:
    return claims.with_for_update(skip_locked=True).execution_options(populate_existing=True)


# Asked at each save.
_FREE = (
    select(SetClaim)
    .where(
        SetClaim.claim_set_id == bindparam("claim_set_id"),
        has_seat(),
        not_touched_by(bindparam("annotator_id", type_=Integer)),
        open_to(bindparam("annotator_id", type_=Integer)),
    )
    .order_by(SetClaim.position)
)
_AFTER_PASSED = _FREE.where(SetClaim.position > bindparam("passed"))
_FIRST_PLACE = Prepared(_AFTER_PASSED.with_only_columns(SetClaim.position).limit(1))
_FOLLOWING = Prepared(
    _locked(_AFTER_PASSED.where(~comes_first()).limit(bindparam("most", type_=Integer)))
)
_RETURNED = Prepared(
    _locked(
        _FREE.where(SetClaim.returned, or_(SetClaim.position <= bindparam("passed"), comes_first()))
        .order_by(None)
        .order_by(
            *(SetClaim.put_first.desc(), SetClaim.due_on.is_(None), SetClaim.due_on),
            SetClaim.position,
        )
        .limit(bindparam("most", type_=Integer))
    )
)
_KNOWN = Prepared(
    select(SetClaim)
    .join(KnownAnswer, KnownAnswer.set_claim_id == SetClaim.id)
    .where(
        KnownAnswer.claim_set_id == bindparam("claim_set_id"),
        KnownAnswer.purpose == bindparam("purpose"),
        still_to_answer(bindparam("annotator_id", type_=Integer)),
        not_touched_by(bindparam("annotator_id", type_=Integer)),
        open_to(bindparam("annotator_id", type_=Integer)),
    )
    .order_by(SetClaim.position)
    .limit(bindparam("most", type_=Integer))
)
_ONE_TO_WAIT_FOR = Prepared(_AFTER_PASSED.limit(1).with_for_update())
