"""What people do with what the queue gave them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import select, update

from annotator.clock import now
from annotator.models import Assignment
from annotator.operations.desk import assignments, revisions
from annotator.queries.desk.desk import desk_item
from annotator.terms import AssignmentState, SkipReason
from tests.addresses import MISSING, named

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World


def let_leases_run_out(world: World, name: str) -> None:
    """The person went away long ago."""
    with world.writing() as session:
        session.execute(
            update(Assignment)
            .where(Assignment.annotator_id == world.people[name])
            .values(opened_at=now() - timedelta(hours=1), lease_until=now() - timedelta(minutes=1))
        )
        session.commit()


def skip(world: World, name: str) -> Token:
    """The person takes the next claim and passes it on; returns the assignment's id."""
    assignment_id = world.take(name) or MISSING
    with world.writing() as session:
        assignments.skip(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people[name],
            reason=SkipReason.NOT_FOR_ME,
        )
        session.commit()
    return assignment_id


def judge_next(world: World, name: str) -> str:
    """What the claim says that this person is given next; they judge it."""
    assignment_id = world.take(name)
    assert assignment_id is not None
    with world.reading() as session:
        text = desk_item(session, assignment_id, world.people[name]).text
        assert named(session, Assignment, assignment_id).annotator_id == world.people[name]
    world.judge(name)
    return text


def undo(world: World, name: str) -> Token:
    """The person undoes what they decided last; returns the assignment's id."""
    with world.writing() as session:
        assignment_id = revisions.undo(
            session,
            claim_set_id=world.claim_set_id,
            annotator_id=world.people[name],
            lease_minutes=60,
        )
        session.commit()
    return assignment_id


def state_of(world: World, assignment_id: Token | None) -> AssignmentState:
    """Where an assignment stands."""
    with world.reading() as session:
        return session.scalars(
            select(Assignment.state).where(Assignment.token == assignment_id)
        ).one()
