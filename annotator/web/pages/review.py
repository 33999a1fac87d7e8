"""Review: the queue of claims on which annotators disagree, and the decision on each."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, request, url_for

from annotator.errors import BadInput, NotFound
from annotator.http.access import allow, me
from annotator.http.notices import notice
from annotator.http.transaction import session
from annotator.language import _, lazy
from annotator.operations.review.adjudications import Undecided, decide, reopen
from annotator.operations.review.spot_checks import draw
from annotator.queries.agreement.agreement import agreement_of_set
from annotator.queries.review import review_queue, reviews
from annotator.queries.review.queue_filters import queue_choices
from annotator.queries.review.queue_lines import queue_lines
from annotator.queries.review.queue_order import behind
from annotator.queries.review.spot_checks import spot_checks
from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.visibility.blindness import count_withheld
from annotator.terms import Decision, QueueState, Role
from annotator.web import query
from annotator.web.forms.base import said_in_form
from annotator.web.forms.decision import DecisionForm, ReopenForm
from annotator.web.forms.queue import NAMES, QueueForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.queries.review.reviews import Review
    from annotator.queries.sets.claim_sets import OneSet
    from annotator.tokens import Token

page = Blueprint("review", __name__)

DONE = {
    Decision.SENT_BACK: lazy(
        "Returned to the annotators. It returns to the queue when they have revised it."
    ),
    Decision.SECOND_ROUND: lazy(
        "New annotators will judge it. It returns to the queue when they have judged it."
    ),
}
DECIDED = lazy("Decision saved. The annotators’ judgements stay as they were.")


@page.get("/sets/<int:claim_set_id>/review")
@allow(Role.REVIEWER)
@query.reads("show", "narrow", "page", *NAMES, "order")
def queue(claim_set_id: int) -> ResponseReturnValue:
    """Return the claims of a set that wait for a decision, were drawn for a spot check, or have
    one.
    """
    found = claim_set(session(), claim_set_id)
    show = _shown(query.asked("show"))
    narrowing = "narrow" in query.parameters()
    form = _queue_form(found, narrowing=narrowing)
    order = form.order.data or "error"
    withheld = count_withheld(session(), claim_set_id, me().id)
    by_error = order == "error" and show is QueueState.OPEN and not withheld
    listed = review_queue.queue(
        session(),
        claim_set_id,
        me().id,
        show=show,
        filters=form.filters(),
        order=order,
        number=query.page_number(),
    )
    return render_template(
        "review/queue.html",
        claim_set=found,
        agreement=agreement_of_set(session(), claim_set_id, me().id),
        show=show,
        withheld=withheld,
        form=form,
        narrowing=narrowing,
        kept=form.address(),
        checks=spot_checks(session(), claim_set_id, me().id) if show is QueueState.DRAWN else None,
        behind=behind(session(), claim_set_id) if by_error else None,
        by_error=by_error,
        differences=listed,
        lines=queue_lines(session(), [line.set_claim_id for line in listed.items], me().id),
    )


def _queue_form(found: OneSet, *, narrowing: bool) -> QueueForm:
    """Return what the queue is narrowed to; only where one narrows it, with all that the set
    has.
    """
    form = QueueForm(formdata=query.parameters())
    chosen = None if narrowing else form.filters()
    form.offer(queue_choices(session(), found.id, me().id, chosen), found.scheme)
    return form


def _shown(asked: str) -> QueueState:
    return QueueState(asked) if asked in set(QueueState) else QueueState.OPEN


@page.post("/sets/<int:claim_set_id>/spot-checks")
@allow(Role.REVIEWER)
def draw_one(claim_set_id: int) -> ResponseReturnValue:
    """Draw one more agreed claim to be looked at."""
    try:
        drawn = draw(session(), claim_set_id=claim_set_id, reviewer_id=me().id)
    except NotFound as error:
        notice(str(error), "note")
        return redirect(url_for("review.queue", claim_set_id=claim_set_id, show="drawn"))
    return redirect(url_for("review.one", set_claim_id=drawn))


@page.get("/review/<int:set_claim_id>")
@allow(Role.REVIEWER)
def one(set_claim_id: int) -> ResponseReturnValue:
    """Return one claim with its judgements side by side."""
    found = reviews.review(session(), set_claim_id, me().id)
    return _review(found, _decision_form(found))


@page.get("/review/<int:set_claim_id>/sources/<token:snapshot_id>")
@allow(Role.REVIEWER)
def source(set_claim_id: int, snapshot_id: Token) -> ResponseReturnValue:
    """Return a source that is cited on the claim, in full."""
    found = reviews.cited_text(session(), set_claim_id, me().id, snapshot_id)
    return render_template("review/source.html", set_claim_id=set_claim_id, source=found)


@page.post("/review/<int:set_claim_id>")
@allow(Role.REVIEWER)
@query.reads(*NAMES, "order")
def settle(set_claim_id: int) -> ResponseReturnValue:
    """Decide, and go on to the next claim; or draw one more row for a source."""
    found = reviews.review(session(), set_claim_id, me().id)
    form = DecisionForm()
    form.offer(found)
    if "add_source" in request.form:
        form.add_source()
        return _review(found, form), 422
    if not form.validate_on_submit() or not _kept(set_claim_id, form):
        return _review(found, form), 422
    notice(str(DONE.get(form.given().decision or Decision.ALL_WRONG, DECIDED)), "done")
    return _go_on(found)


@page.post("/review/<int:set_claim_id>/reopen")
@allow(Role.REVIEWER)
def reopen_decision(set_claim_id: int) -> ResponseReturnValue:
    """Take a decision back, with the reason."""
    form = ReopenForm()
    if form.validate_on_submit():
        try:
            reopen(
                session(),
                set_claim_id=set_claim_id,
                reviewer_id=me().id,
                token=form.token.data or secrets.token_urlsafe(18),
                reason=form.reason.data or "",
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Decision reopened. It stays in the claim’s history."), "note")
            return redirect(url_for("review.one", set_claim_id=set_claim_id))
    found = reviews.review(session(), set_claim_id, me().id)
    return _review(found, _decision_form(found), form), 422


def _go_on(found: Review) -> ResponseReturnValue:
    """Redirect to the next claim of the filtered queue, or to the spot checks."""
    claim_set_id = found.claim_set.id
    if found.drawn and found.agreed:
        return redirect(url_for("review.queue", claim_set_id=claim_set_id, show="drawn"))
    kept = QueueForm(formdata=query.parameters()).address()
    return redirect(url_for("review.following", claim_set_id=claim_set_id, **kept))


@page.get("/sets/<int:claim_set_id>/review/next")
@allow(Role.REVIEWER)
@query.reads(*NAMES, "order")
def following(claim_set_id: int) -> ResponseReturnValue:
    """Return the next claim to decide on; looked for after the decision is
    written.
    """
    form = QueueForm(formdata=query.parameters())
    kept = form.address()
    coming = review_queue.next_difference(
        session(),
        claim_set_id,
        me().id,
        filters=form.filters(),
        order=form.order.data or "error",
    )
    if coming is None:
        return redirect(url_for("review.queue", claim_set_id=claim_set_id, **kept))
    return redirect(url_for("review.one", set_claim_id=coming, **kept))


def _kept(set_claim_id: int, form: DecisionForm) -> bool:
    """Return True if the decision was kept; what it lacks is said at its fields."""
    try:
        decide(
            session(),
            set_claim_id=set_claim_id,
            reviewer_id=me().id,
            token=form.token.data or secrets.token_urlsafe(18),
            given=form.given(),
            said=said_in_form(),
        )
    except Undecided as error:
        form.blame_all(error.remarks)
        return False
    except BadInput as error:
        form.blame(error)
        return False
    return True


def _decision_form(found: Review) -> DecisionForm:
    form = DecisionForm(formdata=None, token=secrets.token_urlsafe(18), seen=found.seen)
    form.offer(found)
    return form


def _review(found: Review, form: DecisionForm, again: ReopenForm | None = None) -> str:
    return render_template(
        "review/claim.html",
        review=found,
        form=form,
        reopening=again or ReopenForm(formdata=None, token=secrets.token_urlsafe(18)),
    )
