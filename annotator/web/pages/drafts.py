"""The desk's drafts: saved while an annotator types, and brought together when two windows
differ.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, request, url_for

from annotator.drafts import DraftInput
from annotator.errors import Conflict
from annotator.http.access import allow, me
from annotator.http.answers import asked_by_script, for_script
from annotator.http.notices import notice
from annotator.http.transaction import session, settings
from annotator.language import _, lazy
from annotator.operations.desk.drafts import Saved, Stale, save_draft
from annotator.queries.desk.drafts import draft_of
from annotator.terms import Role
from annotator.web.desk import conflicts
from annotator.web.desk.drafts import draft_sent, sent_number
from annotator.web.desk.items import item_part, on_desk
from annotator.web.times import coming

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.tokens import Token

page = Blueprint("drafts", __name__)

FINISHED = lazy("You have already submitted this claim. This text was not added to it.")


@page.post("/desk/<token:assignment_id>/draft")
@allow(Role.ANNOTATOR)
def save(assignment_id: Token) -> ResponseReturnValue:
    """Keep what stands in the form, whole or not; a button may ask for one change of it."""
    saved = _save(assignment_id, draft_sent())
    changed = bool(request.form.get("change"))
    if asked_by_script():
        return for_script(
            version=saved.draft.version,
            saved_at=saved.draft.saved_at.isoformat(),
            until=coming(saved.lease_until) if saved.lease_until else None,
            html=item_part(on_desk(assignment_id)) if changed else None,
        )
    if not changed:
        notice(_("Draft saved."), "saved")
    return redirect(url_for("desk.item", assignment_id=assignment_id))


@page.post("/desk/<token:assignment_id>/merge")
@allow(Role.ANNOTATOR)
def merge(assignment_id: Token) -> ResponseReturnValue:
    """Make one text of two that were written in two windows."""
    mine, version = conflicts.sent_as_mine(), sent_number("version")
    other = draft_of(session(), assignment_id, me().id)
    if other is not None and other.version != version:
        raise Stale(mine, other)
    fields = conflicts.chosen(mine, other.fields) if other else mine
    _save(assignment_id, DraftInput(fields, version, save=secrets.token_urlsafe(12)))
    if asked_by_script():
        return for_script()
    notice(_("Your choice is saved."), "saved")
    return redirect(url_for("desk.item", assignment_id=assignment_id))


def _save(assignment_id: Token, given: DraftInput) -> Saved:
    saved = save_draft(
        session(),
        assignment_id=assignment_id,
        annotator_id=me().id,
        given=given,
        lease_minutes=settings().lease_minutes,
    )
    if saved is None:
        raise Conflict(str(FINISHED))
    return saved
