"""An administrator sees what waits for the worker and what failed, and does something about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.clock import now
from annotator.imports.incoming import IncomingText
from annotator.jobs.extraction import EXTRACTION_HERE
from annotator.jobs.run import LEASE
from annotator.jobs.runner import run_waiting
from annotator.models import AuditEvent
from annotator.operations.corpus.documents import begin_import, import_texts
from annotator.operations.jobs import running
from annotator.operations.jobs.waiting import enqueue
from annotator.queries.jobs.jobs import PAGE_SIZE, jobs
from annotator.queries.visibility.blindness import ANYBODY
from annotator.records import DocumentMetadata
from annotator.terms import EXTRACTION, JobState
from tests.world import statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.visitor import Visitor
    from tests.world import World


def test_a_failed_job_is_shown_with_its_reason_and_retried(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _import(world)
    world.fail_next(EXTRACTION, "<b>It</b> is too deep.")
    person = visitor("adam")
    page = person.text("/jobs")
    assert "1 failed job" in page
    assert "A long story" in page
    assert "&lt;b&gt;It&lt;/b&gt; is too deep." in person.get("/jobs").text
    answer = person.send(f"/jobs/{_id(world, JobState.FAILED)}/retry", {}, page="/jobs")
    assert "waits again." in person.text(answer.location)
    run_waiting(world.database, EXTRACTION_HERE)
    assert "0 failed jobs" in person.text("/jobs")
    assert _told(world) == [("job_retried", world.people["adam"])]


def test_a_waiting_job_is_cancelled(visitor: Callable[..., Visitor], world: World) -> None:
    _import(world)
    person = visitor("adam")
    answer = person.send(f"/jobs/{_id(world, JobState.WAITING)}/cancel", {}, page="/jobs")
    assert "is cancelled." in person.text(answer.location)
    assert "An administrator cancelled the extraction" in person.text("/documents/#1")
    assert _told(world) == [("job_cancelled", world.people["adam"])]


def test_all_waiting_extractions_are_cancelled_and_started_again_together(
    visitor: Callable[..., Visitor], world: World
) -> None:
    batch_id = _import(world, "the harbour was open", "the mill was closed")
    person, editor = visitor("adam"), visitor("ed")
    answer = person.send("/jobs/extractions/cancel", {}, page="/jobs")
    page = person.text(answer.location)
    assert "2 extractions cancelled." in page
    assert "2 cancelled jobs" in page
    assert "Cancel 2 waiting" not in page
    page = editor.text(f"/imports/{batch_id}")
    assert "0 of 2 documents read" in page
    assert "2 documents were not read: their extractions were cancelled." in page
    assert editor.text("/documents").count("extraction cancelled, not read") == 2
    answer = person.send("/jobs/extractions/retry", {}, page="/jobs")
    assert "2 extractions wait again." in person.text(answer.location)
    assert run_waiting(world.database, EXTRACTION_HERE) == 2
    assert "2 of 2 documents read" in editor.text(f"/imports/{batch_id}")
    assert "not read" not in editor.text("/documents")
    adam = world.people["adam"]
    assert _told(world) == [("job_cancelled", adam), ("job_retried", adam)]
    assert editor.send("/jobs/extractions/cancel", {}, page="/documents").status_code == 403


def test_a_cancelled_document_can_be_extracted_again_by_an_editor(
    visitor: Callable[..., Visitor], world: World
) -> None:
    batch_id = _import(world)
    person, editor = visitor("adam"), visitor("ed")
    person.send("/jobs/extractions/cancel", {}, page="/jobs")
    assert "Extract claims again" in editor.text("/documents/#1")
    editor.send("/documents/#1/extraction", {}, page="/documents/#1")
    assert "not read" not in editor.text(f"/imports/{batch_id}")
    assert "waits for extraction" in editor.text("/documents")


def test_a_running_job_shows_its_progress_and_stops_at_its_next_step(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _import(world)
    with world.writing() as session:
        held = running.take(session, kind=EXTRACTION, lease=LEASE)
        assert held is not None
        running.prolong(session, held=held, until=now() + LEASE, done=3, total=9)
        session.commit()
    person = visitor("adam")
    assert "3 of 9" in person.text("/jobs")
    answer = person.send(f"/jobs/{held.id}/cancel", {}, page="/jobs")
    assert "stops at its next step" in person.text(answer.location)
    assert "Stops at its next step" in person.text("/jobs")


def test_a_job_that_has_moved_on_is_left_as_it_is(
    visitor: Callable[..., Visitor], world: World
) -> None:
    _import(world)
    person = visitor("adam")
    number = _id(world, JobState.WAITING)
    answer = person.send(f"/jobs/{number}/retry", {}, page="/jobs")
    assert answer.status_code == 409
    assert f"Job {number} is waiting. Only a failed or cancelled job is retried." in answer.text
    assert person.send(f"/jobs/{number + 1}/cancel", {}, page="/jobs").status_code == 404


def test_many_jobs_are_shown_page_by_page(visitor: Callable[..., Visitor], world: World) -> None:
    with world.writing() as session:
        enqueue(session, kind="digging", subjects=range(1, PAGE_SIZE + 2))
        session.commit()
    person = visitor("adam")
    first = person.text("/jobs")
    assert f"{PAGE_SIZE + 1} waiting jobs" in first
    assert first.count("Cancel job") == PAGE_SIZE
    with world.reading() as session:
        after = jobs(session, JobState.WAITING, ANYBODY).after
    assert f"/jobs?waiting={after}" in first
    second = person.text(f"/jobs?waiting={after}")
    assert second.count("Cancel job") == 1
    assert "First page" in second


def test_the_page_is_for_administrators(visitor: Callable[..., Visitor]) -> None:
    assert ">Jobs</a>" in visitor("adam").text("/")
    person = visitor("ed")
    assert ">Jobs</a>" not in person.text("/")
    assert person.get("/jobs").status_code == 403


def _import(world: World, *facts: str) -> int:
    with world.writing() as session:
        batch_id = begin_import(session, label="test")
        metadata = DocumentMetadata(title="A long story")
        incoming = [
            IncomingText(name="a.txt", text=statement(fact), metadata=metadata)
            for fact in facts or ("the harbour was open",)
        ]
        import_texts(session, batch_id=batch_id, incoming=incoming, unstated=DocumentMetadata())
        session.commit()
    return batch_id


def _id(world: World, state: JobState) -> int:
    with world.reading() as session:
        (job,) = jobs(session, state, ANYBODY).jobs
    return job.id


def _told(world: World) -> list[tuple[str, int | None]]:
    with world.reading() as session:
        rows = session.execute(
            select(AuditEvent.action, AuditEvent.actor_id).where(AuditEvent.action.like("job%"))
        )
        return [(row.action, row.actor_id) for row in rows]
