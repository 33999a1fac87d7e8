"""Patterns of judgements, kept up to date with every judgement, so that agreement is live."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import delete, event, select, update

from annotator.models import ClaimPattern, ClaimSet, PatternCount, SetClaim
from annotator.queries.agreement.patterns import COUNTED, kept_patterns, patterns_of_claims
from annotator.storage.upserts import insert_into

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.terms import Question

    #: Claims more or fewer, by (set, round, question, pattern).
    Changes = Counter[tuple[int, int, Question, str]]
    #: A claim of a set, in a round.
    Claim = tuple[int, int]

_WAITING = "changes of pattern counts"


def recount(session: Session, claim_set_id: int, *claims: ColumnElement[bool]) -> None:
    """Bring the patterns of a set's claims up to date, or of those that conditions name.

    The counts are written with the commit, the last thing of all and always in one order: two
    people who finish claims at once wait for one another as shortly as can be, and never in a ring.
    """
    of_set = (SetClaim.claim_set_id == claim_set_id, *claims)
    changes: Changes = Counter()
    for question in COUNTED:
        kept = kept_patterns(session, question, *of_set)
        found = patterns_of_claims(session, question, *of_set)
        differing = {claim for claim, _ in kept.items() ^ found.items()}
        _keep(session, question, {claim: found.get(claim) for claim in sorted(differing)})
        for before, change in ((kept, -1), (found, 1)):
            for claim in differing & before.keys():
                changes[claim_set_id, claim[1], question, before[claim]] += change
    if changes:
        _write_with_commit(session, changes)


def count_anew(session: Session, claim_set_id: int) -> None:
    """Forget what is kept of a set's round, and count its judgements from cold."""
    round_number = session.get_one(ClaimSet, claim_set_id).round
    claims = select(SetClaim.id).where(SetClaim.claim_set_id == claim_set_id)
    session.execute(
        delete(ClaimPattern).where(
            ClaimPattern.set_claim_id.in_(claims), ClaimPattern.round == round_number
        )
    )
    session.execute(
        delete(PatternCount).where(
            PatternCount.claim_set_id == claim_set_id, PatternCount.round == round_number
        )
    )
    recount(session, claim_set_id)


def _keep(session: Session, question: Question, patterns: dict[Claim, str | None]) -> None:
    """Keep these claims' patterns; one that has none any more is let go."""
    rows = [
        {"set_claim_id": claim, "round": number, "question": question, "pattern": pattern}
        for (claim, number), pattern in patterns.items()
    ]
    kept = [row for row in rows if row["pattern"] is not None]
    for row in rows:
        if row["pattern"] is None:
            key = (row["set_claim_id"], row["round"], question)
            session.delete(session.get_one(ClaimPattern, key))
    session.flush()
    if kept:
        insert = insert_into(session, ClaimPattern)
        same = ["set_claim_id", "round", "question"]
        newer = {"pattern": insert.excluded.pattern}
        session.execute(insert.on_conflict_do_update(index_elements=same, set_=newer), kept)


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
    columns = ("claim_set_id", "round", "question", "pattern")
    rows = [
        dict(zip(columns, key, strict=True)) | {"claims": change}
        for key, change in sorted(session.info[_WAITING].items())
        if change
    ]
    session.info[_WAITING].clear()
    for row in rows:
        more = {"claims": PatternCount.claims + row["claims"]}
        if row["claims"] < 0:
            same = [getattr(PatternCount, name) == row[name] for name in columns]
            session.execute(update(PatternCount).where(*same).values(more))
        else:
            insert = insert_into(session, PatternCount).values(row)
            session.execute(insert.on_conflict_do_update(index_elements=list(columns), set_=more))


def _forget(session: Session) -> None:
    session.info[_WAITING].clear()
