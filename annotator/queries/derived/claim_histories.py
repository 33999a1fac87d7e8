"""The histories of a set's claims, read a chunk at a time: memory does not grow with the set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import bindparam, select

from annotator.models import (
    Adjudication,
    Assignment,
    ClaimSet,
    EvidenceLink,
    Judgement,
    KnownAnswer,
    SecondRound,
    SentBack,
    SpotCheck,
)
from annotator.models.any_claims import AnySetClaim
from annotator.queries.derived.histories import (
    ActFacts,
    ClaimFacts,
    ClaimHistory,
    ClaimKey,
    GivenClaim,
    SetFacts,
    Version,
)
from annotator.storage.statements import Prepared
from annotator.terms import SetState, Visibility

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import BindParameter
    from sqlalchemy.orm import Session

#: So many claims are held at once; both databases bound how many values a statement may carry.
CHUNK = 1_000


def claim_histories(
    session: Session, claim_set_id: int, *, stances: bool = False
) -> Iterator[list[ClaimHistory]]:
    """Yield the histories of a set's claims by id, in chunks; with `stances` where they count."""
    claim_set = _set_facts(session, claim_set_id)
    after = 0
    while chunk := _claims(session, claim_set, {"claim_set_id": claim_set_id, "after": after}):
        after = max(chunk)
        _add_what_happened(session, chunk)
        _add_judgements(session, chunk, stances=stances)
        yield list(chunk.values())


def _set_facts(session: Session, claim_set_id: int) -> SetFacts:
    row = session.execute(
        select(ClaimSet.overlap, ClaimSet.round, ClaimSet.state).where(ClaimSet.id == claim_set_id)
    ).one()
    return SetFacts(row.overlap, row.round, row.state is SetState.CLOSED)


def _claims(
    session: Session, claim_set: SetFacts, where: dict[str, int]
) -> dict[int, ClaimHistory]:
    return {
        row.id: ClaimHistory(
            claim_set,
            ClaimFacts(
                ClaimKey(row.id, row.claim_id),
                row.position,
                row.seats_left,
                row.round,
                row.returned,
                row.known_id is not None,
                row.visibility is Visibility.WITHDRAWN,
            ),
        )
        for row in _CLAIMS.rows(session, **where)
    }


def _add_what_happened(session: Session, chunk: dict[int, ClaimHistory]) -> None:
    ids = list(chunk)
    for set_claim_id, number, people in _SECOND_ROUNDS.rows(session, ids=ids):
        chunk[set_claim_id].askable[number] = people
    for act in _ACTS.rows(session, ids=ids):
        facts = ActFacts(act.round, act.number, act.reviewer_id, act.decision, act.created_at)
        chunk[act.set_claim_id].acts.append(facts)
    for set_claim_id, drawn_at in _DRAWN.rows(session, ids=ids):
        chunk[set_claim_id].drawn_at = drawn_at


def _add_judgements(session: Session, chunk: dict[int, ClaimHistory], *, stances: bool) -> None:
    ids = list(chunk)
    given: dict[int, GivenClaim] = {}
    for row in _GIVEN.rows(session, ids=ids):
        given[row.id] = GivenClaim(row.annotator_id, row.round, row.purpose, row.state, row.turn)
        chunk[row.set_claim_id].given.append(given[row.id])
    versions: dict[int, Version] = {}
    for one in _JUDGED.rows(session, ids=ids):
        versions[one.id] = Version(
            one.id, one.created_at, one.candidate, one.checkability, one.verdict
        )
        given[one.assignment_id].versions.append(versions[one.id])
    for assignment_id, judgement_id in _SENT_BACK.rows(session, ids=ids):
        given[assignment_id].sent_back.add(judgement_id)
    if stances:
        for judgement_id, passage_id, stance in _STANCES.rows(session, ids=ids):
            versions[judgement_id].stances.append((passage_id, stance))


_IDS: BindParameter[int] = bindparam("ids", expanding=True)
_CLAIMS = Prepared(
    select(
        *(AnySetClaim.id, AnySetClaim.claim_id, AnySetClaim.position, AnySetClaim.seats_left),
        *(AnySetClaim.round, AnySetClaim.returned, AnySetClaim.visibility),
        KnownAnswer.set_claim_id.label("known_id"),
    )
    .outerjoin(KnownAnswer, KnownAnswer.set_claim_id == AnySetClaim.id)
    .where(
        AnySetClaim.claim_set_id == bindparam("claim_set_id"), AnySetClaim.id > bindparam("after")
    )
    .order_by(AnySetClaim.id)
    .limit(CHUNK)
)
_SECOND_ROUNDS = Prepared(
    select(SecondRound.set_claim_id, SecondRound.round, SecondRound.people).where(
        SecondRound.set_claim_id.in_(_IDS)
    )
)
_ACTS = Prepared(
    select(
        *(Adjudication.set_claim_id, Adjudication.round, Adjudication.number),
        *(Adjudication.reviewer_id, Adjudication.decision, Adjudication.created_at),
    )
    .where(Adjudication.set_claim_id.in_(_IDS))
    .order_by(Adjudication.id)
)
_DRAWN = Prepared(
    select(SpotCheck.set_claim_id, SpotCheck.drawn_at).where(SpotCheck.set_claim_id.in_(_IDS))
)
_GIVEN = Prepared(
    select(
        *(Assignment.id, Assignment.set_claim_id, Assignment.annotator_id, Assignment.round),
        *(Assignment.purpose, Assignment.state, Assignment.turn),
    )
    .where(Assignment.set_claim_id.in_(_IDS))
    .order_by(Assignment.id)
)
_JUDGED = Prepared(
    select(
        *(Judgement.id, Judgement.assignment_id, Judgement.created_at),
        *(Judgement.candidate, Judgement.checkability, Judgement.verdict),
    )
    .where(Judgement.set_claim_id.in_(_IDS))
    .order_by(Judgement.number, Judgement.id)
)
_SENT_BACK = Prepared(
    select(SentBack.assignment_id, SentBack.judgement_id).where(SentBack.set_claim_id.in_(_IDS))
)
_STANCES = Prepared(
    select(EvidenceLink.judgement_id, EvidenceLink.passage_id, EvidenceLink.stance)
    .join(Judgement, Judgement.id == EvidenceLink.judgement_id)
    .where(Judgement.set_claim_id.in_(_IDS))
    .order_by(EvidenceLink.id)
)
