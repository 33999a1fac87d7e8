"""Importing what a preview showed: hidden until the end, and gone when it is cancelled."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from annotator.errors import Conflict
from annotator.import_states import ImportState
from annotator.jobs.imports import IMPORT
from annotator.jobs.previewing import PREVIEW_HERE
from annotator.jobs.runner import run_waiting
from annotator.models import Job
from annotator.operations.corpus.imports import cancel, confirm
from annotator.operations.jobs import waiting
from annotator.queries.audit_log.verification import verify
from annotator.queries.corpus.documents import documents
from annotator.queries.sources.search import search
from annotator.terms import EXTRACTION, JobState
from tests.importing import (
    all_documents,
    confirmed,
    end_import,
    half_imported,
    import_items,
    state_of,
    stored,
    uploaded,
)

if TYPE_CHECKING:
    from tests.world import World

TEXTS = b"text\nThe harbour is open.\nThe bridge is closed.\nIt snowed.\n"


def test_an_import_is_written_hidden_and_shown_at_its_end_with_a_job_each(world: World) -> None:
    batch_id = half_imported(world, ("a.csv", TEXTS), texts=2)
    assert len(all_documents(world)) == 2
    assert _found(world, "harbour") == 0
    end_import(world)
    assert state_of(world, batch_id) is ImportState.DONE
    assert [outcome for _text, outcome in import_items(world, batch_id)] == ["imported"] * 3
    assert _found(world, "harbour") == 1
    with world.reading() as session:
        jobs = [job.subject for job in session.query(Job).filter_by(kind=EXTRACTION)]
    assert sorted(jobs) == [number for number, _text in all_documents(world)]
    assert stored(world) == 0


def test_a_cancelled_import_leaves_no_document_and_no_upload(world: World) -> None:
    world.import_statements()
    before = all_documents(world)
    batch_id = half_imported(world, ("a.csv", TEXTS), texts=2)
    _cancel(world, batch_id)
    assert state_of(world, batch_id) is ImportState.CANCELLED
    end_import(world)
    assert (all_documents(world), import_items(world, batch_id), stored(world)) == (before, [], 0)


@pytest.mark.parametrize("state", [ImportState.READING, ImportState.PREVIEWED])
def test_an_import_is_cancelled_before_it_is_confirmed(world: World, state: ImportState) -> None:
    batch_id = uploaded(world, ("a.csv", TEXTS))
    if state is ImportState.PREVIEWED:
        run_waiting(world.database, PREVIEW_HERE)
    assert state_of(world, batch_id) is state
    _cancel(world, batch_id)
    _cancel(world, batch_id)
    end_import(world)
    assert (state_of(world, batch_id), stored(world)) == (ImportState.CANCELLED, 0)
    with world.writing() as session, pytest.raises(Conflict, match="no preview to confirm"):
        confirm(session, batch_id=batch_id)


def test_a_failed_import_is_retried_where_it_was_and_cancelled_it_is_not(world: World) -> None:
    batch_id = half_imported(world, ("a.csv", TEXTS), texts=2)
    assert world.fail_next(IMPORT.key, "The disk was full.")
    assert state_of(world, batch_id) is ImportState.FAILED
    with world.writing() as session:
        (job,) = session.query(Job).filter_by(kind=IMPORT.key, state=JobState.FAILED)
        waiting.retry(session, job_id=job.id)
        session.commit()
    end_import(world)
    assert len(import_items(world, batch_id)) == 3
    with world.writing() as session, pytest.raises(Conflict, match="documents stay"):
        cancel(session, batch_id=batch_id)


def test_two_who_confirm_at_once_import_once(world: World) -> None:
    batch_id = confirmed(world, ("a.csv", TEXTS))
    with world.writing() as session:
        confirm(session, batch_id=batch_id)
        session.commit()
    end_import(world)
    assert len(all_documents(world)) == 3


def test_the_audit_log_vouches_for_what_an_import_wrote_and_deleted(world: World) -> None:
    half = half_imported(world, ("a.csv", TEXTS), texts=2)
    _cancel(world, half)
    end_import(world)
    confirmed(world, ("b.csv", TEXTS))
    end_import(world)
    with world.writing() as session:
        found = verify(session, contents=True)
    assert (found.broken, found.unvouched) == (None, 0)


def _cancel(world: World, batch_id: int) -> None:
    with world.writing() as session:
        cancel(session, batch_id=batch_id, by=world.people["ed"])
        session.commit()


def _found(world: World, words: str) -> int:
    """How many documents a search finds, of those that the list shows."""
    with world.reading() as session:
        found = search(session, words, world.people["ed"])
        assert len(found) <= documents(session).total
        return len(found)
