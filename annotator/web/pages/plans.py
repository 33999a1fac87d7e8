"""Plans of claims: first, until when, and for whom."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import BadInput
from annotator.http.access import allow, has
from annotator.http.notices import notice
from annotator.http.transaction import looking, session
from annotator.language import _
from annotator.operations.sets.plans import plan_claim
from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.sets.members import set_annotators
from annotator.queries.sets.plans import plan, planned_claim
from annotator.terms import Role
from annotator.web.forms.plans import PlanForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.shared_settings import ClaimPlan

page = Blueprint("plans", __name__, url_prefix="/set-claims/<int:set_claim_id>/plan")


@page.get("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def edit(set_claim_id: int) -> ResponseReturnValue:
    """Return the plan of a claim of a set."""
    return _page(set_claim_id, PlanForm.showing(plan(session(), set_claim_id)))


@page.post("")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def change(set_claim_id: int) -> ResponseReturnValue:
    """Change the plan of a claim of a set."""
    claim_set_id, _words = planned_claim(session(), set_claim_id)
    form = PlanForm().offer(set_annotators(looking(), claim_set_id))
    if form.validate_on_submit():
        try:
            plan_claim(
                session(),
                set_claim_id=set_claim_id,
                seen=form.version_seen,
                given=_given(set_claim_id, form),
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Plan saved."), "done")
            return redirect(url_for("claim_sets.one", claim_set_id=claim_set_id))
    return _page(set_claim_id, form), 422


def _given(set_claim_id: int, form: PlanForm) -> ClaimPlan:
    """Return the plan; a person who reviews leaves the names as they are."""
    given = form.given()
    if has(Role.REVIEWER):
        return replace(given, annotators=plan(session(), set_claim_id).annotators)
    return given


def _page(set_claim_id: int, form: PlanForm) -> str:
    claim_set_id, words = planned_claim(session(), set_claim_id)
    return render_template(
        "claim_sets/plan.html",
        claim_set=claim_set(session(), claim_set_id),
        text=words,
        form=form.offer(set_annotators(looking(), claim_set_id)),
        reviews=has(Role.REVIEWER),
    )
