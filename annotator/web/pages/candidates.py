"""An editor's pass over the candidate claims of a document: one address for each decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, url_for

from annotator.errors import BadInput, NotFound
from annotator.http.access import allow, me
from annotator.http.answers import asked_by_script, for_script
from annotator.http.local_paths import local_path
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _
from annotator.operations.corpus import candidates as operations
from annotator.operations.corpus.speakers_of_candidates import name_speaker
from annotator.operations.corpus.undone_edits import undo
from annotator.terms import Role
from annotator.web import query
from annotator.web.candidates import PARAMETERS, drawn, list_address, panes, row_form
from annotator.web.document_page import document_page
from annotator.web.forms.candidates import (
    FORMS,
    DecideForm,
    RewordForm,
    SaidByForm,
    SplitForm,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from flask.typing import ResponseReturnValue

page = Blueprint("candidates", __name__, url_prefix="/documents")


@page.get("/<int:document_id>/candidates/<int:claim_id>/<name>")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def write(document_id: int, claim_id: int, name: str) -> ResponseReturnValue:
    """Return the form for a candidate, for a script, or the page that has it."""
    if name not in FORMS:
        raise NotFound(_("There is no such page."))
    if asked_by_script():
        return for_script(html=row_form(document_id, claim_id, name))
    return redirect(url_for("documents.one", document_id=document_id, claim=claim_id, do=name))


@page.post("/<int:document_id>/candidates/<int:claim_id>/keep")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def keep(document_id: int, claim_id: int) -> ResponseReturnValue:
    """Keep a candidate as it stands."""
    form = DecideForm()
    edit = operations.keep(session(), document_id=document_id, claim_id=claim_id, by=me().id)
    return _decided(document_id, edit, _("Candidate kept."), form.next.data or claim_id)


@page.post("/<int:document_id>/candidates/<int:claim_id>/drop")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def drop(document_id: int, claim_id: int) -> ResponseReturnValue:
    """Drop a candidate."""
    form = DecideForm()
    edit = operations.drop(session(), document_id=document_id, claim_id=claim_id, by=me().id)
    return _decided(document_id, edit, _("Candidate dropped."), form.next.data)


@page.post("/<int:document_id>/candidates/<int:claim_id>/join")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def join(document_id: int, claim_id: int) -> ResponseReturnValue:
    """Join a candidate with the one before it."""
    form = DecideForm()
    edit = operations.join(
        session(),
        document_id=document_id,
        claim_id=claim_id,
        other_id=form.other.data or claim_id,
        by=me().id,
    )
    return _decided(document_id, edit, _("Candidates joined."))


@page.post("/<int:document_id>/candidates/<int:claim_id>/reword")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def reword(document_id: int, claim_id: int) -> ResponseReturnValue:
    """Put a claim in other words in the place of a candidate."""
    form = RewordForm()
    words = {"wording": form.wording.data or ""}
    said = _("Candidate reworded.")
    return _written(document_id, claim_id, "reword", form, operations.reword, words, said)


@page.post("/<int:document_id>/candidates/<int:claim_id>/split")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def split(document_id: int, claim_id: int) -> ResponseReturnValue:
    """Put several claims in the place of a candidate."""
    form = SplitForm()
    words = {"parts": form.parts.data or ""}
    said = _("Candidate split.")
    return _written(document_id, claim_id, "split", form, operations.split, words, said)


@page.post("/<int:document_id>/candidates/<int:claim_id>/speaker")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def speaker(document_id: int, claim_id: int) -> ResponseReturnValue:
    """Say who says a candidate."""
    form = SaidByForm()
    words = {"name": form.speaker.data or ""}
    said = _("Speaker saved.")
    return _written(document_id, claim_id, "speaker", form, name_speaker, words, said)


@page.post("/<int:document_id>/edits/<int:edit_id>/undo")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
@query.reads(*PARAMETERS)
def take_back(document_id: int, edit_id: int) -> ResponseReturnValue:
    """Undo a decision."""
    claims = undo(session(), document_id=document_id, edit_id=edit_id, by=me().id)
    return _decided(document_id, None, _("Decision undone."), claims[0])


def _written(
    document_id: int,
    claim_id: int,
    doing: str,
    form: Any,
    change: Callable[..., int],
    words: dict[str, str],
    said: str,
) -> ResponseReturnValue:
    """Do what a form asks for; one that is refused is shown again with the reason."""
    if form.validate_on_submit():
        try:
            edit = change(
                session(), document_id=document_id, claim_id=claim_id, by=me().id, **words
            )
        except BadInput as error:
            form.blame(error)
        else:
            return _decided(document_id, edit, said)
    if asked_by_script():
        return for_script(422, html=row_form(document_id, claim_id, doing, form))
    return document_page(panes(document_id, form, claim_id)), 422


def _decided(
    document_id: int, edit: int | None, said: str, claim_id: int | None = None
) -> ResponseReturnValue:
    """Show the list as it is now, with the way back."""
    back = url_for("candidates.take_back", document_id=document_id, edit_id=edit) if edit else None
    if asked_by_script():
        session().flush()
        found = panes(document_id, claim_id=claim_id)
        return for_script(said=said, undo=back, html=drawn(found))
    notice(said, "done")
    return redirect(
        local_path(list_address(document_id, claim=claim_id))
        or url_for("documents.one", document_id=document_id)
    )
