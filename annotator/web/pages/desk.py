"""The annotator's desk."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from annotator.errors import BadInput
from annotator.http.access import allow, me
from annotator.http.answers import asked_by_script, for_script
from annotator.http.notices import notice
from annotator.http.transaction import drop, in_turn, keep, looking, only_looks, session, settings
from annotator.language import _, lazy
from annotator.operations.desk import assignments, judgements, revisions
from annotator.operations.desk.judgements import Unfinished
from annotator.operations.desk.mentions import mark_claim
from annotator.operations.desk.prepared_judgements import prepare
from annotator.queries.desk.history import skipped
from annotator.queries.desk.standing import my_progress, standing, waiting
from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.sets.known_answers import answer_after
from annotator.queries.sources.fetches import opened_sources
from annotator.terms import KNOWN_PURPOSES, AssignmentState, Role
from annotator.tokens import token_in
from annotator.web.desk.drafts import draft_sent
from annotator.web.desk.findings import blame_all, shown, still_missing
from annotator.web.desk.items import done_page, item_page, item_part, items_ahead, on_desk
from annotator.web.forms.judgement import JudgementForm, MarkForm, SkipForm

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask.typing import ResponseReturnValue

    from annotator.operations.desk.judgements import SubmittedJudgement
    from annotator.operations.desk.prepared_judgements import PreparedJudgement
    from annotator.queries.desk.desk import DeskItem
    from annotator.tokens import Token
    from annotator.web.desk.findings import Shown

page = Blueprint("desk", __name__)

MARKED = lazy("Claim added. You judge it after the others.")


@page.post("/sets/<int:claim_set_id>/next")
@allow(Role.ANNOTATOR)
def take_next(claim_set_id: int) -> ResponseReturnValue:
    """Take the next claim of a set."""
    return _go_on(claim_set_id)


@page.get("/desk/<token:assignment_id>")
@allow(Role.ANNOTATOR)
def item(assignment_id: Token) -> ResponseReturnValue:
    """Return one claim, to be judged; what was written so far stands in it."""
    found = on_desk(assignment_id)
    if found.state in (AssignmentState.DONE, AssignmentState.SKIPPED):
        return done_page(found)
    return item_page(found)


@page.post("/desk/<token:assignment_id>")
@allow(Role.ANNOTATOR)
@in_turn
def judge(assignment_id: Token) -> ResponseReturnValue:
    """Submit a judgement and go on to the next claim, or draw one more row for a source."""
    form = JudgementForm()
    if "add_source" in request.form:
        form.add_source()
        return _not_saved(assignment_id, form)
    if form.cites_texts():
        form.cite(opened_sources(looking(), assignment_id, me().id))
    is_whole = form.validate_on_submit()
    prepared = _prepared(assignment_id, form)
    kept = _kept(prepared, form) if is_whole else None
    if kept is None:
        findings = shown(form, prepared.given, prepared.findings)
        blame_all(form, findings)
        return _not_saved(assignment_id, form, findings)
    return _judged(assignment_id, kept)


@page.post("/desk/<token:assignment_id>/checks")
@allow(Role.ANNOTATOR)
@only_looks
def check(assignment_id: Token) -> ResponseReturnValue:
    """Return what the checks find in the form as it stands, as a part of the page; nothing is
    kept.
    """
    form = JudgementForm()
    form.validate()
    prepared = _prepared(assignment_id, form)
    findings = shown(form, prepared.given, prepared.findings)
    missing = still_missing(form, findings)
    return render_template("desk/checked.html", findings=findings, missing=missing)


@page.post("/desk/<token:assignment_id>/claims")
@allow(Role.ANNOTATOR)
def mark(assignment_id: Token) -> ResponseReturnValue:
    """Make a claim of words that the machine passed over; it comes with the rest of the set."""
    form = MarkForm()
    found = on_desk(assignment_id)
    if not form.validate_on_submit():
        return _not_marked(found, form)
    try:
        mark_claim(
            session(),
            assignment_id=assignment_id,
            annotator_id=me().id,
            words=form.words.data or "",
            start=form.start.data,
            end=form.end.data,
        )
    except BadInput as error:
        form.blame(error)
        return _not_marked(found, form)
    if asked_by_script():
        return for_script(message=str(MARKED))
    notice(str(MARKED), "saved")
    return redirect(url_for("desk.item", assignment_id=assignment_id))


@page.post("/desk/<token:assignment_id>/skip")
@allow(Role.ANNOTATOR)
def skip(assignment_id: Token) -> ResponseReturnValue:
    """Pass a claim on and go to the next one."""
    form = SkipForm()
    if not form.validate_on_submit() or form.reason.data is None:
        return item_page(on_desk(assignment_id), skip_form=form), 422
    claim_set_id = assignments.skip(
        session(), assignment_id=assignment_id, annotator_id=me().id, reason=form.reason.data
    )
    notice(_("Claim skipped. Another annotator gets it."), "note")
    return _go_on(claim_set_id)


@page.post("/desk/<token:assignment_id>/leave")
@allow(Role.ANNOTATOR)
def leave(assignment_id: Token) -> ResponseReturnValue:
    """Leave a claim that was opened again as it was, judged or skipped, and go on."""
    claim_set_id = revisions.leave(session(), assignment_id=assignment_id, annotator_id=me().id)
    notice(_("The claim is as it was before you reopened it."), "note")
    return _go_on(claim_set_id)


@page.get("/sets/<int:claim_set_id>/finished")
@allow(Role.ANNOTATOR)
def finished(claim_set_id: int) -> ResponseReturnValue:
    """Show that no claim is left in this set; redirect to the claim where one is."""
    if theirs := waiting(session(), claim_set_id, me().id):
        return redirect(url_for("desk.item", assignment_id=theirs.assignment_id))
    found = claim_set(session(), claim_set_id)
    judged, _total = my_progress(session(), claim_set_id, me().id)
    return render_template(
        "desk/finished.html",
        claim_set=found,
        judged=judged,
        skipped=skipped(session(), claim_set_id, me().id),
    )


def _prepared(assignment_id: Token, form: JudgementForm) -> PreparedJudgement:
    """Return the judgement, checked before anybody has to wait."""
    return prepare(looking(), assignment_id=assignment_id, annotator_id=me().id, given=form.given())


def _kept(prepared: PreparedJudgement, form: JudgementForm) -> SubmittedJudgement | None:
    """Return the judgement as it was kept; None while a check keeps it back."""
    token = form.token.data or secrets.token_urlsafe(18)
    try:
        return judgements.keep(session(), prepared, token=token, draft=draft_sent())
    except Unfinished:
        drop()
        return None


def _judged(assignment_id: Token, kept: SubmittedJudgement) -> ResponseReturnValue:
    """Redirect to the known answer if it is shown, else to the next claim."""
    known = kept.purpose in KNOWN_PURPOSES
    answer = known and answer_after(session(), assignment_id, me().id)
    if answer and asked_by_script():
        return for_script(page=url_for("desk.item", assignment_id=assignment_id))
    if asked_by_script():
        return _what_comes_next(kept.claim_set_id)
    notice(_("Judgement saved."), "saved")
    if answer:
        return redirect(url_for("desk.item", assignment_id=assignment_id))
    return _go_on(kept.claim_set_id)


def _go_on(claim_set_id: int) -> ResponseReturnValue:
    assignment_id = _next(claim_set_id)
    if assignment_id is None:
        return redirect(url_for("desk.finished", claim_set_id=claim_set_id))
    return redirect(url_for("desk.item", assignment_id=assignment_id))


def _next(claim_set_id: int) -> Token | None:
    return assignments.take_next(
        session(),
        claim_set_id=claim_set_id,
        annotator_id=me().id,
        lease_minutes=settings().lease_minutes,
    )


def _what_comes_next(claim_set_id: int) -> ResponseReturnValue:
    """Return JSON for the script: the bar of the claim that it shows, and claims that it does not
    hold yet.
    """
    following = _next(claim_set_id)
    if following is None:
        return for_script(finished=url_for("desk.finished", claim_set_id=claim_set_id))
    keep()
    held = {n for n in map(token_in, request.form.get("held", "").split()) if n}
    showing = standing(session(), token_in(request.form.get("showing")) or following, me().id)
    bar = render_template("desk/bar.html", bar=showing)
    following_page = url_for("desk.item", assignment_id=following)
    return for_script(bar=bar, ahead=[*items_ahead(claim_set_id, held)], next=following_page)


def _not_marked(found: DeskItem, form: MarkForm) -> ResponseReturnValue:
    """Return why the words make no claim, at their field."""
    if asked_by_script():
        return for_script(422, message=" ".join(map(str, form.words.errors or form.form_errors)))
    return item_page(found, mark_form=form), 422


def _not_saved(
    assignment_id: Token, form: JudgementForm, findings: Sequence[Shown] = ()
) -> ResponseReturnValue:
    """Return the claim again, with what is wrong at its field and all that was typed."""
    found = on_desk(assignment_id)
    if asked_by_script():
        part = item_part(found, form, findings)
        message = " ".join(words for _target, words in still_missing(form, findings)[:1])
        return for_script(422, html=part, message=message)
    return item_page(found, form, findings), 422
