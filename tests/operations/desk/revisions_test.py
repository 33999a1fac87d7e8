"""A reopened judgement stands until its annotator submits a new one."""

from __future__ import annotations

import secrets
import threading
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from annotator.errors import Conflict, NotFound
from annotator.models import Assignment, AuditEvent, Disagreement, Judgement, SetClaim
from annotator.operations.desk import assignments, revisions
from annotator.operations.review import adjudications
from annotator.queries.desk.history import history
from annotator.queries.desk.standing import my_progress
from annotator.queries.judging.judgements import own_judgement
from annotator.queries.judging.questions import answers
from annotator.queries.review.review_queue import queue
from annotator.queries.review.reviews import review
from annotator.terms import AssignmentState, DisagreementState, Question, SkipReason
from tests.addresses import MISSING
from tests.operations.derived.machine import let_leases_run_out, skip, state_of, undo
from tests.world import decision, judgement, submit

if TYPE_CHECKING:
    from annotator.records import JudgementInput
    from annotator.tokens import Token
    from tests.world import World


def test_a_revision_supersedes_and_both_are_kept(world: World) -> None:
    world.import_statements("the harbour was open")
    first = _judged(world, "ann", judgement("supported"))
    undo(world, "ann")
    _submit(world, "ann", first, judgement("refuted"))
    with world.reading() as session:
        rows = session.scalars(select(Judgement).order_by(Judgement.id)).all()
    assert [(row.number, row.verdict) for row in rows] == [(1, "supported"), (2, "refuted")]
    assert rows[1].supersedes_id == rows[0].id


def test_the_old_judgement_stands_until_the_new_one_is_sent(world: World) -> None:
    world.import_statements("the harbour was open")
    first = _judged(world, "ann", judgement("supported"))
    undo(world, "ann")
    with world.reading() as session:
        judged = own_judgement(session, first)
        assert judged is not None
        assert judged.verdict == "supported"
        assert my_progress(session, world.claim_set_id, world.people["ann"]) == (1, 1)


def test_a_claim_that_is_open_again_is_blind_again(world: World) -> None:
    set_claim_id = _judged_by_both(world)
    undo(world, "ann")
    with world.reading() as session, pytest.raises(NotFound, match="still being judged"):
        review(session, set_claim_id, world.people["rita"])


def test_disagreements_follow_the_judgement_in_force(world: World) -> None:
    set_claim_id = _judged_by_both(world)
    first = undo(world, "ann")
    _submit(world, "ann", first, judgement("refuted"))
    with world.reading() as session:
        states = session.scalars(select(Disagreement.state)).all()
        assert set(states) == {DisagreementState.GONE}
        found = answers(session, world.claim_set_id, Question.VERDICT, world.people["rita"])
        assert (found.labels, found.counts.tolist()) == (("refuted",), [[2]])
        assert review(session, set_claim_id, world.people["rita"]).kinds == ()


def test_a_reopened_claim_whose_lease_runs_out_is_done_and_not_given_out(world: World) -> None:
    set_claim_id = _judged_by_both(world)
    first = undo(world, "ann")
    let_leases_run_out(world, "ann")
    assert world.take("cleo") is None
    assert state_of(world, first) is AssignmentState.DONE
    with world.reading() as session:
        assert review(session, set_claim_id, world.people["rita"]).kinds


def test_what_the_others_sent_meanwhile_is_compared_when_the_claim_is_left(world: World) -> None:
    world.import_statements("the harbour was open")
    first = _judged(world, "ann", judgement("supported"))
    undo(world, "ann")
    _judged(world, "bob", judgement("refuted"))
    with world.reading() as session:
        assert session.scalars(select(Disagreement)).all() == []
    _leave(world, "ann", first)
    with world.reading() as session:
        assert session.scalars(select(Disagreement)).all() != []


def test_undo_done_again_goes_further_back_and_all_come_back_in_their_order(world: World) -> None:
    world.import_statements()
    first, second = _judged(world, "ann"), _judged(world, "ann")
    present = world.take("ann")
    assert undo(world, "ann") == second
    assert undo(world, "ann") == first
    order = []
    for _ in range(3):
        order.append(world.take("ann"))
        _submit(world, "ann", order[-1] or MISSING, judgement())
    assert order == [first, second, present]


def test_undo_takes_a_skipped_claim_back_while_a_seat_is_free(world: World) -> None:
    world.import_statements()
    skipped = skip(world, "ann")
    assert undo(world, "ann") == skipped
    assert world.take("ann") == skipped


def test_a_skip_that_was_undone_is_redone_with_its_reason_and_gives_the_seat_back(
    world: World,
) -> None:
    world.import_statements("the harbour was open")
    skipped = skip(world, "ann")
    undo(world, "ann")
    for _ in range(2):
        _leave(world, "ann", skipped)
    with world.reading() as session:
        (line,) = history(session, world.claim_set_id, world.people["ann"]).items
        assert (line.label, line.skip_reason) == ("skipped", SkipReason.NOT_FOR_ME)
        assert session.scalars(select(SetClaim.seats_left)).all() == [2]


def test_a_claim_whose_skip_was_undone_can_be_judged(world: World) -> None:
    world.import_statements("the harbour was open")
    skipped = skip(world, "ann")
    undo(world, "ann")
    _submit(world, "ann", skipped, judgement())
    with world.reading() as session:
        (line,) = history(session, world.claim_set_id, world.people["ann"]).items
        assert (line.label, line.skip_reason) == ("supported", None)


