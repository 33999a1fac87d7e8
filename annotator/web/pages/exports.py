"""Labelled claims going out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint

from annotator.actions import Action
from annotator.exports import format_of
from annotator.http.access import allow, me
from annotator.http.downloads import download
from annotator.http.transaction import database, record_alone, session
from annotator.queries.releases.labelled_claims import labelled_claims
from annotator.queries.sets.claim_sets import claim_set
from annotator.terms import Role

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Response

    from annotator.exports import Format
    from annotator.storage.database import Database

page = Blueprint("exports", __name__)


@page.get("/sets/<int:claim_set_id>/export.<key>")
@allow(Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
def export(claim_set_id: int, key: str) -> Response:
    """Return a set as a file, streamed: memory does not grow with the set."""
    wanted = format_of(key)
    filename = f"{claim_set(session(), claim_set_id).name}{wanted.suffix}"
    file = download(_pieces(database(), claim_set_id, me().id, wanted), filename, wanted.media_type)
    # Before the first byte is sent: no export is without its event.
    record_alone(
        Action.SET_EXPORTED,
        f"set {claim_set_id}",
        after={"format": key},
        claim_set_id=claim_set_id,
    )
    return file


def _pieces(source: Database, claim_set_id: int, reader: int, wanted: Format) -> Iterator[bytes]:
    # The download outlives its request, so it has its own session.
    with source.reading() as reading:
        yield from wanted.write(labelled_claims(reading, claim_set_id, reader))
