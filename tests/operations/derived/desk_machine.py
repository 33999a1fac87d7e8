"""A machine of three people who judge in a set, in whatever order."""

from __future__ import annotations

import itertools
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select, update

from annotator.clock import now
from annotator.errors import BadInput, Conflict, NotFound, Refused
from annotator.models import Assignment, SetClaim
from annotator.operations.derived.structures import verify_all
from annotator.operations.desk import assignments, revisions
from annotator.operations.sets import known_answers
from annotator.queries.visibility.worklist import has_seat, not_touched_by
from annotator.records import Answer
from annotator.terms import ON_DESK, AssignmentState, Purpose, SkipReason
from tests.addresses import MISSING
from tests.world import judgement, submit

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from annotator.records import JudgementInput
    from annotator.tokens import Token
    from tests.world import World

PEOPLE = st.sampled_from(["ann", "bob", "cleo"])
CLAIMS, OVERLAP = 9, 2
_numbers = itertools.count(1)


class Desk(RuleBasedStateMachine):
    """Three people in a set of their own: two for each claim, two claims with known answers."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world, number = world, next(_numbers)
        self.name = f"Set {number}"
        self.set_id = world.make_set(self.name, overlap=OVERLAP)
        facts = (f"ferry {number} {place} had sailed" for place in range(CLAIMS))
        world.import_statements(*facts, claim_set_id=self.set_id)
        with world.writing() as session:
            places = session.scalars(self.claims().order_by(SetClaim.position)).all()
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
        # A set that is closed gives nothing to anybody.
        with suppress(Conflict):
            if self.world.take(name, self.set_id) is None:
                self._nothing_is_left_for(name)

    @rule(name=PEOPLE, verdict=st.sampled_from(["supported", "refuted"]), ahead=st.booleans())
    def judge(self, name: str, verdict: str, ahead: bool) -> None:
        """The claim on the desk, or one that is reserved already: a page may be that quick."""
        self.submit(name, judgement(verdict), ahead=ahead)

    @rule(name=PEOPLE, ahead=st.booleans())
    def skip(self, name: str, ahead: bool) -> None:
        self.do(
            lambda session: assignments.skip(
                session,
                assignment_id=self._own(session, name, last=ahead),
                annotator_id=self.world.people[name],
                reason=SkipReason.AMBIGUOUS,
            )
        )

    @rule(name=PEOPLE)
    def undo(self, name: str) -> None:
        self.do(
            lambda session: revisions.undo(
                session,
                claim_set_id=self.set_id,
                annotator_id=self.world.people[name],
                lease_minutes=60,
            )
        )

    @rule(name=PEOPLE)
    def leave(self, name: str) -> None:
        self.do(
            lambda session: revisions.leave(
                session,
                assignment_id=self._own(session, name),
                annotator_id=self.world.people[name],
            )
        )

    @rule(name=PEOPLE)
    def go_away(self, name: str) -> None:
        self.do(
            lambda session: session.execute(
                update(Assignment)
                .where(Assignment.annotator_id == self.world.people[name])
                .where(Assignment.claim_set_id == self.set_id)
                .values(lease_until=now())
            )
        )

    @invariant()
    def every_derived_structure_is_what_its_sources_say(self) -> None:
        with self.world.reading() as session:
            found = verify_all(session, self.set_id)
        assert {key: one.differences for key, one in found.items() if one.count} == {}

    def _nothing_is_left_for(self, name: str) -> None:
        mine = self.world.people[name]
        reserved = select(Assignment.id).where(
            Assignment.set_claim_id == SetClaim.id,
            Assignment.state == AssignmentState.RESERVED,
            Assignment.purpose.not_in((Purpose.CALIBRATION, Purpose.KNOWN_ANSWER)),
        )
        free = self.claims(SetClaim.id).where(
            SetClaim.position > 0, not_touched_by(mine), has_seat() | reserved.exists()
        )
        with self.world.reading() as session:
            assert session.scalars(free).all() == []

    def submit(self, name: str, given: JudgementInput, *, ahead: bool) -> None:
        """Submit a judgement on the first or the last claim that the person has."""
        self.do(
            lambda session: submit(
                session,
                assignment_id=self._own(session, name, last=ahead),
                annotator_id=self.world.people[name],
                token=self.token(),
                given=given,
            )
        )

    def token(self) -> str:
        """What a form carries to be told from others."""
        return secrets.token_hex(8)

    def _own(self, session: Session, name: str, *, last: bool = False) -> Token:
        """The first or the last of what the person has on their desk; MISSING for nothing."""
        turn = Assignment.turn.desc() if last else Assignment.turn
        return (
            session.scalar(
                select(Assignment.token)
                .where(
                    Assignment.claim_set_id == self.set_id,
                    Assignment.annotator_id == self.world.people[name],
                    Assignment.state.in_(ON_DESK),
                )
                .order_by(turn)
                .limit(1)
            )
            or MISSING
        )

    def do(self, action: Callable[[Session], object]) -> None:
        """Run an action in one transaction; a refused one changes nothing."""
        with self.world.writing() as session, suppress(BadInput, Conflict, NotFound, Refused):
            action(session)
            session.commit()

    def claims(self, column: Any = SetClaim) -> Any:
        return select(column).where(SetClaim.claim_set_id == self.set_id)
