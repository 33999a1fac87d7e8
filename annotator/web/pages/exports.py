"""Labelled claims going out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Blueprint, Response

from annotator.exports import format_of
from annotator.queries.claim_sets import claim_set
from annotator.queries.labelled_claims import labelled_claims
from annotator.terms import Action, Role
from annotator.web.access import allow
from annotator.web.transaction import database, record_alone, session

if TYPE_CHECKING:
    from collections.abc import Iterator

    from annotator.database import Database
    from annotator.exports import Format

page = Blueprint("exports", __name__)


@page.get("/sets/<int:claim_set_id>/export.<key>")
@allow(Role.EDITOR, Role.REVIEWER, Role.ADMINISTRATOR)
def export(claim_set_id: int, key: str) -> Response:
    """A set as a file, streamed: memory does not grow with the set."""
    wanted = format_of(key)
    name = re.sub(r'[\x00-\x1f/\\:*?"<>|]+', "-", claim_set(session(), claim_set_id).name)
    filename = f"{name.strip()}{wanted.suffix}"
    # Before the first byte: what goes out is never without its event.
    record_alone(
        Action.SET_EXPORTED,
        f"set {claim_set_id}",
        after={"format": key},
        claim_set_id=claim_set_id,
    )
    # The star is for letters beyond ASCII (RFC 6266).
    named = f"filename*=UTF-8''{quote(filename)}"
    return Response(
        _pieces(database(), claim_set_id, wanted),
        mimetype=wanted.media_type,
        headers={"Content-Disposition": f"attachment; {named}"},
    )


def _pieces(source: Database, claim_set_id: int, wanted: Format) -> Iterator[bytes]:
    # The download outlives its request, so it has a session of its own.
    with source.reading() as reading:
        yield from wanted.write(labelled_claims(reading, claim_set_id))
