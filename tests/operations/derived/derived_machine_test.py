"""Whatever people do in whatever order: seats, reservations and judgements always fit together."""

from __future__ import annotations

import itertools
import secrets
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select, update

from annotator.clock import now
from annotator.errors import Conflict, NotFound
from annotator.labelling.differences import differences
from annotator.models import (
    Assignment,
    ClaimSet,
    Disagreement,
    Judgement,
    Progress,
    SetClaim,
)
from annotator.operations.desk import assignments, revisions
from annotator.operations.sets import known_answers
from annotator.queries.agreement.patterns import differences_from_cold
from annotator.queries.review.queued_claims import queue_differences
from annotator.queries.visibility.blindness import is_known, readable
from annotator.queries.visibility.opinions import opinions_on
from annotator.queries.visibility.worklist import has_seat, not_touched_by
from annotator.records import Answer
from annotator.terms import (
    JUDGED,
    ON_DESK,
    AssignmentState,
    DisagreementState,
    Purpose,
    SkipReason,
)
from tests.world import judgement, submit

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from tests.world import World

PEOPLE = st.sampled_from(["ann", "bob", "cleo"])
CLAIMS, OVERLAP = 9, 2
MOST_EXAMPLES = 8
_numbers = itertools.count(1)


def test_the_queue_holds_together(world: World) -> None:
    # It asks for a class, and takes whatever makes a machine.
    machine: Any = partial(Queue, world)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=MOST_EXAMPLES,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


