"""The reviewers' queue: which claims are in it, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from annotator.models import Disagreement, Judgement, QueuedClaim, SetClaim
from annotator.operations.derived.disagreements import right_states
from annotator.operations.derived.structure import (
    CHUNK,
    MOST_NAMED,
    ComparedRow,
    differing,
    side_by_side,
    verification,
)
from annotator.queries.derived.claim_histories import claim_histories
from annotator.queries.review.queued_claims import Queued, kept_queue, queued_from_cold
from annotator.storage.upserts import insert_into
from annotator.terms import DisagreementState, QueueState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.operations.derived.structure import VerifiedRows
    from annotator.queries.derived.histories import ClaimHistory, ClaimKey


def requeue(session: Session, claim_set_id: int, *claims: ColumnElement[bool]) -> None:
    """Put those of a set's claims into the queue that belong there, and take out the others.

    `claims` are conditions on SetClaim. One whose judgements or state are new loses its place.
    """
    of_set = (SetClaim.claim_set_id == claim_set_id, *claims)
    kept, found = kept_queue(session, *of_set), queued_from_cold(session, *of_set)
    _take_out(session, sorted(kept.keys() - found.keys()))
    changed = sorted(claim for claim, _ in found.items() - kept.items())
    _put_in(session, claim_set_id, {claim: found[claim] for claim in changed})


def leave_queue(session: Session, set_claim_ids: Sequence[int]) -> None:
    """Take claims out of the queue that leave their set."""
    _take_out(session, sorted(set_claim_ids))


def verify(session: Session, claim_set_id: int) -> VerifiedRows:
    """Compare the queue of a set with the histories of its claims."""
    return verification(_worded(session, _compared(session, claim_set_id)))


def _worded(
    session: Session, rows: Iterable[ComparedRow[ClaimKey, Queued]]
) -> Iterator[ComparedRow[ClaimKey, object]]:
    """Yield the rows with judgements by their tokens where they differ: people read them."""
    named = 0
    for row in rows:
        if row.kept == row.right or named == MOST_NAMED:
            yield ComparedRow(row.key, row.kept, row.right)
        else:
            named += 1
            kept, right = (one and _in_words(session, one) for one in (row.kept, row.right))
            yield ComparedRow(row.key, kept, right)


def _in_words(session: Session, queued: Queued) -> str:
    token = session.scalar(select(Judgement.token).where(Judgement.id == queued.judgement_id))
    at = queued.since.isoformat(timespec="milliseconds")
    return f"{queued.state} since {at}, judgement {token}"


def rebuild(session: Session, claim_set_id: int) -> None:
    """Put into the queue what belongs there; a claim that was kept wrongly loses its place."""
    for rows in differing(_compared(session, claim_set_id)):
        _take_out(session, [row.key.set_claim_id for row in rows if row.right is None])
        right = {row.key.set_claim_id: row.right for row in rows if row.right is not None}
        _put_in(session, claim_set_id, right)


def _compared(session: Session, claim_set_id: int) -> Iterator[ComparedRow[ClaimKey, Queued]]:
    for histories in claim_histories(session, claim_set_id, stances=True):
        keys = {one.claim.key.set_claim_id: one.claim.key for one in histories}
        kept = kept_queue(session, SetClaim.id.in_(keys))
        opened = _opened(session, list(keys))
        right = {one.claim.key: _right(one, opened) for one in histories}
        yield from side_by_side(
            {keys[claim]: queued for claim, queued in kept.items()},
            {key: queued for key, queued in right.items() if queued is not None},
        )


def _right(one: ClaimHistory, opened: Mapping[int, datetime]) -> Queued | None:
    newest = one.newest
    state = _state(one)
    if state is None or newest is None:
        return None
    since = opened.get(one.claim.key.set_claim_id) or one.drawn_at or newest.at
    return Queued(state, since, newest.id)


def _state(one: ClaimHistory) -> QueueState | None:
    if not one.complete:
        return None
    if DisagreementState.OPEN in dict(right_states(one)).values():
        return QueueState.OPEN
    if one.decided:
        return QueueState.DECIDED
    return QueueState.DRAWN if one.drawn_at else None


def _opened(session: Session, set_claim_ids: Sequence[int]) -> dict[int, datetime]:
    """Return when each claim's annotators were found to differ: that time is kept nowhere else."""
    rows = session.execute(
        select(Disagreement.set_claim_id, func.min(Disagreement.opened_at).label("at"))
        .where(Disagreement.set_claim_id.in_(set_claim_ids))
        .group_by(Disagreement.set_claim_id)
    )
    return {row.set_claim_id: row.at for row in rows}


def _take_out(session: Session, set_claim_ids: Sequence[int]) -> None:
    for start in range(0, len(set_claim_ids), CHUNK):
        those = QueuedClaim.set_claim_id.in_(set_claim_ids[start : start + CHUNK])
        session.execute(delete(QueuedClaim).where(those))


def _put_in(session: Session, claim_set_id: int, queued: Mapping[int, Queued]) -> None:
    """Keep claims in the queue, without a place until the order is counted again."""
    rows = [
        {"set_claim_id": claim, "claim_set_id": claim_set_id, **one._asdict()}
        for claim, one in queued.items()
    ]
    if rows:
        insert = insert_into(session, QueuedClaim)
        newer = {name: insert.excluded[name] for name in Queued._fields}
        unplaced = {"place": None, "likely_error": None}
        session.execute(
            insert.on_conflict_do_update(index_elements=["set_claim_id"], set_=newer | unplaced),
            rows,
        )
