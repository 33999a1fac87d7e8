"""Whatever people do in whatever order: the audit log vouches for it, without false alarm."""

from __future__ import annotations

from functools import partial
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from annotator.models import Assignment, Document, Fetch, SetClaim
from annotator.operations.corpus.reextractions import extract_again
from annotator.operations.desk import closed_sources
from annotator.operations.people import users
from annotator.operations.releases import releases
from annotator.operations.review import replies
from annotator.operations.sets import claim_sets, policies
from annotator.queries.audit_log.verification import verify
from annotator.records import QuoteInput, ReleaseInput
from annotator.terms import CandidateDecision, ReleaseRule, Role, SpeakerDecision
from tests.addresses import MISSING
from tests.operations.derived.derived_machine_test import NUMBERS, Newsroom
from tests.operations.derived.desk_machine import PEOPLE
from tests.world import evidence, judgement

if TYPE_CHECKING:
    from annotator.tokens import Token
    from tests.world import World

MOST_EXAMPLES, STEPS = 3, 25
TEXT = "Forty-one people were treated on Friday. Two ferries sailed."
QUOTE = "Forty-one people were treated on Friday."


def test_what_people_do_verifies_after_each_step(world: World) -> None:
    # It asks for a class, and takes whatever makes a machine.
    machine: Any = partial(AuditedNewsroom, world)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=MOST_EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            # A failure says which row and event: a shorter way to it would take minutes.
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )


class AuditedNewsroom(Newsroom):
    """A newsroom that also quotes sources, rewords, releases, changes settings and documents."""

    # Another test looks at what is derived.
    every_derived_structure_is_what_its_sources_say = None  # type: ignore[assignment]

    @invariant()
    def every_row_is_what_the_log_vouches_for(self) -> None:
        with self.world.reading() as session:
            found = verify(session, contents=True)
            assert found.broken is None, found.broken.words
            assert found.unvouched == 0

    def teardown(self) -> None:
        with self.world.reading() as session:
            of_set = verify(session, contents=True, claim_set_id=self.set_id)
            assert of_set.broken is None, of_set.broken.words

    @rule(name=PEOPLE)
    def quote(self, name: str) -> None:
        assignment_id = self._on_desk(name)
        if assignment_id != MISSING:
            fetch_id = self.world.paste(name, assignment_id, TEXT)
            start = TEXT.index(QUOTE)
            anchor = QuoteInput(fetch_id, start, start + len(QUOTE))
            given = judgement(evidence=(evidence(quote=QUOTE, anchor=anchor),))
            self.submit(name, given, ahead=False)

    @rule(name=PEOPLE)
    def reword(self, name: str) -> None:
        given = judgement(candidate=CandidateDecision.REWORDED, wording=f"It was so {self.token()}")
        self.submit(name, given, ahead=False)

    @rule(name=PEOPLE)
    def correct_the_speaker(self, name: str) -> None:
        given = judgement(speaker_decision=SpeakerDecision.CORRECTED, speaker="Bo Tarn")
        self.submit(name, given, ahead=False)

    @rule(name=PEOPLE, closing=st.booleans())
    def close_or_open_a_source(self, name: str, closing: bool) -> None:
        with self.world.reading() as session:
            mine = (
                select(Fetch.token, Assignment.token.label("assignment"))
                .join(Assignment, Assignment.id == Fetch.assignment_id)
                .where(Fetch.asked_by_id == self.world.people[name])
            )
            found = session.execute(mine.order_by(Fetch.id.desc()).limit(1)).one_or_none()
        if found is not None:
            act = closed_sources.close if closing else closed_sources.reopen
            self.do(
                lambda session: act(
                    session,
                    assignment_id=found.assignment,
                    annotator_id=self.world.people[name],
                    fetch_id=found.token,
                )
            )

    @rule(rule_=st.sampled_from([ReleaseRule.ADJUDICATED, ReleaseRule.MAJORITY]))
    def release(self, rule_: ReleaseRule) -> None:
        given = ReleaseInput(rule_, 1 if rule_ is ReleaseRule.MAJORITY else None, False, True)

        def run(session: Any) -> None:
            with TemporaryFile() as room:
                with self.world.reading() as looking:
                    prepared = releases.prepare(
                        looking,
                        claim_set_id=self.set_id,
                        given=given,
                        made_by="ed",
                        reader=self.world.people["rita"],
                        room=room,
                    )
                releases.keep(session, prepared=prepared, made_by_id=self.world.people["ed"])

        self.do(run)

    @rule(finely=st.booleans())
    def extract_a_document_again(self, finely: bool) -> None:
        # Outside of the set, so that its claims can go.
        document_id = self.world.import_statements(f"the {self.token()} sailed")
        self.do(lambda session: extract_again(session, document_id=document_id, finely=finely))

    @rule(number=NUMBERS)
    def extract_again_what_may_be_in_a_set(self, number: int) -> None:
        with self.world.reading() as session:
            ids = session.scalars(select(Document.id).order_by(Document.id)).all()
        self.do(
            lambda session: extract_again(session, document_id=ids[number % len(ids)], finely=False)
        )

    @rule(domains=st.sampled_from(["", "rumours.example unreliable", "joke.example satire"]))
    def change_the_policy(self, domains: str) -> None:
        self.do(
            lambda session: policies.change_policy(
                session, claim_set_id=self.set_id, factchecks_allowed=True, domains=domains
            )
        )

    @rule(markdown=st.sampled_from(["# Be fair", "# Be fairer"]))
    def revise_the_guideline(self, markdown: str) -> None:
        self.do(
            lambda session: claim_sets.revise_guideline(
                session, claim_set_id=self.set_id, markdown=markdown
            )
        )

    @rule(name=PEOPLE, active=st.booleans(), roles=st.sampled_from([(), (Role.EDITOR,)]))
    def change_an_account(self, name: str, active: bool, roles: tuple[Role, ...]) -> None:
        self.do(
            lambda session: users.change_user(
                session,
                user_id=self.world.people[name],
                display_name=name.upper() if roles else name,
                roles=[Role.ANNOTATOR, *roles],
                active=True,
            )
        )

    @rule(name=PEOPLE)
    def answer_a_decision(self, name: str) -> None:
        with self.world.reading() as session:
            mine = select(Assignment.token).where(
                Assignment.annotator_id == self.world.people[name],
                Assignment.claim_set_id == self.set_id,
            )
            ids = session.scalars(mine).all()
        for assignment_id in ids:
            self.do(
                partial(
                    replies.answer,
                    assignment_id=assignment_id,
                    annotator_id=self.world.people[name],
                    text="I see.",
                )
            )

    @rule()
    def share_claims_with_another_set(self) -> None:
        with self.world.reading() as session:
            claims = session.scalars(self.claims(SetClaim.claim_id)).all()
        self.do(
            lambda session: claim_sets.add_claims(
                session, claim_set_id=self.world.claim_set_id, claim_ids=claims[:3]
            )
        )

    def _on_desk(self, name: str) -> Token:
        with self.world.reading() as session:
            return self._own(session, name)
