"""The annotator's desk."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from annotator.agreement.outcome import label
from annotator.operations import assignments, revisions
from annotator.operations.judgements import Unfinished, submit
from annotator.queries.claim_sets import claim_set
from annotator.queries.desk import desk_item
from annotator.queries.judgements import own_judgement
from annotator.queries.known_answers import answer_after
from annotator.terms import AssignmentState, Role
from annotator.web.access import allow, me
from annotator.web.forms.base import blame
from annotator.web.forms.judgement import JudgementForm, SkipForm, as_typed, drawn_now
from annotator.web.transaction import session, settings

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.desk import DeskItem

page = Blueprint("desk", __name__)


@page.post("/sets/<int:claim_set_id>/next")
@allow(Role.ANNOTATOR)
def take_next(claim_set_id: int) -> ResponseReturnValue:
    """Take the next claim of a set."""
    return _go_on(claim_set_id)


@page.get("/desk/<int:assignment_id>")
@allow(Role.ANNOTATOR)
def item(assignment_id: int) -> ResponseReturnValue:
    """One claim, to be judged."""
    found = desk_item(session(), assignment_id, me().id)
    judged = own_judgement(session(), assignment_id)
    if found.state in (AssignmentState.DONE, AssignmentState.SKIPPED):
        outcome = label(judged) if judged else None
        answer = answer_after(session(), assignment_id, me().id)
        return render_template(
            "desk/done.html",
            item=found,
            judged=judged,
            label=outcome,
            answer=answer,
            right=label(answer) if answer else None,
        )
    form = JudgementForm(
        formdata=None,
        token=secrets.token_urlsafe(18),
        drawn_at=drawn_now(),
        **{"wording": found.text, **(as_typed(judged) if judged else {})},
    )
    return _desk(found, form)


@page.post("/desk/<int:assignment_id>")
@allow(Role.ANNOTATOR)
def judge(assignment_id: int) -> ResponseReturnValue:
    """Submit a judgement and go on to the next claim, or draw one more row for a source."""
    form = JudgementForm()
    found = desk_item(session(), assignment_id, me().id)
    if "add_source" in request.form:
        form.add_source()
        return _desk(found, form), 422
    form.offer(found.claim_set.scheme)
    if not form.validate_on_submit():
        form.blame_missing(found.claim_set.scheme)
        return _desk(found, form), 422
    try:
        submit(
            session(),
            assignment_id=assignment_id,
            annotator_id=me().id,
            token=form.token.data or secrets.token_urlsafe(18),
            given=form.given(),
        )
    except Unfinished as error:
        for problem in error.problems:
            blame(form, problem.field, problem.message)
        return _desk(found, form), 422
    flash("Saved.", "saved")
    if answer_after(session(), assignment_id, me().id) is not None:
        return redirect(url_for("desk.item", assignment_id=assignment_id))
    return _go_on(found.claim_set.id)


@page.post("/desk/<int:assignment_id>/skip")
@allow(Role.ANNOTATOR)
def skip(assignment_id: int) -> ResponseReturnValue:
    """Pass a claim on and go to the next one."""
    form = SkipForm()
    if not form.validate_on_submit() or form.reason.data is None:
        return _desk(desk_item(session(), assignment_id, me().id), JudgementForm(None)), 422
    claim_set_id = assignments.skip(
        session(), assignment_id=assignment_id, annotator_id=me().id, reason=form.reason.data
    )
    flash("Skipped: the claim goes to somebody else.", "note")
    return _go_on(claim_set_id)


@page.post("/desk/<int:assignment_id>/leave")
@allow(Role.ANNOTATOR)
def leave(assignment_id: int) -> ResponseReturnValue:
    """Let a judgement that was opened again stand, and go on."""
    claim_set_id = revisions.leave(session(), assignment_id=assignment_id, annotator_id=me().id)
    flash("Your judgement stands as it was.", "note")
    return _go_on(claim_set_id)


@page.get("/sets/<int:claim_set_id>/finished")
@allow(Role.ANNOTATOR)
def finished(claim_set_id: int) -> ResponseReturnValue:
    """Nothing is left in this set for this person."""
    return render_template("desk/finished.html", claim_set=claim_set(session(), claim_set_id))


def _go_on(claim_set_id: int) -> ResponseReturnValue:
    assignment_id = assignments.take_next(
        session(),
        claim_set_id=claim_set_id,
        annotator_id=me().id,
        lease_minutes=settings().lease_minutes,
    )
    if assignment_id is None:
        return redirect(url_for("desk.finished", claim_set_id=claim_set_id))
    return redirect(url_for("desk.item", assignment_id=assignment_id))


def _desk(found: DeskItem, form: JudgementForm) -> str:
    form.offer(found.claim_set.scheme)
    return render_template("desk/item.html", item=found, form=form, skip_form=SkipForm())
