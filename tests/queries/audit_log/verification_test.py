"""Changes past the guards of the database are found."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from alembic import command
from sqlalchemy import select, text

from annotator.actions import Action
from annotator.clock import now
from annotator.hash_chain import (
    BEGINNING,
    EARLIER,
    INSTALLATION,
    EarlierLink,
    change,
    earlier_digest,
)
from annotator.models import AuditEvent, Claim, ClaimSet
from annotator.operations.audit_log import record
from annotator.queries.audit_log.heads import heads
from annotator.queries.audit_log.verification import verify
from annotator.storage.revisions import configuration
from tests.audit_log import without_guards
from tests.downgrades import downgrade
from tests.past import after
from tests.releasing import release
from tests.world import judgement

if TYPE_CHECKING:
    from annotator.queries.audit_log.verification import Verification
    from tests.world import World

BEFORE_CHAINS = "e4c17a92b6d3"


def judged(world: World) -> None:
    """Ann has judged a claim, and nothing guards the tables any more."""
    world.import_statements("the harbour was open")
    world.judge("ann")
    without_guards(world)


def released(world: World) -> None:
    """A set is released, and nothing guards the tables any more."""
    world.import_statements("the harbour was open")
    world.judge("ann")
    world.judge("bob", judgement("refuted"))
    world.decide("rita")
    release(world)
    without_guards(world)


@after(judged)
def test_a_whole_log_holds_and_gives_the_head_of_each_chain(world: World) -> None:
    found = _verify(world, contents=True)
    with world.reading() as session:
        present = heads(session)
    assert {one.chain: (one.events, one.hash) for one in found.chains} == present
    assert set(present) == {INSTALLATION, world.claim_set_id}
    assert (found.broken, found.unvouched) == (None, 0)


@after(judged)
@pytest.mark.parametrize(
    "change",
    [
        "action = 'claim_skipped'",
        "actor_id = 1",
        "subject = 'set 2'",
        "change = '{}'",
        "vouches = '{}'",
        "token = substr(token, 2) || substr(token, 1, 1)",
        "at = (SELECT min(at) FROM audit_event)",
        "claim_set_id = 99",
        "hash = substr(hash, 2) || substr(hash, 1, 1)",
    ],
)
def test_a_changed_event_is_named(world: World, change: str) -> None:
    _tamper(world, f"UPDATE audit_event SET {change} WHERE number = 4 AND chain > 0")
    _assert_broken(world, 4, "its content is not what")


@after(judged)
def test_a_removed_event_is_named(world: World) -> None:
    _tamper(world, "DELETE FROM audit_event WHERE number = 4 AND chain > 0")
    _assert_broken(world, 4, "it is missing")


@after(judged)
def test_the_first_of_two_that_changed_places_is_named(world: World) -> None:
    for one, other in ((3, 1000), (4, 3), (1000, 4)):
        _tamper(
            world,
            f"UPDATE audit_event SET number = {other} WHERE number = {one} AND chain > 0",
        )
    _assert_broken(world, 3, "it is missing")


@after(judged)
def test_an_event_that_was_moved_to_another_chain_is_named(world: World) -> None:
    _tamper(
        world,
        "UPDATE audit_event SET chain = 0, number = 7 WHERE chain > 0 AND number ="
        " (SELECT max(number) FROM audit_event WHERE chain > 0)",
    )
    found = _verify(world).broken
    assert found is not None
    assert (found.chain, found.number) == (INSTALLATION, 7)


@after(judged)
def test_an_event_that_names_another_hash_than_the_one_before_has_is_named(world: World) -> None:
    _tamper(
        world,
        "UPDATE audit_event SET previous = substr(previous, 2) || substr(previous, 1, 1)"
        " WHERE number = 4 AND chain > 0",
    )
    _assert_broken(world, 4, "another hash")


@after(judged)
def test_a_cut_tail_is_told_by_the_heads_and_by_a_hash_that_were_kept(world: World) -> None:
    with world.reading() as session:
        kept = heads(session)
    last = kept[world.claim_set_id][1]
    _tamper(world, f"DELETE FROM audit_event WHERE chain > 0 AND hash = '{last}'")
    assert _verify(world).broken is None
    for found in (_verify(world, heads=kept), _verify(world, kept=last)):
        assert found.broken is not None
        assert "the newest events were removed" in found.broken.words


@after(released)
def test_a_chain_that_was_cut_behind_a_release_is_told_by_the_anchor_in_the_installations(
    world: World,
) -> None:
    _tamper(world, "DELETE FROM audit_event WHERE chain > 0 AND action = 'release_made'")
    for of_set in (None, world.claim_set_id):
        found = _verify(world, claim_set_id=of_set).broken
        assert found is not None
        assert found.chain == world.claim_set_id
        assert "of the installation’s chain speaks of it" in found.words


@after(judged)
def test_a_judgement_whose_event_was_cut_is_named(world: World) -> None:
    _tamper(world, "DELETE FROM audit_event WHERE action = 'judgement_submitted'")
    assert _verify(world).broken is None
    found = _verify(world, contents=True).broken
    assert found is not None
    assert "no event says so" in found.words


@after(judged)
def test_a_kept_hash_holds_when_more_has_happened_since(world: World) -> None:
    with world.reading() as session:
        kept = heads(session)
    world.make_set("Ellmark")
    assert _verify(world, heads=kept, kept=kept[INSTALLATION][1]).broken is None
    assert _verify(world, kept=BEGINNING).broken is None


@after(judged)
@pytest.mark.parametrize(
    ("table", "field", "value"),
    [
        ("judgement", "justification", "Something else."),
        ("passage", "exact", "Other words."),
        ("claim", "text", "The harbour was shut"),
        ("document", "text", "Other words."),
        ("document", "title", "Another title"),
        ("finding", "message", "Another warning"),
        ("agent", "name", "Bo Tarn"),
        ("guideline", "markdown", "# Be quick"),
        ("label_scheme", "definition", "none"),
        ("user_account", "display_name", "Another person"),
    ],
)
def test_a_changed_row_is_named_with_its_field(
    world: World, table: str, field: str, value: str
) -> None:
    _tamper(
        world,
        f"UPDATE {table} SET {field} = '{value}' WHERE id = (SELECT min(id) FROM {table})"
        if table != "finding"
        else f"UPDATE finding SET message = '{value}' WHERE position = 0",
    )
    assert _verify(world).broken is None
    found = _verify(world, contents=True).broken
    assert found is not None
    assert found.row is not None
    assert (found.row.table, found.row.field) == (table, field)


@after(released)
def test_the_files_of_a_release_are_vouched_for_and_verified_alone(world: World) -> None:
    assert _verify(world, contents=True, claim_set_id=world.claim_set_id).broken is None
    _tamper(world, "UPDATE released_claim SET label = 'supported'")
    found = _verify(world, contents=True, claim_set_id=world.claim_set_id).broken
    assert found is not None
    assert found.row is not None
    assert (found.row.table, found.row.field) == ("released_claim", "label")


def test_a_change_of_a_setting_does_not_cover_up_one_by_sql(world: World) -> None:
    without_guards(world)
    _tamper(world, "UPDATE claim_set SET description = 'Something else.'")
    with world.writing() as session:
        claim_set = session.get_one(ClaimSet, world.claim_set_id)
        claim_set.hints = True
        record(session, Action.SET_CHANGED, "set", claim_set_id=world.claim_set_id)
        session.commit()
    found = _verify(world, contents=True).broken
    assert found is not None
    assert found.row is not None
    assert found.row.field == "description"
    assert "no event says so" in found.words


def test_rows_that_no_operation_spoke_of_have_an_event_all_the_same(world: World) -> None:
    world.import_statements("the harbour was open")
    with world.writing() as session:
        session.scalars(select(Claim)).one().text = "The harbour was closed"
        session.commit()
    with world.reading() as session:
        last = session.scalars(select(AuditEvent).order_by(AuditEvent.id.desc()).limit(1)).one()
    assert (last.action, last.subject) == ("rows_changed", "claim")
    assert list(json.loads(last.vouches)) == ["claim"]
    assert _verify(world, contents=True).broken is None


@after(released)
def test_an_older_log_keeps_its_chain_and_the_new_ones_follow_it(world: World, url: str) -> None:
    world.database.dispose()
    downgrade(configuration(url), BEFORE_CHAINS)
    _add_older_events(world)
    world.database.dispose()
    command.upgrade(configuration(url), "head")
    assert [one.chain for one in _verify(world).chains] == [EARLIER]
    world.import_statements("the bridge was shut")
    release(world)
    found = _verify(world, contents=True)
    assert found.broken is None
    assert {one.chain for one in found.chains} == {EARLIER, INSTALLATION, world.claim_set_id}
    without_guards(world)
    _tamper(world, "UPDATE judgement SET justification = 'Something else.'")
    broken = _verify(world, contents=True).broken
    assert broken is not None
    assert broken.row is not None
    assert broken.row.table == "judgement"
    _tamper(world, "DELETE FROM audit_event WHERE chain = -1 AND number = 2")
    broken = _verify(world).broken
    assert broken is not None
    assert broken.words.startswith("Event 1 of the")


def _add_older_events(world: World) -> None:
    """Write events as the first formula did."""
    previous = BEGINNING
    with world.writing() as session:
        for number in (1, 2):
            link = EarlierLink(
                number,
                now(),
                None,
                "set_made",
                f"set {world.claim_set_id}",
                None,
                None,
                change(None, None),
            )
            row: dict[str, Any] = {**link._asdict(), "previous": previous}
            row["hash"] = previous = earlier_digest(previous, link)
            row["at"] = link.at.strftime("%Y-%m-%d %H:%M:%S.%f+00:00")
            if world.database.on_sqlite:
                row["at"] = row["at"].removesuffix("+00:00")
            session.execute(
                text(
                    "INSERT INTO audit_event (number, at, actor_id, action, subject, claim_set_id,"
                    " set_claim_id, change, previous, hash) VALUES (:number, :at, :actor_id,"
                    " :action, :subject, :claim_set_id, :set_claim_id, :change, :previous, :hash)"
                ),
                row,
            )
        session.commit()


def _assert_broken(world: World, number: int, reason: str) -> None:
    found = _verify(world)
    assert found.broken is not None
    assert (found.broken.chain, found.broken.number) == (world.claim_set_id, number)
    assert reason in found.broken.reason
    held = {one.chain: one.events for one in found.chains}
    assert held[world.claim_set_id] == number - 1


def _verify(world: World, **how: Any) -> Verification:
    with world.reading() as session:
        return verify(session, **how)


def _tamper(world: World, statement: str) -> None:
    with world.database.engine.begin() as connection:
        if world.database.on_sqlite:
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=ON")
        connection.exec_driver_sql(statement)
        if world.database.on_sqlite:
            connection.exec_driver_sql("PRAGMA ignore_check_constraints=OFF")
