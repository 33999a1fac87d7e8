"""Whatever workers and administrators do in whatever order: a job is run by one, and ends once."""

from __future__ import annotations

import itertools
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import delete, select, update

from annotator.clock import now
from annotator.errors import Conflict, JobLost
from annotator.imports.incoming import IncomingText
from annotator.models import Document, Job
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.operations.corpus.extractions import keep_extraction
from annotator.operations.jobs import running, waiting
from annotator.operations.jobs.running import MOST_TRIES
from annotator.records import DocumentMetadata
from annotator.terms import EXTRACTION, ExtractionState, JobState
from tests.world import found_in, statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from annotator.operations.jobs.running import HeldJob
    from tests.world import World

MOST_EXAMPLES = 12
LEASE = timedelta(minutes=1)
NUMBERS = st.integers(0, 5)
SHOWN = {
    JobState.WAITING: ExtractionState.WAITING,
    JobState.RUNNING: ExtractionState.WAITING,
    JobState.DONE: ExtractionState.DONE,
    JobState.FAILED: ExtractionState.FAILED,
    JobState.CANCELLED: ExtractionState.FAILED,
}
_numbers = itertools.count(1)


def test_the_queue_of_jobs_holds_together(world: World) -> None:
    machine: Any = partial(Jobs, world)
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=MOST_EXAMPLES,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


class Jobs(RuleBasedStateMachine):
    """Documents that come in, and workers that read them, fail or are killed."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self.held: list[HeldJob] = []
        self.leased: dict[int, HeldJob] = {}
        self.kept: set[int] = set()

    def teardown(self) -> None:
        with self.world.writing() as session:
            session.execute(delete(Job))
            session.commit()

    @rule()
    def import_document(self) -> None:
        with self.world.writing() as session:
            batch_id = begin_import(session, label="test")
            text = statement(f"ferry {next(_numbers)} had sailed")
            incoming = [
                IncomingText(
                    name="a.txt", text=text, metadata=DocumentMetadata(title="A statement")
                )
            ]
            import_texts(session, batch_id=batch_id, incoming=incoming, unstated=DocumentMetadata())
            session.commit()

    @rule()
    def take(self) -> None:
        held = self._do(partial(running.take, kind=EXTRACTION, lease=LEASE))
        if held is None:
            assert self._states(JobState.WAITING) == []
        else:
            assert held.subject not in self.leased, "two workers have one document"
            self.held.append(held)
            self.leased[held.subject] = held

    @precondition(lambda self: self.held)
    @rule(number=NUMBERS)
    def keep_the_result(self, number: int) -> None:
        held = self._one(number)
        with self.world.writing() as session:
            try:
                running.prolong(session, held=held, until=now() + LEASE)
            except JobLost:
                assert self.leased.get(held.subject) != held, "a lease is lost before its end"
                return
            found = found_in(session.get_one(Document, held.subject).text)
            keep_extraction(session, document_id=held.subject, found=found)
            running.finish(session, held=held)
            session.commit()
        assert self.leased.pop(held.subject, held) == held
        assert held.subject not in self.kept, "a result is kept twice"
        self.kept.add(held.subject)

    @precondition(lambda self: self.held)
    @rule(number=NUMBERS, passing=st.booleans())
    def fail(self, number: int, passing: bool) -> None:
        held, again_at = self._one(number), now() if passing else None
        self._do(partial(running.fail, held=held, reason="It is too deep.", again_at=again_at))
        self._let_go(held)

    @precondition(lambda self: self.held)
    @rule(number=NUMBERS)
    def give_back(self, number: int) -> None:
        held = self._one(number)
        self._do(partial(running.give_back, held=held, reason=None, due_at=now()))
        self._let_go(held)

    @rule()
    def let_all_leases_end(self) -> None:
        """Every worker is killed; those that were only slow come back with what they held."""
        self.leased.clear()
        with self.world.writing() as session:
            ended = now() - timedelta(seconds=1)
            session.execute(update(Job).where(Job.holder.is_not(None)).values(lease_until=ended))
            session.commit()

    @rule(number=NUMBERS)
    def cancel(self, number: int) -> None:
        self._administer(waiting.cancel, number)

    @rule(number=NUMBERS)
    def retry(self, number: int) -> None:
        self._administer(waiting.retry, number)

    @rule()
    def ask_for_all_again(self) -> None:
        """An open job is not added twice; what was read stays read."""
        subjects = [job.subject for job in self._all() if job.ended_at is None]
        self._do(partial(waiting.enqueue, kind=EXTRACTION, subjects=subjects))

    @invariant()
    def each_document_shows_the_state_of_its_one_job(self) -> None:
        jobs = self._all()
        assert len({job.subject for job in jobs}) == len(jobs)
        with self.world.reading() as session:
            for job in jobs:
                document = session.get_one(Document, job.subject)
                assert document.extraction is SHOWN[job.state]
                assert job.tries <= MOST_TRIES

    def _one(self, number: int) -> HeldJob:
        return self.held[number % len(self.held)]

    def _let_go(self, held: HeldJob) -> None:
        if self.leased.get(held.subject) == held:
            del self.leased[held.subject]

    def _administer(self, what: Callable[..., object], number: int) -> None:
        jobs = self._all()
        if jobs:
            job = jobs[number % len(jobs)]
            try:
                self._do(partial(what, job_id=job.id))
            except Conflict as conflict:
                assert f"Job {job.id} is {job.state}" in str(conflict)  # noqa: PT017

    def _do(self, what: Callable[[Session], Any]) -> Any:
        with self.world.writing() as session:
            done = what(session)
            session.commit()
        return done

    def _all(self) -> list[Job]:
        with self.world.reading() as session:
            return list(session.scalars(select(Job).order_by(Job.id)))

    def _states(self, state: JobState) -> list[Job]:
        return [job for job in self._all() if job.state is state]
