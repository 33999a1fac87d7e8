"""One claim: what it came to and on what evidence, and where it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from annotator.http.access import allow_logged_in, has, me
from annotator.http.transaction import session
from annotator.queries.audit_log.events import trail_of_claim
from annotator.queries.corpus.claims import one_claim
from annotator.queries.corpus.topics import topics_of_claims
from annotator.queries.verdicts.of_claim import verdicts_of_claim
from annotator.terms import Role

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("claims", __name__, url_prefix="/claims")


@page.get("/<int:claim_id>")
@allow_logged_in
def one(claim_id: int) -> ResponseReturnValue:
    """Return a claim with what it came to in its sets, its mentions, and who did what with it, each
    for those who may see it.
    """
    claim, found = one_claim(session(), claim_id), None
    answers = has(Role.EDITOR, Role.ADMINISTRATOR)
    verdicts = verdicts_of_claim(
        session(),
        claim_id,
        me().id,
        judgements=has(Role.REVIEWER, Role.EDITOR, Role.ADMINISTRATOR),
        answers=answers,
    )
    if has(Role.REVIEWER, Role.ADMINISTRATOR):
        found = trail_of_claim(session(), claim_id, me().id, answers=answers)
    topics = topics_of_claims(session(), [claim_id])[claim_id]
    return render_template("claim.html", claim=claim, verdicts=verdicts, trail=found, topics=topics)
