"""A clock that is set back: what came last is still what came last."""

from __future__ import annotations

import ast
import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from annotator.models import Assignment, Judgement, SetClaim
from annotator.operations.desk import assignments, revisions
from annotator.queries.desk.history import history
from annotator.queries.review.review_history import history_of
from annotator.terms import SkipReason
from annotator.tokens import Token
from tests.past import after
from tests.shape_test import trees
from tests.world import judgement, submit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from tests.world import World

HOUR = timedelta(hours=1)
#: Columns and fields that hold a moment without being named for it.
MOMENTS = ("at", "since", "until", "lease_until")

#: What is in the order of moments, and why a clock that was set back does no harm there.
BY_TIME = {
    "annotator/operations/jobs/running.py": "a job that waits until a time is due in that order;"
    " each is taken in any order",
    "annotator/operations/derived/queue_order.py": "the queue of reviewers shows who waits longest",
    "annotator/queries/review/queue_order.py": "the same",
    "annotator/queries/review/review_queue.py": "the same",
    "annotator/operations/releases/derived_files.py": "shows when each version of a writer ran",
    "annotator/queries/releases/derived_files.py": "the same",
    "annotator/queries/corpus/uploads.py": "the columns that were chosen last are tried first",
    "annotator/queries/corpus/publications.py": "when a text was published is what a person says",
}


def _two_judged(world: World) -> None:
    """Ann judges two claims; the clock is set back an hour in between."""
    world.import_statements("the harbour was open", "the bridge was closed")
    world.judge("ann", judgement("supported"))
    _set_back(world)
    world.judge("ann", judgement("refuted"))


@after(_two_judged)
def test_undo_opens_the_claim_that_was_judged_last(world: World) -> None:
    with world.writing() as session:
        assert _undo(world, session) == _token(world, 2)


@after(_two_judged)
def test_a_second_undo_opens_the_claim_before(world: World) -> None:
    with world.writing() as session:
        opened = [_undo(world, session), _undo(world, session)]
    assert opened == [_token(world, 2), _token(world, 1)]


@after(_two_judged)
def test_a_skip_after_the_clock_was_set_back_is_undone_first(world: World) -> None:
    world.import_statements("the harvest was good")
    third = world.take("ann")
    assert third is not None
    _set_back(world)
    with world.writing() as session:
        assignments.skip(
            session,
            assignment_id=third,
            annotator_id=world.people["ann"],
            reason=SkipReason.NOT_FOR_ME,
        )
        assert _undo(world, session) == third


@after(_two_judged)
def test_the_history_shows_the_last_first(world: World) -> None:
    with world.reading() as session:
        page = history(session, world.claim_set_id, world.people["ann"])
    listed = [line.assignment_id for line in page.items]
    assert listed == [_token(world, 2), _token(world, 1)]
    # So a page may show an earlier time above a later one.
    assert page.items[0].decided_at < page.items[1].decided_at


@after(_two_judged)
def test_the_review_shows_the_judgements_of_one_claim_in_the_order_of_their_numbers(
    world: World,
) -> None:
    opened = _token(world, 1)
    for verdict in ("refuted", "supported"):
        with world.writing() as session:
            revisions.reopen(
                session, assignment_id=opened, lease_minutes=60, annotator_id=world.people["ann"]
            )
            submit(
                session,
                assignment_id=opened,
                token=secrets.token_hex(8),
                given=judgement(verdict),
                annotator_id=world.people["ann"],
            )
            session.commit()
        _set_back(world)
    world.judge("bob", judgement("refuted"))
    with world.reading() as session:
        events = history_of(session, world.nth(SetClaim, 1), _in_force(session, world))
    assert [event.label for event in events] == ["supported", "refuted"]


def test_nothing_else_is_in_the_order_of_moments() -> None:
    found = {
        path
        for path, tree in trees("annotator").items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _orders_by_time(node)
    }
    assert found == set(BY_TIME)


def _orders_by_time(call: ast.Call) -> bool:
    """Return True for `order_by(Row.made_at)`, `sorted(…, key=lambda one: one.at)` and the like."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if name not in ("order_by", "sorted", "sort", "min", "max"):
        return False
    ordered = call.args if name == "order_by" else [k.value for k in call.keywords]
    inner = [node for one in ordered for node in ast.walk(one)]
    names = {node.attr for node in inner if isinstance(node, ast.Attribute)}
    names |= {node.id for node in inner if isinstance(node, ast.Name)}
    return any(one in MOMENTS or one.endswith(("_at", "_BY_TIME")) for one in names)


def _set_back(world: World) -> None:
    """Set the clock back an hour: all that has happened was an hour later than it seems now."""
    with world.writing() as session:
        for column in (Assignment.decided_at, Judgement.created_at):
            rows = session.execute(select(column.class_.id, column).where(column.is_not(None)))
            for row_id, at in rows.all():
                changed = update(column.class_).where(column.class_.id == row_id)
                session.execute(changed.values({column.key: at + HOUR}))
        session.commit()


def _token(world: World, number: int) -> Token:
    """The token of the assignment that was made as the nth."""
    with world.reading() as session:
        found = session.get_one(Assignment, world.nth(Assignment, number)).token
    return Token(found)


def _undo(world: World, session: Session) -> Token:
    return revisions.undo(
        session,
        claim_set_id=world.claim_set_id,
        annotator_id=world.people["ann"],
        lease_minutes=60,
    )


def _in_force(session: Session, world: World) -> list[Token]:
    """The judgements of the first claim that no later one supersedes."""
    newest = (
        select(func.max(Judgement.id))
        .where(Judgement.set_claim_id == world.nth(SetClaim, 1))
        .group_by(Judgement.assignment_id)
    )
    wanted = select(Judgement.token).where(Judgement.id.in_(newest)).order_by(Judgement.id)
    return [Token(one) for one in session.scalars(wanted)]
