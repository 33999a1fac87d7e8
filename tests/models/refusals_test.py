"""The database refuses wrong states by itself, whatever the program above it does."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError

from annotator.clock import now
from annotator.models import (
    Adjudication,
    Assignment,
    Base,
    Document,
    EvidenceLink,
    Judgement,
    Participation,
    Reply,
    SentBack,
    User,
)
from annotator.terms import Part
from annotator.tokens import new_token
from tests.models.rows import with_judgement
from tests.past import after

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.world import World


@after(with_judgement)
def test_a_verdict_outside_its_scheme_is_refused(world: World) -> None:
    with world.writing() as session, pytest.raises(IntegrityError, match=r"verdict|FOREIGN KEY"):
        session.connection().execute(
            insert(Judgement).values(_next_revision(session, verdict="half_true"))
        )


@after(with_judgement)
@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"check_number": 20}, "check_number"),
        ({"check_number": 0}, "check_number"),
        ({"severity": "blocks"}, "kept"),
        ({"severity": "grave"}, "severity"),
        ({"severity": "notes", "reason": "Because."}, "reason"),
        ({"message": ""}, "message"),
        ({"evidence": 4}, "FOREIGN KEY|evidence"),
    ],
    ids=str,
)
def test_a_finding_is_one_of_the_nineteen_and_stands_with_its_judgement(
    world: World, wrong: dict[str, object], names: str
) -> None:
    right = {"check_number": 1, "severity": "warns", "evidence": 0, "message": "Late."}
    values = {"judgement_id": world.nth(Judgement), "position": 90, "reason": "", **right}
    columns = ", ".join(values)
    statement = text(f"INSERT INTO finding ({columns}) VALUES (:{', :'.join(values)})")
    with world.writing() as session:
        session.execute(statement, values)
        with pytest.raises(IntegrityError, match=names):
            session.execute(statement, {**values, "position": 91, **wrong})


@after(with_judgement)
def test_a_second_judgement_of_one_annotator_in_one_round_is_refused(world: World) -> None:
    with world.writing() as session:
        again = _row(session.scalars(select(Judgement)).one())
        again.update(token=secrets.token_hex(8))
        with pytest.raises(IntegrityError, match=r"number|UNIQUE"):
            session.connection().execute(insert(Judgement).values(again))


@after(with_judgement)
def test_a_second_assignment_of_one_claim_to_one_person_is_refused(world: World) -> None:
    with world.writing() as session:
        again = _row(session.scalars(select(Assignment)).one())
        with pytest.raises(IntegrityError, match=r"annotator_id|UNIQUE"):
            session.connection().execute(insert(Assignment).values(again))


@after(with_judgement)
def test_a_decision_has_its_number(world: World) -> None:
    with (
        world.writing() as session,
        pytest.raises(IntegrityError, match="decided_with_number"),
    ):
        session.execute(update(Assignment).values(decided_number=None))


@after(with_judgement)
@pytest.mark.parametrize(
    ("wrong", "names"),
    [
        ({"state": "skipped"}, "why_skipped"),
        ({"state": "done", "skip_reason": "ambiguous"}, "why_where_skipped"),
    ],
    ids=str,
)
def test_a_skip_has_its_reason_and_nothing_else_has_one(
    world: World, wrong: dict[str, str], names: str
) -> None:
    with world.writing() as session, pytest.raises(IntegrityError, match=names):
        session.execute(update(Assignment).values(wrong))


@after(with_judgement)
def test_a_revision_that_supersedes_nothing_is_refused(world: World) -> None:
    with world.writing() as session, pytest.raises(IntegrityError, match="supersedes"):
        session.connection().execute(
            insert(Judgement).values(_next_revision(session, supersedes_id=None))
        )


@after(with_judgement)
def test_a_revision_that_supersedes_the_one_before_it_is_kept(world: World) -> None:
    with world.writing() as session:
        session.connection().execute(insert(Judgement).values(_next_revision(session)))
        session.commit()


@after(with_judgement)
def test_a_decision_by_somebody_who_judged_the_claim_is_refused(world: World) -> None:
    judgement_id = world.nth(Judgement)
    with world.writing() as session:
        judged = session.get_one(Judgement, judgement_id)
        with pytest.raises(IntegrityError):
            session.connection().execute(
                insert(Adjudication).values(_decision(judged, judged.annotator_id))
            )


@after(with_judgement)
def test_a_reviewer_cannot_be_made_both_judge_and_annotator_of_a_claim(world: World) -> None:
    judgement_id = world.nth(Judgement)
    with world.writing() as session:
        judged = session.get_one(Judgement, judgement_id)
        with pytest.raises(IntegrityError):
            session.connection().execute(
                insert(Participation).values(
                    set_claim_id=judged.set_claim_id,
                    user_id=judged.annotator_id,
                    part=Part.DECIDES,
                )
            )


@after(with_judgement)
def test_a_decision_by_somebody_else_is_kept(world: World) -> None:
    judgement_id = world.nth(Judgement)
    with world.writing() as session:
        judged = session.get_one(Judgement, judgement_id)
        rita = world.people["rita"]
        session.connection().execute(
            insert(Participation).values(
                set_claim_id=judged.set_claim_id, user_id=rita, part=Part.DECIDES
            )
        )
        session.connection().execute(insert(Adjudication).values(_decision(judged, rita)))
        session.commit()


@after(with_judgement)
@pytest.mark.parametrize(
    "wrong",
    [
        {"chosen_judgement_id": None},
        {"decision": "all_wrong"},
        {"decision": "sent_back"},
        {"decision": "second_round"},
        {"decision": "reopened", "chosen_judgement_id": None},
        {"decision": "perhaps"},
        {"note": "  "},
        {"verdict": "supported"},
        {"number": 2},
    ],
    ids=str,
)
def test_a_decision_that_contradicts_itself_is_refused(world: World, wrong: dict[str, Any]) -> None:
    judgement_id = world.nth(Judgement)
    with world.writing() as session:
        judged = session.get_one(Judgement, judgement_id)
        rita = world.people["rita"]
        session.connection().execute(
            insert(Participation).values(
                set_claim_id=judged.set_claim_id, user_id=rita, part=Part.DECIDES
            )
        )
        row = {**_decision(judged, rita), **wrong}
        with pytest.raises(IntegrityError):
            _insert_unchecked(session, Adjudication.__tablename__, row)


@after(with_judgement)
@pytest.mark.parametrize(
    "wrong", [{"text": " "}, {"annotator_id": 4711}, {"part": "decides"}], ids=str
)
def test_a_reply_by_whoever_did_not_judge_or_without_words_is_refused(
    world: World, wrong: dict[str, Any]
) -> None:
    judgement_id = world.nth(Judgement)
    with world.writing() as session:
        judged = session.get_one(Judgement, judgement_id)
        rita = world.people["rita"]
        session.connection().execute(
            insert(Participation).values(
                set_claim_id=judged.set_claim_id, user_id=rita, part=Part.DECIDES
            )
        )
        session.connection().execute(insert(Adjudication).values(_decision(judged, rita)))
        reply = {
            "adjudication_id": session.scalars(select(Adjudication.id)).one(),
            "annotator_id": judged.annotator_id,
            "set_claim_id": judged.set_claim_id,
            "part": "judges",
            "text": "I read it otherwise.",
            "created_at": now(),
        }
        with pytest.raises(IntegrityError):
            session.connection().execute(insert(Reply).values({**reply, **wrong}))


@after(with_judgement)
def test_a_claim_cannot_go_back_with_a_judgement_of_somebody_else(world: World) -> None:
    judgement_id = world.nth(Judgement)
    with world.writing() as session:
        judged = session.get_one(Judgement, judgement_id)
        with pytest.raises(IntegrityError):
            session.connection().execute(
                insert(SentBack).values(
                    adjudication_id=4711,
                    assignment_id=judged.assignment_id,
                    set_claim_id=judged.set_claim_id,
                    judgement_id=judgement_id,
                )
            )


@after(with_judgement)
@pytest.mark.parametrize(
    "wrong",
    [
        {"checkability": None},
        {"confidence": None},
        {"confidence": 6},
        {"justification": "  "},
        {"verdict": None},
        {"candidate": "rejected"},
        {"candidate": "reworded"},
        {"checkability": "not_checkable"},
        {"not_checkable_reason": "opinion"},
        {"worthiness": "NFS"},
        {"seconds": -1},
        {"candidate": "perhaps"},
    ],
    ids=str,
)
def test_a_judgement_that_contradicts_itself_is_refused(
    world: World, wrong: dict[str, Any]
) -> None:
    with world.writing() as session:
        row = _next_revision(session, **wrong)
        with pytest.raises((IntegrityError, LookupError)):
            _insert_unchecked(session, Judgement.__tablename__, row)


def test_the_same_text_twice_is_refused(world: World) -> None:
    document_id = world.import_statements()
    with world.writing() as session:
        again = _row(session.get_one(Document, document_id))
        with pytest.raises(IntegrityError):
            session.connection().execute(insert(Document).values(again))


def test_an_address_that_is_no_web_page_is_refused(world: World) -> None:
    document_id = world.import_statements()
    with world.writing() as session, pytest.raises(IntegrityError, match="url"):
        session.execute(
            update(Document).where(Document.id == document_id).values(url="javascript:alert(1)")
        )


@after(with_judgement)
def test_a_link_to_a_passage_that_is_not_there_is_refused(world: World) -> None:
    with world.writing() as session, pytest.raises(IntegrityError):
        session.execute(update(EvidenceLink).values(passage_id=4711))


def test_a_log_in_name_in_capitals_is_refused(world: World) -> None:
    with world.writing() as session, pytest.raises(IntegrityError, match="name"):
        session.execute(update(User).where(User.name == "ann").values(name="Ann"))


def test_every_constraint_has_a_name_of_its_own_that_both_databases_can_hold() -> None:
    for table in Base.metadata.tables.values():
        names = [str(constraint.name) for constraint in table.constraints]
        assert len(set(names)) == len(names), table.name
        assert all(0 < len(name) <= 63 for name in names), table.name


def _row(entity: Base) -> dict[str, Any]:
    """The columns of a row but for its own names."""
    return {
        column.key: getattr(entity, column.key)
        for column in type(entity).__table__.columns
        if column.key not in ("id", "token")
    }


def _next_revision(session: Session, **changes: Any) -> dict[str, Any]:
    first = session.scalars(select(Judgement)).one()
    revision = {"number": 2, "supersedes_id": first.id, "form_token": secrets.token_hex(8)}
    return {**_row(first), **revision, **changes}


def _decision(judged: Judgement, reviewer_id: int) -> dict[str, Any]:
    return {
        "set_claim_id": judged.set_claim_id,
        "round": 1,
        "reviewer_id": reviewer_id,
        "part": "decides",
        "number": 1,
        "form_token": secrets.token_hex(8),
        "decision": "one_right",
        "chosen_judgement_id": judged.id,
        "scheme_id": judged.scheme_id,
        "note": "It is so.",
        "created_at": now(),
    }


def _insert_unchecked(session: Session, table: str, row: dict[str, Any]) -> None:
    """Insert past the program's own checks of terms, as a hand at the database would."""
    named = {"token": new_token(), **row}
    plain = {key: getattr(value, "value", value) for key, value in named.items()}
    columns = ", ".join(plain)
    values = ", ".join(f":{key}" for key in plain)
    if session.get_bind().dialect.name == "sqlite":
        plain["created_at"] = plain["created_at"].isoformat(" ")
    session.execute(text(f"INSERT INTO {table} ({columns}) VALUES ({values})"), plain)
