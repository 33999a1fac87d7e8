"""A claim that a reviewer returns, or gives to new annotators: earlier judgements do not change."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound, Refused
from annotator.models import Adjudication, Assignment, Judgement, SetClaim
from annotator.operations.desk import revisions
from annotator.operations.people import users
from annotator.operations.review import adjudications
from annotator.operations.sets import claim_sets
from annotator.queries.agreement.agreement import agreement_of_set
from annotator.queries.desk.desk import desk_item
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.review.review_queue import queue
from annotator.queries.review.reviews import review
from annotator.queries.review.ways import ways
from annotator.terms import AssignmentState, Basis, Decision, Role, SetState
from tests.addresses import MISSING
from tests.operations.derived.machine import let_leases_run_out, state_of
from tests.past import after
from tests.world import judgement, submit

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from annotator.records import LabelledClaim
    from tests.world import World

NOTE = "Read the log of the hospital, please."


def _disputed(world: World, *others: str) -> int:
    if others:
        with world.writing() as session:
            _change_set(session, world, overlap=2 + len(others))
            session.commit()
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    for name in others:
        world.judge(name, judgement("refuted"))
    (set_claim_id,) = _queue(world)
    return set_claim_id


@after(_disputed)
def test_a_claim_sent_back_comes_to_its_annotators_with_the_note(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    _send_back(world, set_claim_id)
    for name in ("ann", "bob"):
        assignment_id = world.take(name) or MISSING
        with world.reading() as session:
            item = desk_item(session, assignment_id, world.people[name])
        assert (item.state, item.sent_back) == (AssignmentState.REOPENED, NOTE)
    assert _queue(world) == []
    with world.reading() as session, pytest.raises(NotFound, match="still being judged"):
        review(session, set_claim_id, world.people["rita"])


@after(_disputed)
def test_what_was_judged_stands_until_it_is_revised_and_is_never_overwritten(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    before = _rows(world)
    _send_back(world, set_claim_id)
    _revise(world, "ann", "refuted")
    _leave(world, "bob")
    assert _queue(world) == []
    found = _labelled(world)
    assert (found.label, found.basis) == ("refuted", Basis.UNANIMOUS)
    assert _rows(world)[: len(before)] == before
    assert [row["number"] for row in _rows(world)] == [1, 1, 2]


@after(_disputed)
def test_a_claim_sent_back_that_nobody_touches_comes_to_review_again_after_two_weeks(
    world: World,
) -> None:
    set_claim_id = world.nth(SetClaim)
    _send_back(world, set_claim_id)
    world.take("ann")
    with world.reading() as session:
        leases = session.scalars(select(Assignment.lease_until)).all()
    assert min(leases) > now() + timedelta(days=13)
    let_leases_run_out(world, "ann")
    let_leases_run_out(world, "bob")
    world.take("cleo")
    assert _queue(world) == [set_claim_id]
    assert world.decide("rita", set_claim_id)


@after(_disputed)
def test_figures_of_agreement_are_of_what_stood_before_a_reviewer_spoke(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    before = _figures(world)
    _send_back(world, set_claim_id)
    _revise(world, "ann", "refuted")
    _leave(world, "bob")
    assert _figures(world) == before
    world.import_statements("the bridge was closed")
    world.judge("ann", judgement("refuted"))
    world.judge("bob", judgement("refuted"))
    assert _figures(world) != before


@after(_disputed)
def test_a_second_round_goes_to_others_than_the_first(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    before = _rows(world)
    world.decide("rita", set_claim_id, decision=Decision.SECOND_ROUND, note="Afresh, please.")
    assert world.take("ann") is None
    assert world.take("bob") is None
    assert _queue(world) == []
    assert _labelled(world).judgements == ()
    figures = _figures(world)
    world.judge("cleo", judgement("refuted"))
    assert _queue(world) == [set_claim_id]
    assert _rows(world)[: len(before)] == before
    assert [judged.round for judged in _labelled(world).judgements] == [1, 1, 2]
    assert _labelled(world).basis is Basis.DISPUTED
    assert _figures(world) != figures, "a claim that is open again is in no figure"
    with world.reading() as session:
        found = review(session, set_claim_id, world.people["rita"])
    assert [judged.round for judged in found.judgements] == [1, 1, 2]
    world.decide("rita", set_claim_id)
    assert _labelled(world).basis is Basis.ADJUDICATED


@after(_disputed)
def test_whoever_judged_in_the_first_round_cannot_revise_once_there_is_a_second(
    world: World,
) -> None:
    set_claim_id = world.nth(SetClaim)
    world.decide("rita", set_claim_id, decision=Decision.SECOND_ROUND, note="Afresh, please.")
    with world.writing() as session:
        first = session.scalars(select(Assignment).order_by(Assignment.id)).first()
        assert first is not None
        with pytest.raises(Conflict, match="stands as it is"):
            revisions.reopen(
                session,
                assignment_id=first.token,
                annotator_id=first.annotator_id,
                lease_minutes=60,
            )


def test_a_lapsed_claim_of_the_first_round_takes_no_seat_of_the_second(world: World) -> None:
    world.import_statements("the harbour was open")
    late = world.take("cleo") or MISSING
    let_leases_run_out(world, "cleo")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    with world.reading() as session:
        set_claim_id = session.scalars(select(SetClaim.id)).one()
    world.decide("rita", set_claim_id, decision=Decision.SECOND_ROUND, note="Afresh, please.")
    with world.writing() as session, pytest.raises(Conflict, match="took this claim back"):
        submit(
            session,
            assignment_id=late,
            annotator_id=world.people["cleo"],
            token="late",
            given=judgement(),
        )
    assert state_of(world, late) is AssignmentState.LAPSED
    assert world.judge("cleo")


@after(_disputed)
def test_a_second_round_keeps_the_seat_of_the_last_annotator_when_the_overlap_is_lowered(
    world: World,
) -> None:
    set_claim_id = world.nth(SetClaim)
    world.decide("rita", set_claim_id, decision=Decision.SECOND_ROUND, note="Afresh, please.")
    with world.writing() as session:
        _change_set(session, world, overlap=1)
        session.commit()
    assert _queue(world) == []
    world.judge("cleo")
    assert _queue(world) == [set_claim_id]


def test_a_second_round_needs_somebody_who_is_left(world: World) -> None:
    set_claim_id = _disputed(world, "cleo")
    with pytest.raises(BadInput, match="no new annotators are left"):
        world.decide("rita", set_claim_id, decision=Decision.SECOND_ROUND, note="Afresh, please.")


@after(_disputed)
@pytest.mark.parametrize("decision", [Decision.SENT_BACK, Decision.SECOND_ROUND])
def test_nothing_goes_back_in_a_closed_set(world: World, decision: Decision) -> None:
    set_claim_id = world.nth(SetClaim)
    with world.writing() as session:
        _change_set(session, world, state=SetState.CLOSED)
        session.commit()
    with pytest.raises(BadInput, match="closed"):
        world.decide("rita", set_claim_id, decision=decision, note=NOTE)


@after(_disputed)
def test_a_decision_is_reopened_with_a_reason_and_stays_readable(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    first = world.decide("rita", set_claim_id)
    with pytest.raises(BadInput, match="Say why"):
        _reopen(world, "rita", set_claim_id, " ")
    with pytest.raises(Refused):
        _reopen(world, "ann", set_claim_id, "I was right.")
    _reopen(world, "rita", set_claim_id, "The log was of another day.")
    with pytest.raises(Conflict, match="open already"):
        _reopen(world, "rita", set_claim_id, "Once more.")
    assert _queue(world) == [set_claim_id]
    assert _labelled(world).adjudication is None
    world.decide("rita", set_claim_id, verdict=None, not_checkable_reason="too_vague")
    with world.reading() as session:
        numbers = session.execute(
            select(Adjudication.number, Adjudication.decision).order_by(Adjudication.id)
        ).all()
        assert session.get_one(Adjudication, first).verdict == "refuted"
        history = review(session, set_claim_id, world.people["rita"]).history
    assert [tuple(row) for row in numbers] == [
        (1, Decision.ALL_WRONG),
        (2, Decision.REOPENED),
        (3, Decision.ALL_WRONG),
    ]
    assert [event.act.decision for event in history if event.act] == [
        Decision.ALL_WRONG,
        Decision.REOPENED,
    ]
    assert _labelled(world).label == "not_checkable"


@after(_disputed)
def test_a_judgement_cannot_be_revised_between_two_decisions(world: World) -> None:
    set_claim_id = world.nth(SetClaim)
    world.decide("rita", set_claim_id)
    _reopen(world, "rita", set_claim_id, "The log was of another day.")
    with world.writing() as session, pytest.raises(Conflict, match="stands as it is"):
        revisions.undo(
            session,
            claim_set_id=world.claim_set_id,
            annotator_id=world.people["ann"],
            lease_minutes=60,
        )


@after(_disputed)
def test_a_claim_is_not_returned_to_a_closed_account_and_new_annotators_are_offered(
    world: World,
) -> None:
    set_claim_id = world.nth(SetClaim)
    assert {"back", "again"} <= _ways(world, set_claim_id)
    _close(world, "bob")
    assert "back" not in _ways(world, set_claim_id)
    assert "again" in _ways(world, set_claim_id)
    with pytest.raises(BadInput, match="can judge no more") as refused:
        _send_back(world, set_claim_id)
    assert refused.value.field == "decision"
    assert "Ask new annotators" in str(refused.value)
    world.decide("rita", set_claim_id, decision=Decision.SECOND_ROUND)
    assert world.take("cleo") is not None


@after(_disputed)
def test_a_claim_that_was_returned_to_an_account_that_closes_waits_for_reviewers_again(
    world: World,
) -> None:
    set_claim_id = world.nth(SetClaim)
    _send_back(world, set_claim_id)
    world.judge("ann", judgement("supported"))
    assert _queue(world) == []
    _close(world, "bob")
    assert _queue(world) == [set_claim_id]


def test_what_a_closed_account_had_on_its_desk_goes_to_others_at_once(world: World) -> None:
    world.import_statements("the harbour was open", "the bell rang")
    assert world.take("ann") is not None
    assert world.take("bob") is not None
    _close(world, "bob")
    assert world.take("cleo") is not None


def _close(world: World, name: str) -> None:
    with world.writing() as session:
        users.change_user(
            session,
            user_id=world.people[name],
            display_name=name,
            roles=[Role.ANNOTATOR],
            active=False,
        )
        session.commit()


def _ways(world: World, set_claim_id: int) -> set[str]:
    with world.reading() as session:
        return {way.code for way in ways(review(session, set_claim_id, world.people["rita"]))}


def _change_set(session: Session, world: World, **changes: Any) -> None:
    fields: dict[str, Any] = {
        "name": "Verania",
        "description": "",
        "overlap": 2,
        "state": SetState.OPEN,
        "guideline": "# Be fair",
    }
    claim_sets.change_set(session, claim_set_id=world.claim_set_id, **{**fields, **changes})


def _send_back(world: World, set_claim_id: int) -> None:
    world.decide("rita", set_claim_id, decision=Decision.SENT_BACK, note=NOTE, reasons=())


def _revise(world: World, name: str, verdict: str) -> None:
    assert world.judge(name, judgement(verdict))


def _leave(world: World, name: str) -> None:
    assignment_id = world.take(name) or MISSING
    with world.writing() as session:
        revisions.leave(session, assignment_id=assignment_id, annotator_id=world.people[name])
        session.commit()


def _reopen(world: World, name: str, set_claim_id: int, reason: str) -> None:
    with world.writing() as session:
        adjudications.reopen(
            session,
            set_claim_id=set_claim_id,
            reviewer_id=world.people[name],
            token=secrets.token_hex(8),
            reason=reason,
        )
        session.commit()


def _rows(world: World) -> list[dict[str, object]]:
    with world.reading() as session:
        table = Judgement.__table__
        return [dict(row._mapping) for row in session.execute(select(table).order_by(table.c.id))]


def _figures(world: World) -> list[object]:
    with world.reading() as session:
        found = agreement_of_set(session, world.claim_set_id, world.people["rita"])
    return [value for _, value in found.figures]


def _labelled(world: World) -> LabelledClaim:
    with world.reading() as session:
        return next(iter(labelled_claims(session, world.claim_set_id, world.people["rita"])))


def _queue(world: World) -> list[int]:
    with world.reading() as session:
        found = queue(session, world.claim_set_id, world.people["rita"])
    return [line.set_claim_id for line in found.items]
