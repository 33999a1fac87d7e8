"""A set of which everybody has judged every claim, as the reviewers' queue reads it.

Rows go in by statements, past the operations, which would take an hour for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    cast,
    func,
    insert,
    literal,
    select,
    text,
    update,
)

from annotator.agreement.table import votes_of
from annotator.models import (
    Adjudication,
    Assignment,
    ClaimSet,
    Disagreement,
    Guideline,
    Judgement,
    Participation,
    Progress,
    QueuedClaim,
    SetClaim,
    User,
)
from annotator.operations.derived.queue import requeue
from annotator.operations.people import users
from annotator.passwords import new_password
from annotator.terms import (
    AssignmentState,
    CandidateDecision,
    Checkability,
    Decision,
    DisagreementKind,
    DisagreementState,
    Part,
    Purpose,
    QueueState,
    Role,
    SpeakerDecision,
    Worthiness,
)
from benchmarks.agreement.live import keep_counts
from benchmarks.desk import newsroom
from benchmarks.desk.judged import insert_each
from benchmarks.desk.stories import LEASE, THEN

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.agreement.judgements import Judgements
    from annotator.storage.database import Database

REVIEWER = "rita"
#: The first annotator's id, and what each of the made labels stands for.
FIRST = 1_001
VERDICTS = ("supported", "refuted", "not_enough_evidence", "conflicting_evidence")
#: One row a judgement, while the tables are filled from it.
GIVEN = Table(
    "given",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("claim", Integer),
    Column("annotator", Integer),
    Column("verdict", String),
    prefixes=["TEMPORARY"],
)


def filled(database: Database, made: Judgements) -> int:
    """Put the judgements into an empty database as those of a set; gives the set's id."""
    claim_set_id = newsroom.fill([database], len(made.items), people=0)
    with database.writing() as session:
        users.add_user(
            session,
            name=REVIEWER,
            display_name="Rita",
            password=new_password(newsroom.PASSWORD),
            roles=[Role.REVIEWER],
        )
        _hold(session, made)
        _add_people(session, made, claim_set_id)
        _add_judgements(session, claim_set_id)
        _differ(session, claim_set_id)
        session.execute(update(SetClaim).values(seats_left=0))
        keep_counts(session, claim_set_id, votes_of(made))
        session.commit()
    _settle(database)
    with database.writing() as session:
        requeue(session, claim_set_id)
        session.commit()
    _settle(database)
    return claim_set_id


def decide_all_but(database: Database, claim_set_id: int, last: int) -> None:
    """A reviewer has decided on all claims of the queue, but for the last ones of its order."""
    with database.writing() as session:
        waits = select(QueuedClaim.place).where(QueuedClaim.state == QueueState.OPEN)
        place = session.scalars(waits.order_by(QueuedClaim.place.desc()).offset(last)).first()
        those = QueuedClaim.place <= place
        reviewer_id = session.scalars(select(User.id).where(User.name == REVIEWER)).one()
        claim = {"set_claim_id": QueuedClaim.set_claim_id}
        part = claim | {"user_id": reviewer_id, "part": Part.DECIDES}
        insert_each(session, Participation, part, those)
        insert_each(session, Adjudication, claim | _decision(session, reviewer_id), those)
        queued = select(QueuedClaim.set_claim_id).where(those)
        decided = update(Disagreement).where(Disagreement.set_claim_id.in_(queued))
        session.execute(decided.values(state=DisagreementState.DECIDED))
        requeue(session, claim_set_id)
        session.commit()
    _settle(database)


def _hold(session: Session, made: Judgements) -> None:
    """The judgements in a table of their own."""
    connection = session.connection()
    GIVEN.create(connection)
    columns = made.item.tolist(), made.annotator.tolist(), made.label.tolist()
    rows = [
        {"id": number, "claim": item + 1, "annotator": FIRST + who, "verdict": VERDICTS[label]}
        for number, (item, who, label) in enumerate(zip(*columns, strict=True), start=1)
    ]
    connection.execute(insert(GIVEN), rows)


