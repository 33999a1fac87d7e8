"""Claims of a set whose answer is known: calibration, and measuring in between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from annotator.errors import BadInput
from annotator.http.access import allow, me
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.labelling.outcome import label
from annotator.language import _
from annotator.operations.sets import known_answers as operations
from annotator.queries.sets import known_answers as queries
from annotator.queries.sets.claim_sets import claim_set
from annotator.shared_settings import version_of
from annotator.terms import Role
from annotator.web.forms.known_answers import KnownAnswerForm, KnownRulesForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.sets.known_answers import KnownClaim

page = Blueprint("known_answers", __name__)


@page.get("/sets/<int:claim_set_id>/known-answers")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def listing(claim_set_id: int) -> ResponseReturnValue:
    """Return the known answers of a set and its rules for them."""
    return _listing(
        claim_set_id, KnownRulesForm.showing(queries.known_rules(session(), claim_set_id))
    )


@page.post("/sets/<int:claim_set_id>/known-answers")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def change(claim_set_id: int) -> ResponseReturnValue:
    """Change how a set uses its known answers."""
    form = KnownRulesForm()
    if form.validate_on_submit():
        try:
            operations.change_rules(
                session(), claim_set_id=claim_set_id, seen=form.version_seen, given=form.given()
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Settings saved."), "done")
            return redirect(url_for("known_answers.listing", claim_set_id=claim_set_id))
    return _listing(claim_set_id, form), 422


@page.get("/set-claims/<int:set_claim_id>/known-answer")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def edit(set_claim_id: int) -> ResponseReturnValue:
    """Return a form for the answer that a claim of a set is known to have."""
    found = queries.known_claim(session(), set_claim_id, me().id)
    return _edit(found, KnownAnswerForm.showing(found.answer))


@page.post("/set-claims/<int:set_claim_id>/known-answer")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def keep(set_claim_id: int) -> ResponseReturnValue:
    """Keep the answer."""
    found = queries.known_claim(session(), set_claim_id, me().id)
    form = KnownAnswerForm()
    form.offer(claim_set(session(), found.claim_set_id).scheme)
    if form.validate_on_submit():
        try:
            operations.change_answer(
                session(),
                set_claim_id=set_claim_id,
                made_by_id=me().id,
                seen=form.version_seen,
                given=form.given(),
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Answer saved. Every annotator of this set gets the claim."), "done")
            return redirect(url_for("known_answers.listing", claim_set_id=found.claim_set_id))
    return _edit(found, form), 422


@page.post("/set-claims/<int:set_claim_id>/known-answer/remove")
@allow(Role.EDITOR, Role.ADMINISTRATOR)
def remove(set_claim_id: int) -> ResponseReturnValue:
    """Make the claim one like the others again."""
    found = queries.known_claim(session(), set_claim_id, me().id)
    seen = request.form.get("version", "")
    operations.remove_answer(session(), set_claim_id=set_claim_id, seen=seen)
    notice(_("Known answer removed. The claim is a live claim again."), "done")
    return redirect(url_for("known_answers.listing", claim_set_id=found.claim_set_id))


def _listing(claim_set_id: int, form: KnownRulesForm) -> str:
    return render_template(
        "known_answers/listing.html",
        claim_set=claim_set(session(), claim_set_id),
        known=queries.known_claims(session(), claim_set_id, me().id),
        hidden=queries.unknown_answers(session(), claim_set_id, me().id),
        label=label,
        version_of=version_of,
        form=form,
    )


def _edit(found: KnownClaim, form: KnownAnswerForm) -> str:
    in_set = claim_set(session(), found.claim_set_id)
    form.offer(in_set.scheme)
    return render_template("known_answers/edit.html", known=found, claim_set=in_set, form=form)
