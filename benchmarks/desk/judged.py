"""The late state of a set: nearly all of it judged, by statements instead of requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import String, cast, func, insert, literal, select, update

from annotator.models import (
    Assignment,
    EvidenceLink,
    Guideline,
    Judgement,
    Participation,
    Passage,
    Progress,
    SetClaim,
    Source,
    User,
)
from annotator.models.base import Tokened
from annotator.terms import (
    AssignmentState,
    CandidateDecision,
    Checkability,
    Coverage,
    Part,
    Purpose,
    SpeakerDecision,
    Stance,
    Worthiness,
)
from annotator.tokens import LENGTH
from benchmarks.desk.newsroom import count_rows, go_on_after
from benchmarks.desk.stories import LEASE, OVERLAP, THEN

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from annotator.models.base import Base
    from annotator.storage.database import Database

SOURCE = 1


def judge_all_but(database: Database, last: int) -> None:
    """The first people judge each claim of the only set, but for the `last` ones."""
    with database.writing() as session:
        up_to = (session.scalar(select(func.max(SetClaim.position))) or 0) - last
        session.add(
            Source(key="register", url=None, title="Register", publisher="", created_at=THEN)
        )
        session.flush()
        for annotator_id in session.scalars(select(User.id).order_by(User.id).limit(OVERLAP)).all():
            _judge(session, annotator_id, up_to)
        _link(session)
        judged = update(SetClaim).where(SetClaim.position <= up_to)
        session.execute(judged.values(seats_left=0))
        count_rows(session)
        session.commit()


def _judge(session: Session, annotator_id: int, up_to: int) -> None:
    """One person's work: what they were given, their part in it, and their judgements."""
    claims = SetClaim.position <= up_to
    given: dict[str, Any] = {
        "claim_set_id": SetClaim.claim_set_id,
        "set_claim_id": SetClaim.id,
        "annotator_id": annotator_id,
        "round": 1,
        "purpose": Purpose.OVERLAP,
        "state": AssignmentState.DONE,
        "turn": SetClaim.position,
        "decided_number": SetClaim.position,
        "opened_at": THEN,
        "lease_until": THEN + LEASE,
        "decided_at": THEN,
    }
    part = {"set_claim_id": SetClaim.id, "user_id": annotator_id, "part": Part.JUDGES}
    progress = {"judged": up_to, "turns": up_to, "passed": up_to, "round": 1}
    insert_each(session, Assignment, given, claims)
    insert_each(session, Participation, part, claims)
    mine = {"claim_set_id": SetClaim.claim_set_id, "annotator_id": annotator_id, **progress}
    insert_each(session, Progress, mine, SetClaim.position == 1)
    insert_each(
        session, Judgement, _judgement(annotator_id), Assignment.annotator_id == annotator_id
    )


def _judgement(annotator_id: int) -> dict[str, Any]:
    return {
        "assignment_id": Assignment.id,
        "set_claim_id": Assignment.set_claim_id,
        "annotator_id": annotator_id,
        "part": Part.JUDGES,
        "number": 1,
        "form_token": literal("late-") + cast(Assignment.id, String),
        "candidate": CandidateDecision.ACCEPTED,
        "speaker_decision": SpeakerDecision.AS_FOUND,
        "worthiness": Worthiness.CFS,
        "checkability": Checkability.CHECKABLE,
        "scheme_id": select(func.min(Guideline.claim_set_id)).scalar_subquery(),
        "verdict": "supported",
        "justification": "The register has it so, and the report of the same week agrees with it.",
        "confidence": 4,
        "seconds": 90,
        "guideline_id": select(func.max(Guideline.id)).scalar_subquery(),
        "created_at": THEN,
    }


def _link(session: Session) -> None:
    """A separate passage for each judgement, as its evidence."""
    number = cast(1_000_000_000 + Judgement.id, String)
    sha256 = number + "0" * 54
    passage = {
        "id": Judgement.id,
        "source_id": SOURCE,
        "exact": literal("Line ") + number,
        "sha256": sha256,
    }
    insert_each(session, Passage, passage, Judgement.id > 0)
    link = {
        "judgement_id": Judgement.id,
        "position": 0,
        "passage_id": Judgement.id,
        "stance": Stance.SUPPORTS,
        "coverage": Coverage.FULL,
        "set_number": 1,
        "note": "",
        "title": "Register",
        "publisher": "",
    }
    insert_each(session, EvidenceLink, link, Judgement.id > 0)
    go_on_after(session, Passage)


def _random_word(session: Session) -> ColumnElement[str]:
    """As long as a token, another one in each row: the default would be the same in all."""
    if session.get_bind().dialect.name == "sqlite":
        return func.lower(func.hex(func.randomblob(LENGTH // 2)))
    return func.left(func.md5(cast(func.random(), String)), LENGTH)


def insert_each(
    session: Session, table: type[Base], values: dict[str, Any], where: ColumnElement[bool]
) -> None:
    """One row of `table` for each that `where` finds; a plain value is the same in all."""
    columns = table.__table__.c
    if issubclass(table, Tokened):
        values = {**values, "token": _random_word(session)}
    chosen = [
        value if hasattr(value, "label") else literal(value, columns[name].type)
        for name, value in values.items()
    ]
    session.connection().execute(
        insert(table).from_select(list(values), select(*chosen).where(where))
    )
