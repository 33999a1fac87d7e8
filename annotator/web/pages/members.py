"""The members of a set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import BadInput
from annotator.http.access import allow
from annotator.http.notices import notice
from annotator.http.transaction import looking, session
from annotator.language import _
from annotator.operations.sets.members import change_members
from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.sets.members import candidates, members, short_sets
from annotator.terms import Role
from annotator.web.forms.members import MembersForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("members", __name__, url_prefix="/sets/<int:claim_set_id>/members")


@page.get("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def edit(claim_set_id: int) -> ResponseReturnValue:
    """Return who annotates in a set and who reviews in it."""
    form = MembersForm.showing(members(session(), claim_set_id))
    return _page(claim_set_id, _offered(form, claim_set_id))


@page.post("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def change(claim_set_id: int) -> ResponseReturnValue:
    """Choose the members of a set."""
    form = _offered(MembersForm(), claim_set_id)
    if form.validate_on_submit():
        try:
            change_members(
                session(), claim_set_id=claim_set_id, seen=form.version_seen, given=form.given()
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Members saved."), "done")
            return redirect(url_for("members.edit", claim_set_id=claim_set_id))
    return _page(claim_set_id, form), 422


def _offered(form: MembersForm, claim_set_id: int) -> MembersForm:
    return form.offer(
        candidates(looking(), claim_set_id, Role.ANNOTATOR),
        candidates(looking(), claim_set_id, Role.REVIEWER),
    )


def _page(claim_set_id: int, form: MembersForm) -> str:
    return render_template(
        "claim_sets/members.html",
        claim_set=claim_set(session(), claim_set_id),
        form=form,
        short=short_sets(session(), [claim_set_id]),
    )
