"""One's own judgements and skips: to read again, to revise, to undo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, redirect, render_template, url_for

from annotator.errors import BadInput, NotFound
from annotator.http.access import allow, me
from annotator.http.notices import notice
from annotator.http.transaction import session, settings
from annotator.language import _
from annotator.operations.desk import revisions
from annotator.operations.review.replies import answer
from annotator.queries.desk.history import OUTCOMES, history
from annotator.queries.desk.standing import my_progress, waiting
from annotator.queries.sets.claim_sets import claim_set
from annotator.terms import Role
from annotator.tokens import token_in
from annotator.web import query
from annotator.web.desk.items import done_page, on_desk
from annotator.web.forms.replies import ReplyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from annotator.tokens import Token

page = Blueprint("history", __name__)


@page.get("/sets/<int:claim_set_id>/mine")
@allow(Role.ANNOTATOR)
@query.reads("label", "stays", "page")
def mine(claim_set_id: int) -> ResponseReturnValue:
    """Return the person's own progress in a set and all that they decided, newest first.

    `stays` names a claim that an undo could not open again: its line is marked.
    """
    found = claim_set(session(), claim_set_id)
    known = (*(label.code for label in found.scheme.verdicts), *OUTCOMES)
    label = query.asked("label")
    done, total = my_progress(session(), claim_set_id, me().id)
    return render_template(
        "desk/mine.html",
        claim_set=found,
        done=done,
        total=total,
        label=label if label in known else None,
        outcomes=OUTCOMES,
        waiting=waiting(session(), claim_set_id, me().id),
        stays=token_in(query.asked("stays")),
        decided=history(
            session(),
            claim_set_id,
            me().id,
            label=label if label in known else None,
            number=query.page_number(),
        ),
    )


@page.post("/desk/<token:assignment_id>/reopen")
@allow(Role.ANNOTATOR)
def reopen(assignment_id: Token) -> ResponseReturnValue:
    """Open a claim again that the person submitted or skipped."""
    revisions.reopen(
        session(),
        assignment_id=assignment_id,
        annotator_id=me().id,
        lease_minutes=settings().lease_minutes,
    )
    return redirect(url_for("desk.item", assignment_id=assignment_id))


@page.post("/desk/<token:assignment_id>/reply")
@allow(Role.ANNOTATOR)
def reply(assignment_id: Token) -> ResponseReturnValue:
    """Answer the decision on a claim, once."""
    form = ReplyForm()
    if form.validate_on_submit():
        try:
            answer(
                session(),
                assignment_id=assignment_id,
                annotator_id=me().id,
                text=form.text.data or "",
            )
        except BadInput as error:
            form.blame(error)
        else:
            notice(_("Reply sent. Reviewers read it beside the decision."), "saved")
            return redirect(url_for("desk.item", assignment_id=assignment_id))
    return done_page(on_desk(assignment_id), form), 422


@page.post("/sets/<int:claim_set_id>/undo")
@allow(Role.ANNOTATOR)
def undo(claim_set_id: int) -> ResponseReturnValue:
    """Open again what the person decided last in this set; once more, and it goes further back."""
    try:
        assignment_id = revisions.undo(
            session(),
            claim_set_id=claim_set_id,
            annotator_id=me().id,
            lease_minutes=settings().lease_minutes,
        )
    except NotFound as error:
        notice(str(error), "note")
        return redirect(url_for("history.mine", claim_set_id=claim_set_id))
    except revisions.NotUndone as error:
        stays = error.assignment_id
        notice(_("Not undone: “%(text)s”.", text=on_desk(stays).text) + f" {error}", "note")
        return redirect(url_for("history.mine", claim_set_id=claim_set_id, stays=stays))
    return redirect(url_for("desk.item", assignment_id=assignment_id))
