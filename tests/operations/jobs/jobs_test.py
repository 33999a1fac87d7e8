"""Jobs wait, are run by one worker, and end once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from annotator.clock import now
from annotator.errors import Conflict, JobLost, NotFound
from annotator.models import Document, Fetch, Job
from annotator.operations.desk import fetches
from annotator.operations.desk.closed_sources import close
from annotator.operations.jobs import running, waiting
from annotator.operations.jobs.running import MOST_TRIES
from annotator.queries.jobs.due import is_due, without_job
from annotator.queries.jobs.jobs import jobs
from annotator.queries.visibility.blindness import ANYBODY
from annotator.terms import EXTRACTION, FETCH, ExtractionState, FetchState, JobState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.operations.jobs.running import HeldJob
    from annotator.tokens import Token
    from tests.world import World

KIND = "digging"
LEASE = timedelta(minutes=1)
URL = "https://relief.example/bulletins/5"
#: A fixed moment: the names of tests must be the same in each process.
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


def test_a_subject_has_one_open_job_of_a_kind(world: World) -> None:
    _enqueue(world, 1, 2)
    _enqueue(world, 2, 3)
    assert _subjects(world) == [1, 2, 3]
    held = _take(world)
    assert held is not None
    assert held.subject == 1
    _enqueue(world, 1)
    assert _subjects(world) == [1, 2, 3]


def test_a_job_that_ended_is_replaced_by_the_next_of_its_subject(world: World) -> None:
    _enqueue(world, 1)
    world.fail_next(KIND, "The ground is frozen.")
    _enqueue(world, 1)
    with world.reading() as session:
        (job,) = session.scalars(select(Job))
    assert (job.state, job.tries, job.reason) == (JobState.WAITING, 0, None)


def test_jobs_are_taken_in_the_order_in_which_they_were_added(world: World) -> None:
    _enqueue(world, 7)
    _enqueue(world, 3)
    _enqueue(world, 5)
    taken = [_take(world) for _ in range(4)]
    assert [held and held.subject for held in taken] == [7, 3, 5, None]


def test_a_job_that_fails_for_a_passing_reason_is_tried_three_times(world: World) -> None:
    _enqueue(world, 1)
    for tries in range(1, MOST_TRIES + 1):
        held = _take(world)
        assert held is not None
        with world.writing() as session:
            running.fail(session, held=held, reason="The lock is rusty.", again_at=now())
            session.commit()
        state = JobState.FAILED if tries == MOST_TRIES else JobState.WAITING
        assert _state(world) == (state, tries, "The lock is rusty.")
    assert _take(world) is None


def test_a_job_that_fails_for_a_lasting_reason_is_tried_once(world: World) -> None:
    _enqueue(world, 1)
    world.fail_next(KIND, "The ground is frozen.")
    assert _state(world) == (JobState.FAILED, 1, "The ground is frozen.")


def test_a_job_that_waits_for_its_next_try_is_not_taken_before(world: World) -> None:
    _enqueue(world, 1)
    held = _take(world)
    assert held is not None
    later = now() + LEASE
    with world.writing() as session:
        running.fail(session, held=held, reason="The lock is rusty.", again_at=later)
        session.commit()
    with world.reading() as session:
        assert not is_due(session, KIND, now())
        assert is_due(session, KIND, later + LEASE)
    assert _take(world) is None


def test_a_job_whose_worker_is_killed_three_times_fails_and_the_next_one_is_taken(
    world: World,
) -> None:
    _enqueue(world, 1, 2)
    for _ in range(MOST_TRIES):
        held = _take(world)
        assert held is not None
        assert held.subject == 1
        _let_leases_end(world)
    after = _take(world)
    assert after is not None
    assert after.subject == 2
    with world.reading() as session:
        (failed,) = jobs(session, JobState.FAILED, ANYBODY).jobs
    assert (failed.subject, failed.reason) == (1, running.KILLED)


def test_a_worker_whose_lease_ended_changes_nothing_of_what_another_holds(world: World) -> None:
    _enqueue(world, 1)
    slow = _take(world)
    _let_leases_end(world)
    quick = _take(world)
    assert slow is not None
    assert quick is not None
    with world.writing() as session:
        with pytest.raises(JobLost):
            running.prolong(session, held=slow, until=now() + LEASE)
        running.fail(session, held=slow, reason="The lock is rusty.")
        running.finish(session, held=slow)
        running.stop(session, held=slow)
        running.give_back(session, held=slow, reason=None, due_at=now())
        assert not running.prolong(session, held=quick, until=now() + LEASE)
        session.commit()
    assert _state(world) == (JobState.RUNNING, 2, running.LOST)


def test_progress_is_noted_and_a_later_beat_keeps_it(world: World) -> None:
    _enqueue(world, 1)
    held = _take(world)
    assert held is not None
    with world.writing() as session:
        running.prolong(session, held=held, until=now() + LEASE, done=3, total=9)
        running.prolong(session, held=held, until=now() + LEASE)
        session.commit()
    with world.reading() as session:
        (job,) = jobs(session, JobState.RUNNING, ANYBODY).jobs
    assert (job.steps_done, job.steps_total) == (3, 9)


def test_a_cancelled_job_whose_worker_was_killed_is_not_taken_again(world: World) -> None:
    _enqueue(world, 1)
    held = _take(world)
    assert held is not None
    with world.writing() as session:
        assert not waiting.cancel(session, job_id=held.id)
        session.commit()
    _let_leases_end(world)
    assert _take(world) is None
    assert _state(world) == (JobState.CANCELLED, 1, None)


def test_what_failed_lately_is_not_added_by_what_waits(world: World) -> None:
    _enqueue(world, 1, 2)
    world.fail_next(KIND, "The ground is frozen.")
    with world.reading() as session:
        assert without_job(session, KIND, [1, 2, 3], LONG_AGO) == [3]
        assert without_job(session, KIND, [1, 2, 3], now() + LEASE) == [1, 3]
        assert without_job(session, KIND, [], LONG_AGO) == []


def test_a_document_shows_what_becomes_of_its_job(world: World) -> None:
    document_id = world.import_statements("the harbour was open")
    with world.writing() as session:
        waiting.enqueue(session, kind=EXTRACTION, subjects=[document_id])
        session.execute(update(Document).values(extraction=ExtractionState.WAITING, extractor=None))
        session.commit()
    world.fail_next(EXTRACTION, "It is too deep.")
    assert _document(world) == (ExtractionState.FAILED, "It could not be read: It is too deep.")
    _retry(world)
    assert _document(world) == (ExtractionState.WAITING, None)
    with world.writing() as session:
        assert waiting.cancel(session, job_id=_only_id(world))
        session.commit()
    failure = "An administrator cancelled the extraction: the document was not read."
    assert _document(world) == (ExtractionState.FAILED, failure)


def test_a_fetch_that_failed_is_tried_again(world: World) -> None:
    _ask(world)
    world.fail_next(FETCH, "The address does not answer.")
    assert _fetch(world).reason == "The address does not answer."
    _retry(world, FETCH)
    kept = _fetch(world)
    assert (kept.state, kept.reason, kept.finished_at) == (FetchState.WAITING, None, None)


def test_a_fetch_that_nobody_waits_for_is_not_tried_again(world: World) -> None:
    assignment_id = _ask(world)
    world.fail_next(FETCH, "The address does not answer.")
    first = _only_id(world, FETCH)
    theirs: dict[str, Any] = {"assignment_id": assignment_id, "annotator_id": world.people["ann"]}
    with world.writing() as session:
        close(session, **theirs, fetch_id=world.token(Fetch))
        session.commit()
    with world.writing() as session, pytest.raises(Conflict, match="closed this source"):
        waiting.retry(session, job_id=first)
    with world.writing() as session:
        session.execute(update(Fetch).values(closed_at=None))
        fetches.ask(session, **theirs, url=URL)
        session.commit()
    with world.writing() as session, pytest.raises(Conflict, match="asked for this source again"):
        waiting.retry(session, job_id=first)


def test_a_file_that_could_not_be_read_is_gone(world: World) -> None:
    assignment_id = _desk(world)
    with world.writing() as session:
        fetches.upload(
            session,
            assignment_id=assignment_id,
            annotator_id=world.people["ann"],
            name="bulletin.pdf",
            data=b"%PDF-",
        )
        session.commit()
    world.fail_next(FETCH, "The PDF is damaged.")
    assert _fetch(world).upload is None
    with world.writing() as session, pytest.raises(Conflict, match="can upload it again"):
        waiting.retry(session, job_id=_only_id(world, FETCH))


def test_a_job_in_another_state_is_neither_retried_nor_cancelled(world: World) -> None:
    _enqueue(world, 1)
    job_id = _only_id(world, KIND)
    with world.writing() as session, pytest.raises(Conflict, match="is waiting"):
        waiting.retry(session, job_id=job_id)
    world.fail_next(KIND, "The ground is frozen.")
    with world.writing() as session, pytest.raises(Conflict, match="is failed"):
        waiting.cancel(session, job_id=job_id)
    with world.writing() as session, pytest.raises(NotFound):
        waiting.retry(session, job_id=job_id + 1)


def test_the_reason_of_a_fetch_is_withheld_while_its_claim_is_judged(world: World) -> None:
    _ask(world)
    world.fail_next(FETCH, "There is no host “relief.example”.")
    with world.reading() as session:
        (job,) = jobs(session, JobState.FAILED, world.people["adam"]).jobs
    assert (job.reason, job.withheld) == (None, True)
    world.judge("ann")
    world.judge("bob")
    with world.reading() as session:
        (job,) = jobs(session, JobState.FAILED, world.people["adam"]).jobs
    assert (job.reason, job.withheld) == ("There is no host “relief.example”.", False)


@pytest.mark.parametrize(("state", "expected"), [("waiting", [1, 2, 3]), ("failed", [3, 2, 1])])
def test_jobs_are_listed_page_by_page(world: World, state: str, expected: list[int]) -> None:
    _enqueue(world, 1, 2, 3)
    if state == "failed":
        while world.fail_next(KIND, "The ground is frozen."):
            pass
    found: list[int] = []
    after = None
    for _ in expected:
        with world.reading() as session:
            page = jobs(session, JobState(state), ANYBODY, after=after, size=1)
        found += [job.subject for job in page.jobs]
        after = page.after
    assert (found, after, page.total) == (expected, None, 3)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"kind": " "}, "ck_job_kind"),
        ({"subject": -1}, "ck_job_subject"),
        ({"state": JobState.RUNNING}, "ck_job_(holder|lease|started|tries)"),
        ({"holder": "me"}, "ck_job_holder"),
        ({"lease_until": LONG_AGO}, "ck_job_lease"),
        ({"cancel_asked": True}, "ck_job_cancel"),
        ({"tries": -1}, "ck_job_tries"),
        ({"steps_done": 4, "steps_total": 3}, "ck_job_progress"),
        ({"steps_done": -1}, "ck_job_progress"),
        ({"state": JobState.FAILED, "ended_at": LONG_AGO}, "ck_job_failed"),
        ({"state": JobState.DONE, "ended_at": LONG_AGO, "reason": "No."}, "ck_job_done"),
        ({"state": JobState.DONE}, "ck_job_ended"),
        ({"ended_at": LONG_AGO}, "ck_job_ended"),
        ({"reason": " "}, "ck_job_reason"),
    ],
    ids=str,
)
def test_the_database_refuses_a_job_in_a_wrong_state(
    world: World, wrong: dict[str, object], name: str
) -> None:
    _enqueue(world, 1)
    with world.writing() as session, pytest.raises(IntegrityError, match=name):
        session.execute(update(Job).values(**wrong))


def test_the_database_refuses_a_second_open_job_of_a_subject(world: World) -> None:
    _enqueue(world, 1, 2)
    with world.writing() as session, pytest.raises(IntegrityError, match=r"uq_job_open|job\.kind"):
        session.execute(update(Job).values(subject=1))


def _enqueue(world: World, *subjects: int) -> None:
    with world.writing() as session:
        waiting.enqueue(session, kind=KIND, subjects=subjects)
        session.commit()


def _take(world: World) -> HeldJob | None:
    with world.writing() as session:
        held = running.take(session, kind=KIND, lease=LEASE)
        session.commit()
    return held


def _retry(world: World, kind: str = EXTRACTION) -> None:
    with world.writing() as session:
        waiting.retry(session, job_id=_only_id(world, kind))
        session.commit()


def _let_leases_end(world: World) -> None:
    with world.writing() as session:
        session.execute(update(Job).where(Job.holder.is_not(None)).values(lease_until=LONG_AGO))
        session.commit()


def _subjects(world: World) -> Sequence[int]:
    with world.reading() as session:
        return session.scalars(select(Job.subject).order_by(Job.subject)).all()


def _state(world: World) -> tuple[JobState, int, str | None]:
    with world.reading() as session:
        job = session.scalars(select(Job)).one()
    return job.state, job.tries, job.reason


def _only_id(world: World, kind: str = EXTRACTION) -> int:
    with world.reading() as session:
        return session.scalars(select(Job.id).where(Job.kind == kind)).one()


def _document(world: World) -> tuple[ExtractionState, str | None]:
    with world.reading() as session:
        document = session.scalars(select(Document)).one()
    return document.extraction, document.extraction_failure


def _fetch(world: World) -> Fetch:
    with world.reading() as session:
        return session.scalars(select(Fetch)).one()


def _desk(world: World) -> Token:
    world.import_statements("the harbour was open")
    assignment_id = world.take("ann")
    assert assignment_id is not None
    return assignment_id


def _ask(world: World) -> Token:
    assignment_id = _desk(world)
    with world.writing() as session:
        fetches.ask(session, assignment_id=assignment_id, annotator_id=world.people["ann"], url=URL)
        session.commit()
    return assignment_id
