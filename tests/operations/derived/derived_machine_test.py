"""Whatever people do in whatever order: what is derived is always what its sources say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlalchemy import func, select

from annotator.jobs.ordering import ORDERING
from annotator.jobs.runner import run_waiting
from annotator.labelling.differences import differences
from annotator.models import (
    Assignment,
    ClaimSet,
    Disagreement,
    Judgement,
    KnownAnswer,
    Progress,
    QueuedClaim,
    SetClaim,
)
from annotator.models.any_claims import WithdrawnSetClaim
from annotator.operations.derived.word_index import keep_bands
from annotator.operations.desk import assignments
from annotator.operations.review import adjudications, spot_checks
from annotator.operations.sets import claim_sets, known_answers, withdrawals
from annotator.queries.visibility.completeness import complete as is_complete
from annotator.queries.visibility.completeness import is_known
from annotator.queries.visibility.opinions import opinions_on
from annotator.records import Answer, JudgementInput
from annotator.terms import (
    JUDGED,
    ON_DESK,
    AssignmentState,
    CandidateDecision,
    Decision,
    DisagreementState,
    Purpose,
    SetState,
)
from tests.operations.derived.desk_machine import OVERLAP, PEOPLE, Desk
from tests.world import decision

if TYPE_CHECKING:
    from tests.world import World

MOST_EXAMPLES = 4
STEPS = 25
NUMBERS = st.integers(0, 20)
SPLITS = (("One ferry had sailed.", "It was late."), ("It was late.", "It was full."))
DECISIONS = (Decision.ALL_WRONG, Decision.SENT_BACK, Decision.SECOND_ROUND)


@pytest.mark.parametrize("kind", ["Queue", "Newsroom"])
def test_derived_state_holds_together(world: World, kind: str) -> None:
    # It asks for a class, and takes whatever makes a machine.
    machine: Any = partial({"Queue": Queue, "Newsroom": Newsroom}[kind], world)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=MOST_EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


class Queue(Desk):
    """Three people judge: seats, reservations and judgements always fit together."""

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
            live = self.claims(SetClaim.seats_left + taken).where(~is_known())
            assert set(session.scalars(live)) == {OVERLAP}
            assert set(session.scalars(self.claims(SetClaim.seats_left).where(is_known()))) == {0}

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
    def what_all_have_judged_is_compared(self) -> None:
        with self.world.reading() as session:
            complete = session.scalars(
                self.claims(SetClaim.id).join(ClaimSet).where(is_complete())
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


class Newsroom(Desk):
    """Beside those who judge, a reviewer decides, an editor changes the set, the worker works."""

    @rule(name=PEOPLE, parts=st.sampled_from(SPLITS))
    def split(self, name: str, parts: tuple[str, ...]) -> None:
        self.submit(name, JudgementInput(CandidateDecision.SPLIT, parts=parts), ahead=False)

    @rule(number=NUMBERS, chosen=st.sampled_from(DECISIONS))
    def decide(self, number: int, chosen: Decision) -> None:
        set_claim_id = self._queued(number)
        self.do(
            lambda session: adjudications.decide(
                session,
                set_claim_id=set_claim_id,
                reviewer_id=self.world.people["rita"],
                token=self.token(),
                given=decision(decision=chosen),
            )
        )

    @rule(number=NUMBERS)
    def reopen(self, number: int) -> None:
        set_claim_id = self._queued(number)
        self.do(
            lambda session: adjudications.reopen(
                session,
                set_claim_id=set_claim_id,
                reviewer_id=self.world.people["rita"],
                token=self.token(),
                reason="Look again.",
            )
        )

    @rule()
    def draw(self) -> None:
        self.do(
            lambda session: spot_checks.draw(
                session, claim_set_id=self.set_id, reviewer_id=self.world.people["rita"]
            )
        )

    @rule(overlap=st.integers(1, 3), state=st.sampled_from(SetState))
    def change(self, overlap: int, state: SetState) -> None:
        self.do(
            lambda session: claim_sets.change_set(
                session,
                claim_set_id=self.set_id,
                name=self.name,
                description="",
                overlap=overlap,
                guideline="# Be fair",
                state=state,
            )
        )

    @rule(number=NUMBERS)
    def set_or_remove_an_answer(self, number: int) -> None:
        set_claim_id = self._claim(number)
        answer = Answer(Purpose.KNOWN_ANSWER, "refuted", None, None, "The log says so.")
        with self.world.reading() as session:
            known = session.get(KnownAnswer, set_claim_id)
        if known is None:
            self.do(
                lambda session: known_answers.set_answer(
                    session,
                    set_claim_id=set_claim_id,
                    made_by_id=self.world.people["ed"],
                    given=answer,
                )
            )
        else:
            self.do(lambda session: known_answers.remove_answer(session, set_claim_id=set_claim_id))

    @rule(number=NUMBERS)
    def withdraw(self, number: int) -> None:
        with self.world.reading() as session:
            claims = session.scalars(self.claims(SetClaim.claim_id).order_by(SetClaim.id)).all()
        # One stays: other steps take any claim of the set.
        if len(claims) > 1:
            self.do(
                lambda session: withdrawals.withdraw_claims(
                    session,
                    claim_set_id=self.set_id,
                    claim_ids=[claims[number % len(claims)]],
                    reason="Not news.",
                )
            )

    @rule(number=NUMBERS)
    def restore(self, number: int) -> None:
        with self.world.reading() as session:
            found = session.scalars(
                select(WithdrawnSetClaim.id)
                .where(WithdrawnSetClaim.claim_set_id == self.set_id)
                .order_by(WithdrawnSetClaim.id)
            ).all()
        if found:
            self.do(
                lambda session: withdrawals.restore_claim(
                    session, set_claim_id=found[number % len(found)]
                )
            )

    @rule()
    def import_one_more(self) -> None:
        number = self.token()
        self.world.import_statements(f"ferry {number} had sailed", claim_set_id=self.set_id)

    @rule()
    def index_words(self) -> None:
        self.do(lambda session: keep_bands(session, limit=3))

    @rule()
    def order_the_queue(self) -> None:
        run_waiting(self.world.database, ORDERING)

    def _queued(self, number: int) -> int:
        """A claim of the reviewers' queue, 0 where it is empty."""
        with self.world.reading() as session:
            found = session.scalars(
                select(QueuedClaim.set_claim_id)
                .where(QueuedClaim.claim_set_id == self.set_id)
                .order_by(QueuedClaim.set_claim_id)
            ).all()
        return found[number % len(found)] if found else 0

    def _claim(self, number: int) -> int:
        with self.world.reading() as session:
            found = session.scalars(self.claims(SetClaim.id).order_by(SetClaim.id)).all()
        return int(found[number % len(found)])
