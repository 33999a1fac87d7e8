"""The audit log against an owner of the database who changes rows and events."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, text

from annotator.clock import now
from annotator.heads_file import NAME, read
from annotator.jobs.anchoring import ANCHORING, EVERY
from annotator.jobs.runner import run_next, run_waiting
from annotator.models import AuditEvent, Base, Job
from annotator.models.not_vouched import NOT_VOUCHED
from annotator.models.vouched import VOUCHED
from annotator.operations.people.users import set_roles
from annotator.queries.audit_log.heads import heads
from annotator.queries.audit_log.scope import resting
from annotator.queries.audit_log.verification import verify
from annotator.settings import audit_key
from annotator.terms import Role
from tests.audit_log import without_guards

if TYPE_CHECKING:
    from pathlib import Path

    from tests.world import World

#: Ids beside a key, states that follow from other rows, and tokens that only pages use.
NOT_COVERED = {
    "adjudication": {"part", "form_token", "form_sha256"},
    "assignment": {
        *("state", "skip_reason", "turn", "opened_at", "lease_until", "decided_at"),
        *("decided_number", "former_number", "final"),
    },
    "agent": {"folded", "words"},
    "claim": {"compared", "noted_for", "words"},
    "claim_set": {"words"},
    "document": {"words", "extraction", "extraction_failure", "extractor", "finely"},
    "evidence_link": {"id"},
    "fetch": {"state", "reason", "upload", "finished_at", "closed_at"},
    "judgement": {"part", "form_token", "form_sha256"},
    "outlet": {"folded"},
    "passage": {"token"},
    "reply": {"part"},
    "set_claim": {"seats_left", "returned", "was_complete", "withdrawn_place"},
    "snapshot": {"token", "words"},
    "user_account": {"password_hash"},
}


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an instance folder for the file of heads and its key."""
    monkeypatch.setenv("CLAIMBOOK_INSTANCE", str(tmp_path))
    return tmp_path


def test_each_table_is_vouched_for_or_says_why_not() -> None:
    assert set(VOUCHED) | set(NOT_VOUCHED) == set(Base.metadata.tables)
    assert not set(VOUCHED) & set(NOT_VOUCHED)


@pytest.mark.parametrize("name", VOUCHED)
def test_each_column_of_a_vouched_table_is_covered_or_is_a_key_or_derived(name: str) -> None:
    table = VOUCHED[name]
    assert set(table.source.c.keys()) - set(table.columns) <= NOT_COVERED.get(name, set())
    assert resting(table, 1) is not None


def test_the_worker_anchors_heads_and_signs_them_with_a_key_outside_of_the_database(
    world: World, instance: Path
) -> None:
    world.import_statements("the harbour was open")
    assert run_waiting(world.database, ANCHORING) == 1
    with world.reading() as session:
        present = heads(session)
        anchored = session.scalars(
            select(AuditEvent.change).where(AuditEvent.action == "heads_anchored")
        ).one()
    assert read(instance / NAME, audit_key()) == present
    head = list(present[world.claim_set_id])
    assert json.loads(anchored)["after"]["heads"] == {str(world.claim_set_id): head}
    assert stat.S_IMODE((instance / "audit-key").stat().st_mode) == 0o600
    # Nothing is new, so nothing is anchored.
    assert run_waiting(world.database, ANCHORING) == 0


def test_the_worker_keeps_the_head_of_the_installation_and_then_rests(
    world: World, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.import_statements("the harbour was open")
    run_waiting(world.database, ANCHORING)
    # No set has a new event: only the chain of the installation goes on.
    with world.writing() as session:
        set_roles(session, user_id=world.people["ann"], roles=[Role.EDITOR])
        session.commit()
    later = now() + 2 * EVERY
    for module in ("runner", "anchoring"):
        monkeypatch.setattr(f"annotator.jobs.{module}.now", lambda: later)
    assert run_next(world.database, ANCHORING)
    assert not run_next(world.database, ANCHORING)
    with world.reading() as session:
        assert read(instance / NAME, audit_key()) == heads(session)


def test_the_worker_keeps_the_heads_of_a_log_that_was_cut(
    world: World, instance: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.import_statements("the harbour was open")
    run_waiting(world.database, ANCHORING)
    kept = (instance / NAME).read_text()
    without_guards(world)
    with world.writing() as session:
        session.execute(delete(Job))
        session.execute(text("DELETE FROM audit_event WHERE action = 'heads_anchored'"))
        session.execute(text("DELETE FROM audit_event WHERE action = 'claims_added'"))
        session.commit()
    world.make_set("Ellmark")
    later = now() + 2 * EVERY
    monkeypatch.setattr("annotator.jobs.runner.now", lambda: later)
    assert run_next(world.database, ANCHORING)
    assert (instance / NAME).read_text() == kept
    with world.reading() as session:
        failed = session.scalars(select(Job).where(Job.kind == ANCHORING.key)).one()
        assert failed.state == "failed"
        assert "has lost events" in str(failed.reason)
        found = verify(session, heads=read(instance / NAME, audit_key()))
    assert found.broken is not None