class Queue(RuleBasedStateMachine):
    """Three people in a set of their own: two for each claim, two claims with known answers."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, number = world, next(_numbers)
        self.set_id = world.make_set(f"Set {number}", overlap=OVERLAP)
        facts = (f"ferry {number} {place} had sailed" for place in range(CLAIMS))
        world.import_statements(*facts, claim_set_id=self.set_id)
        with world.writing() as session:
            places = session.scalars(self._claims().order_by(SetClaim.position)).all()
            for claim, purpose in ((places[4], Purpose.CALIBRATION), (places[7], "known_answer")):
                known_answers.set_answer(
                    session,
                    set_claim_id=claim.id,
                    made_by_id=world.people["ed"],
                    given=Answer(Purpose(purpose), "refuted", None, None, "The log says so."),
                )
            known_answers.set_rules(session, claim_set_id=self.set_id, every=2, shown=False)
            session.commit()

    @rule(name=PEOPLE)
    def take(self, name: str) -> None:
        if self.world.take(name, self.set_id) is None:
            self._nothing_is_left_for(name)

    @rule(name=PEOPLE, verdict=st.sampled_from(["supported", "refuted"]), ahead=st.booleans())
    def judge(self, name: str, verdict: str, ahead: bool) -> None:
        """The claim on the desk, or one that is reserved already: a page may be that quick."""
        self._do(
            lambda session: submit(
                session,
                assignment_id=self._own(session, name, last=ahead),
                annotator_id=self.world.people[name],
                token=secrets.token_hex(8),
                given=judgement(verdict),
            )
        )

    @rule(name=PEOPLE, ahead=st.booleans())
    def skip(self, name: str, ahead: bool) -> None:
        self._do(
            lambda session: assignments.skip(
                session,
                assignment_id=self._own(session, name, last=ahead),
                annotator_id=self.world.people[name],
                reason=SkipReason.AMBIGUOUS,
            )
        )

    @rule(name=PEOPLE)
    def undo(self, name: str) -> None:
        self._do(
            lambda session: revisions.undo(
                session,
                claim_set_id=self.set_id,
                annotator_id=self.world.people[name],
                lease_minutes=60,
            )
        )

    @rule(name=PEOPLE)
    def leave(self, name: str) -> None:
        self._do(
            lambda session: revisions.leave(
                session,
                assignment_id=self._own(session, name),
                annotator_id=self.world.people[name],
            )
        )

    @rule(name=PEOPLE)
    def go_away(self, name: str) -> None:
        self._do(
            lambda session: session.execute(
                update(Assignment)
                .where(Assignment.annotator_id == self.world.people[name])
                .where(Assignment.claim_set_id == self.set_id)
                .values(lease_until=now())
            )
        )

    @invariant()
    def every_seat_is_free_or_taken_by_one_person(self) -> None:
        taken = (
            select(func.count())
            .where(
                Assignment.set_claim_id == SetClaim.id,
                Assignment.state.in_((*ON_DESK, AssignmentState.DONE)),
            )
            .scalar_subquery()
        )
        with self.world.reading() as session:
            live = self._claims(SetClaim.seats_left + taken).where(~is_known())
            assert set(session.scalars(live)) == {OVERLAP}
            assert set(session.scalars(self._claims(SetClaim.seats_left).where(is_known()))) == {0}

    @invariant()
    def nobody_has_more_than_five_in_reserve(self) -> None:
        with self.world.reading() as session:
            held = select(func.count()).where(
                Assignment.claim_set_id == self.set_id,
                Assignment.state == AssignmentState.RESERVED,
            )
            counts = session.scalars(held.group_by(Assignment.annotator_id)).all()
            assert all(count <= assignments.AHEAD for count in counts)

    @invariant()
    def what_is_judged_has_a_judgement_and_is_counted(self) -> None:
        own = (Assignment.claim_set_id == self.set_id,)
        with self.world.reading() as session:
            judged = session.scalars(
                select(Assignment.id).where(*own, Assignment.state.in_(JUDGED))
            ).all()
            sent = session.scalars(
                select(Assignment.id)
                .join(Judgement, Judgement.assignment_id == Assignment.id)
                .where(*own)
            ).all()
            counted = select(func.sum(Progress.judged)).where(Progress.claim_set_id == self.set_id)
            assert set(judged) == set(sent)
            assert (session.scalar(counted) or 0) == len(judged)

    @invariant()
    def what_is_counted_live_is_what_is_counted_from_cold(self) -> None:
        with self.world.reading() as session:
            assert differences_from_cold(session, self.set_id) == []
            assert queue_differences(session, self.set_id) == []

    @invariant()
    def what_all_have_judged_is_compared(self) -> None:
        with self.world.reading() as session:
            complete = session.scalars(
                self._claims(SetClaim.id).join(ClaimSet).where(readable())
            ).all()
            for set_claim_id in complete:
                opinions = opinions_on(session, set_claim_id, 1)
                noted = session.scalars(
                    select(Disagreement.kind).where(
                        Disagreement.set_claim_id == set_claim_id,
                        Disagreement.state == DisagreementState.OPEN,
                    )
                )
                assert len(opinions) == OVERLAP
                assert set(noted) == differences(opinions)

    def _nothing_is_left_for(self, name: str) -> None:
        mine = self.world.people[name]
        reserved = select(Assignment.id).where(
            Assignment.set_claim_id == SetClaim.id,
            Assignment.state == AssignmentState.RESERVED,
            Assignment.purpose.not_in((Purpose.CALIBRATION, Purpose.KNOWN_ANSWER)),
        )
        free = self._claims(SetClaim.id).where(not_touched_by(mine), has_seat() | reserved.exists())
        with self.world.reading() as session:
            assert session.scalars(free).all() == []

    def _own(self, session: Session, name: str, *, last: bool = False) -> int:
        """The first or the last of what the person has on their desk; 0 for nothing."""
        turn = Assignment.turn.desc() if last else Assignment.turn
        return (
            session.scalar(
                select(Assignment.id)
                .where(
                    Assignment.claim_set_id == self.set_id,
                    Assignment.annotator_id == self.world.people[name],
                    Assignment.state.in_(ON_DESK),
                )
                .order_by(turn)
                .limit(1)
            )
            or 0
        )

    def _do(self, action: Callable[[Session], object]) -> None:
        """In a transaction of its own; what is refused changes nothing."""
        with self.world.writing() as session, suppress(Conflict, NotFound):
            action(session)
            session.commit()

    def _claims(self, column: Any = SetClaim) -> Any:
        return select(column).where(SetClaim.claim_set_id == self.set_id)
