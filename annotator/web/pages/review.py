"""The reviewer's room: claims on which annotators differ."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, request, url_for

from annotator.errors import BadInput
from annotator.operations.adjudications import decide
from annotator.queries import reviews
from annotator.queries.agreement import agreement_of_set
from annotator.queries.claim_sets import claim_set
from annotator.terms import Role
from annotator.web.access import allow, me
from annotator.web.forms.decision import LETTERS, DecisionForm
from annotator.web.transaction import session

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.reviews import Review

page = Blueprint("review", __name__)


@page.get("/sets/<int:claim_set_id>/review")
@allow(Role.REVIEWER)
def queue(claim_set_id: int) -> ResponseReturnValue:
    """The claims of a set that wait for a decision, or that have one."""
    decided = request.args.get("show") == "decided"
    return render_template(
        "review/queue.html",
        claim_set=claim_set(session(), claim_set_id),
        agreement=agreement_of_set(session(), claim_set_id),
        decided=decided,
        differences=reviews.differences(
            session(),
            claim_set_id,
            me().id,
            decided=decided,
            number=request.args.get("page", 1, type=int),
        ),
    )


@page.get("/review/<int:set_claim_id>")
@allow(Role.REVIEWER)
def one(set_claim_id: int) -> ResponseReturnValue:
    """One claim with its judgements side by side."""
    found = reviews.review(session(), set_claim_id, me().id)
    form = DecisionForm(formdata=None, token=secrets.token_urlsafe(18))
    return _review(found, form)


@page.post("/review/<int:set_claim_id>")
@allow(Role.REVIEWER)
def settle(set_claim_id: int) -> ResponseReturnValue:
    """Decide, and go on to the next claim."""
    found = reviews.review(session(), set_claim_id, me().id)
    form = DecisionForm()
    form.offer(found)
    if not form.validate_on_submit():
        return _review(found, form), 422
    try:
        decide(
            session(),
            set_claim_id=set_claim_id,
            reviewer_id=me().id,
            token=form.token.data or secrets.token_urlsafe(18),
            given=form.given(),
        )
    except BadInput as error:
        form.blame(error)
        return _review(found, form), 422
    flash("Decided. What the annotators judged stays as it was.", "done")
    following = reviews.next_difference(session(), found.claim_set.id, me().id)
    if following is None:
        return redirect(url_for("review.queue", claim_set_id=found.claim_set.id))
    return redirect(url_for("review.one", set_claim_id=following))


def _review(found: Review, form: DecisionForm) -> str:
    form.offer(found)
    return render_template("review/claim.html", review=found, form=form, letters=LETTERS)
