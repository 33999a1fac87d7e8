"""Claim sets: making them, and how they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import BadInput
from annotator.http.access import allow, allow_logged_in, has, me
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _
from annotator.operations.sets.members import create_set
from annotator.operations.sets.settings import change_settings
from annotator.queries.agreement.agreement import agreement_of_set
from annotator.queries.desk.claim_notes import findings_on_claims
from annotator.queries.desk.standing import my_progress
from annotator.queries.home.waiting import days_left
from annotator.queries.sets import claim_sets as queries
from annotator.queries.sets.guidelines import changed_lines, guideline_versions
from annotator.queries.sets.listed_claims import claims_of_set
from annotator.queries.sets.members import count_all_annotators, is_given_claims, short_sets
from annotator.queries.sets.plans import plans
from annotator.queries.sets.progress import progress_in, progress_of, sets_for
from annotator.queries.sets.settings import set_settings
from annotator.terms import Role
from annotator.web import query
from annotator.web.claim_columns import shown_columns
from annotator.web.forms.claim_sets import NewSetForm, SetForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

#: What its list of claims shows.
COLUMNS_OF_SET = "state.speaker.said.warnings"

page = Blueprint("claim_sets", __name__, url_prefix="/sets")


@page.get("")
@allow_logged_in
def listing() -> ResponseReturnValue:
    """Return all sets, with what waits in each for this person."""
    sets = sets_for(session(), me().id)
    progress = {}
    if has(Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR):
        progress = progress_in(session(), [one.id for one in sets], me().id)
    return render_template(
        "claim_sets/list.html",
        claim_sets=sets,
        progress=progress,
        days=days_left(session(), progress, me().id) if progress else {},
        waiting=sum(one.waits for one in sets),
        to_decide=sum(one.to_decide for one in sets),
    )


@page.get("/new")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def new() -> ResponseReturnValue:
    """Return a form for a new set."""
    overlap = min(2, max(count_all_annotators(session()), 1))
    return render_template("claim_sets/new.html", form=NewSetForm(overlap=overlap), claim_set=None)


@page.post("/new")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def make() -> ResponseReturnValue:
    """Make a set."""
    form = NewSetForm()
    if form.validate_on_submit():
        try:
            claim_set_id = create_set(
                session(),
                name=form.name.data or "",
                description=form.description.data or "",
                overlap=form.overlap.data or 0,
                scheme=form.scheme.data,
                guideline=form.guideline.data or "",
                hints=form.hints.data,
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Set created. Add claims to it next."), "done")
            return redirect(url_for("claim_sets.one", claim_set_id=claim_set_id))
    return render_template("claim_sets/new.html", form=form, claim_set=None), 422


@page.get("/<int:claim_set_id>")
@allow_logged_in
@query.reads("page")
def one(claim_set_id: int) -> ResponseReturnValue:
    """Return one set: its claims, its progress, its agreement, each for those who may see it."""
    claims = None
    if has(Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR):
        number = query.page_number()
        claims = claims_of_set(session(), claim_set_id, me().id, number=number)
    return render_template(
        "claim_sets/one.html",
        claim_set=queries.claim_set(session(), claim_set_id),
        progress=progress_of(session(), claim_set_id, me().id),
        claims=claims,
        columns=shown_columns(COLUMNS_OF_SET),
        findings=findings_on_claims(session(), [line.claim_id for line in claims.items])
        if claims
        else {},
        agreement=agreement_of_set(session(), claim_set_id, me().id)
        if has(Role.REVIEWER)
        else None,
        mine=my_progress(session(), claim_set_id, me().id) if has(Role.ANNOTATOR) else None,
        plans=plans(session(), [line.set_claim_id for line in claims.items if line.set_claim_id])
        if claims
        else {},
        given=has(Role.ANNOTATOR) and is_given_claims(session(), claim_set_id, me().id),
        short=short_sets(session(), [claim_set_id]) if has(Role.EDITOR, Role.ADMINISTRATOR) else (),
    )


@page.get("/<int:claim_set_id>/guideline")
@allow_logged_in
@query.reads("version")
def guideline(claim_set_id: int) -> ResponseReturnValue:
    """Return the guideline in force, or an earlier version with what was changed since."""
    claim_set = queries.claim_set(session(), claim_set_id)
    versions = guideline_versions(session(), claim_set_id)
    asked = query.asked("version")
    earlier = next((one for one in versions[1:] if str(one.version) == asked), None)
    changes = changed_lines(earlier.markdown, claim_set.guideline) if earlier else []
    return render_template(
        "claim_sets/guideline.html",
        claim_set=claim_set,
        versions=versions,
        earlier=earlier,
        changes=changes,
    )


@page.get("/<int:claim_set_id>/edit")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def edit(claim_set_id: int) -> ResponseReturnValue:
    """Return a form for changing a set."""
    claim_set = queries.claim_set(session(), claim_set_id)
    form = SetForm.showing(set_settings(session(), claim_set_id))
    return render_template("claim_sets/edit.html", form=form, claim_set=claim_set)


@page.post("/<int:claim_set_id>/edit")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def change(claim_set_id: int) -> ResponseReturnValue:
    """Change a set."""
    claim_set = queries.claim_set(session(), claim_set_id)
    form = SetForm()
    if form.validate_on_submit():
        try:
            amid = change_settings(
                session(), claim_set_id=claim_set_id, seen=form.version_seen, given=form.given()
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Changes saved."), "done")
            if amid:
                notice(_hints_switched(on=bool(form.hints.data)), "note")
            return redirect(url_for("claim_sets.one", claim_set_id=claim_set_id))
    return render_template("claim_sets/edit.html", form=form, claim_set=claim_set), 422


def _hints_switched(*, on: bool) -> str:
    """Return what it means that hints are switched while people judge."""
    if on:
        return _("Hints are on from now. Earlier judgements were made without; each records it.")
    return _("Hints are off from now. Earlier judgements were made with hints; each records it.")
