"""Claims with a known answer: everybody gets them, and no figure of agreement counts them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from annotator.errors import BadInput, Conflict, NotFound
from annotator.models import Assignment, Claim, Disagreement, SetClaim
from annotator.operations.desk import revisions
from annotator.operations.sets import claim_sets, known_answers
from annotator.queries.desk.desk import ahead
from annotator.queries.judging.questions import answers
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.sets.known_answers import answer_after, known_results
from annotator.records import Answer
from annotator.terms import AssignmentState, Basis, NotCheckableReason, Purpose, Question, SetState
from tests.addresses import MISSING
from tests.operations.derived.machine import skip, state_of
from tests.world import judgement

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World

FACTS = tuple(f"ferry {number} had sailed" for number in range(1, 9))


def answer(purpose: Purpose = Purpose.CALIBRATION, **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "purpose": purpose,
        "verdict": "refuted",
        "not_checkable_reason": None,
        "rejection_reason": None,
        "reason": "The harbour's log names **no** sailing.",
    }
    return Answer(**{**fields, **changes})


def test_calibration_comes_before_live_work_in_its_order(world: World) -> None:
    world.import_statements(*FACTS)
    _know(world, 3)
    _know(world, 6)
    assert _coming(world, "ann")[:3] == [FACTS[2], FACTS[5], FACTS[0]]


def test_everybody_gets_a_claim_with_a_known_answer(world: World) -> None:
    world.import_statements(*FACTS)
    _know(world, 1)
    for name in ("ann", "bob", "cleo", "rita"):
        assert _coming(world, name)[0] == FACTS[0]


def test_whoever_wrote_the_answer_is_not_asked(world: World) -> None:
    world.import_statements(*FACTS)
    _know(world, 1)
    assert FACTS[0] not in _coming(world, "ed")


def test_known_answers_come_between_the_live_claims(world: World) -> None:
    world.import_statements(*FACTS)
    _know(world, 7, Purpose.KNOWN_ANSWER)
    _know(world, 8, Purpose.KNOWN_ANSWER)
    assert _coming(world, "ann") == list(FACTS[:6])
    _rules(world, every=2)
    coming = _coming(world, "bob")
    assert coming == [FACTS[6], FACTS[0], FACTS[7], FACTS[1], FACTS[2], FACTS[3]]


def test_the_right_answer_is_shown_after_and_not_before(world: World) -> None:
    world.import_statements(*FACTS)
    _know(world, 1)
    assignment_id = world.take("ann") or MISSING
    assert _answer_after(world, "ann", assignment_id) is None
    world.judge("ann")
    assert _answer_after(world, "ann", assignment_id) == answer()
    assert _answer_after(world, "bob", assignment_id) is None


@pytest.mark.parametrize("shown", [True, False])
def test_a_known_answer_in_between_is_shown_where_the_set_says_so(
    world: World, shown: bool
) -> None:
    world.import_statements(*FACTS)
    _know(world, 8, Purpose.KNOWN_ANSWER)
    _rules(world, every=2, shown=shown)
    assignment_id = world.take("ann") or MISSING
    world.judge("ann")
    assert (_answer_after(world, "ann", assignment_id) is not None) is shown


def test_whoever_has_seen_the_answer_cannot_revise(world: World) -> None:
    world.import_statements(*FACTS)
    _know(world, 1)
    world.judge("ann")
    with world.writing() as session, pytest.raises(Conflict, match="seen the right answer"):
        revisions.undo(
            session,
            claim_set_id=world.claim_set_id,
            annotator_id=world.people["ann"],
            lease_minutes=60,
        )


def test_known_answers_are_outside_of_agreement_and_disagreements(world: World) -> None:
    world.import_statements(FACTS[0])
    _know(world, 1)
    world.judge("ann", judgement("supported"))
    world.judge("bob", judgement("refuted"))
    world.judge("cleo", judgement("refuted"))
    _close(world)
    with world.reading() as session:
        assert session.scalars(select(Disagreement)).all() == []
        assert (
            answers(session, world.claim_set_id, Question.VERDICT, world.people["rita"]).items == ()
        )


def test_an_export_marks_them_and_shows_no_judgement_before_the_set_is_closed(
    world: World,
) -> None:
    world.import_statements(FACTS[0])
    _know(world, 1)
    world.judge("ann")
    (before,) = _exported(world)
    assert (before.label, before.basis, before.judgements) == ("refuted", Basis.KNOWN_ANSWER, ())
    assert before.known_answer == answer()
    _close(world)
    (after,) = _exported(world)
    assert (after.label, len(after.judgements)) == ("refuted", 1)


def test_each_annotators_results_are_counted_by_purpose(world: World) -> None:
    world.import_statements(*FACTS)
    _know(world, 1)
    _know(world, 2, verdict=None, not_checkable_reason=NotCheckableReason.OPINION)
    world.judge("ann", judgement("refuted"))
    world.judge("ann", judgement("supported"))
    with world.reading() as session:
        (found,) = known_results(session, world.claim_set_id, world.people["rita"])
    assert (found.annotator_id, found.purpose) == (world.people["ann"], Purpose.CALIBRATION)
    assert (found.answered, found.right) == (2, 1)


def test_a_skipped_known_answer_takes_no_seat_and_does_not_come_again(world: World) -> None:
    world.import_statements(*FACTS)
    _know(world, 1)
    skipped = skip(world, "ann")
    assert state_of(world, skipped) is AssignmentState.SKIPPED
    assert FACTS[0] not in _coming(world, "ann")
    with world.reading() as session:
        seats = session.scalars(select(SetClaim.seats_left).where(SetClaim.position == 1)).one()
    assert seats == 0


def test_a_claim_that_is_only_reserved_is_taken_off_the_desk(world: World) -> None:
    world.import_statements(*FACTS)
    world.take("ann")
    _know(world, 3)
    assert FACTS[2] not in _texts(world, "ann", AssignmentState.RESERVED)


def test_a_claim_that_somebody_has_begun_to_judge_stays_live(world: World) -> None:
    world.import_statements(*FACTS)
    world.take("ann")
    with pytest.raises(Conflict, match="begun to judge"):
        _know(world, 1)


def test_a_known_answer_is_taken_away_until_somebody_has_answered(world: World) -> None:
    world.import_statements(*FACTS)
    set_claim_id = _know(world, 2)
    _remove(world, set_claim_id)
    assert _coming(world, "ann")[:2] == [FACTS[0], FACTS[1]]
    assert _coming(world, "bob")[:2] == [FACTS[0], FACTS[1]]
    assert FACTS[1] not in _coming(world, "cleo")
    other = _know(world, 8)
    world.judge("rita")
    with pytest.raises(Conflict, match="answered this claim"):
        _remove(world, other)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"purpose": Purpose.NORMAL}, "purpose"),
        ({"verdict": None}, "outcome"),
        ({"not_checkable_reason": NotCheckableReason.OPINION}, "outcome"),
        ({"verdict": "half_true"}, None),
        ({"reason": "  "}, "reason"),
    ],
)
def test_an_answer_that_is_not_whole_is_refused(
    world: World, wrong: dict[str, Any], field: str | None
) -> None:
    world.import_statements(*FACTS)
    with pytest.raises(BadInput) as refused:
        _know(world, 1, **wrong)
    assert field is None or refused.value.field == field


def test_a_late_answer_to_one_that_became_live_again_takes_no_seat_too_many(world: World) -> None:
    world.import_statements(FACTS[0])
    set_claim_id = _know(world, 1)
    skipped = skip(world, "ann")
    _remove(world, set_claim_id)
    world.take("bob")
    world.take("cleo")
    with world.writing() as session, pytest.raises(Conflict):
        revisions.reopen(
            session, assignment_id=skipped, annotator_id=world.people["ann"], lease_minutes=60
        )


def test_an_answer_that_is_not_there_cannot_be_taken_away(world: World) -> None:
    world.import_statements()
    set_claim_id = _know(world, 1)
    _remove(world, set_claim_id)
    with pytest.raises(NotFound, match="another person removed it"):
        _remove(world, set_claim_id)


def _know(
    world: World, position: int, purpose: Purpose = Purpose.CALIBRATION, **changes: Any
) -> int:
    """Ed says what the claim at a place is known to be; returns its id in the set."""
    with world.writing() as session:
        set_claim_id = session.scalars(
            select(SetClaim.id).where(SetClaim.position == position)
        ).one()
        known_answers.set_answer(
            session,
            set_claim_id=set_claim_id,
            made_by_id=world.people["ed"],
            given=answer(**{"purpose": purpose, **changes}),
        )
        session.commit()
    return set_claim_id


def _remove(world: World, set_claim_id: int) -> None:
    with world.writing() as session:
        known_answers.remove_answer(session, set_claim_id=set_claim_id)
        session.commit()


def _rules(world: World, *, every: int | None, shown: bool = False) -> None:
    with world.writing() as session:
        known_answers.set_rules(session, claim_set_id=world.claim_set_id, every=every, shown=shown)
        session.commit()


def _coming(world: World, name: str) -> list[str]:
    """The claim on the person's desk and those after it."""
    world.take(name)
    with world.reading() as session:
        return [item.text for item in ahead(session, world.claim_set_id, world.people[name])]


def _texts(world: World, name: str, state: AssignmentState) -> list[str]:
    with world.reading() as session:
        return list(
            session.scalars(
                select(Claim.text)
                .join(SetClaim, SetClaim.claim_id == Claim.id)
                .join(Assignment, Assignment.set_claim_id == SetClaim.id)
                .where(Assignment.annotator_id == world.people[name], Assignment.state == state)
            )
        )


def _answer_after(world: World, name: str, assignment_id: Token) -> Answer | None:
    with world.reading() as session:
        return answer_after(session, assignment_id, world.people[name])


def _exported(world: World) -> list[Any]:
    with world.reading() as session:
        return list(labelled_claims(session, world.claim_set_id, world.people["rita"]))


def _close(world: World) -> None:
    with world.writing() as session:
        claim_sets.change_set(
            session,
            claim_set_id=world.claim_set_id,
            name="Verania",
            description="",
            overlap=2,
            guideline="",
            state=SetState.CLOSED,
        )
        session.commit()
