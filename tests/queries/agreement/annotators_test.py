"""Annotators are told apart by who they are, not by what they are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.models import SetClaim
from annotator.operations.people.users import change_user
from annotator.operations.sets.known_answers import set_answer
from annotator.queries.agreement.annotators import Share, annotators
from annotator.records import Answer
from annotator.terms import Purpose, Role
from tests.operations.derived.machine import skip
from tests.world import judgement

if TYPE_CHECKING:
    from tests.world import World


def test_two_people_of_one_name_have_a_score_each(world: World) -> None:
    _called(world, "Sam Lee", "ann", "bob")
    world.import_statements()
    _know_the_first(world, "supported")
    for name, verdict in (("ann", "supported"), ("bob", "refuted")):
        world.judge(name, judgement(verdict))
        world.judge(name, judgement(verdict))
    skip(world, "bob")
    with world.reading() as session:
        ann, bob = annotators(session, world.claim_set_id, world.people["rita"])
    assert (ann.name, ann.display_name, bob.name, bob.display_name) == (
        *("ann", "Sam Lee"),
        *("bob", "Sam Lee"),
    )
    assert (ann.known, bob.known) == (Share(1, 1), Share(0, 1))
    assert (ann.skipped.part, bob.skipped.part) == (0, 1)
    assert (ann.judged, bob.judged) == (2, 2)


def _called(world: World, display_name: str, *names: str) -> None:
    with world.writing() as session:
        for name in names:
            change_user(
                session,
                user_id=world.people[name],
                display_name=display_name,
                roles=[Role.ANNOTATOR],
                active=True,
            )
        session.commit()


def _know_the_first(world: World, verdict: str) -> None:
    with world.writing() as session:
        set_answer(
            session,
            set_claim_id=session.scalars(select(SetClaim.id).where(SetClaim.position == 1)).one(),
            made_by_id=world.people["ed"],
            given=Answer(Purpose.CALIBRATION, verdict, None, None, "The bulletin says so."),
        )
        session.commit()
