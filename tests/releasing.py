"""Releases of a world's sets."""

from __future__ import annotations

from tempfile import TemporaryFile
from typing import TYPE_CHECKING

from annotator.operations.releases import releases
from annotator.records import ReleaseInput
from annotator.terms import ReleaseRule

if TYPE_CHECKING:
    from tests.world import World

BY_DECISION = ReleaseInput(ReleaseRule.ADJUDICATED, any_source=True)


def release(
    world: World, claim_set_id: int | None = None, given: ReleaseInput = BY_DECISION
) -> int:
    """Release a set, by default the world's first, and return the release's id."""
    of_set = claim_set_id or world.claim_set_id
    with TemporaryFile() as room:
        with world.reading() as session:
            prepared = releases.prepare(
                session,
                claim_set_id=of_set,
                given=given,
                made_by=None,
                reader=world.people["rita"],
                room=room,
            )
        with world.writing() as session:
            release_id = releases.keep(session, prepared=prepared, made_by_id=world.people["rita"])
            session.commit()
    return release_id
