"""One claim and where it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from annotator.queries.claims import one_claim
from annotator.web.access import allow_logged_in
from annotator.web.transaction import session

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

page = Blueprint("claims", __name__, url_prefix="/claims")


@page.get("/<int:claim_id>")
@allow_logged_in
def one(claim_id: int) -> ResponseReturnValue:
    """A claim with its mentions."""
    return render_template("claim.html", claim=one_claim(session(), claim_id))