def test_a_claim_that_was_never_decided_on_is_not_left(world: World) -> None:
    world.import_statements()
    assignment_id = world.take("ann") or MISSING
    with pytest.raises(Conflict, match="not judged this claim yet"):
        _leave(world, "ann", assignment_id)


def test_undo_takes_a_claim_out_of_the_reviewers_queue_and_redo_puts_it_back(
    world: World,
) -> None:
    set_claim_id = _judged_by_both(world)
    first = undo(world, "ann")
    assert _waiting(world) == []
    with pytest.raises(NotFound, match="nothing to decide"):
        world.decide("rita", set_claim_id)
    _leave(world, "ann", first)
    assert _waiting(world) == [set_claim_id]


def test_undo_waits_for_a_reviewer_who_is_deciding_and_changes_nothing_then(
    world: World,
) -> None:
    set_claim_id = _judged_by_both(world)
    refused: list[Exception] = []

    def meanwhile() -> None:
        try:
            undo(world, "ann")
        except Conflict as error:
            refused.append(error)

    thread = threading.Thread(target=meanwhile)
    with world.writing() as session:
        adjudications.decide(
            session,
            set_claim_id=set_claim_id,
            reviewer_id=world.people["rita"],
            token="decision",
            given=decision(),
        )
        thread.start()
        thread.join(0.5)
        session.commit()
    thread.join()
    (error,) = refused
    assert "reviewer has decided" in str(error)


def test_undo_says_so_when_a_skipped_claim_has_gone_to_others(world: World) -> None:
    world.import_statements("the harbour was open")
    skip(world, "ann")
    world.take("bob")
    world.take("cleo")
    with pytest.raises(Conflict, match="have it by now"):
        undo(world, "ann")


def test_there_is_nothing_to_undo_before_the_first_decision(world: World) -> None:
    world.import_statements()
    world.take("ann")
    with pytest.raises(NotFound, match="nothing to undo"):
        undo(world, "ann")


def test_a_judgement_stands_once_a_reviewer_has_decided(world: World) -> None:
    world.decide("rita", _judged_by_both(world))
    with pytest.raises(Conflict, match="reviewer has decided"):
        undo(world, "ann")


def test_an_undo_that_is_refused_changes_nothing_and_names_the_claim(world: World) -> None:
    world.import_statements("the harbour was open", "the road was closed")
    decided, last = (_judged(world, "ann", judgement("supported")) for _ in range(2))
    for _ in range(2):
        world.judge("bob", judgement("refuted"))
    world.decide("rita")
    assert undo(world, "ann") == last
    before = _all_that_stands(world)
    with world.writing() as session:
        with pytest.raises(revisions.NotUndone, match="reviewer has decided") as refused:
            revisions.undo(
                session,
                claim_set_id=world.claim_set_id,
                annotator_id=world.people["ann"],
                lease_minutes=600,
            )
        session.commit()
    assert refused.value.assignment_id == decided
    assert _all_that_stands(world) == before


def test_a_reopened_judgement_is_not_skipped(world: World) -> None:
    world.import_statements()
    first = _judged(world, "ann")
    undo(world, "ann")
    with world.writing() as session, pytest.raises(Conflict, match="judged this claim"):
        assignments.skip(
            session,
            assignment_id=first,
            annotator_id=world.people["ann"],
            reason=SkipReason.AMBIGUOUS,
        )


def test_the_history_has_all_that_was_decided_newest_first(world: World) -> None:
    world.import_statements()
    first, second = _judged(world, "ann", judgement("refuted")), skip(world, "ann")
    _judged(world, "bob")
    with world.reading() as session:
        found = history(session, world.claim_set_id, world.people["ann"])
        refuted = history(session, world.claim_set_id, world.people["ann"], label="refuted")
        open_ones = history(
            session, world.claim_set_id, world.people["ann"], label="not_enough_evidence"
        )
    assert [(line.assignment_id, line.label) for line in found.items] == [
        (second, "skipped"),
        (first, "refuted"),
    ]
    assert [line.assignment_id for line in refuted.items] == [first]
    assert open_ones.items == ()


def _judged(world: World, name: str, given: JudgementInput | None = None) -> Token:
    """The person judges their next claim; returns the assignment's id."""
    assignment_id = world.take(name) or MISSING
    _submit(world, name, assignment_id, given or judgement())
    return assignment_id


def _judged_by_both(world: World) -> int:
    """One claim on which two people differ; returns its place in the set."""
    world.import_statements("the harbour was open")
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    with world.reading() as session:
        return session.scalars(select(SetClaim.id)).one()


def _submit(world: World, name: str, assignment_id: Token, given: JudgementInput) -> None:
    with world.writing() as session:
        submit(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people[name],
            token=secrets.token_hex(8),
            given=given,
        )
        session.commit()


def _leave(world: World, name: str, assignment_id: Token) -> None:
    with world.writing() as session:
        revisions.leave(session, assignment_id=assignment_id, annotator_id=world.people[name])
        session.commit()


def _waiting(world: World) -> list[int]:
    """The claims that wait for a reviewer."""
    with world.reading() as session:
        found = queue(session, world.claim_set_id, world.people["rita"])
    return [line.set_claim_id for line in found.items]


def _all_that_stands(world: World) -> list[object]:
    """Every claim's seats, every assignment's state and lease, and how many events there were."""
    with world.reading() as session:
        seats = select(SetClaim.id, SetClaim.seats_left).order_by(SetClaim.id)
        stands = select(Assignment.id, Assignment.state, Assignment.lease_until)
        events = session.scalar(select(func.count(AuditEvent.id)))
        return [*session.execute(seats), *session.execute(stands.order_by(Assignment.id)), events]
