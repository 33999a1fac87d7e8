"""Decisions on candidates that are undone: what was there before is there again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from annotator.actions import Action
from annotator.clock import now
from annotator.edit_kinds import EditKind
from annotator.errors import Conflict, NotFound
from annotator.language import _
from annotator.models import Attribution, ClaimEdit, ClaimEditPart, Document
from annotator.operations.audit_log import record
from annotator.operations.corpus.candidates import REPLACES, hold_free, refuse_in_sets, show
from annotator.operations.corpus.speakers_of_candidates import claims_of, give_speaker, name_of
from annotator.operations.derived.claim_notes import wait_for_notes_on
from annotator.terms import Visibility

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def undo(session: Session, *, document_id: int, edit_id: int, by: int) -> list[int]:
    """Undo a decision and return the claims that are there again, or still.

    Claims that came of it are dropped; the decision and they stay on record. Raises NotFound, and
    Conflict when it was undone, when its claims were decided on again, or a set holds one.
    """
    document = select(Document.id).where(Document.id == document_id).with_for_update()
    edit = None if session.scalar(document) is None else session.get(ClaimEdit, edit_id)
    if edit is None or edit.document_id != document_id:
        raise NotFound(_("There is no such decision."))
    session.refresh(edit)
    if edit.undone_at is not None:
        raise Conflict(_("This decision was undone in between."))
    parts = session.scalars(
        select(ClaimEditPart)
        .where(ClaimEditPart.edit_id == edit_id)
        .order_by(ClaimEditPart.position)
    ).all()
    before = [part.claim_id for part in parts if not part.result]
    results = [part.claim_id for part in parts if part.result]
    if edit.kind in REPLACES:
        hold_free(session, document_id, results)
        show(session, results, Visibility.DROPPED)
    if edit.kind in (EditKind.DROPPED, *REPLACES):
        show(session, before, Visibility.PUBLIC)
    if edit.kind is EditKind.SPEAKER:
        _name_before(session, edit)
    edit.undone_at, edit.undone_by_id = now(), by
    session.flush()
    claims = before or results
    record(
        session,
        Action.EDIT_UNDONE,
        f"claim {claims[0]}",
        before={"decision": edit.kind.value},
        after={"document": document_id, "claims": claims},
        by=by,
    )
    return claims


def _name_before(session: Session, edit: ClaimEdit) -> None:
    """Give a report the speaker that it had. Raises Conflict if it has another one by now."""
    report = session.get_one(Attribution, edit.attribution_id, with_for_update=True)
    name = name_of(session, report)
    if name != edit.speaker_after:
        raise Conflict(_("The speaker was changed again: it is %(name)s now.", name=name))
    said = claims_of(session, report.id)
    refuse_in_sets(session, said)
    if edit.speaker_before:
        give_speaker(session, report, edit.speaker_before)
    else:
        report.speaker_id = None
        session.flush()
    wait_for_notes_on(session, said)
