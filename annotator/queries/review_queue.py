"""The reviewer's queue: claims on which annotators differ, and those drawn for a spot check."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from annotator.models import Claim, ClaimSet, Disagreement, SetClaim
from annotator.queries.blindness import readable
from annotator.queries.expected_error import expected_error
from annotator.queries.queue_filters import Filters, wanted_by
from annotator.queries.reviews import kinds_of
from annotator.queries.settled import decided
from annotator.queries.spot_checks import differing, is_drawn, judged_by
from annotator.records import Page
from annotator.terms import DisagreementState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.orm import Session

    from annotator.terms import DisagreementKind

PAGE_SIZE = 30
#: What the queue can show: what waits, what was drawn for a spot check and waits, what is decided.
SHOWS = ("open", "drawn", "decided")
#: By expected error, the likeliest first, or by time, what waits longest first.
ORDERS = ("error", "time")
NO_FILTERS = Filters()


@dataclass(frozen=True, slots=True)
class Difference:
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
    show: str = "open",
    filters: Filters = NO_FILTERS,
    order: str = "error",
    number: int = 1,
) -> Page[Difference]:
    """One page of the claims of a set that wait for a decision, or what else SHOWS has."""
    since = (
        select(func.min(Disagreement.opened_at))
        .where(Disagreement.set_claim_id == SetClaim.id)
        .scalar_subquery()
    )
    rows: Sequence[Row[int, str, bool]] = session.execute(
        select(SetClaim.id, Claim.text, judged_by(reviewer_id).label("mine"))
        .join(Claim, Claim.id == SetClaim.claim_id)
        .join(ClaimSet, ClaimSet.id == SetClaim.claim_set_id)
        .where(SetClaim.claim_set_id == claim_set_id, readable(), _shown(show), *wanted_by(filters))
        .order_by(since, SetClaim.position)
    ).all()
    lines = [Difference(row.id, row.text, (), bool(row.mine)) for row in rows]
    if order == "error" and show == "open":
        lines = _by_expected_error(session, claim_set_id, lines)
    number = max(1, min(number, -(-len(lines) // PAGE_SIZE)))
    page = lines[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]
    kinds = kinds_of(session, [line.set_claim_id for line in page])
    return Page(
        tuple(replace(line, kinds=kinds.get(line.set_claim_id, ())) for line in page),
        number,
        PAGE_SIZE,
        len(lines),
    )


def next_difference(
    session: Session,
    claim_set_id: int,
    reviewer_id: int,
    *,
    filters: Filters = NO_FILTERS,
    order: str = "error",
) -> int | None:
    """The next claim of the set that this reviewer can decide on, or None."""
    found = queue(session, claim_set_id, reviewer_id, filters=filters, order=order)
    return next((line.set_claim_id for line in found.items if not line.mine), None)


def _by_expected_error(
    session: Session, claim_set_id: int, lines: list[Difference]
) -> list[Difference]:
    """The lines with the likeliest error first; those of which nothing is known come last."""
    found = expected_error(session, claim_set_id)
    last = len(found.place)
    return [
        replace(line, likely_error=found.likely.get(line.set_claim_id))
        for line in sorted(lines, key=lambda line: found.place.get(line.set_claim_id, last))
    ]


def _shown(show: str) -> ColumnElement[bool]:
    waits = differing(DisagreementState.OPEN)
    if show == "decided":
        return decided()
    if show == "drawn":
        return is_drawn() & ~decided() & ~waits
    return waits
