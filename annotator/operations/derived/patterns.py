"""Patterns of judgements, kept up to date with every judgement, so that agreement is live."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from annotator.models import ClaimPattern, SetClaim
from annotator.operations.derived.structure import differing, side_by_side, verification
from annotator.queries.agreement.patterns import (
    COUNTED,
    kept_patterns,
    patterns_of_claims,
    written,
)
from annotator.queries.derived.claim_histories import claim_histories
from annotator.storage.upserts import insert_into

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.operations.derived.structure import ComparedRow, VerifiedRows
    from annotator.queries.derived.histories import ClaimHistory, ClaimKey
    from annotator.terms import Question

    #: Claims more or fewer, by (set, round, question, pattern).
    Changes = Counter[tuple[int, int, Question, str]]
    #: A claim of a set, in a round.
    Claim = tuple[int, int]


def keep_patterns(session: Session, claim_set_id: int, *claims: ColumnElement[bool]) -> Changes:
    """Bring the patterns of a set's claims up to date, or of those that conditions name.

    Returns of how many claims more or fewer each pattern is now.
    """
    of_set = (SetClaim.claim_set_id == claim_set_id, *claims)
    changes: Changes = Counter()
    for question in COUNTED:
        kept = kept_patterns(session, question, *of_set)
        found = patterns_of_claims(session, question, *of_set)
        changed = {claim for claim, _ in kept.items() ^ found.items()}
        _keep(session, question, {claim: found.get(claim) for claim in sorted(changed)})
        for before, change in ((kept, -1), (found, 1)):
            for claim in changed & before.keys():
                changes[claim_set_id, claim[1], question, before[claim]] += change
    return changes


def forget_patterns(session: Session, claim_set_id: int, *claims: ColumnElement[bool]) -> Changes:
    """Forget the patterns of claims that leave the set; return what changes."""
    of_set = (SetClaim.claim_set_id == claim_set_id, *claims)
    changes: Changes = Counter()
    for question in COUNTED:
        kept = kept_patterns(session, question, *of_set)
        _keep(session, question, dict.fromkeys(sorted(kept)))
        for (_claim, number), pattern in kept.items():
            changes[claim_set_id, number, question, pattern] -= 1
    return changes


def verify(session: Session, claim_set_id: int) -> VerifiedRows:
    """Compare the patterns of a set's claims with their judgements."""
    return verification(_compared(session, claim_set_id))


def rebuild(session: Session, claim_set_id: int) -> None:
    """Keep the patterns of a set's claims as their judgements have them; the counts stay."""
    for rows in differing(_compared(session, claim_set_id)):
        for question in COUNTED:
            changed = {
                (row.key.claim.set_claim_id, row.key.round): row.right
                for row in rows
                if row.key.question is question
            }
            _keep(session, question, changed)


class PatternKey(NamedTuple):
    """What a claim's annotators answered to one question in one round."""

    claim: ClaimKey
    round: int
    question: Question

    def __str__(self) -> str:
        return f"{self.claim}, round {self.round}, {self.question}"


def right_patterns(one: ClaimHistory) -> Iterator[tuple[PatternKey, str]]:
    """Yield the patterns of a claim that all have judged, by what stood before a review."""
    if not one.complete or one.claim.answer_known:
        return
    number = one.claim_set.round
    originals = [given.original for given in one.given if given.round == number]
    for question, column in COUNTED.items():
        labels = (getattr(version, column.key) for version in originals if version is not None)
        counts = Counter(str(label) for label in labels if label is not None)
        if counts:
            yield PatternKey(one.claim.key, number, question), written(counts)


def _compared(session: Session, claim_set_id: int) -> Iterator[ComparedRow[PatternKey, str]]:
    for histories in claim_histories(session, claim_set_id):
        right = dict(pattern for one in histories for pattern in right_patterns(one))
        yield from side_by_side(_kept(session, histories), right)


def _kept(session: Session, histories: Sequence[ClaimHistory]) -> dict[PatternKey, str]:
    keys = {one.claim.key.set_claim_id: one.claim.key for one in histories}
    return {
        PatternKey(keys[set_claim_id], number, question): pattern
        for question in COUNTED
        for (set_claim_id, number), pattern in kept_patterns(
            session, question, SetClaim.id.in_(keys)
        ).items()
    }


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
