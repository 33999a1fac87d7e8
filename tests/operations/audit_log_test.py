"""The audit log has each change with its actor, and nothing else."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text

from annotator.actions import Action
from annotator.models import AuditEvent, SetClaim
from annotator.operations.audit_log import act_as, record
from annotator.operations.desk import assignments, revisions
from annotator.operations.people import users
from annotator.operations.sets import claim_sets, known_answers, policies
from annotator.passwords import new_password
from annotator.queries.audit_log.verification import verify
from annotator.records import Answer
from annotator.terms import Purpose, Role, SetState, SkipReason
from tests.world import PASSWORD, judgement

if TYPE_CHECKING:
    from tests.world import World

#: An event that follows none.
STRAY = """
INSERT INTO audit_event (
    id, chain, number, token, at, actor_id, action, subject, claim_set_id, set_claim_id, change,
    vouches, previous, hash
)
SELECT id + 100, chain, number + 100, 'x' || substr(token, 2), at, actor_id, action, subject,
       claim_set_id, set_claim_id, change, vouches, 'x' || substr(previous, 2),
       'x' || substr(hash, 2)
FROM audit_event WHERE chain = 0 AND number = 2
"""
#: An event after the last of the earlier chain.
TO_THE_EARLIER = STRAY.replace("SELECT id + 100, chain, number + 100", "SELECT id + 100, -1, 1")


def test_a_claims_whole_way_is_recorded_in_its_order(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    world.judge("bob", judgement("refuted"))
    world.decide("rita")
    assert _actions(world)[-5:] == [
        ("claims_extracted", None),
        ("claims_added", None),
        ("judgement_submitted", world.people["ann"]),
        ("judgement_submitted", world.people["bob"]),
        ("decision_made", world.people["rita"]),
    ]


def test_a_judgement_is_recorded_without_anything_that_it_says(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement(justification="A canary sings."))
    change = _last(world).change
    assert "canary" not in change
    assert "supported" not in change
    assert '"number":1' in change


def test_a_revision_a_skip_and_a_reopening_are_recorded(world: World) -> None:
    world.import_statements("the harbour was open", "the bridge was shut")
    world.judge("ann")
    ann = world.people["ann"]
    with world.writing() as session:
        revisions.undo(session, claim_set_id=world.claim_set_id, annotator_id=ann, lease_minutes=60)
        session.commit()
    world.judge("ann", judgement("refuted"))
    assignment_id = world.take("ann")
    assert assignment_id is not None
    with world.writing() as session:
        assignments.skip(
            session,
            assignment_id=assignment_id,
            annotator_id=ann,
            reason=SkipReason.AMBIGUOUS,
        )
        session.commit()
    assert [action for action, _ in _actions(world)[-4:]] == [
        "judgement_submitted",
        "judgement_reopened",
        "judgement_revised",
        "claim_skipped",
    ]


def test_a_password_never_gets_into_the_trail(world: World) -> None:
    new = new_password("correct horse battery")
    with world.writing() as session:
        users.set_password(session, user_id=world.people["ann"], password=new)
        session.commit()
    with world.reading() as session:
        written = " ".join(session.scalars(select(AuditEvent.change)))
    assert _last(world).action == "password_changed"
    assert "correct horse" not in written
    assert PASSWORD not in written
    assert "argon2" not in written


def test_what_changed_in_an_account_is_recorded_and_nothing_else(world: World) -> None:
    ann = world.people["ann"]
    before = len(_actions(world))
    with world.writing() as session:
        act_as(session, world.people["adam"])
        users.change_user(
            session, user_id=ann, display_name="Ann", roles=[Role.ANNOTATOR], active=True
        )
        users.change_user(
            session,
            user_id=ann,
            display_name="Ann Vell",
            roles=[Role.ANNOTATOR, Role.EDITOR],
            active=False,
        )
        session.commit()
    assert _actions(world)[before:] == [
        ("account_changed", world.people["adam"]),
        ("account_closed", world.people["adam"]),
        ("roles_changed", world.people["adam"]),
    ]
    assert _last(world).change == (
        '{"after":{"roles":["annotator","editor"]},"before":{"roles":["annotator"]}}'
    )


def test_what_changed_in_a_set_is_recorded(world: World) -> None:
    before = len(_actions(world))
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="For tests.",
            overlap=3,
            guideline="# Be fairer",
            state=SetState.CLOSED,
        )
        policies.change_policy(
            session,
            claim_set_id=world.claim_set_id,
            factchecks_allowed=False,
            domains="rumours.example unreliable",
        )
        known_answers.set_rules(session, claim_set_id=world.claim_set_id, every=5, shown=False)
        session.commit()
    with world.reading() as session:
        rows = session.scalars(select(AuditEvent).order_by(AuditEvent.id).offset(before)).all()
    assert [(row.action, row.change) for row in rows] == [
        ("set_changed", '{"after":{"guideline":2},"before":{"guideline":1}}'),
        ("set_changed", '{"after":{"overlap":3},"before":{"overlap":2}}'),
        ("set_closed", '{"after":null,"before":null}'),
        (
            "set_changed",
            '{"after":{"domains":[["rumours.example","unreliable",""]]},"before":{"domains":[]}}',
        ),
        ("set_changed", '{"after":{"known_every":5},"before":{"known_every":null}}'),
    ]


def test_a_known_answer_is_recorded_as_it_was_and_as_it_is(world: World) -> None:
    world.import_statements("the harbour was open")
    given = Answer(Purpose.CALIBRATION, "refuted", None, None, "The log says so.")
    with world.writing() as session:
        ed, known = world.people["ed"], world.nth(SetClaim)
        known_answers.set_answer(session, set_claim_id=known, made_by_id=ed, given=given)
        known_answers.remove_answer(session, set_claim_id=known)
        session.commit()
    assert [action for action, _ in _actions(world)[-2:]] == [
        "known_answer_set",
        "known_answer_removed",
    ]
    assert '"before":{"not_checkable_reason":null,"purpose":"calibration"' in _last(world).change


def test_what_was_rolled_back_is_not_recorded(world: World) -> None:
    before = _actions(world)
    new = new_password("correct horse battery")
    with world.writing() as session:
        users.set_password(session, user_id=world.people["ann"], password=new)
        session.rollback()
        session.commit()
    with world.writing() as session:
        savepoint = session.begin_nested()
        record(session, Action.SET_CHANGED, "set 1")
        savepoint.rollback()
        with session.begin_nested():
            record(session, Action.SET_CLOSED, "set 1")
        session.commit()
    assert _actions(world) == [*before, ("set_closed", None)]


def test_many_who_write_at_once_make_one_chain_without_a_gap(world: World) -> None:
    before = len(_actions(world))

    def write(person: int) -> None:
        for number in range(10):
            with world.writing() as session:
                act_as(session, person)
                record(session, Action.SET_CHANGED, f"set {number}")
                record(session, Action.SET_CHANGED, f"set {number}")
                session.commit()

    threads = [threading.Thread(target=write, args=(person,)) for person in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with world.reading() as session:
        found = verify(session)
    assert (found.broken, found.events) == (None, before + 120)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_event SET change = '{}'",
        "DELETE FROM audit_event WHERE number = 2",
        STRAY,
        TO_THE_EARLIER,
    ],
    ids=["changed", "removed", "put in elsewhere", "put into the earlier chain"],
)
def test_the_database_refuses_to_change_the_trail(world: World, statement: str) -> None:
    with world.writing() as session, pytest.raises(Exception, match="audit log"):
        session.execute(text(statement))


def test_no_event_can_be_put_in_the_place_of_another(world: World) -> None:
    change = "INSERT OR REPLACE INTO audit_event SELECT * FROM audit_event WHERE number = 1"
    if world.database.engine.dialect.name == "postgresql":
        change = "TRUNCATE audit_event"
    with world.writing() as session, pytest.raises(Exception, match="audit log"):
        session.execute(text(change))


def _actions(world: World) -> list[tuple[str, int | None]]:
    with world.reading() as session:
        rows = session.execute(
            select(AuditEvent.action, AuditEvent.actor_id).order_by(AuditEvent.id)
        )
        return [(row.action, row.actor_id) for row in rows]


def _last(world: World) -> AuditEvent:
    with world.reading() as session:
        return session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()
