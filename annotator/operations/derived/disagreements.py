"""Disagreements: what the judgements of a claim differ in, kept as rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select, update

from annotator.clock import now
from annotator.labelling.differences import differences
from annotator.models import Disagreement, Judgement
from annotator.operations.derived.structure import differing, side_by_side, verification
from annotator.queries.derived.claim_histories import claim_histories
from annotator.queries.visibility.opinions import opinions_on
from annotator.storage.upserts import insert_into
from annotator.terms import DisagreementKind, DisagreementState

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from annotator.operations.derived.structure import ComparedRow, VerifiedRows
    from annotator.queries.derived.histories import ClaimHistory, ClaimKey


def note(session: Session, *, claim_set_id: int, set_claim_id: int, number: int) -> None:
    """Note what the judgements of a claim differ in, in one round.

    A disagreement that a later judgement ended is kept as gone. A decided one stays decided.
    """
    kinds = differences(opinions_on(session, set_claim_id, number))
    known = {
        row.kind: row
        for row in session.scalars(
            select(Disagreement).where(
                Disagreement.set_claim_id == set_claim_id, Disagreement.round == number
            )
        )
    }
    for kind, row in known.items():
        if row.state is not DisagreementState.DECIDED:
            row.state = DisagreementState.OPEN if kind in kinds else DisagreementState.GONE
    session.add_all(
        Disagreement(
            claim_set_id=claim_set_id,
            set_claim_id=set_claim_id,
            round=number,
            kind=kind,
            state=DisagreementState.OPEN,
            opened_at=now(),
        )
        for kind in sorted(kinds - known.keys())
    )
    session.flush()


def mark(
    session: Session, set_claim_id: int, before: DisagreementState, after: DisagreementState
) -> None:
    """Mark the disagreements of a claim as decided, or as open again."""
    session.execute(
        update(Disagreement)
        .where(Disagreement.set_claim_id == set_claim_id, Disagreement.state == before)
        .values(state=after)
    )


def verify(session: Session, claim_set_id: int) -> VerifiedRows:
    """Compare the disagreements of the claims that all have judged with their judgements.

    A claim that is judged again keeps what it had, and is compared once all have judged it.
    """
    return verification(_compared(session, claim_set_id))


def rebuild(session: Session, claim_set_id: int) -> None:
    """Write the disagreements that the judgements have; existing rows keep their time.

    A lost row gets the time of the newest judgement on its claim.
    """
    for rows in differing(_compared(session, claim_set_id)):
        insert = insert_into(session, Disagreement)
        newer = {"state": insert.excluded.state}
        times = _newest(session, [row.key.claim.set_claim_id for row in rows])
        session.execute(
            insert.on_conflict_do_update(index_elements=_KEY, set_=newer),
            [
                {
                    "claim_set_id": claim_set_id,
                    "set_claim_id": row.key.claim.set_claim_id,
                    "round": row.key.round,
                    "kind": row.key.kind,
                    "state": row.right or DisagreementState.GONE,
                    "opened_at": times[row.key.claim.set_claim_id],
                }
                for row in rows
            ],
        )


class DisagreementKey(NamedTuple):
    """A kind of disagreement on a claim in one round."""

    claim: ClaimKey
    round: int
    kind: DisagreementKind

    def __str__(self) -> str:
        return f"{self.claim}, round {self.round}, {self.kind}"


def right_states(one: ClaimHistory) -> Iterator[tuple[DisagreementKey, DisagreementState]]:
    """Yield what a claim's judgements differ in, decided where a decision came after them."""
    if not one.complete or one.claim.answer_known:
        return
    for number in range(1, one.claim.round + 1):
        decided = differences(one.opinions(number, one.decided_at)) if one.decided_at else ()
        for kind in differences(one.opinions(number)):
            state = DisagreementState.DECIDED if kind in decided else DisagreementState.OPEN
            yield DisagreementKey(one.claim.key, number, kind), state


def _compared(
    session: Session, claim_set_id: int
) -> Iterator[ComparedRow[DisagreementKey, DisagreementState]]:
    for histories in claim_histories(session, claim_set_id, stances=True):
        complete = [one for one in histories if one.complete]
        right = dict(state for one in complete for state in right_states(one))
        yield from side_by_side(_kept(session, complete), right)


def _kept(
    session: Session, histories: Sequence[ClaimHistory]
) -> dict[DisagreementKey, DisagreementState]:
    """Return those that are not gone: one that is gone says nothing."""
    keys = {one.claim.key.set_claim_id: one.claim.key for one in histories}
    rows = session.execute(
        select(
            Disagreement.set_claim_id, Disagreement.round, Disagreement.kind, Disagreement.state
        ).where(Disagreement.set_claim_id.in_(keys), Disagreement.state != DisagreementState.GONE)
    )
    return {DisagreementKey(keys[row.set_claim_id], row.round, row.kind): row.state for row in rows}


def _newest(session: Session, set_claim_ids: Sequence[int]) -> dict[int, datetime]:
    """Return when each claim was judged last."""
    rows = session.execute(
        select(Judgement.set_claim_id, func.max(Judgement.created_at).label("at"))
        .where(Judgement.set_claim_id.in_(set_claim_ids))
        .group_by(Judgement.set_claim_id)
    )
    return {row.set_claim_id: row.at for row in rows}


_KEY = ("set_claim_id", "round", "kind")
