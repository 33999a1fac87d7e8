"""The reviewer's queue: claims on which annotators differ, and those drawn for a spot check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, nulls_last, select

from annotator.models import Claim, ClaimSet, QueuedClaim, SetClaim
from annotator.queries.review.queue_filters import Filters, wanted_by
from annotator.queries.review.queue_order import counted_now
from annotator.queries.review.reviews import kinds_of
from annotator.queries.review.spot_checks import judged_by
from annotator.queries.visibility.blindness import (
    count_withheld,
    readable,
    withheld_claims,
)
from annotator.queries.visibility.members import require_reviewer
from annotator.records import Page
from annotator.terms import QueueState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from annotator.queries.review.expected_error import ExpectedError
    from annotator.terms import DisagreementKind

PAGE_SIZE = 30
#: So many claims are paged through: counting on would take longer than the page.
MOST_LISTED = 333 * PAGE_SIZE
#: By expected error, the likeliest first, or by time, what waits longest first.
ORDERS = ("error", "time")
NO_FILTERS = Filters()
_BY_TIME = (QueuedClaim.since, QueuedClaim.set_claim_id)
# What has no place yet comes after all that has; each database would put it elsewhere by itself.
_BY_PLACE = (nulls_last(QueuedClaim.place), *_BY_TIME)


@dataclass(frozen=True, slots=True)
class QueuedDifference:
    """A claim in the queue; `mine` says that this reviewer judged it and cannot decide.

    `kinds` is empty for one that was drawn for a spot check; `likely_error`, from 0 to 1, is None
    where nothing can be said.
    """

    set_claim_id: int
    claim: str
    kinds: tuple[DisagreementKind, ...]
    mine: bool
    likely_error: float | None = None


def queue(
    session: Session,
    claim_set_id: int,
    reviewer_id: int,
    *,
    show: QueueState = QueueState.OPEN,
    filters: Filters = NO_FILTERS,
    order: str = "error",
    number: int = 1,
) -> Page[QueuedDifference]:
    """Return one page of the claims of a set that wait for a decision, or of what `show` says.

    Claims that this reviewer judged are not among them until they are decided. As long as there are
    such, the list is in order of time: the model of the likely errors would tell of them.
    """
    require_reviewer(session, claim_set_id, reviewer_id)
    listed = _listed(claim_set_id, reviewer_id, show, filters)
    counted = listed.limit(MOST_LISTED + 1).subquery()
    there = session.scalar(select(func.count()).select_from(counted)) or 0
    total = min(there, MOST_LISTED)
    number = Page.nearest(number, total=total, size=PAGE_SIZE)
    told = not count_withheld(session, claim_set_id, reviewer_id)
    by_error = told and order == "error" and show == QueueState.OPEN
    fresh = counted_now(session, claim_set_id) if by_error else None
    first = (number - 1) * PAGE_SIZE
    ids = _in_order(session, listed, fresh, by_error=by_error, first=first, most=PAGE_SIZE)
    lines = _lines(session, ids, reviewer_id, fresh)
    if not told:
        lines = tuple(replace(line, likely_error=None) for line in lines)
    return Page(lines, number, PAGE_SIZE, total, cut=there > total)


def next_difference(
    session: Session,
    claim_set_id: int,
    reviewer_id: int,
    *,
    filters: Filters = NO_FILTERS,
    order: str = "error",
) -> int | None:
    """Return the next claim of the set that this reviewer can decide on, or None."""
    require_reviewer(session, claim_set_id, reviewer_id)
    listed = _listed(claim_set_id, reviewer_id, QueueState.OPEN, filters)
    listed = listed.where(~judged_by(reviewer_id, QueuedClaim.set_claim_id))
    by_error = order == "error" and not count_withheld(session, claim_set_id, reviewer_id)
    fresh = counted_now(session, claim_set_id) if by_error else None
    found = _in_order(session, listed, fresh, by_error=by_error, first=0, most=1)
    return next(iter(found), None)


def _listed(claim_set_id: int, reviewer_id: int, show: QueueState, filters: Filters) -> Select[int]:
    return select(QueuedClaim.set_claim_id).where(
        QueuedClaim.claim_set_id == claim_set_id,
        QueuedClaim.state == show,
        QueuedClaim.set_claim_id.not_in(withheld_claims(claim_set_id, reviewer_id)),
        *wanted_by(filters),
    )


def _in_order(
    session: Session,
    listed: Select[int],
    fresh: ExpectedError | None,
    *,
    by_error: bool,
    first: int,
    most: int,
) -> Sequence[int]:
    """Return a page of the listed claims; in a fresh order where it
    is.
    """
    if fresh is not None:
        last = len(fresh.place)
        all_ids = session.scalars(listed.order_by(*_BY_TIME)).all()
        return sorted(all_ids, key=lambda one: fresh.place.get(one, last))[first : first + most]
    in_order = listed.order_by(*(_BY_PLACE if by_error else _BY_TIME))
    return session.scalars(in_order.limit(most).offset(first)).all()


def _lines(
    session: Session, ids: Sequence[int], reviewer_id: int, fresh: ExpectedError | None
) -> tuple[QueuedDifference, ...]:
    """Return the claims as the page shows them, in the order of their ids."""
    rows = session.execute(
        select(
            QueuedClaim.set_claim_id,
            QueuedClaim.likely_error,
            Claim.text,
            judged_by(reviewer_id, SetClaim.id).label("mine"),
        )
        .join(SetClaim, SetClaim.id == QueuedClaim.set_claim_id)
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(QueuedClaim.set_claim_id.in_(ids), readable(reviewer_id))
    )
    kinds = kinds_of(session, ids)
    lines = {
        row.set_claim_id: QueuedDifference(
            row.set_claim_id,
            row.text,
            kinds.get(row.set_claim_id, ()),
            bool(row.mine),
            row.likely_error if fresh is None else fresh.likely.get(row.set_claim_id),
        )
        for row in rows
    }
    return tuple(lines[one] for one in ids if one in lines)
