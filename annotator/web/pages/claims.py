"""One claim and where it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from annotator.http.access import allow_logged_in, has, me
from annotator.http.transaction import session
from annotator.queries.audit_log.events import trail_of_claim
from annotator.queries.corpus.claims import one_claim
from annotator.queries.sets.claim_sets import claim_set
from annotator.queries.sets.listed_claims import claim_in_sets
from annotator.terms import Role

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("claims", __name__, url_prefix="/claims")


@page.get("/<int:claim_id>")
@allow_logged_in
def one(claim_id: int) -> ResponseReturnValue:
    """Return a claim with its mentions, how far it is in its sets, and who did what with it, each
    for those who may see it.
    """
    claim, found, standings = one_claim(session(), claim_id), None, []
    if has(Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR):
        standings = [
            (claim_set(session(), line.claim_set_id), line)
            for line in claim_in_sets(session(), claim_id, me().id)
            if line.claim_set_id is not None
        ]
    if has(Role.REVIEWER, Role.ADMINISTRATOR):
        answers = has(Role.EDITOR, Role.ADMINISTRATOR)
        found = trail_of_claim(session(), claim_id, me().id, answers=answers)
    return render_template("claim.html", claim=claim, standings=standings, trail=found)
