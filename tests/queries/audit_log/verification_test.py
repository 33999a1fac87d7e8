"""Changes past the guards of the database are found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text, update

from annotator.actions import Action
from annotator.hash_chain import BEGINNING
from annotator.models import AuditEvent, Judgement
from annotator.operations.audit_log import record
from annotator.queries.audit_log.verification import verify
from annotator.queries.judging.fingerprints import fingerprints

if TYPE_CHECKING:
    from annotator.queries.audit_log.verification import Verification
    from tests.world import World


@pytest.fixture
def tampered(world: World) -> World:
    """A world with an audit log without its guards."""
    world.import_statements("the harbour was open")
    world.judge("ann")
    with world.writing() as session:
        if world.database.engine.dialect.name == "sqlite":
            for name in ("update", "delete", "insert"):
                session.execute(text(f"DROP TRIGGER audit_event_{name}"))
        else:
            session.execute(text("ALTER TABLE audit_event DISABLE TRIGGER ALL"))
        session.commit()
    return world


def test_a_whole_trail_holds_and_gives_its_last_hash(world: World) -> None:
    found = _verify(world)
    with world.reading() as session:
        hashes = session.scalars(select(AuditEvent.hash).order_by(AuditEvent.number)).all()
    assert (found.holding, found.last, found.broken) == (len(hashes), hashes[-1], None)


@pytest.mark.parametrize(
    "change",
    [
        "action = 'claim_skipped'",
        "actor_id = 1",
        "subject = 'set 2'",
        "change = '{}'",
        "at = (SELECT at FROM audit_event WHERE number = 1)",
        "claim_set_id = 99",
        "hash = substr(hash, 2) || substr(hash, 1, 1)",
    ],
)
def test_a_changed_event_is_named(tampered: World, change: str) -> None:
    _tamper(tampered, f"UPDATE audit_event SET {change} WHERE number = 4")
    found = _verify(tampered)
    assert found.broken is not None
    assert (found.holding, found.broken.number) == (3, 4)
    assert "content" in found.broken.reason


def test_a_removed_event_is_named(tampered: World) -> None:
    _tamper(tampered, "DELETE FROM audit_event WHERE number = 4")
    found = _verify(tampered)
    assert found.broken is not None
    assert (found.holding, found.broken.number) == (3, 4)
    assert "missing" in found.broken.reason


def test_the_first_of_two_that_changed_places_is_named(tampered: World) -> None:
    for one, other in ((4, 1000), (6, 4), (1000, 6)):
        _tamper(tampered, f"UPDATE audit_event SET number = {other} WHERE number = {one}")
    found = _verify(tampered)
    assert found.broken is not None
    assert (found.holding, found.broken.number) == (3, 4)


def test_an_event_that_names_another_hash_than_the_one_before_has_is_named(tampered: World) -> None:
    _tamper(
        tampered,
        "UPDATE audit_event SET previous = substr(previous, 2) || substr(previous, 1, 1)"
        " WHERE number = 5",
    )
    found = _verify(tampered)
    assert found.broken is not None
    assert found.broken.number == 5
    assert "another hash" in found.broken.reason


def test_a_tail_that_was_cut_off_is_told_by_a_kept_hash_alone(tampered: World) -> None:
    kept = _verify(tampered).last
    _tamper(tampered, "DELETE FROM audit_event WHERE number > 7")
    assert _verify(tampered).broken is None
    found = _verify(tampered, kept)
    assert found.broken is not None
    assert (found.holding, found.broken.number) == (7, 8)
    assert "kept" in found.broken.reason


def test_a_kept_hash_holds_when_more_has_happened_since(world: World) -> None:
    kept = _verify(world).last
    world.import_statements("the harbour was open")
    assert _verify(world, kept).broken is None
    assert _verify(world, BEGINNING).broken is None


def test_a_changed_judgement_is_given_away_by_its_event(world: World) -> None:
    world.import_statements("the harbour was open")
    judgement_id = world.judge("ann")
    assert _verify(world, judgements=True).broken is None
    with world.writing() as session:
        session.execute(update(Judgement).values(justification="Something else."))
        session.commit()
    assert _verify(world).broken is None
    found = _verify(world, judgements=True)
    assert found.broken is not None
    assert f"judgement {judgement_id} " in found.broken.reason


def test_an_event_from_before_tokens_names_its_judgement_by_number(world: World) -> None:
    world.import_statements("the harbour was open")
    world.judge("ann")
    judgement_id = world.nth(Judgement)
    with world.writing() as session:
        found = fingerprints(session, [judgement_id])[judgement_id]
        record(
            session,
            Action.JUDGEMENT_SUBMITTED,
            f"judgement {judgement_id}",
            after={"number": 1, "fingerprint": found},
        )
        session.commit()
    assert _verify(world, judgements=True).broken is None
    with world.writing() as session:
        session.execute(update(Judgement).values(justification="Something else."))
        session.commit()
    assert _verify(world, judgements=True).broken is not None


def _verify(world: World, kept: str | None = None, *, judgements: bool = False) -> Verification:
    with world.reading() as session:
        return verify(session, kept=kept, judgements=judgements)


def _tamper(world: World, statement: str) -> None:
    with world.writing() as session:
        session.execute(text(statement))
        session.commit()
