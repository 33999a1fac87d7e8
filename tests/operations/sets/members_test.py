"""Members of a set: who is given its claims, who decides, and whether they are enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import insert, select, update
from sqlalchemy.exc import DBAPIError

from annotator.errors import BadInput, Refused
from annotator.models import Adjudication, Assignment, SetClaim, SetMember
from annotator.operations.desk import assignments
from annotator.operations.people import users
from annotator.operations.review.spot_checks import draw
from annotator.operations.sets.members import change_members
from annotator.operations.sets.settings import change_settings
from annotator.queries.desk.standing import my_progress
from annotator.queries.review import review_queue
from annotator.queries.sets.members import members, short_sets
from annotator.queries.sets.progress import sets_for
from annotator.queries.sets.settings import set_settings
from annotator.shared_settings import MemberSettings, SetSettings, StaleSettings
from annotator.terms import AssignmentState, Decision, Role
from tests.operations.derived.machine import let_leases_run_out
from tests.world import judgement

if TYPE_CHECKING:
    from annotator.models import Base
    from tests.world import World


def test_only_chosen_annotators_are_given_claims(world: World) -> None:
    world.import_statements()
    choose(world, "ann", "bob")
    assert world.take("ann") is not None
    with pytest.raises(Refused, match="not an annotator of this set"):
        world.take("cleo")
    with world.reading() as session:
        waits = {name: sets_for(session, world.people[name])[0].waits for name in ("bob", "cleo")}
    assert waits == {"bob": True, "cleo": False}


def test_a_claim_is_assigned_to_no_other_than_a_member(world: World) -> None:
    world.import_statements()
    choose(world, "ann", "bob")
    with world.writing() as session, pytest.raises(Refused):
        assignments.assign(
            session,
            set_claim_id=world.nth(SetClaim),
            annotator_id=world.people["cleo"],
            lease_minutes=60,
        )


def test_the_database_refuses_a_seat_and_a_decision_of_others(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    world.decide("rita", world.nth(SetClaim))
    assert world.take("cleo", world.make_set("Empty")) is None
    with world.reading() as session:
        seat = dict(session.execute(select(*_but_id(Assignment)).limit(1)).one()._mapping)
        act = dict(session.execute(select(*_but_id(Adjudication)).limit(1)).one()._mapping)
    choose(world, "ann", "bob", reviewers=("rita",))
    seat |= {"annotator_id": world.people["cleo"], "token": "x" * 22, "decided_number": 9}
    act |= {
        "reviewer_id": world.people["ed"],
        "token": "y" * 22,
        "form_token": "z",
        "number": 2,
        "id": 999,
    }
    for table, row, words in (
        (Assignment, seat, "only an annotator of the set"),
        (Adjudication, act, "only a reviewer of the set"),
    ):
        with world.writing() as session, pytest.raises(DBAPIError, match=words):
            session.execute(insert(table).values(**row))


def test_the_database_gives_no_lapsed_claim_back_to_a_former_member(world: World) -> None:
    world.import_statements("the harbour was open")
    assert world.take("cleo") is not None
    let_leases_run_out(world, "cleo")
    assert world.take("ann") is not None
    choose(world, "ann", "bob")
    back = (
        update(Assignment)
        .where(Assignment.annotator_id == world.people["cleo"])
        .values(state=AssignmentState.ACTIVE)
    )
    with world.writing() as session, pytest.raises(DBAPIError, match="only an annotator"):
        session.execute(back)


def test_a_member_who_leaves_keeps_the_open_claim_and_gives_the_reserved_ones_back(
    world: World,
) -> None:
    world.import_statements()
    first = world.take("cleo")
    assert first is not None
    choose(world, "ann", "bob")
    with world.reading() as session:
        states = session.scalars(
            select(Assignment.state).where(Assignment.annotator_id == world.people["cleo"])
        ).all()
        seats = session.scalars(select(SetClaim.seats_left).order_by(SetClaim.position)).all()
    assert sorted(states) == ["active", "lapsed", "lapsed", "lapsed"]
    assert list(seats) == [1, 2, 2, 2]
    assert world.take("cleo") == first
    world.judge("cleo")
    with pytest.raises(Refused):
        world.take("cleo")


def test_an_overlap_above_the_members_is_refused(world: World) -> None:
    with pytest.raises(BadInput, match="asks 2 annotators per claim, but has 1"):
        choose(world, "ann")
    assert chosen(world) == MemberSettings()
    choose(world, "ann", "bob")
    with pytest.raises(BadInput, match="asks 3 annotators per claim, but has 2") as refused:
        change(world, overlap=3)
    assert refused.value.field == "overlap"
    change(world, overlap=1)
    choose(world, "ann")
    with pytest.raises(BadInput):
        change(world, overlap=2)


def test_settings_of_a_set_with_too_few_annotators_can_still_be_saved(world: World) -> None:
    close(world, "bob", "cleo")
    change(world, description="Ports")
    with world.reading() as session:
        short = short_sets(session)
    assert [(one.overlap, one.annotators) for one in short] == [(2, 1)]
    change(world, overlap=1)
    with world.reading() as session:
        assert not short_sets(session)


def test_an_account_without_the_role_is_no_member(world: World) -> None:
    with pytest.raises(BadInput, match="has another role"):
        choose(world, "ann", "rita")
    choose(world, "ann", "bob", "cleo")
    with world.writing() as session:
        users.set_roles(session, user_id=world.people["bob"], roles=[Role.EDITOR])
        users.set_roles(session, user_id=world.people["ann"], roles=[Role.EDITOR])
        session.commit()
    with world.reading() as session:
        assert [one.annotators for one in short_sets(session)] == [1]


def test_only_chosen_reviewers_see_the_queue_and_decide(world: World) -> None:
    with world.writing() as session:
        reviewer = users.add_user(session, name="rolf", display_name="Rolf", roles=[Role.REVIEWER])
        session.commit()
    world.people["rolf"] = reviewer
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    choose(world, "ann", "bob", reviewers=("rita",))
    with world.reading() as session:
        assert review_queue.queue(session, world.claim_set_id, world.people["rita"]).total == 1
        waiting = [sets_for(session, world.people[n])[0].to_decide for n in ("rita", "rolf")]
        assert waiting == [1, 0]
        with pytest.raises(Refused, match="not a reviewer of this set"):
            review_queue.queue(session, world.claim_set_id, reviewer)
    with world.writing() as session, pytest.raises(Refused):
        draw(session, claim_set_id=world.claim_set_id, reviewer_id=reviewer)
    with pytest.raises(Refused):
        world.decide("rolf", world.nth(SetClaim))
    world.decide("rita", world.nth(SetClaim))


def test_new_annotators_are_asked_among_the_members_alone(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    choose(world, "ann", "bob")
    with pytest.raises(BadInput, match="no new annotators are left"):
        world.decide("rita", world.nth(SetClaim), decision=Decision.SECOND_ROUND)
    choose(world, "ann", "bob", "cleo")
    world.decide("rita", world.nth(SetClaim), decision=Decision.SECOND_ROUND)
    assert world.take("cleo") is not None


def test_members_that_changed_since_the_page_was_drawn_are_not_overwritten(world: World) -> None:
    choose(world, "ann", "bob")
    with world.writing() as session, pytest.raises(StaleSettings):
        change_members(
            session, claim_set_id=world.claim_set_id, seen="older", given=MemberSettings()
        )


def test_progress_counts_what_a_person_can_get(world: World) -> None:
    world.import_statements()
    with world.writing() as session:
        change_members(
            session,
            claim_set_id=world.claim_set_id,
            seen=None,
            given=MemberSettings(),
        )
        session.commit()
    for _ in range(3):
        world.judge("ann")
        world.judge("bob")
    assert progress(world, "cleo") == (0, 1)
    assert progress(world, "ann") == (3, 4)
    world.judge("ann")
    assert progress(world, "cleo") == (0, 1)
    world.judge("bob")
    assert progress(world, "cleo") == (0, 0)
    assert progress(world, "ann") == (4, 4)


def test_progress_does_not_tell_what_others_have_not_completed(world: World) -> None:
    world.import_statements()
    before = progress(world, "cleo")
    world.take("ann")
    world.take("bob")
    assert progress(world, "cleo") == before == (0, 4)


def test_a_large_set_counts_as_a_whole_until_few_claims_are_left(world: World) -> None:
    world.import_statements(*(f"the bell of tower {number} rang" for number in range(60)))
    world.judge("ann")
    world.judge("bob")
    assert progress(world, "cleo") == (0, 60)


def _but_id(table: type[Base]) -> list[Any]:
    """The columns of a table without its id."""
    return [column for column in table.__table__.c if column.name != "id"]


def progress(world: World, name: str) -> tuple[int, int]:
    """How many a person has judged, and of how many."""
    with world.reading() as session:
        return my_progress(session, world.claim_set_id, world.people[name])


def choose(world: World, *annotators: str, reviewers: tuple[str, ...] = ()) -> None:
    """Choose the members of the set."""
    given = MemberSettings(
        all_annotators=False,
        annotators=frozenset(world.people[name] for name in annotators),
        all_reviewers=not reviewers,
        reviewers=frozenset(world.people[name] for name in reviewers),
    )
    with world.writing() as session:
        change_members(session, claim_set_id=world.claim_set_id, seen=None, given=given)
        session.commit()


def chosen(world: World) -> MemberSettings:
    """Who was chosen."""
    with world.reading() as session:
        assert session.scalar(select(SetMember.user_id)) is None
        return members(session, world.claim_set_id)


def change(world: World, **changes: Any) -> None:
    """Save the settings of the set with these changes."""
    with world.writing() as session:
        stored = set_settings(session, world.claim_set_id)
        fields = {name: getattr(stored, name) for name in SetSettings.__slots__}
        given = SetSettings(**{**fields, **changes})
        change_settings(session, claim_set_id=world.claim_set_id, seen=None, given=given)
        session.commit()


def close(world: World, *names: str) -> None:
    """Close these accounts."""
    with world.writing() as session:
        for name in names:
            users.change_user(
                session,
                user_id=world.people[name],
                display_name=name,
                roles=[Role.ANNOTATOR],
                active=False,
            )
        session.commit()