def _add_people(session: Session, made: Judgements, claim_set_id: int) -> None:
    """Those who judged, and how many claims each did."""
    people, counts = [], []
    for number, judged in enumerate(np.bincount(made.annotator).tolist(), start=FIRST):
        name = f"reader-{number}"
        person = {"id": number, "name": name, "display_name": name, "password_hash": ""}
        people.append({**person, "active": True, "created_at": THEN})
        mine = {"claim_set_id": claim_set_id, "annotator_id": number, "round": 1}
        counts.append({**mine, "judged": judged, "turns": judged, "passed": len(made.items)})
    session.connection().execute(insert(User), people)
    session.connection().execute(insert(Progress), counts)
    newsroom.go_on_after(session, User)


def _add_judgements(session: Session, claim_set_id: int) -> None:
    given, each = GIVEN.c, GIVEN.c.id > 0
    who = {"set_claim_id": given.claim, "annotator_id": given.annotator}
    assignment: dict[str, Any] = {
        "id": given.id,
        **who,
        "claim_set_id": claim_set_id,
        "round": 1,
        "purpose": Purpose.OVERLAP,
        "state": AssignmentState.DONE,
        "turn": given.claim,
        "decided_number": given.claim,
        "opened_at": THEN,
        "lease_until": THEN + LEASE,
        "decided_at": THEN,
    }
    part = {"set_claim_id": given.claim, "user_id": given.annotator, "part": Part.JUDGES}
    insert_each(session, Assignment, assignment, each)
    insert_each(session, Participation, part, each)
    insert_each(session, Judgement, {**who, **_judgement(session)}, each)
    for table in (Assignment, Judgement):
        newsroom.go_on_after(session, table)


def _judgement(session: Session) -> dict[str, Any]:
    return {
        "id": GIVEN.c.id,
        "assignment_id": GIVEN.c.id,
        "part": Part.JUDGES,
        "number": 1,
        "form_token": literal("made-") + cast(GIVEN.c.id, String),
        "candidate": CandidateDecision.ACCEPTED,
        "speaker_decision": SpeakerDecision.AS_FOUND,
        "worthiness": Worthiness.CFS,
        "checkability": Checkability.CHECKABLE,
        "scheme_id": session.scalars(select(ClaimSet.scheme_id)).one(),
        "verdict": GIVEN.c.verdict,
        "justification": "The register has it so.",
        "confidence": 4,
        "seconds": 90,
        "guideline_id": session.scalars(select(Guideline.id)).one(),
        "created_at": THEN,
    }


def _differ(session: Session, claim_set_id: int) -> None:
    """Each claim with several verdicts is one on which its annotators differ."""
    several = (
        select(GIVEN.c.claim)
        .group_by(GIVEN.c.claim)
        .having(func.count(GIVEN.c.verdict.distinct()) > 1)
    )
    difference = {
        "claim_set_id": claim_set_id,
        "set_claim_id": SetClaim.id,
        "round": 1,
        "kind": DisagreementKind.VERDICT,
        "state": DisagreementState.OPEN,
        "opened_at": THEN,
    }
    insert_each(session, Disagreement, difference, SetClaim.id.in_(several))


def _decision(session: Session, reviewer_id: int) -> dict[str, Any]:
    return {
        "round": 1,
        "reviewer_id": reviewer_id,
        "part": Part.DECIDES,
        "number": 1,
        "form_token": literal("decided-") + cast(QueuedClaim.set_claim_id, String),
        "decision": Decision.ALL_WRONG,
        "scheme_id": session.scalars(select(ClaimSet.scheme_id)).one(),
        "verdict": VERDICTS[1],
        "note": "The register has it otherwise.",
        "created_at": THEN,
    }


def _settle(database: Database) -> None:
    """Let the database learn what lies in its tables, as it does by itself after a while."""
    with database.writing() as session:
        session.execute(text("ANALYZE"))
        session.commit()
