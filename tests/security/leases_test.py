"""A claim is an annotator's for a while: a lease of no time is refused everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError

from annotator.errors import BadInput
from annotator.models import Assignment
from annotator.operations.desk import assignments

if TYPE_CHECKING:
    from tests.cli.conftest import Start
    from tests.world import World


def test_a_lease_of_no_time_is_refused_by_operations_and_database(world: World) -> None:
    world.import_statements()
    whose = {"claim_set_id": world.claim_set_id, "annotator_id": world.people["ann"]}
    with world.writing() as session, pytest.raises(BadInput, match="at least 1 minute"):
        assignments.take_next(session, **whose, lease_minutes=0)
    assert world.take("ann")
    at_once = update(Assignment).values(lease_until=Assignment.opened_at)
    with world.writing() as session, pytest.raises(IntegrityError, match="ck_assignment_lease"):
        session.execute(at_once)


def test_a_setting_of_a_lease_of_no_time_stops_each_command(start: Start) -> None:
    done = start("users", "list", code=1, CLAIMBOOK_LEASE_MINUTES="0")
    assert "CLAIMBOOK_LEASE_MINUTES is '0'; give 1 or more, or unset it." in done.stderr
