"""Pattern counts: of how many claims of a set each pattern is, so that agreement is live."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, event, select, update

from annotator.models import ClaimSet, PatternCount
from annotator.operations.derived.patterns import (
    forget_patterns,
    keep_patterns,
    right_patterns,
)
from annotator.operations.derived.structure import differing, side_by_side, verification
from annotator.queries.derived.claim_histories import claim_histories
from annotator.storage.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.operations.derived.patterns import Changes
    from annotator.operations.derived.structure import ComparedRow, VerifiedRows
    from annotator.terms import Question

_WAITING = "changes of pattern counts"
_KEY = ("claim_set_id", "round", "question", "pattern")


def recount(session: Session, claim_set_id: int, *claims: ColumnElement[bool]) -> None:
    """Bring patterns and counts of a set's claims up to date, or of those that conditions name.

    The counts are written with the commit, the last thing of all and always in one order: two
    people who finish claims at once wait for one another as shortly as can be, and never in a ring.
    """
    changes = keep_patterns(session, claim_set_id, *claims)
    if changes:
        _write_with_commit(session, changes)


def uncount(session: Session, claim_set_id: int, *claims: ColumnElement[bool]) -> None:
    """Count claims no more that leave the set, while their rows are still in it."""
    changes = forget_patterns(session, claim_set_id, *claims)
    if changes:
        _write_with_commit(session, changes)


def verify(session: Session, claim_set_id: int) -> VerifiedRows:
    """Compare the counts of a set's patterns with the judgements of its claims."""
    return verification(_compared(session, claim_set_id))


def rebuild(session: Session, claim_set_id: int) -> None:
    """Count the patterns of a set's claims from its judgements, and keep the counts."""
    number = session.get_one(ClaimSet, claim_set_id).round
    for rows in differing(_compared(session, claim_set_id)):
        for row in rows:
            where = {"claim_set_id": claim_set_id, "round": number, **row.key._asdict()}
            same = [getattr(PatternCount, name) == where[name] for name in _KEY]
            session.execute(delete(PatternCount).where(*same))
            if row.right is not None:
                session.add(PatternCount(**where, claims=row.right))
        session.flush()


class CountKey(NamedTuple):
    """One way to answer a question."""

    question: Question
    pattern: str

    def __str__(self) -> str:
        return f"{self.question}, {self.pattern}"


def _compared(session: Session, claim_set_id: int) -> Iterator[ComparedRow[CountKey, int]]:
    right: Counter[CountKey] = Counter()
    for histories in claim_histories(session, claim_set_id):
        for one in histories:
            right.update(CountKey(key.question, words) for key, words in right_patterns(one))
    return side_by_side(_kept(session, claim_set_id), right)


def _kept(session: Session, claim_set_id: int) -> dict[CountKey, int]:
    """Return the counts of the set's round; a pattern that no claim has any more counts for
    nothing.
    """
    rows = session.execute(
        select(PatternCount.question, PatternCount.pattern, PatternCount.claims)
        .join(ClaimSet, ClaimSet.id == PatternCount.claim_set_id)
        .where(
            PatternCount.claim_set_id == claim_set_id,
            PatternCount.round == ClaimSet.round,
            PatternCount.claims > 0,
        )
    )
    return {CountKey(row.question, row.pattern): row.claims for row in rows}


def _write_with_commit(session: Session, changes: Changes) -> None:
    waiting = session.info.get(_WAITING)
    if waiting is None:
        waiting = session.info[_WAITING] = Counter()
        event.listen(session, "before_commit", _write)
        event.listen(session, "after_rollback", _forget)
    waiting.update(changes)


def _write(session: Session) -> None:
    """Add what has changed to the counts."""
    if session.in_nested_transaction():
        return
    rows = [
        dict(zip(_KEY, key, strict=True)) | {"claims": change}
        for key, change in sorted(session.info[_WAITING].items())
        if change
    ]
    session.info[_WAITING].clear()
    for row in rows:
        more = {"claims": PatternCount.claims + row["claims"]}
        if row["claims"] < 0:
            same = [getattr(PatternCount, name) == row[name] for name in _KEY]
            session.execute(update(PatternCount).where(*same).values(more))
        else:
            insert = insert_into(session, PatternCount).values(row)
            session.execute(insert.on_conflict_do_update(index_elements=_KEY, set_=more))


def _forget(session: Session) -> None:
    session.info[_WAITING].clear()
